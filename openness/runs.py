"""Runs on record: begun, found again by the same command, by id or by folder, and guarded against two writers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, insert, select, update

from openness.belonging import GONE, at_hand, claim, foreign_owner, prove
from openness.claims import claimed
from openness.faults import WrongUse
from reports.i18n import N_
from store import course, schema
from store.course import State, reached
from store.db import StoreError, open_database
from store.dbfaults import NONE_THERE
from store.faults import room
from store.harvest import CrawlPlan, Kind, Ledger
from store.place import HERE, PLAN_FILE, anchored, plan_of, run_in

# What was seen a day apart is not one picture of a site; after that the command begins anew.
RESUME_WITHIN = timedelta(days=1)
UNUSABLE = N_("--out {folder}: {reason}; choose a folder that can be written")


def unfinished(engine: Engine, key: str, end: State = State.REPORTED) -> CrawlPlan | None:
    """The newest run of the same command that never came to its end, if it began within a day and its files are at hand.

    A run that was reported once is finished, whatever stage of it is run again since.

    :param end: the state in which such a run is finished.
    """
    since = (datetime.now(UTC) - RESUME_WITHIN).isoformat(timespec="seconds")
    table = schema.runs
    query = (
        select(table.c.plan, table.c.out)
        .where(
            table.c.key == key,
            table.c.state.not_in(course.since(end)),
            table.c.reported_at.is_(None),
            table.c.started_at >= since,
        )
        .order_by(table.c.started_at.desc(), table.c.id)
    )
    with engine.connect() as db:
        plans = [plan_of(engine, row) for row in db.execute(query)]
    return next((plan for plan in plans if at_hand(engine, plan)), None)


def begin(engine: Engine, plan: CrawlPlan) -> None:
    """Makes the run's folder and puts the plan on record. Raises WrongUse where the folder cannot be used."""
    prepare(engine, plan)
    with engine.begin() as db:
        record(engine, db, plan)


def prepare(engine: Engine, plan: CrawlPlan) -> None:
    """Makes the run's folder, with its plan in it. Raises WrongUse where the folder cannot be used."""
    out = Path(plan.out)
    _make_room(engine, out)
    written = plan.model_copy(update={"out": HERE})
    try:
        with room(out):
            out.mkdir(parents=True, exist_ok=True)
            text = json.dumps(json.loads(written.model_dump_json()), ensure_ascii=False, indent=1)
            (out / PLAN_FILE).write_text(text + "\n", encoding="utf-8")
            claim(engine, out)
    except OSError as fault:
        raise WrongUse(UNUSABLE, folder=out, reason=fault.strerror) from fault


