"""Cells of a sheet that are merged: one value over several lines is no value of any line but the first."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

from openness.faults import WrongUse
from openness.imports.faults import Faults, reference
from openness.imports.grid import RawRow
from openness.imports.package import NOT_XLSX
from reports.i18n import N_

MERGED = N_("this cell is merged with {others}; split them and fill in each line by itself")
Span = tuple[int, int, int, int]
"""First row and column, last row and column."""


def spans_of(name: str, content: bytes, sheet: Any) -> tuple[Span, ...]:
    """Spans of merged cells of a sheet, which a workbook read line by line does not tell.

    :raises WrongUse: a sheet that cannot be read.
    """
    from openpyxl.utils.cell import range_boundaries

    found: list[Span] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "mergeCell":
            try:
                left, top, right, bottom = range_boundaries(attributes.get("ref", ""))
            except (ValueError, TypeError):
                return
            found.append((int(top), int(left), int(bottom), int(right)))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(sheet._worksheet_path) as stream:
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as fault:
            raise WrongUse(NOT_XLSX, file=name) from fault
    return tuple(found)


def split(rows: Iterable[RawRow], spans: Iterable[Span], faults: Faults) -> Iterator[RawRow]:
    """The rows as they are; a fault for each span that reaches into one that holds something."""
    waiting = sorted(spans, reverse=True)
    for row in rows:
        while waiting and waiting[-1][0] <= row.number and not row.empty:
            top, left, bottom, right = waiting.pop()
            if bottom >= row.number:
                faults.add(top, left, MERGED, others=f"{reference(left, top)}:{reference(right, bottom)}")
        yield row
