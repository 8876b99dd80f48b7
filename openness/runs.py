"""Runs on record: begun, found again by the same command, by id or by folder, and guarded against two writers."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert, select, update

from openness.planning import WrongUse
from reports.i18n import N_
from store import schema
from store.harvest import CrawlPlan, Ledger

STATES = ("planned", "crawled", "harvested", "extracted", "checked", "scored", "reported")
PLAN_FILE = "run.json"
# What was seen a day apart is not one picture of a site; after that the command begins anew.
RESUME_WITHIN = timedelta(days=1)
UNUSABLE = N_("--out {folder}: {reason}; choose a folder that can be written")


def reached(state: str, goal: str) -> bool:
    """Whether a run in ``state`` has ``goal`` behind it."""
    return STATES.index(state) >= STATES.index(goal)


def unfinished(engine: Engine, key: str) -> CrawlPlan | None:
    """The newest run of the same command that did not come to its end, if it began within a day."""
    since = (datetime.now(UTC) - RESUME_WITHIN).isoformat(timespec="seconds")
    query = (
        select(schema.runs.c.plan)
        .where(schema.runs.c.key == key, schema.runs.c.state != "reported", schema.runs.c.started_at >= since)
        .order_by(schema.runs.c.started_at.desc(), schema.runs.c.id)
    )
    with engine.connect() as db:
        for (text,) in db.execute(query):
            plan = CrawlPlan.model_validate_json(text)
            if Path(plan.out).is_dir():
                return plan
    return None


def begin(engine: Engine, plan: CrawlPlan) -> None:
    """Makes the run's folder and puts the plan on record. Raises WrongUse where the folder cannot be used."""
    out = Path(plan.out)
    _make_room(engine, out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / PLAN_FILE).write_text(json.dumps(json.loads(plan.model_dump_json()), ensure_ascii=False, indent=1) + "\n")
    except OSError as fault:
        raise WrongUse(UNUSABLE, folder=out, reason=fault.strerror) from fault
    with engine.begin() as db:
        db.execute(
            insert(schema.runs).values(
                id=plan.run_id,
                key=plan.key,
                body=plan.body.code,
                state="planned",
                plan=plan.model_dump_json(),
                out=plan.out,
                started_at=datetime.now(UTC).isoformat(timespec="seconds"),
            )
        )


def _make_room(engine: Engine, out: Path) -> None:
    """An earlier run in the same folder is moved aside whole, never mixed with the new one."""
    try:
        if not out.exists() or not any(out.iterdir()):
            return
    except OSError as fault:
        raise WrongUse(UNUSABLE, folder=out, reason=fault.strerror) from fault
    if not (out / PLAN_FILE).is_file():
        raise WrongUse(N_("--out {folder}: the folder holds other files; choose an empty or new folder"), folder=out)
    before = CrawlPlan.model_validate_json((out / PLAN_FILE).read_text())
    aside = out.with_name(f"{out.name}.{before.run_id}")
    out.rename(aside)
    moved = before.model_copy(update={"out": str(aside)})
    with engine.begin() as db:
        statement = update(schema.runs).where(schema.runs.c.id == before.run_id)
        db.execute(statement.values(out=str(aside), plan=moved.model_dump_json()))


def find(engine: Engine, name: str) -> CrawlPlan:
    """A run by its id or by its folder. Raises WrongUse for one that is not on record."""
    path = Path(name)
    run_id = name
    if (path / PLAN_FILE).is_file():
        run_id = CrawlPlan.model_validate_json((path / PLAN_FILE).read_text()).run_id
    with engine.connect() as db:
        row = db.execute(select(schema.runs.c.plan).where(schema.runs.c.id == run_id)).first()
    if row is None:
        raise WrongUse(
            N_("run «{given}» is not in the database; give a run id or a run's folder, and the --db it was made with"), given=name
        )
    return CrawlPlan.model_validate_json(row.plan)


def state_of(engine: Engine, run_id: str) -> str:
    """How far a run has come."""
    with engine.connect() as db:
        return str(db.execute(select(schema.runs.c.state).where(schema.runs.c.id == run_id)).scalar_one())


def left(engine: Engine, plan: CrawlPlan) -> bool:
    """Whether the browser met addresses that are still to be asked over HTTP: files, and other sites where those are asked."""
    table = schema.ledger
    query = select(table.c.url).where(table.c.run_id == plan.run_id).limit(1)
    elsewhere = table.c.ledger == Ledger.OUT_OF_SCOPE.value, table.c.reason == "external", table.c.answer.is_(None)
    strangers = plan.limits.max_external > 0 and not plan.page_only and not plan.allow_private
    with engine.connect() as db:
        queued = db.execute(query.where(table.c.ledger == Ledger.QUEUED.value)).first()
        return queued is not None or (strangers and db.execute(query.where(*elsewhere)).first() is not None)


def times_of(engine: Engine, run_id: str) -> tuple[datetime, datetime]:
    """When a run began and when its result was made (its beginning while there is none)."""
    with engine.connect() as db:
        row = db.execute(select(schema.runs.c.started_at, schema.runs.c.finished_at).where(schema.runs.c.id == run_id)).one()
    return datetime.fromisoformat(row.started_at), datetime.fromisoformat(row.finished_at or row.started_at)


def advance(engine: Engine, run_id: str, state: str, **values: str) -> None:
    """Notes how far a run has come."""
    with engine.begin() as db:
        db.execute(update(schema.runs).where(schema.runs.c.id == run_id).values(state=state, **values))


@contextmanager
def held(plan: CrawlPlan) -> Iterator[None]:
    """Keeps a second process from working on the same run. Raises WrongUse while another one does."""
    with open(Path(plan.out) / ".lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise WrongUse(
                N_("run {run} is being worked on by another process; wait for it or stop it"), run=plan.run_id
            ) from fault
        yield
