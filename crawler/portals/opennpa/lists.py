"""A page of one of the portal's lists: drafts with their state, and how many pages there are."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.portals.opennpa.pages import Page, after, field_of, pairs, text_of
from crawler.portals.opennpa.words import day, fold, line, number
from crawler.portals.reading.seam import Item
from store.base import Language

MOST_ENTRIES = 200
"""The portal shows five to a page."""


class ListPage(NamedTuple):
    """Drafts of one page, the pages of the whole list (None where it does not say), and the languages that its labels are of."""

    items: tuple[Item, ...]
    pages: int | None
    seen: tuple[frozenset[Language], ...]


def read_list(page: Page, source: str, body: str) -> ListPage:
    """What a page of a list says.

    :param source: the list.
    :param body: the number of the body that it was asked for, «» for all.
    """
    entries = [_entry(page, node, source, body) for node in page.tree.css(page.css.entry)[:MOST_ENTRIES]]
    found = [entry for entry in entries if entry is not None]
    return ListPage(tuple(item for item, _ in found), _pages(page), tuple(one for _, seen in found for one in seen))


def _pages(page: Page) -> int | None:
    numbers = {int(found) for found in re.findall(page.rules.pages, page.markup)}
    return numbers.pop() if len(numbers) == 1 else None


def _entry(page: Page, node: LexborNode, source: str, body: str) -> tuple[Item, list[frozenset[Language]]] | None:
    """One draft, and the languages of its labels; None for an entry without a link to a card."""
    link = node.css_first(page.css.entry_link)
    href = link.attributes.get("href") if link is not None else ""
    key = field_of(href, "id")
    if link is None or not key:
        return None
    seen: list[frozenset[Language]] = []
    values: dict[str, str] = {}
    info = node.css_first(page.css.entry_info)
    for label, value in pairs(info, page.css.entry_label) if info is not None else ():
        field, languages = page.words.field(label)
        if field:
            values.setdefault(field, value)
            seen.append(languages)
    tags = node.css_first(page.css.entry_tags)
    counts = _counts(page, tags) if tags is not None else {}
    name = counts.pop("body", "")
    parts = urlsplit(href or "")
    facts = {**stated(page, values), **counts, "list": source, "place": line(f"{parts.path}?{parts.query}", 200)}
    return Item("draft", key, text_of(link, 2000), page.body(name, body), name, facts["created"], facts), seen


def stated(page: Page, values: dict[str, str]) -> dict[str, Any]:
    """Status, kind and days of a draft from its labelled fields."""
    status, kind = values.get("status", ""), values.get("type", "")
    return {
        "status": page.words.statuses.get(fold(status), ""),
        "status_name": status,
        "type": page.words.types.get(fold(kind), ""),
        "type_name": kind,
        "created": day(values.get("created", "")),
        "until": day(values.get("until", "")),
    }


def _counts(page: Page, tags: LexborNode) -> dict[str, Any]:
    """What the row of little pictures tells; a number stands after its picture or within the same span."""
    found: dict[str, Any] = dict.fromkeys(("comments", "accepted", "refused", "likes", "dislikes", "views"))
    css = page.css
    for name, selector in (
        ("comments", css.entry_comments),
        ("likes", css.entry_likes),
        ("dislikes", css.entry_dislikes),
        ("views", css.entry_views),
    ):
        icon = tags.css_first(selector)
        if icon is not None:
            found[name] = number(after(icon))
    owner = tags.css_first(css.entry_body)
    found["body"] = after(owner) if owner is not None else ""
    for span in tags.css("span[title]"):
        code = page.words.counts.get(fold(span.attributes.get("title") or ""), "")
        if code:
            inner = number(text_of(span))
            found[code] = inner if inner is not None else number(after(span))
    return found
