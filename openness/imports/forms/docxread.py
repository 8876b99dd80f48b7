"""Tables and text of a DOCX file, as they stand one after another; text taken out by tracked changes is gone, text put in is there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from openness.faults import WrongUse
from openness.imports.faults import shown
from openness.imports.forms.part import NOT_DOCX, Part
from openness.imports.forms.words import table_number
from openness.imports.grid import Cell, Formula, RawRow

BREAKS = frozenset({qn("w:br"), qn("w:cr"), qn("w:p")})
SKIPPED = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:tbl"), qn("w:sectPr")})
NAME_LENGTH = 40


def parts_of(name: str, content: bytes) -> Iterator[Part]:
    """Stretches of text and tables in order; a table is named by the caption before it, else by its number in the file.

    :raises WrongUse: a document that cannot be read.
    """
    try:
        body = Document(io.BytesIO(content)).element.body
        blocks = list(_blocks(body))
    except Exception as fault:
        raise WrongUse(NOT_DOCX, file=name) from fault
    text: list[RawRow] = []
    number = tables = 0
    label = ""
    for block in blocks:
        if block.tag != qn("w:tbl"):
            number += 1
            told = _text(block)
            if told:
                text.append(RawRow(number, (told,)))
                label = shown(told, NAME_LENGTH) if table_number(told) else label
            continue
        if text:
            yield Part("", text)
            text = []
        tables += 1
        yield _table(block, label.split(".")[0] if label else str(tables))
        label = ""
    if text:
        yield Part("", text)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables of the text, those inside controls among them."""
    for block in body:
        if block.tag in (qn("w:p"), qn("w:tbl")):
            yield block
        elif block.tag not in SKIPPED:
            yield from _blocks(block)


def _table(table: Any, name: str) -> Part:
    rows: list[RawRow] = []
    merged: list[tuple[int, int, int, int]] = []
    nested: set[tuple[int, int]] = set()
    for number, row in enumerate(_within(table, qn("w:tr")), start=1):
        cells: list[Cell] = []
        for cell in _within(row, qn("w:tc")):
            span, goes_on = _shape(cell)
            place = len(cells) + 1
            if goes_on:
                merged.append((number - 1, place, number, place))
            if span > 1:
                merged.append((number, place, number, place + span - 1))
            if cell.find(qn("w:tbl")) is not None:
                nested.add((number, place))
            told = _text(cell)
            cells += [_value(told), *(None for _ in range(span - 1))]
        while cells and cells[-1] is None:
            cells.pop()
        made = RawRow(number, tuple(cells))
        if not made.empty:
            rows.append(made)
    return Part(name, rows, tuple(merged), frozenset(nested))


def _within(node: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, those inside controls among them, but of no table further in."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in SKIPPED and child.tag not in (qn("w:tc"), qn("w:p")):
            yield from _within(child, tag)


def _shape(cell: Any) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it goes on from the row above."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return 1, False
    span, vertical = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
    told = "" if span is None else str(span.get(qn("w:val"), ""))
    width = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 1
    return max(1, width), vertical is not None and vertical.get(qn("w:val"), "continue") == "continue"


def _text(block: Any) -> str:
    return " ".join("".join(_letters(block)).split())


def _letters(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:noBreakHyphen")):
            yield "\t" if child.tag == qn("w:tab") else "-"
        elif child.tag not in SKIPPED:
            yield from _letters(child)
            if child.tag in BREAKS:
                yield "\n"


def _value(text: str) -> Cell:
    if text.startswith("="):
        return Formula(text)
    return text or None
