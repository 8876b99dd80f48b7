"""Retention: which runs may go. What proves an issued form, an objection or a decision stays, and so does what other runs rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field
from sqlalchemy import Connection, Engine, select

from openness.claims import Busy
from openness.faults import WrongUse
from openness.listing import prove_unneeded, remove
from store import schema
from store.base import Basis, Frozen
from store.course import State, since
from store.harvest import CrawlPlan
from store.orders import orders
from store.place import plan_of
from store.strictyaml import convert, read_strict

FILE = "retention.yaml"


class Retention(Frozen):
    """``days``: every younger run is kept. ``last``: so many of the newest finished runs of each body, act and period are kept longer."""

    schema_: Literal["openness/retention/1"] = Field(default="openness/retention/1", alias="schema")
    days: int = Field(default=90, ge=1)
    last: int = Field(default=1, ge=1)
    source: Basis = Basis.ASSUMED


class Pruned(NamedTuple):
    """A run and why it stays; one that goes has no reason."""

    plan: CrawlPlan
    started_at: str
    keeps: str


def load_retention(config: Path) -> Retention:
    """The rule of a configuration folder; that of the program where it has no such file. Raises ConfigError."""
    path = config / FILE
    return convert(read_strict(path), Retention) if path.exists() else Retention()


def judged(engine: Engine, rule: Retention, now: datetime) -> list[Pruned]:
    """Every run older than the rule's days, the oldest first, with the reason for which it stays.

    :param now: from which days are counted back.
    """
    with engine.connect() as db:
        table = schema.runs
        rows = db.execute(
            select(table.c.id, table.c.plan, table.c.out, table.c.state, table.c.started_at).order_by(
                table.c.started_at, table.c.id
            )
        ).all()
        working = set(db.execute(select(orders.c.run_id).where(orders.c.standing.in_(("queued", "running")))).scalars())
        proving = _proving(db)
    plans = [(plan_of(engine, row), row) for row in rows]
    newest = _newest(plans, rule.last)
    before = (now - timedelta(days=rule.days)).isoformat()
    old = [(plan, row) for plan, row in plans if row.started_at < before]
    return [Pruned(plan, row.started_at, _reason(engine, plan, working, proving, newest)) for plan, row in old]


def _newest(plans: Sequence[tuple[CrawlPlan, object]], last: int) -> set[str]:
    """The newest finished runs of each body, act and period, and the newest of each body whatever became of it."""
    finished = since(State.SCORED)
    groups: dict[tuple[str, ...], list[str]] = {}
    for plan, row in plans:
        groups.setdefault((plan.body.code,), []).append(plan.run_id)
        if getattr(row, "state", "") in finished:
            groups.setdefault((plan.body.code, plan.methodology, plan.period), []).append(plan.run_id)
    return {run for key, runs in groups.items() for run in runs[-(1 if len(key) == 1 else last) :]}


def _proving(db: Connection) -> set[str]:
    """Runs that objections name."""
    return set(db.execute(select(schema.objections.c.run).distinct()).scalars())


def _reason(engine: Engine, plan: CrawlPlan, working: set[str], proving: set[str], newest: set[str]) -> str:
    if plan.run_id in working:
        return "at-work"
    if plan.run_id in proving:
        return "objection"
    if plan.run_id in newest:
        return "newest"
    try:
        prove_unneeded(engine, plan)
    except WrongUse as fault:
        return "forms" if "numbers" in fault.values else "rested-on"
    return ""


def prune(engine: Engine, found: list[Pruned]) -> list[Pruned]:
    """Removes what may go; one that another process took up meanwhile stays. What was removed."""
    gone = []
    for one in found:
        if one.keeps:
            continue
        try:
            remove(engine, one.plan)
        except Busy:
            continue
        gone.append(one)
    return gone
