"""The orders on record, told for lists."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Engine, func, select

from openness.jobs.standing import OPEN
from store import schema
from store.orders import batches, events, orders

_FIELDS = (
    "run_id",
    "standing",
    "attempt",
    "failures",
    "worker",
    "asked_by",
    "asked_at",
    "priority",
    "batch",
    "started_at",
    "ended_at",
)


def every(engine: Engine, ended: bool = False, batch: int | None = None) -> list[dict[str, Any]]:
    """Orders at work, then those that wait in the order in which they will be taken, then those that ended where they are asked for.

    :param ended: ended ones too. :param batch: of this night only.
    """
    latest = select(func.max(events.c.seq)).where(events.c.run_id == orders.c.run_id).correlate(orders).scalar_subquery()
    query = (
        select(*(orders.c[name] for name in _FIELDS), orders.c.error, schema.runs.c.body, schema.runs.c.state, batches.c.schedule,
               events.c.stage, events.c.facts)
        .join(schema.runs, schema.runs.c.id == orders.c.run_id)
        .outerjoin(batches, batches.c.id == orders.c.batch)
        .outerjoin(events, events.c.seq == latest)
    )  # fmt: skip
    if not ended:
        query = query.where(orders.c.standing.in_(OPEN))
    if batch is not None:
        query = query.where(orders.c.batch == batch)
    with engine.connect() as db:
        rows = db.execute(query.order_by(orders.c.priority.desc(), orders.c.job, orders.c.run_id)).all()
    return sorted((_value(row) for row in rows), key=lambda one: _ORDER.index(one["standing"]))


_ORDER = ("running", "queued", "done", "failed", "cancelled")


def _value(row: Any) -> dict[str, Any]:
    value = {name: getattr(row, name) for name in _FIELDS}
    value |= {"run": value.pop("run_id"), "body": row.body, "state": row.state, "schedule": row.schedule, "stage": row.stage}
    return value | {"facts": _json(row.facts), "error": _json(row.error)}


def _json(text: str | None) -> Any:
    return None if text is None else json.loads(text)
