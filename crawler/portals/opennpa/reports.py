"""The report on a discussion: a table of the comments that came and of what the body answered to each."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.portals.opennpa.comments import QUOTE
from crawler.portals.opennpa.pages import Page, text_of
from crawler.portals.opennpa.words import fold
from crawler.portals.reading.seam import Item

MOST = 2000
TEXT, ANSWER = "text", "answer"


def read_report(page: Page, card: str) -> Item | None:
    """The rows of a report (item ``report``); None where no table names both columns.

    :param card: the number of the draft, as the address names it.
    """
    for table in page.tree.css(page.css.report_table):
        rows = list(_rows(page, table))
        places = _places(page, rows[0]) if rows else {}
        if {TEXT, ANSWER} <= places.keys():
            told = [{name: row[at] for name, at in places.items()} for row in rows[1:] if len(row) == len(rows[0])]
            return Item("report", card, facts={"rows": told})
    return None


def _rows(page: Page, table: LexborNode) -> Iterator[list[str]]:
    for row in table.css(page.css.report_row)[:MOST]:
        cells = [text_of(cell, QUOTE) for cell in row.css(page.css.report_cell)]
        if cells:
            yield cells


def _places(page: Page, labels: list[str]) -> dict[str, int]:
    """Where the columns stand, by their names."""
    known = {fold(name): code for code, names in page.rules.report_columns.items() for name in names}
    return {known[fold(label)]: at for at, label in reversed(list(enumerate(labels))) if fold(label) in known}