def record(engine: Engine, db: Connection, *plans: CrawlPlan) -> None:
    """Puts plans of runs on record, in the transaction of ``db``."""
    rows = [
        {
            "id": plan.run_id,
            "key": plan.key,
            "body": plan.body.code,
            "state": State.PLANNED.value,
            "plan": plan.model_copy(update={"out": HERE}).model_dump_json(),
            "out": anchored(engine, plan.out),
            "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        for plan in plans
    ]
    db.execute(insert(schema.runs), rows)


def _make_room(engine: Engine, out: Path) -> None:
    """An earlier run in the same folder is moved aside whole, never mixed with the new one."""
    before = prove_room(engine, out)
    if before is None:
        return
    aside = out.with_name(f"{out.name}.{before}")
    out.rename(aside)
    _move(engine, before, aside)


def prove_room(engine: Engine, out: Path) -> str | None:
    """The run that lies in a folder meant for a new one; None where it is empty or not there.

    :raises WrongUse: other files lie there, a run of another database, or it is no folder that can be read.
    """
    try:
        if not out.exists() or not any(out.iterdir()):
            return None
    except OSError as fault:
        raise WrongUse(UNUSABLE, folder=out, reason=fault.strerror) from fault
    before = run_in(out)
    if before is None:
        raise WrongUse(N_("--out {folder}: the folder holds other files; choose an empty or new folder"), folder=out)
    owner = foreign_owner(engine, out)
    if owner is not None:
        words = N_("--out {folder}: the folder holds a run of the database {owner}; choose an empty or new folder")
        raise WrongUse(words, folder=out, owner=owner)
    return before


def _move(engine: Engine, run_id: str, folder: Path) -> None:
    """Notes where a run lies now."""
    with engine.begin() as db:
        db.execute(update(schema.runs).where(schema.runs.c.id == run_id).values(out=anchored(engine, str(folder.absolute()))))
    claim(engine, folder)


def database(address: str, name: str) -> Engine:
    """The database that a run is looked for in; none is made. Raises WrongUse where there is none, StorageFault as ``open_database``."""
    try:
        return open_database(address, create=False)
    except StoreError as fault:
        if fault.key != NONE_THERE:
            raise
        words = N_(
            "run «{given}» is not on record: there is no database {address}; name another with --db, or audit a body first"
        )
        raise WrongUse(words, given=name, address=address) from fault


def find(engine: Engine, name: str) -> CrawlPlan:
    """A run by its id or by its folder, with its files at hand. Raises WrongUse for one that is not on record or has no files."""
    plan = on_record(engine, name)
    given = Path(name)
    if run_in(given) is None or _same(given, Path(plan.out)):
        prove(engine, plan)
        return plan
    if run_in(Path(plan.out)) == plan.run_id:
        words = N_("{given} is a copy of run {run}, which lies in {folder}; give that folder, or copy the database with it")
        raise WrongUse(words, given=given, run=plan.run_id, folder=plan.out)
    moved = plan.model_copy(update={"out": str(given.absolute())})
    prove(engine, moved)
    _move(engine, plan.run_id, given)
    return moved


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def on_record(engine: Engine, name: str) -> CrawlPlan:
    """A run by its id or by its folder, whether its files are at hand or not. Raises WrongUse for one that is not on record."""
    run_id = run_in(Path(name)) or name
    with engine.connect() as db:
        row = db.execute(select(schema.runs.c.plan, schema.runs.c.out).where(schema.runs.c.id == run_id)).first()
    if row is None:
        raise WrongUse(
            N_("run «{given}» is not in the database; give a run id or a run's folder, and the --db it was made with"), given=name
        )
    return plan_of(engine, row)


def state_of(engine: Engine, run_id: str) -> str:
    """How far a run has come."""
    with engine.connect() as db:
        return course.state_of(db, run_id).value


def left(engine: Engine, plan: CrawlPlan) -> bool:
    """Whether the browser met addresses that are still to be asked over HTTP: files, and other sites where those are asked."""
    table = schema.ledger
    query = select(table.c.url).where(table.c.run_id == plan.run_id).limit(1)
    elsewhere = table.c.ledger == Ledger.OUT_OF_SCOPE.value, table.c.kind == Kind.EXTERNAL.value, table.c.answer.is_(None)
    strangers = plan.limits.max_external > 0 and not plan.page_only and not plan.allow_private
    with engine.connect() as db:
        queued = db.execute(query.where(table.c.ledger == Ledger.QUEUED.value)).first()
        return queued is not None or (strangers and db.execute(query.where(*elsewhere)).first() is not None)


class Times(NamedTuple):
    """When a run began, when the last look at the site ended, and when its points were counted (None: in an earlier version)."""

    started: datetime
    finished: datetime
    scored: datetime | None


def times_of(engine: Engine, run_id: str) -> Times:
    """The times of a run; while it is harvested its end is its beginning."""
    table = schema.runs
    with engine.connect() as db:
        row = db.execute(select(table.c.started_at, table.c.finished_at, table.c.scored_at).where(table.c.id == run_id)).one()
    started, scored = datetime.fromisoformat(row.started_at), row.scored_at and datetime.fromisoformat(row.scored_at)
    return Times(started, datetime.fromisoformat(row.finished_at) if row.finished_at else started, scored or None)


def observed_until(engine: Engine, run_id: str) -> datetime | None:
    """When the last answer or picture of the run was taken."""
    moments = []
    with engine.connect() as db:
        for column in (schema.captures.c.requested_at, schema.failures.c.requested_at, schema.artifacts.c.captured_at):
            last = db.execute(select(func.max(column)).where(column.table.c.run_id == run_id)).scalar_one_or_none()
            if last:
                moments.append(datetime.fromisoformat(last))
    return max(moments, default=None)


def settled_times(engine: Engine, run_id: str) -> Times:
    """The times of a run. Its end is that of its observation: earlier versions noted the hour of the last scoring."""
    times = times_of(engine, run_id)
    if times.scored is not None:
        return times
    until = observed_until(engine, run_id) or times.finished
    return times._replace(finished=max(until.replace(microsecond=0), times.started))


def was_reported(engine: Engine, run_id: str) -> bool:
    """Whether the run came to its end once, whatever was done again since."""
    with engine.connect() as db:
        return db.execute(select(schema.runs.c.reported_at).where(schema.runs.c.id == run_id)).scalar_one() is not None


def advance(engine: Engine, run_id: str, state: str, again: bool = False, **values: str) -> None:
    """Notes how far a run has come, in a transaction of its own. See ``store.course.move``."""
    with engine.begin() as db:
        course.move(db, run_id, state, again, **values)


@contextmanager
def held(engine: Engine, plan: CrawlPlan) -> Iterator[None]:
    """Keeps a second process from working on the same run. Raises WrongUse while another one does, and for files that are not ours."""
    prove(engine, plan)
    out = Path(plan.out)
    with claimed(engine, plan.run_id, out):
        if run_in(out) != plan.run_id:
            raise WrongUse(GONE, run=plan.run_id, folder=out)
        with room(out):
            claim(engine, out)
        yield


__all__ = [
    "Times",
    "advance",
    "begin",
    "database",
    "find",
    "held",
    "left",
    "observed_until",
    "on_record",
    "prepare",
    "prove_room",
    "reached",
    "record",
    "state_of",
    "times_of",
    "unfinished",
    "was_reported",
]
