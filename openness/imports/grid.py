"""A file as rows of raw cells, whatever its format; bounds for what may be read at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openness.faults import WrongUse
from openness.imports.faults import Faults, FaultyFileError, shown
from reports.i18n import N_

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 64
CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_LENGTH = 200

TOO_MANY_ROWS = N_("more than {most} rows; split the file by periods or bodies")
TOO_MANY_COLUMNS = N_("more than {most} columns; remove those that the template does not have")


@dataclass(frozen=True)
class Formula:
    """A cell that would have to be computed."""

    text: str


@dataclass(frozen=True)
class Broken:
    """A cell that holds an error of the spreadsheet, #REF! and the like."""

    text: str


@dataclass(frozen=True)
class Percent:
    """A number that the spreadsheet shows as a percentage: 0.82 looks like 82 %."""

    text: str


Cell = None | str | bool | int | float | date | datetime | Formula | Broken | Percent


@dataclass(frozen=True)
class RawRow:
    """One row: its number from 1 and its cells from column A."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """A file read: its bytes, its media type, and its rows, which can be gone through once."""

    name: str
    content: bytes
    media_type: str
    sheet: str
    rows: Iterator[RawRow]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    :raises WrongUse: no such file, one that cannot be read, an empty one, one larger than 20 MB.
    """
    try:
        if not path.is_file():
            raise WrongUse(N_("{file}: no such file; correct its name"), file=shown(path, NAME_LENGTH))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise WrongUse(
            N_("{file}: cannot be read ({reason}); check its rights"),
            file=shown(path, NAME_LENGTH),
            reason=fault.strerror,
        ) from fault
    if len(content) > MAX_BYTES:
        raise WrongUse(
            N_("{file}: larger than {most} MB; split it by periods"),
            file=shown(path, NAME_LENGTH),
            most=MAX_BYTES // 1024 // 1024,
        )
    if not content.strip():
        raise WrongUse(N_("{file}: the file is empty; make one by `openness import template`"), file=shown(path, NAME_LENGTH))
    return content


def bounded(rows: Iterator[RawRow], faults: Faults) -> Iterator[RawRow]:
    """The rows that hold something, up to the bounds.

    :raises FaultyFileError: more rows or columns than are read.
    """
    count = 0
    for row in rows:
        if row.empty:
            continue
        count += 1
        if count > MAX_ROWS + 1:
            faults.add(row.number, 1, TOO_MANY_ROWS, most=MAX_ROWS)
            raise FaultyFileError(faults)
        if len(row.cells) > MAX_COLUMNS:
            faults.add(row.number, MAX_COLUMNS + 1, TOO_MANY_COLUMNS, most=MAX_COLUMNS)
            raise FaultyFileError(faults)
        yield row


def safe_name(path: Path) -> str:
    """The file's name as it is kept and shown: without folders and without characters that steer a terminal."""
    return shown(path.name, NAME_LENGTH) or "file"
