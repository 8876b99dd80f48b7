"""A filled-in form as parts with lines of cells, whatever its format: sheets of a workbook, tables and text of a document, a CSV file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from openness.faults import WrongUse
from openness.imports import csvfile, xlsxfile
from openness.imports.faults import Faults, FaultyFileError, shown
from openness.imports.forms.part import NOT_DOCX, Part
from openness.imports.grid import CSV_TYPE, MAX_COLUMNS, MAX_ROWS, TOO_MANY_COLUMNS, TOO_MANY_ROWS, XLSX_TYPE, RawRow
from openness.imports.merged import spans_of
from openness.imports.package import LOCKED, prove

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENT = "word/document.xml"
MOST_SHEETS = 20
LOOKED_BYTES = 65_536


@dataclass(frozen=True)
class Parts:
    """A file taken apart."""

    media_type: str
    parts: list[Part]
    tables: bool = False


def is_document(content: bytes) -> bool:
    """Whether the bytes are those of a DOCX file; a package that cannot be opened is none."""
    if content[:2] != b"PK":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return DOCUMENT in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def taken_apart(name: str, content: bytes, faults: Faults) -> Parts:
    """The parts of a file.

    :raises WrongUse: not sound, encrypted, a bomb, with macros. :raises FaultyFileError: more rows or columns than are read.
    """
    if is_document(content):
        prove(name, content, NOT_DOCX)
        # The reader of documents takes its time to load.
        from openness.imports.forms.docxread import parts_of

        return Parts(DOCX_TYPE, _bounded(parts_of(name, content), faults), tables=True)
    if xlsxfile.looks_so(content):
        return Parts(XLSX_TYPE, _bounded(_sheets(name, content), faults))
    grid = csvfile.read(name, content, faults)
    return Parts(CSV_TYPE, [Part("", list(grid.rows))])


def first_rows(name: str, content: bytes, most: int) -> list[Part]:
    """The first rows of the first sheets of a workbook, or of a text: enough to tell what it is.

    :raises WrongUse: a workbook that is not sound, encrypted, a bomb, with macros.
    """
    if not xlsxfile.looks_so(content):
        return [Part("", list(islice(_of_text(content), most)))]
    if content[:4] == xlsxfile.OLD:
        raise WrongUse(LOCKED, file=name)
    prove(name, content)
    sheets = xlsxfile.opened(name, content).worksheets[:2]
    return [Part(sheet.title, [row for row in islice(xlsxfile.rows_of(sheet, name), most) if not row.empty]) for sheet in sheets]


def _of_text(content: bytes) -> Iterator[RawRow]:
    """Lines of a text, of whatever encoding: its own reader tells what is wrong with them."""
    text = content[:LOOKED_BYTES].decode("utf-8-sig", errors="ignore").replace("\x00", "")
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=csvfile.delimiter(text)), start=1):
            cells = [cell.strip() or None for cell in line]
            if any(cells):
                yield RawRow(number, tuple(cells))
    except csv.Error:
        return


def _bounded(parts: Iterator[Part], faults: Faults) -> list[Part]:
    found: list[Part] = []
    count = 0
    for part in parts:
        found.append(part)
        count += len(part.rows)
        over = next((row for row in part.rows if len(row.cells) > MAX_COLUMNS), None)
        if count > MAX_ROWS or over is not None:
            faults.sheets, faults.sheet = [part.name], part.name
            if over is not None:
                faults.add(over.number, MAX_COLUMNS + 1, TOO_MANY_COLUMNS, most=MAX_COLUMNS)
            else:
                faults.add(part.rows[-1].number, 1, TOO_MANY_ROWS, most=MAX_ROWS)
            raise FaultyFileError(faults)
    return found


def _sheets(name: str, content: bytes) -> Iterator[Part]:
    if content[:4] == xlsxfile.OLD:
        raise WrongUse(LOCKED, file=name)
    prove(name, content)
    book = xlsxfile.opened(name, content)
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.title not in xlsxfile.SIDE_SHEETS:
            rows = [row for row in xlsxfile.rows_of(sheet, name) if not row.empty]
            yield Part(shown(sheet.title), rows, spans_of(name, content, sheet))
