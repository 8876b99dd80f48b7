"""XLSX, read cell by cell without computing anything: computed cells, errors and percentages are marked as such."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openness.faults import WrongUse
from openness.imports.faults import Faults, FaultyFileError, shown
from openness.imports.grid import XLSX_TYPE, Broken, Cell, Formula, Grid, Percent, RawRow, bounded
from openness.imports.merged import spans_of, split
from openness.imports.package import LOCKED, NOT_XLSX, WIDEST, prove
from reports.i18n import N_

MAX_SHEETS = 20
OLD = b"\xd0\xcf\x11\xe0"
# Sheets of our templates that explain and hold no data.
SIDE_SHEETS = frozenset({"Пояснения", "Түсіндірме", "Explanation", "Показатели", "Көрсеткіштер", "Figures"})
OTHER_SHEET = N_("the sheet «{other}» is not read; put the data on the first sheet and remove this one")


def looks_so(content: bytes) -> bool:
    """Whether the bytes are those of a workbook, sound or not."""
    return content[:2] == b"PK" or content[:4] == OLD


def read(name: str, content: bytes, faults: Faults) -> Grid:
    """The rows of the first sheet.

    :raises WrongUse: not sound, encrypted, a bomb. :raises FaultyFileError: data on other sheets.
    """
    if content[:4] == OLD:
        raise WrongUse(LOCKED, file=name)
    prove(name, content)
    sheets = list(opened(name, content).worksheets)
    faults.sheet = shown(sheets[0].title)
    for other in sheets[1:]:
        if other.title not in SIDE_SHEETS and _holds_data(other, name):
            faults.add(1, 0, OTHER_SHEET, other=shown(other.title))
    if faults:
        raise FaultyFileError(faults)
    rows = split(rows_of(sheets[0], name), spans_of(name, content, sheets[0]), faults)
    return Grid(name, content, XLSX_TYPE, faults.sheet, bounded(rows, faults))


def opened(name: str, content: bytes) -> Any:
    """A workbook that was proved, to be read line by line.

    :raises WrongUse: not sound, without sheets, or with too many.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = list(book.worksheets)
    except Exception as fault:
        raise WrongUse(NOT_XLSX, file=name) from fault
    if not sheets or len(sheets) > MAX_SHEETS:
        raise WrongUse(NOT_XLSX, file=name)
    return book


def _holds_data(sheet: Any, name: str) -> bool:
    return any(not row.empty for row in rows_of(sheet, name))


def rows_of(sheet: Any, name: str) -> Iterator[RawRow]:
    """The rows of a sheet, empty ones among them.

    :raises WrongUse: a row that cannot be read.
    """
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(max_col=WIDEST), start=1)
    while True:
        try:
            found = next(rows, None)
        except Exception as fault:
            raise WrongUse(NOT_XLSX, file=name) from fault
        if found is None:
            return
        number, cells = found
        yield RawRow(number, _trimmed([_cell(cell) for cell in cells]))


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """Without the empty cells at the end, which formatting alone leaves behind."""
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if kind == "f" or (isinstance(value, str) and value.lstrip().startswith("=")):
        return Formula(str(getattr(value, "text", value)))
    if value is None:
        return None
    if kind == "e":
        return Broken(str(value))
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool | int | float):
        if not isinstance(value, bool) and "%" in str(cell.number_format):
            return Percent(repr(value))
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return Broken(str(value))
