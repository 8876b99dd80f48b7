"""From raw rows to values: the header is matched with the columns of the kind, then every cell is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openness.imports.columns import Column, WrongCellError, folded
from openness.imports.faults import Faults, FaultyFileError, reference, shown
from openness.imports.grid import Broken, Formula, Grid, RawRow
from reports.i18n import N_

NO_TABLE = N_("no table: the first row must hold the names of the columns; make a file by `openness import template`")
UNKNOWN = N_("found the column «{found}», which this kind of file does not have; its columns are: {known}")
TWICE = N_("the column «{found}» stands twice; keep one of them")
ABSENT = N_("the column «{title}» is missing; add it to the header")
BEYOND = N_("found «{found}» to the right of the table; remove it or give its column a header")


@dataclass(frozen=True)
class Row:
    """One line of the file: its values by column code; ``sound`` while all its cells are as they should be."""

    number: int
    values: dict[str, Any]
    places: dict[str, int]
    sound: bool

    def __getitem__(self, code: str) -> Any:
        return self.values.get(code)

    def column(self, code: str) -> int:
        """Place of a column, from 1; the first one where the file does not have it."""
        return self.places.get(code, 1)

    def cell(self, code: str) -> str:
        """The cell as a spreadsheet names it."""
        return reference(self.column(code), self.number)


def read_rows(grid: Grid, columns: tuple[Column, ...], faults: Faults) -> list[Row]:
    """All lines of the table; faults of single cells are noted and reading goes on.

    :raises FaultyFileError: no table, or a header that is not that of this kind.
    """
    header = next(grid.rows, None)
    if header is None:
        faults.add(1, 1, NO_TABLE)
        raise FaultyFileError(faults)
    places = _places(header, columns, faults)
    if faults:
        raise FaultyFileError(faults)
    return list(_lines(grid.rows, columns, places, faults))


def _places(header: RawRow, columns: tuple[Column, ...], faults: Faults) -> dict[str, int]:
    names = {folded(name): column for column in columns for name in (column.code, column.kk, column.ru)}
    places: dict[str, int] = {}
    for place, cell in enumerate(header.cells, start=1):
        if cell is None:
            continue
        found = shown(cell.text if isinstance(cell, Formula | Broken) else cell)
        column = names.get(folded(cell)) if isinstance(cell, str) else None
        if column is None:
            faults.add(header.number, place, UNKNOWN, found=found, known=columns)
        elif column.code in places:
            faults.add(header.number, place, TWICE, found=found)
        else:
            places[column.code] = place
    for column in columns:
        if column.code not in places and not column.optional:
            faults.add(header.number, max(1, len(header.cells)), ABSENT, title=column)
    return places


def _lines(rows: Iterator[RawRow], columns: tuple[Column, ...], places: dict[str, int], faults: Faults) -> Iterator[Row]:
    present = [column for column in columns if column.code in places]
    known = set(places.values())
    for raw in rows:
        before = faults.number
        values: dict[str, Any] = {}
        for column in present:
            place = places[column.code]
            cell = raw.cells[place - 1] if place <= len(raw.cells) else None
            try:
                values[column.code] = column.value(cell)
            except WrongCellError as wrong:
                faults.add(raw.number, place, wrong.key, **wrong.values)
        for place, cell in enumerate(raw.cells, start=1):
            if cell is not None and place not in known:
                faults.add(raw.number, place, BEYOND, found=shown(getattr(cell, "text", cell)))
        yield Row(raw.number, values, places, faults.number == before)
