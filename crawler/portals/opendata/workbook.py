"""Rows of the first sheet of a workbook, opened within bounds; what cannot be opened so gives none."""

from __future__ import annotations

import os
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from crawler.extract.files.container import open_zip, unpacked
from crawler.extract.files.xmlform import refusal
from crawler.portals.opendata.tables import MOST_CELLS, MOST_ROWS, Table, table

ZIPPED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
_MARKUP = (".xml", ".rels")


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin as a workbook does, sound or not."""
    return content.startswith((ZIPPED, OLD))


def first_sheet(content: bytes) -> Table | None:
    """The first sheet as a table; None for a workbook that is broken, locked or beyond the bounds."""
    if len(content) > MOST_BYTES:
        return None
    try:
        rows = _of_zip(content) if content.startswith(ZIPPED) else _of_old(content)
    except Exception:
        # A hostile file may fail in whatever way; none of them says anything of the data.
        return None
    return None if rows is None else table(_trimmed(rows))


def _of_zip(content: bytes) -> list[tuple[Any, ...]] | None:
    from openpyxl import load_workbook

    with open_zip(content) as archive:
        if not _harmless(archive):
            return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return list(islice(sheet.iter_rows(max_col=MOST_CELLS, values_only=True), MOST_ROWS))


def _harmless(archive: zipfile.ZipFile) -> bool:
    """Whether all parts together stay within the bound, and none is markup that costs more than its size."""
    left = MOST_UNPACKED
    for name in archive.namelist():
        body, whole = unpacked(archive, name, left)
        left -= len(body)
        if not whole or (name.endswith(_MARKUP) and refusal(body)):
            return False
    return True


def _of_old(content: bytes) -> list[tuple[Any, ...]]:
    import xlrd

    with open(os.devnull, "w") as silence:
        book = xlrd.open_workbook(file_contents=content, logfile=silence, on_demand=True, ragged_rows=True)
        sheet = book.sheet_by_index(0)
        return [tuple(_old(cell, book.datemode) for cell in sheet.row(row)) for row in range(min(sheet.nrows, MOST_ROWS))]


def _old(cell: Any, mode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, mode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or cell.value == "" else cell.value


def _trimmed(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows as wide as the widest: a sheet has no rows of other widths, and what formatting alone leaves behind at its right and its end is none."""
    filled = [max((at for at, cell in enumerate(row, 1) if cell is not None), default=0) for row in rows]
    width = max(filled, default=0)
    last = max((at for at, wide in enumerate(filled, 1) if wide), default=0)
    for row in rows[:last]:
        yield tuple(_plain(cell) for cell in (*row[:width], *[None] * (width - len(row))))


def _plain(cell: Any) -> Any:
    """A cell as an answer in plain text would give it."""
    if isinstance(cell, datetime):
        return (cell.date() if not (cell.hour or cell.minute or cell.second) else cell.replace(microsecond=0)).isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell
