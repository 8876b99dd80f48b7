"""The visible text of a page, line by line."""

from __future__ import annotations

from typing import NamedTuple

from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean

MAX_LINE = 1_500


class Line(NamedTuple):
    """One visible line of the page, the element in which it begins, and where it begins among the page's pieces of text."""

    text: str
    element: Element
    start: int = 0


def lines_of(outline: Outline) -> list[Line]:
    """Visible text as a reader sees it, line by line."""
    lines: list[Line] = []
    parts: list[str] = []
    first: Element | None = None
    at = 0
    for index, (piece, owner) in enumerate(zip(outline.pieces, outline.owners, strict=True)):
        if piece != "\n":
            if not owner.hidden:
                if first is None and not piece.isspace():
                    first, at = owner, index
                parts.append(piece)
            continue
        if first is not None:
            lines.append(Line(clean("".join(parts), MAX_LINE), first, at))
        parts, first = [], None
    if first is not None:
        lines.append(Line(clean("".join(parts), MAX_LINE), first, at))
    return lines
