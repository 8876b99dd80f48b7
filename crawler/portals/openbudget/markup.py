"""The portal's markup: a tree within bounds, texts on one line, days as ISO, rows «label | value»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from lxml import etree, html  # type: ignore[import-untyped]
from lxml.cssselect import CSSSelector  # type: ignore[import-untyped]

LARGEST = 16 * 1024 * 1024
LONGEST = 4000
_DAY = re.compile(r"(?<!\d)(?:(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2}))(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def tree_of(content: bytes) -> html.HtmlElement | None:
    """The tree of an answer; None for one that is no page, or larger than any of the portal's."""
    if len(content) > LARGEST:
        return None
    parser = html.HTMLParser(encoding="utf-8", recover=True, huge_tree=False)
    try:
        found = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return found if isinstance(found, html.HtmlElement) else None


def chosen(element: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Elements below one, by a selector of the portal's file."""
    return list(CSSSelector(selector)(element))


def text_of(element: html.HtmlElement, noise: Iterable[str] = ()) -> str:
    """The text of an element on one line, without comments of the markup and without the words of ``noise``."""
    said = str(element.xpath("string()"))
    for word in noise:
        said = said.replace(word, " ")
    return " ".join(said.split())[:LONGEST]


def day_in(text: str) -> str:
    """The first day of a text as ISO 8601; empty where it names none that a calendar has."""
    for match in _DAY.finditer(text):
        try:
            if match["iso"]:
                return date.fromisoformat(match["iso"]).isoformat()
            return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
        except ValueError:
            continue
    return ""


def years_in(text: str) -> list[int]:
    """The years of a text; of a span («2026–2028») its first and its last."""
    return [int(year) for year in _YEAR.findall(text)]


def cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    """The cells of a row of a table."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def parts(body: html.HtmlElement, marks: dict[str, str]) -> Iterator[tuple[str, html.HtmlElement]]:
    """Rows of a table's body, each with the part it lies in: empty before the first comment of ``marks`` (name → its text)."""
    part = ""
    for node in body:
        if node.tag is etree.Comment:
            told = " ".join((node.text or "").split())
            part = next((name for name, mark in marks.items() if mark == told), part)
        elif node.tag == "tr":
            yield part, node
