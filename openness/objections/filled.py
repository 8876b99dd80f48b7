"""A table of disagreements read back: what a body objects to, or what a commission decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from openness.decisions.proof import Wrong
from openness.imports.faults import Faults, FaultyFileError
from openness.imports.grid import safe_name
from openness.imports.opened import open_grid
from openness.imports.rows import Row, read_rows
from openness.objections.adding import Line
from openness.objections.settle import Given
from openness.objections.table import BODY, COLUMNS, COMMISSION
from reports.i18n import N_
from store.base import Text
from store.objections import Decision, Votes

NO_LINES = N_("no line is filled in; nothing was put on record")
NEEDED = N_("the cell is empty; a decision needs «{title}»")
NO_GROUNDS = N_("the cell is empty, but the line holds an objection; write why the body does not agree")
UNDECIDED = N_("the cell is empty, but the line holds votes or a reason; choose a decision or empty them")
# Where in the table the fields of objections and decisions stand.
PLACES = {"link": "proofs", "file": "proofs", "votes": "for", "note": "note-ru", "final": "final"}
NEEDS = ("note-ru", "note-kk", "for", "against")


@dataclass
class Filled:
    """A table of disagreements that was read: its bytes, its lines, and where faults in it are told."""

    name: str
    content: bytes
    rows: dict[int, Row]
    faults: Faults

    def tell(self, wrong: Iterable[Wrong]) -> list[Wrong]:
        """Notes faults in cells of the table; gives back those that are not of a line.

        :raises FaultyFileError: there are faults in cells.
        """
        beside = []
        for one in wrong:
            row = self.rows.get(one.place)
            if row is None:
                beside.append(one)
            else:
                self.faults.add(row.number, row.column(PLACES.get(one.field, one.field)), one.key, **one.values)
        if self.faults:
            raise FaultyFileError(self.faults)
        return beside


def read(path: Path) -> Filled:
    """The table in a file, XLSX or CSV.

    :raises FaultyFileError: wrong cells, all of them. :raises WrongUse: a file that cannot be read at all.
    """
    faults = Faults(safe_name(path))
    grid = open_grid(path, faults)
    rows = read_rows(grid, COLUMNS, faults)
    if faults:
        raise FaultyFileError(faults)
    return Filled(grid.name, grid.content, {row.number: row for row in rows}, faults)


def objected(filled: Filled) -> tuple[Line, ...]:
    """What the body objects to: the lines that it filled in."""
    found = []
    for row in filled.rows.values():
        if all(row[name] is None for name in BODY if name != "language"):
            continue
        if row["grounds"] is None:
            filled.faults.add(row.number, row.column("grounds"), NO_GROUNDS)
            continue
        papers = row["proofs"] or ()
        links = tuple(one for one in papers if one.lower().startswith(("http://", "https://")))
        found.append(
            Line(
                target=row["target"],
                grounds=row["grounds"],
                language=row["language"],
                points=row["points"],
                links=links,
                files=tuple(one for one in papers if one not in links),
                place=row.number,
            )
        )
    _prove(filled, found)
    return tuple(found)


def decided(filled: Filled) -> tuple[Given, ...]:
    """What the commission decided: the lines that bear a decision."""
    found = []
    for row in filled.rows.values():
        if row["decision"] is None:
            if any(row[name] is not None for name in COMMISSION if name != "final"):
                filled.faults.add(row.number, row.column("decision"), UNDECIDED)
            continue
        lacking = [name for name in (*NEEDS, "line") if row[name] is None]
        for name in lacking:
            filled.faults.add(row.number, row.column(name), NEEDED, title=next(one for one in COLUMNS if one.code == name))
        if not lacking:
            found.append(_given(row))
    _prove(filled, found)
    return tuple(found)


def _prove(filled: Filled, found: list[Line] | list[Given]) -> None:
    if not found and not filled.faults:
        filled.faults.add(1, 1, NO_LINES)
    if filled.faults:
        raise FaultyFileError(filled.faults)


def _given(row: Row) -> Given:
    objection, number = row["line"]
    return Given(
        objection=objection,
        number=number,
        decision=Decision(row["decision"]),
        votes=Votes(pro=row["for"], contra=row["against"], abstained=row["abstained"] or 0),
        note=Text(kk=row["note-kk"], ru=row["note-ru"]),
        count=row["count"],
        findings=row["findings"] or (),
        figures=row["figures"] or {},
        final=row["final"],
        place=row.number,
    )
