"""The tables for analysts, written line by line into CSV and XLSX: no more than one line of them is held in memory.

Texts come from pages of anybody: no cell of text is computed by a spreadsheet. Numbers are our own and stay numbers.
"""

from __future__ import annotations

import csv
import re
import secrets
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from openness.cohorts.columns import Column, Table
from openness.imports.timeless import repack
from openness.imports.workbook import header, put_text
from reports.errors import ReportError
from reports.files import UNWRITABLE
from reports.index import inert
from store.faults import is_full, no_room
from store.visible import line

# What a cell of text may hold; XLSX itself allows 32767 letters.
LETTERS = 4000
# Rows of an XLSX sheet, its header among them; what is more goes on in a further sheet.
SHEET = 1_048_576
WIDTH = 18
_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?")


class TableFile:
    """One table as CSV and XLSX in a folder; both appear whole when it is closed without a fault, or not at all."""

    def __init__(self, folder: Path, table: Table, sheet: int = SHEET) -> None:
        """:param sheet: rows that one XLSX sheet may have, its header among them."""
        self._folder, self._table, self._most = folder, table, sheet
        self._drafts: list[Path] = []
        self._text = self._draft("csv").open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._csv.writerow([column.code for column in table.columns])
        self._book = Workbook(write_only=True)
        self._sheets, self._saved = 0, False
        self._turn()

    def add(self, made_of: Any) -> None:
        """Writes one line; ``made_of`` is what the table's columns take their values from."""
        values = [_plain(column.take(made_of)) for column in self._table.columns]
        self._csv.writerow([_csv_cell(column, value) for column, value in zip(self._table.columns, values, strict=True)])
        if self._rows == self._most:
            self._turn()
        self._sheet.append([self._cell(column, value) for column, value in zip(self._table.columns, values, strict=True)])
        self._rows += 1

    def close(self) -> None:
        """Finishes both files and gives them their names."""
        _closed(self._text)
        self._explain()
        made, packed = self._draft("xlsx"), self._draft("packed")
        self._book.save(made)
        self._saved = True
        repack(made, packed)
        self._drafts[0].replace(self._folder / f"{self._table.name}.csv")
        packed.replace(self._folder / f"{self._table.name}.xlsx")
        self.drop()

    def drop(self) -> None:
        """Takes away what is not finished."""
        self._text.close()
        for sheet in () if self._saved else self._book.worksheets:
            sheet.close()
        for draft in self._drafts:
            draft.unlink(missing_ok=True)

    def _draft(self, ending: str) -> Path:
        path = self._folder / f"{self._table.name}.{secrets.token_hex(4)}.{ending}.part"
        self._drafts.append(path)
        return path

    def _turn(self) -> None:
        self._sheets += 1
        name = self._table.name if self._sheets == 1 else f"{self._table.name} {self._sheets}"
        self._sheet = self._page(name, [column.code for column in self._table.columns], [WIDTH] * len(self._table.columns))
        self._rows = 1

    def _page(self, name: str, titles: list[str], widths: list[int]) -> Any:
        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        cells = [WriteOnlyCell(sheet, title) for title in titles]
        for cell in cells:
            header(cell)
        sheet.append(cells)
        return sheet

    def _explain(self) -> None:
        """The last sheet says what each column holds."""
        sheet = self._page("columns", ["column", "kk", "ru"], [18, 70, 70])
        for column in self._table.columns:
            sheet.append([column.code, column.means.kk, column.means.ru])

    def _cell(self, column: Column, value: str) -> Any:
        if not value:
            return None
        if column.kind == "number" and _NUMBER.fullmatch(value):
            return Decimal(value)
        cell = WriteOnlyCell(self._sheet)
        put_text(cell, value)
        return cell


def written(fault: OSError, folder: Path) -> Exception:
    """What to say of a folder that takes no files."""
    if is_full(fault):
        return no_room(folder, fault.errno)
    return ReportError(folder, UNWRITABLE, reason=fault.strerror or type(fault).__name__)


def _closed(file: IO[str]) -> None:
    file.flush()
    file.close()


def _plain(value: Any) -> str:
    return "" if value is None else line(value, LETTERS)


def _csv_cell(column: Column, value: str) -> str:
    return value if column.kind == "number" and _NUMBER.fullmatch(value) else inert(value)
