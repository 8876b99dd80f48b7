"""A card of a document: a consolidated statement, a report, results of audit, a civil budget."""

from __future__ import annotations

from typing import Any

from lxml import html  # type: ignore[import-untyped]

from crawler.portals.openbudget.fields import Fields
from crawler.portals.openbudget.markup import chosen, day_in, text_of, years_in
from crawler.portals.openbudget.rules import Rules
from crawler.portals.reading.seam import Item

CARD = "div#document-card"


def item_of(rules: Rules, page: html.HtmlElement, key: str, body: str) -> Item:
    """The item of a document.

    :param key: the portal's id of the document. :param body: its id of the state body.
    """
    fields = Fields(rules)
    card = chosen(page, CARD)[0]
    rows = fields.rows(card)
    title = text_of(chosen(page, "h1")[0])
    files = fields.files(card)
    about = years_in(rows.get("about", "")) or years_in(title)
    facts: dict[str, Any] = {
        "kind": kind_of(rules, f"{rows.get('kind', '')} {title}"),
        "year": about[-1] if about else 0,
        "formed": day_in(rows.get("formed", "")),
        "received": day_in(rows.get("received", "")),
        "empty": [name for name in ("kind", "about", "placed") if name in rows and fields.blank(rows[name])],
        "files": files or [],
        "files_shown": files is not None,
    }
    days = sorted(file["day"] for file in files or () if file["day"])
    return Item("document", key, title, body, day=day_in(rows.get("placed", "")) or (days[0] if days else ""), facts=facts)


def kind_of(rules: Rules, text: str) -> str:
    """What a document is by its words; empty for one that no words of the file fit."""
    said = text.casefold()
    for kind in rules.documents:
        if any(all(stem in said for stem in line.split()) for line in kind.words):
            return kind.kind
    return ""
