"""Taking in a file: read whole, proved whole, stored whole – or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from openness.decisions import book
from openness.decisions.asking import Asking
from openness.decisions.known import KnownFindings
from openness.faults import WrongUse
from openness.imports import answers
from openness.imports.editions import Editions, Subject
from openness.imports.faults import Faults, FaultyFileError
from openness.imports.forms import taken as forms
from openness.imports.grid import Grid, read_bytes, safe_name
from openness.imports.kinds import NO_LINES, Context, Gathered, Kind
from openness.imports.opened import grid_of
from openness.imports.rows import Row, read_rows
from openness.imports.templates import example_values, is_marked
from openness.planning import PERIOD
from openness.registers import load_bodies, nearest
from openness.subordinates.register import organisation_on
from openness.traits import with_traits
from reports.i18n import N_
from store import reported, rulings, schema
from store.base import BodyKind
from store.harvest import Body, CrawlPlan
from store.reported import Fact, StoredImport
from store.rulings import Origin, Source
from store.subordinates import ENDLESS

EXAMPLE = N_("{file}, line {line}: this is the example of the template; if it is not yours, correct it and import the file again")


@dataclass(frozen=True)
class Wanted:
    """Which file is to be taken in, for which body and period."""

    kind: Kind
    path: Path
    body: str
    body_kind: BodyKind
    period: str
    as_of: date
    config: Path
    methodology: str | None = None


@dataclass(frozen=True)
class Taken:
    """What became of a file: the entry on record, whether it is new, which one it takes the place of, lines to look at again."""

    item: StoredImport
    new: bool
    replaced: StoredImport | None
    rulings: int
    new_rulings: int
    examples: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        """For machines, schema ``openness/import/1``."""
        made = self.item.model_dump(mode="json", exclude={"seq", "facts", "rows"})
        return {
            "schema": "openness/import/1",
            **made,
            "lines": self.item.rows,
            "new": self.new,
            "replaces": None if self.replaced is None else self.replaced.id,
            "facts": [fact.model_dump(mode="json", exclude_defaults=True) for fact in self.item.facts],
            "rulings": self.rulings,
            "new_rulings": self.new_rulings,
            "examples": list(self.examples),
        }


def kind_of_body(engine: Engine, config: Path, code: str, day: date = ENDLESS) -> BodyKind:
    """Kind of a body: of the register, or of a site that was audited without one.

    :raises WrongUse: neither.
    """
    body = _body(engine, config, code, day)
    if body is not None:
        return body.kind
    raise WrongUse(
        N_("--body «{given}»: neither in the register {folder}{hint} nor audited before; see `openness bodies list`"),
        given=code,
        folder=config / "bodies",
        hint=nearest(code, load_bodies(config)),
    )


def _body(engine: Engine, config: Path, code: str, day: date) -> Body | None:
    """A body of the register, a subordinate organisation as its register tells it on the day, or a body as its last run knew it."""
    bodies = load_bodies(config)
    if code in bodies:
        return bodies[code]
    with engine.connect() as db:
        told = organisation_on(db, code, day)
        if told is not None:
            return told[0].body(told[1].name)
        query = select(schema.runs.c.plan).where(schema.runs.c.body == code).order_by(schema.runs.c.started_at.desc())
        row = db.execute(query.limit(1)).first()
    return None if row is None else CrawlPlan.model_validate_json(row.plan).body


def checked_period(period: str) -> str:
    """A period as the command line takes it.

    :raises WrongUse: anything else.
    """
    if not PERIOD.match(period):
        raise WrongUse(
            N_("--period «{given}»: a year, half-year or quarter was expected; write 2026, 2026-H2 or 2026-Q4"), given=period
        )
    return period


def take_in(engine: Engine, wanted: Wanted, now: datetime) -> Taken:
    """Reads, proves and stores a file.

    :param now: the time of arrival, with its zone.
    :raises FaultyFileError: wrong cells, all of them; nothing was stored.
    :raises WrongUse: a file that cannot be read at all.
    """
    faults = Faults(safe_name(wanted.path))
    content = read_bytes(wanted.path)
    with engine.connect() as db:
        known = tuple(one.ruling for one in rulings.read(db, wanted.body))
    editions = Editions(wanted.config, wanted.as_of, wanted.body_kind, wanted.methodology)
    body = _body(engine, wanted.config, wanted.body, wanted.as_of)
    traits = () if body is None else with_traits(body, wanted.config, wanted.as_of).traits
    subject = Subject(wanted.body, frozenset(traits))
    names = (wanted.body,) if body is None else (wanted.body, body.name.kk, body.name.ru)
    found = KnownFindings(engine, wanted.body)
    asking = Asking(engine, wanted.config, wanted.body, answers.folder_of(wanted.path), now)
    context = Context(wanted.config, wanted.period, wanted.as_of, editions, subject, known, found, names)
    form = forms.take(faults.file, content, wanted.kind, context, faults)
    if form is not None:
        if faults:
            raise FaultyFileError(faults)
        grid = Grid(faults.file, content, form.media_type, "", iter(()))
        return store_file(engine, wanted, grid, form.rows, form.gathered, (), now)
    kind, grid = _told_apart(wanted.kind, grid_of(content, faults), asking)
    rows = read_rows(grid, kind.columns, faults)
    if not rows and not kind.empty:
        faults.add(1, 1, NO_LINES)
    gathered = kind.gather(rows, context, faults)
    if faults:
        raise FaultyFileError(faults)
    examples = tuple(row.number for row in rows if is_example(row, wanted))
    return store_file(engine, wanted, grid, len(rows), gathered, examples, now)


def _told_apart(kind: Kind, grid: Grid, asking: Asking) -> tuple[Kind, Grid]:
    """Decisions come on findings or on open questions; the header of the file tells which."""
    if kind.code != reported.RULINGS:
        return kind, grid
    first = next(grid.rows, None)
    if first is None:
        return kind, grid
    return answers.kind(asking) if answers.is_form(first.cells) else kind, replace(grid, rows=chain([first], grid.rows))


def store_file(
    engine: Engine, wanted: Wanted, grid: Grid, rows: int, gathered: Gathered, examples: tuple[int, ...], now: datetime
) -> Taken:
    """Puts a proved file on record with what it gave; one that is there already stays as it is."""
    with engine.begin() as db:
        before = reported.standing(db, wanted.body, wanted.kind.code, wanted.period)
        if before is not None and before.sha256 == reported.digest(grid.content) and _same(before.facts, gathered.facts):
            return Taken(before, False, None, len(gathered.rulings), 0, examples)
        item = reported.write_import(
            db,
            body=wanted.body,
            kind=wanted.kind.code,
            period=wanted.period,
            name=grid.name,
            content=grid.content,
            media_type=grid.media_type,
            rows=rows,
            facts=gathered.facts,
            at=now,
        )
        for name, content in gathered.files:
            reported.keep_proof(db, wanted.body, wanted.period, name, content, now)
        origin = Origin(source=Source.IMPORT, import_id=item.id, sha256=item.sha256)
        new = book.put(db, wanted.body, gathered.rulings, origin)
    replaced = None if wanted.kind.code == reported.RULINGS else before
    return Taken(item, True, replaced, len(gathered.rulings), new, examples)


def _same(one: Iterable[Fact], other: Iterable[Fact]) -> bool:
    return tuple(one) == tuple(other)


def is_example(row: Row, wanted: Wanted) -> bool:
    """Whether a line still holds the example of the template, in any language."""
    mine = {code: value for code, value in row.values.items() if isinstance(value, str)}
    return is_marked(mine) or any(mine == example for example in example_values(wanted.kind))
