"""A register of subordinate organisations taken in for one body or for every body that it names: the whole file, or nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine

from openness.imports import take
from openness.imports.editions import Editions, Subject
from openness.imports.faults import Faults, FaultyFileError
from openness.imports.grid import Grid, safe_name
from openness.imports.kinds import NO_LINES, Context, Gathered
from openness.imports.opened import open_grid
from openness.imports.rows import read_rows
from openness.imports.subordinates import COLUMNS, Line, facts_of, of_body, proven
from openness.imports.take import Taken, Wanted
from openness.subordinates.register import every
from reports.i18n import N_
from store import reported
from store.reported import StoredImport
from store.subordinates import ENDLESS, SUBORDINATES, Organisation

ELSEWHERE = N_(
    "«{code}» belongs to {parent} from {since} by the file {file}; take in the register of {parent} with the day on which it left"
)


def take_in_register(engine: Engine, wanted: Wanted, now: datetime) -> list[Taken]:
    """Takes a register in: for the body wanted, or for each that the file names where that is empty.

    :param now: the time of arrival, with its zone.
    :raises FaultyFileError: wrong cells, all of them; nothing was stored. :raises WrongUse: a file that cannot be read at all.
    """
    faults = Faults(safe_name(wanted.path))
    grid = open_grid(wanted.path, faults)
    editions = Editions(wanted.config, wanted.as_of, wanted.body_kind, wanted.methodology)
    context = Context(wanted.config, wanted.period, wanted.as_of, editions, Subject(wanted.body))
    rows = read_rows(grid, COLUMNS, faults)
    if not rows and not wanted.body:
        faults.add(1, 1, NO_LINES)
    told = proven(rows, context, faults, wanted.body)
    mine = {wanted.body: of_body(rows, told, wanted.body, faults)} if wanted.body else told
    if not faults:
        _prove_elsewhere(engine, mine, faults)
    if faults:
        raise FaultyFileError(faults)
    return [_stored(engine, replace(wanted, body=body), grid, found, now) for body, found in mine.items()]


def _stored(engine: Engine, wanted: Wanted, grid: Grid, found: list[Line], now: datetime) -> Taken:
    examples = tuple(line.row.number for line in found if take.is_example(line.row, wanted))
    return take.store_file(engine, wanted, grid, len(found), Gathered(facts=facts_of(found)), examples, now)


def _prove_elsewhere(engine: Engine, mine: dict[str, list[Line]], faults: Faults) -> None:
    """Refuses an organisation that the register of a body which is not taken in now holds in the same days."""
    with engine.connect() as db:
        known = {item.body: item for item in reported.all_imports(db) if item.kind == SUBORDINATES}
    told: dict[str, list[tuple[Organisation, StoredImport]]] = {}
    for body, item in known.items():
        for one in every(item) if body not in mine else ():
            told.setdefault(one.code, []).append((one, item))
    for line in (line for found in mine.values() for line in found):
        for one, item in told.get(line.row["code"], []):
            if line.span[0] <= (one.until or ENDLESS) and one.since <= line.span[1]:
                place = (line.row.number, line.row.column("parent"))
                faults.add(*place, ELSEWHERE, code=one.code, parent=one.parent, since=one.since, file=item.name)
