"""A card of the portal: a draft with its files, its form and its comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from crawler.portals.opennpa.comments import read_comments
from crawler.portals.opennpa.lists import stated
from crawler.portals.opennpa.pages import Page, after, field_of, text_of
from crawler.portals.opennpa.words import fold, line, moment, number
from crawler.portals.reading.seam import Item
from store.base import Language

MOST_FILES = 200
MOST_ROWS = 60
CONTENT = 3000


class CardPage(NamedTuple):
    """The card with its comments, and the languages that its labels are of. ``missing`` are comments of other tabs; ``unanswered`` says that
    a report is offered, in which what is not answered here may be."""

    items: tuple[Item, ...]
    seen: tuple[frozenset[Language], ...]
    missing: bool
    unanswered: bool = False


def read_card(page: Page, key: str, tab: str) -> CardPage:
    """What a card says.

    :param key: its number, as its address names it.
    :param tab: the group of comments that its address asks for, «» for the portal's own choice.
    """
    box = page.tree.css_first(page.css.card)
    if box is None:
        return CardPage((), (), False)
    values, seen = _fields(page, box)
    online = {name: moment(values.get(name, "")) for name in ("online_from", "online_to")}
    facts: dict[str, Any] = {**stated(page, values), **online, **_counts(page), **_content(page)}
    facts["version"] = values.get("version", "")
    facts["history"] = [field_of(link.attributes.get("href"), "id") for link in box.css(page.css.history)][:MOST_FILES]
    facts["files"] = list(_files(page))[:MOST_FILES]
    facts["report"] = page.tree.css_first(page.css.report) is not None
    owner, category = _trail(page)
    facts["category"] = category
    name = text_of(page.tree.css_first(page.css.counts_body))
    title = text_of(box.css_first(page.css.card_title), 2000)
    card = Item("card", key, title, owner or page.body(name, ""), name, facts["created"], facts)
    comments, said = read_comments(page, card, tab or page.rules.tabs[0])
    unanswered = facts["report"] and any(not one.facts["answers"] for one in comments)
    return CardPage((card, *comments), tuple(seen), not tab and said < (facts["comments"] or 0), unanswered)


def _fields(page: Page, box: LexborNode) -> tuple[dict[str, str], list[frozenset[Language]]]:
    values: dict[str, str] = {}
    seen: list[frozenset[Language]] = []
    for small in box.css(page.css.card_line):
        label = small.css_first(page.css.card_label)
        field, languages = page.words.field(text_of(label)) if label is not None else ("", frozenset[Language]())
        if label is not None and field:
            values.setdefault(field, after(label) or line(text_of(small).removeprefix(text_of(label))))
            seen.append(languages)
    return values, seen


def _trail(page: Page) -> tuple[str, str]:
    """Numbers of the body and of the category that the trail above the card leads through."""
    found = ["", ""]
    for step in page.tree.css(page.css.trail):
        for place, (selector, name) in enumerate(
            ((page.css.trail_body, "governmentId"), (page.css.trail_category, "categoryId"))
        ):
            link = step.css_first(selector)
            if link is not None:
                found[place] = field_of(link.attributes.get("href"), name)
    return found[0], found[1]


def _counts(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(("comments", "accepted", "refused", "likes", "dislikes", "views"))
    box = page.tree.css_first(page.css.counts)
    if box is None:
        return found
    for icon in box.css(page.css.counts_mark):
        code = page.words.counts.get(fold(icon.attributes.get("title") or ""), "")
        if code:
            found[code] = number(after(icon))
    for name, beginning in (("likes", "likeCount-"), ("dislikes", "dislikeCount-")):
        span = box.css_first(f"span[class^='{beginning}']")
        found[name] = number(text_of(span)) if span is not None else None
    return found


def _files(page: Page) -> Iterator[str]:
    for entry in page.tree.css(page.css.file):
        if entry.css_first(page.css.file_link) is not None:
            yield text_of(entry.css_first(page.css.file_name)) or text_of(entry)


def _content(page: Page) -> dict[str, Any]:
    box = page.tree.css_first(page.css.content)
    if box is None:
        return {"content": "", "content_length": 0, "form": []}
    for silent in box.css("style,script"):
        silent.decompose()
    rows = [[text_of(cell, 1000) for cell in row.css("td")] for row in box.css(page.css.content_row)[:MOST_ROWS]]
    form = [f"{cells[1]}: {len(cells[2])}" for cells in rows if len(cells) == 3 and cells[0].strip(" .").isdigit()]
    filled = " ".join(cells[2] for cells in rows if len(cells) == 3)
    whole = line(filled if form else box.text(separator=" "), 10**6)
    return {"content": whole[:CONTENT], "content_length": len(whole), "form": form}
