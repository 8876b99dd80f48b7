"""What the last audit of each body took: who is slow begins first, and what one needed is what it is given."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from openness.jobs.standing import Standing, told
from store import schema
from store.course import State, since
from store.orders import NIGHT_OVER, batches, orders


class Before(NamedTuple):
    """Requests of a body's last audit, and the seconds of its harvest."""

    requests: int
    seconds: float


def last(db: Connection, codes: Iterable[str]) -> dict[str, Before]:
    """What the newest audit that was judged took, by body; bodies without one are left out."""
    table = schema.runs.c
    query = (
        select(table.id, table.body, table.started_at, table.finished_at)
        .where(table.body.in_(sorted(set(codes))), table.state.in_(since(State.CHECKED)), table.finished_at.is_not(None))
        .order_by(table.started_at, table.id)
    )
    newest = {row.body: row for row in db.execute(query).all()}
    counts: dict[str, int] = {}
    for kept in (schema.captures, schema.failures):
        counted = select(kept.c.run_id, func.count()).where(kept.c.run_id.in_([row.id for row in newest.values()]))
        for run, count in db.execute(counted.group_by(kept.c.run_id)).all():
            counts[run] = counts.get(run, 0) + count
    return {body: Before(counts.get(row.id, 0), _seconds(row.started_at, row.finished_at)) for body, row in newest.items()}


def _seconds(begun: str, ended: str) -> float:
    return max(0.0, (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds())


def left_over(db: Connection, schedule: str, due: datetime) -> tuple[str, ...]:
    """The bodies that the last night of a schedule before this moment had no room for, sorted."""
    nights = select(batches.c.id, batches.c.plan).where(batches.c.schedule == schedule, batches.c.due < told(due))
    row = db.execute(nights.order_by(batches.c.due.desc()).limit(1)).first()
    if row is None:
        return ()
    query = select(schema.runs.c.body, orders.c.error).join(orders, orders.c.run_id == schema.runs.c.id)
    rows = db.execute(query.where(orders.c.batch == row.id, orders.c.standing == Standing.CANCELLED.value)).all()
    over = {one.body for one in rows if one.error and json.loads(one.error).get("code") == NIGHT_OVER}
    return tuple(sorted(over | set(json.loads(row.plan).get("left", ()))))
