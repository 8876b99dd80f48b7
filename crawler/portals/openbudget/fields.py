"""Rows of passports and documents by their labels, and lists of files."""

from __future__ import annotations

from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from crawler.portals.openbudget.markup import cells, day_in, parts, text_of
from crawler.portals.openbudget.rules import Rules

FILE_COLUMNS = 4
MOST_FILES = 200


class Fields:
    """Reads tables of the portal by the labels of its file."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._labels = sorted(
            ((phrase, name) for name, words in rules.rows.items() for phrases in words.values() for phrase in phrases),
            key=lambda one: (-len(one[0]), one),
        )

    def name_of(self, label: str) -> str:
        """The name of a row by its label, the longest beginning first; empty for a label that the file does not know."""
        said = label.casefold().strip(" :«»\"'")
        return next((name for phrase, name in self._labels if said.startswith(phrase)), "")

    def rows(self, place: html.HtmlElement) -> dict[str, str]:
        """Named rows of the first table below an element that stand before costs and indicators; the first of a name counts."""
        found: dict[str, str] = {}
        body = place.find(".//tbody")
        for part, row in parts(body, self._rules.marks_of_tab) if body is not None else ():
            both = cells(row)
            if part or len(both) < 2:
                continue
            name = self.name_of(text_of(both[0], self._rules.noise))
            if name:
                found.setdefault(name, text_of(both[1], self._rules.noise))
        return found

    def blank(self, value: str) -> bool:
        """Whether a value says nothing."""
        return value.casefold().strip() in self._rules.empty

    def numbered(self, place: html.HtmlElement) -> dict[str, bool]:
        """Parts of the first table that are there (costs, indicators), and whether any of their cells holds a figure."""
        found: dict[str, bool] = {}
        body = place.find(".//tbody")
        if body is None:
            return found
        marks = self._rules.marks_of_tab
        told = {" ".join((node.text or "").split()) for node in body.iter(etree.Comment)}
        for name, mark in marks.items():
            if name != "files" and mark in told:
                found[name] = False
        for part, row in parts(body, marks):
            if part in found and any(any(map(str.isdigit, text_of(cell))) for cell in cells(row)[1:]):
                found[part] = True
        return found

    def files(self, place: html.HtmlElement) -> list[dict[str, Any]] | None:
        """Files of the list behind its comment: title, day and link; None where the page has no such list."""
        mark = self._rules.marks_of_tab["files"]
        for node in place.iter(etree.Comment):
            if " ".join((node.text or "").split()) == mark:
                return [file for row in _rows_behind(node) if (file := _file(row)) is not None][:MOST_FILES]
        return None


def _rows_behind(mark: etree._Comment) -> list[html.HtmlElement]:
    following = mark.getnext()
    body = following.find(".//tbody") if following is not None else None
    return [] if body is None else [row for row in body if row.tag == "tr"]


def _file(row: html.HtmlElement) -> dict[str, Any] | None:
    columns = cells(row)
    if len(columns) < FILE_COLUMNS:
        return None
    link = columns[3].find(".//a")
    target = str(link.get("href") or "") if link is not None else ""
    return {"title": text_of(columns[1]), "day": day_in(text_of(columns[2])), "link": target[:2048]}
