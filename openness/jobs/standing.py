"""How the work on an order goes. Each word names the attempt it belongs to: one of a superseded attempt changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, literal, select, update

from store.orders import events, orders

NOTICE = "openness_run"


class Standing(StrEnum):
    """Queued → running → done, failed or cancelled; running → queued where its worker was stopped or died."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (Standing.QUEUED.value, Standing.RUNNING.value)


def told(at: datetime) -> str:
    """A moment as rows bear it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def now() -> str:
    """This moment as rows bear it."""
    return told(datetime.now(UTC))


def take(engine: Engine, run_id: str, worker: str) -> int | None:
    """Begins the next attempt of an open order and says which one it is; None where there is nothing left to do."""
    table = orders.c
    change = update(orders).where(table.run_id == run_id, table.standing.in_(OPEN)).values(
        standing=Standing.RUNNING.value, attempt=table.attempt + 1, worker=worker,
        started_at=func.coalesce(table.started_at, literal(now(), table.started_at.type)), error=None,
    )  # fmt: skip
    with engine.begin() as db:
        attempt: int | None = db.execute(change.returning(table.attempt)).scalar_one_or_none()
        if attempt is not None:
            _tell(db, run_id, attempt, Standing.RUNNING, {"worker": worker})
    return attempt


def put_back(engine: Engine, run_id: str, attempt: int, error: dict[str, Any] | None = None) -> int | None:
    """An attempt ended without an end of the work: the order waits again. How often it failed so far; None for a superseded attempt.

    :param error: what went wrong; None where the worker was only stopped, which is no failure.
    """
    table = orders.c
    failed = {"failures": table.failures + 1, "error": json.dumps(error, ensure_ascii=False)} if error is not None else {}
    change = update(orders).where(table.run_id == run_id, table.attempt == attempt, table.standing == Standing.RUNNING.value)
    with engine.begin() as db:
        count: int | None = db.execute(
            change.values(standing=Standing.QUEUED.value, worker=None, **failed).returning(table.failures)
        ).scalar_one_or_none()
        if count is not None:
            _tell(db, run_id, attempt, Standing.QUEUED, error or {})
    return count


def end(engine: Engine, run_id: str, attempt: int | None, standing: Standing, error: dict[str, Any] | None = None) -> bool:
    """Notes the end of an order; False where the attempt is superseded or the order ended already.

    :param attempt: that ends; None for an order that ends whatever attempt is at work.
    """
    with engine.begin() as db:
        return end_in(db, run_id, attempt, standing, error)


def end_in(db: Connection, run_id: str, attempt: int | None, standing: Standing, error: dict[str, Any] | None = None) -> bool:
    """The same in a transaction that is open."""
    table = orders.c
    change = update(orders).where(table.run_id == run_id, table.standing.in_(OPEN))
    if attempt is not None:
        change = change.where(table.attempt == attempt)
    noted = {} if error is None else {"error": json.dumps(error, ensure_ascii=False)}
    done = db.execute(
        change.values(standing=standing.value, ended_at=now(), **noted).returning(table.attempt)
    ).scalar_one_or_none()
    if done is not None:
        _tell(db, run_id, done, standing, error or {})
    return done is not None


def is_mine(db: Connection, run_id: str, attempt: int) -> bool:
    """Whether this attempt is the one at work."""
    table = orders.c
    query = select(table.attempt).where(table.run_id == run_id, table.standing == Standing.RUNNING.value)
    return db.execute(query).scalar_one_or_none() == attempt


def tell(engine: Engine, run_id: str, attempt: int, stage: str, facts: dict[str, Any]) -> None:
    """Notes where an attempt is, and wakes whoever follows it."""
    with engine.begin() as db:
        if is_mine(db, run_id, attempt):
            _tell(db, run_id, attempt, stage, facts)


def _tell(db: Connection, run_id: str, attempt: int, stage: str, facts: dict[str, Any]) -> None:
    text = json.dumps(facts, ensure_ascii=False)
    db.execute(events.insert().values(run_id=run_id, attempt=attempt, at=now(), stage=str(stage), facts=text))
    db.execute(select(func.pg_notify(NOTICE, run_id)))


class Ordered(NamedTuple):
    """How an order stands, and why where that needs a reason."""

    standing: str
    attempt: int
    error: dict[str, Any] | None


def standing_of(engine: Engine, run_id: str) -> Ordered | None:
    """How the order of a run stands; None for a run that was never ordered."""
    query = select(orders.c.standing, orders.c.attempt, orders.c.error).where(orders.c.run_id == run_id)
    with engine.connect() as db:
        row = db.execute(query).first()
    return None if row is None else Ordered(row.standing, row.attempt, json.loads(row.error) if row.error else None)
