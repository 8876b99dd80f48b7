"""A passport of a budget programme: the programme, its tabs (project, approved, report), and the comments below each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from crawler.portals.openbudget.fields import Fields
from crawler.portals.openbudget.markup import chosen, day_in, text_of, years_in
from crawler.portals.openbudget.rules import Rules
from crawler.portals.reading.seam import Item

MOST_COMMENTS = 2000
_CODE = re.compile(r"(?<!\d)\d{3}(?!\d)")


def items_of(rules: Rules, page: html.HtmlElement, key: str, body: str) -> tuple[Item, ...]:
    """The items of a passport.

    :param key: the portal's id of the programme. :param body: its id of the state body.
    """
    fields = Fields(rules)
    tabs = {name: tab for name in rules.stages if (tab := page.get_element_by_id(f"tab-{name}", None)) is not None}
    title = text_of(chosen(page, "h1")[0])
    told = [_stage(rules, fields, tab, rules.stages[name]) for name, tab in tabs.items()]
    rows: dict[str, str] = next((stage["rows"] for stage in reversed(told) if stage["rows"]), {})
    shared = {"programme": key, "years": years_in(rows.get("period", "")) or years_in(title)}
    code = _CODE.search(rows.get("programme", "") or title)
    found = [
        Item(
            "programme",
            key,
            title,
            body,
            rows.get("administrator", ""),
            facts={**shared, "code": code.group() if code else "", "stages": [stage["stage"] for stage in told]},
        )
    ]
    for stage, tab in zip(told, tabs.values(), strict=True):
        comments = tuple(_comments(rules, tab, key, body, title, stage["stage"]))
        facts = {**shared, **{name: value for name, value in stage.items() if name not in ("rows", "day")}}
        facts |= {"comments": len(comments)}
        found.append(Item("stage", f"{key}:{stage['stage']}", title, body, day=stage["day"], facts=facts))
        found.extend(comments)
    return tuple(found)


def _stage(rules: Rules, fields: Fields, tab: html.HtmlElement, stage: str) -> dict[str, Any]:
    """What one tab says of itself; its day is that of its row, else that of its first file."""
    rows = fields.rows(tab)
    numbered = fields.numbered(tab)
    files = fields.files(tab)
    empty = [name for name in rules.needed if name in rows and fields.blank(rows[name])]
    placed = day_in(rows.get("placed", ""))
    days = sorted(file["day"] for file in files or () if file["day"])
    return {
        "stage": stage,
        "rows": rows,
        "day": placed or (days[0] if days else ""),
        "day_of": "row" if placed else "file" if days else "",
        "council": day_in(rows.get("council", "")),
        "empty": empty + [name for name, filled in numbered.items() if not filled],
        "known": sorted({*rows, *numbered}),
        "files": files or [],
        "files_shown": files is not None,
        "comments_shown": bool(chosen(tab, rules.comments.place)),
    }


def _comments(rules: Rules, tab: html.HtmlElement, key: str, body: str, title: str, stage: str) -> Iterator[Item]:
    """Comments below a tab in their order; an answer is an entry inside that of the comment."""
    words = rules.comments
    entries = [one for place in chosen(tab, words.place) for one in chosen(place, words.entry)]
    inner = {id(one) for entry in entries for one in chosen(entry, words.entry) if one is not entry}
    asked = [entry for entry in entries if id(entry) not in inner]
    for number, entry in enumerate(asked[:MOST_COMMENTS], 1):
        answers = [one for one in chosen(entry, words.entry) if one is not entry and chosen(one, words.answer)]
        said = [one for one in chosen(entry, words.text) if not any(_within(one, answer) for answer in answers)]
        named = next((str(one.get("id")) for one in said if one.get("id")), str(number))
        heads = [one for one in chosen(entry, words.head) if not any(_within(one, answer) for answer in answers)]
        replies = [text_of(one) for answer in answers for one in chosen(answer, words.text)]
        yield Item(
            "comment",
            f"{key}:{stage}:{named}",
            title,
            body,
            day=next((day for one in heads if (day := day_in(text_of(one)))), ""),
            facts={
                "programme": key,
                "stage": stage,
                "text": " ".join(text_of(one) for one in said),
                "answered": any(replies),
                "answer_day": next((day for one in answers if (day := day_in(text_of(one)))), ""),
            },
        )


def _within(one: html.HtmlElement, other: html.HtmlElement) -> bool:
    return other is one or any(above is other for above in one.iterancestors())
