"""CSV in UTF-8, with semicolons, commas or tabs; whatever a cell holds is text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from openness.faults import WrongUse
from openness.imports.faults import Faults, FaultyFileError
from openness.imports.grid import CSV_TYPE, Cell, Formula, Grid, RawRow, bounded
from reports.i18n import N_

DELIMITERS = (";", "\t", ",")
BROKEN = N_('the quotation marks of this row do not match; write " inside a quoted text as ""')


def read(name: str, content: bytes, faults: Faults) -> Grid:
    """The rows of a CSV file. Cells of a blank line are none, but the line counts, as in a spreadsheet.

    :raises WrongUse: not UTF-8 or not text.
    """
    text = _text(name, content)
    return Grid(name, content, CSV_TYPE, "", bounded(_rows(text, faults), faults))


def _text(name: str, content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise WrongUse(N_("{file}: UTF-16; save it as «CSV UTF-8»"), file=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise WrongUse(N_("{file}, line {line}: not UTF-8; save it as «CSV UTF-8» or XLSX"), file=name, line=line) from fault
    if "\x00" in text:
        raise WrongUse(N_("{file}: neither CSV nor XLSX; make a file by `openness import template`"), file=name)
    return text


def delimiter(text: str) -> str:
    """The sign that parts the cells of the first line that holds something, outside quotation marks."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(part for number, part in enumerate(line.split('"')) if number % 2 == 0)
    return max(DELIMITERS, key=bare.count)


def _rows(text: str, faults: Faults) -> Iterator[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            faults.add(number, 1, BROKEN)
            raise FaultyFileError(faults) from None
        yield RawRow(number, tuple(_cell(cell) for cell in cells))


def _cell(text: str) -> Cell:
    text = text.strip()
    if text.startswith("="):
        return Formula(text)
    return text or None
