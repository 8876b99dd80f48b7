"""Following an order or a night from wherever the database can be reached: each event once, as it comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Engine, func, select

from openness.jobs.base import ALIVE, conninfo
from openness.jobs.standing import NOTICE, OPEN
from store.orders import events, orders

# Seconds after which is looked without being woken: a word that was lost on the way delays by no more.
LOOK = 2.0


class Event(NamedTuple):
    """What an order told: its standing or a stage, with facts."""

    seq: int
    run: str
    attempt: int
    at: str
    stage: str
    facts: dict[str, Any]


def told(engine: Engine, run: str, after: int = 0) -> list[Event]:
    """What a run told behind an event, in its order."""
    query = select(events).where(events.c.run_id == run, events.c.seq > after).order_by(events.c.seq)
    with engine.connect() as db:
        return [Event(row.seq, row.run_id, row.attempt, row.at, row.stage, json.loads(row.facts)) for row in db.execute(query)]


def follow(engine: Engine, address: str, run: str, after: int = 0) -> Iterator[Event]:
    """Every event of an order, past ones first, until it has come to its end."""
    with psycopg.connect(conninfo(address), autocommit=True, options=ALIVE) as session:
        session.execute(f"LISTEN {NOTICE}")
        while True:
            going = _going(engine, run)
            for event in told(engine, run, after):
                after = event.seq
                yield event
            if not going:
                return
            _woken(session, run)


def _woken(session: psycopg.Connection, run: str) -> None:
    for notice in session.notifies(timeout=LOOK, stop_after=1):
        if notice.payload == run:
            return


def _going(engine: Engine, run: str) -> bool:
    with engine.connect() as db:
        return db.execute(select(orders.c.standing).where(orders.c.run_id == run)).scalar_one_or_none() in OPEN


def counts(engine: Engine, batch: int) -> dict[str, int]:
    """How many orders of a night stand how."""
    query = select(orders.c.standing, func.count()).where(orders.c.batch == batch).group_by(orders.c.standing)
    with engine.connect() as db:
        return {row[0]: row[1] for row in db.execute(query).all()}
