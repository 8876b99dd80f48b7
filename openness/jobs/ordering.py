"""Orders: a run is planned, put on record and put into the queue in one transaction, or nothing of it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, insert, select, update

from openness import runs
from openness.jobs import queue, standing
from openness.jobs.standing import OPEN, Standing
from store import schema
from store.harvest import CrawlPlan
from store.orders import orders

# Organisations that share one host, and the portals: a lock of theirs would make hundreds of bodies wait for one.
SHARED = ""
# Runs that one statement puts on record.
AT_ONCE = 250


@dataclass(frozen=True)
class Asked:
    """How a run is asked for. ``batch`` is the night that it belongs to; without one it is on demand."""

    by: str
    batch: int | None = None
    priority: int = queue.ON_DEMAND

    @property
    def queue(self) -> str:
        """The queue in which it waits."""
        return queue.AUDIT if self.batch is not None else queue.URGENT


def own_hosts(plan: CrawlPlan) -> tuple[str, ...]:
    """The hosts of a run's sites that no portal has, sorted: whoever reads them reads them alone."""
    shared = {_host(portal.url) for portal in plan.portals}
    return tuple(sorted({_host(site.url) for site in plan.body.sites} - shared - {""}))


def _host(url: str) -> str:
    # Stand-ins on one machine differ by their ports alone.
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def lock_of(plan: CrawlPlan) -> str | None:
    """What keeps a slot free while another job is at the same site; None for a body on shared hosts alone."""
    if plan.portal:
        return f"portal {plan.portal}"
    own = own_hosts(plan)
    first = _host(plan.body.sites[0].url)
    return f"host {first if first in own else own[0]}" if own else None


def order(engine: Engine, plans: Iterable[CrawlPlan], asked: Asked) -> None:
    """Puts runs on record and into the queue, all of them or none.

    :raises WrongUse: a folder of a run that cannot be used.
    """
    with engine.begin() as db:
        order_in(engine, db, ((plan, asked) for plan in plans))


def order_in(engine: Engine, db: Connection, wanted: Iterable[tuple[CrawlPlan, Asked]]) -> None:
    """The same in a transaction that is open, each plan with how it is asked for. Folders that were made are taken away where it fails
    here."""
    made: list[Path] = []
    waiting = iter(wanted)
    try:
        while some := list(islice(waiting, AT_ONCE)):
            for plan, _ in some:
                fresh = not Path(plan.out).exists()
                runs.prepare(engine, plan)
                made += [Path(plan.out)] if fresh else []
            runs.record(engine, db, *(plan for plan, _ in some))
            _order(db, some)
    except BaseException:
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _order(db: Connection, some: list[tuple[CrawlPlan, Asked]]) -> None:
    urgency = [queue.READING if plan.portal and asked.batch is not None else asked.priority for plan, asked in some]
    jobs = queue.put_all(db, [
        queue.new("audit", priority, asked.queue, lock_of(plan), plan.run_id, run=plan.run_id)
        for (plan, asked), priority in zip(some, urgency, strict=True)
    ])  # fmt: skip
    db.execute(insert(orders), [
        {"run_id": plan.run_id, "standing": Standing.QUEUED.value, "attempt": 0, "failures": 0, "job": job, "host": lock_of(plan) or SHARED,
         "asked_by": asked.by, "asked_at": standing.now(), "priority": priority, "batch": asked.batch}
        for (plan, asked), job, priority in zip(some, jobs, urgency, strict=True)
    ])  # fmt: skip


@dataclass(frozen=True)
class Present:
    """An order of a body that has not come to its end."""

    run: str
    standing: str
    batch: int | None
    priority: int


def present(db: Connection, body: str) -> Present | None:
    """The order of a body that is at work or, where none is, that waits."""
    query = (
        select(orders.c.run_id, orders.c.standing, orders.c.batch, orders.c.priority)
        .join(schema.runs, schema.runs.c.id == orders.c.run_id)
        .where(schema.runs.c.body == body, orders.c.standing.in_(OPEN))
        .order_by(orders.c.standing.desc(), orders.c.asked_at, orders.c.run_id)
    )
    row = db.execute(query).first()
    return None if row is None else Present(row.run_id, row.standing, row.batch, row.priority)


def demand(engine: Engine, plan: CrawlPlan, by: str) -> tuple[str, bool]:
    """Orders a body on demand, before all nightly ones.

    Where its audit is at work already or was demanded already, that one is told in place of a new one. Where a night's order of it still
    waits, the new run takes its place in that night.

    :returns: the run, and whether it is the one that was planned here.
    :raises WrongUse: a folder that cannot be used.
    """
    with engine.begin() as db:
        # Two who ask for one body at once must not both find nothing.
        db.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"demand {plan.body.code}",))
        before = present(db, plan.body.code)
        if before is not None and (before.standing == Standing.RUNNING or before.priority >= queue.ON_DEMAND):
            return before.run, False
        order_in(engine, db, ((plan, Asked(by)),))
        if before is not None:
            db.execute(update(orders).where(orders.c.run_id == plan.run_id).values(batch=before.batch))
    if before is not None:
        withdraw(engine, before.run, {"code": "replaced", "by": plan.run_id})
    return plan.run_id, True


def withdraw(engine: Engine, run: str, why: dict[str, Any]) -> bool:
    """Cancels an order; one at work is stopped by its worker. Whether there was anything to cancel."""
    with engine.begin() as db:
        row = db.execute(select(orders.c.job, orders.c.standing).where(orders.c.run_id == run).with_for_update()).first()
        if row is None or row.standing not in OPEN or not queue.cancel(db, row.job):
            return False
        return row.standing == Standing.RUNNING or standing.end_in(db, run, None, Standing.CANCELLED, why)


def again(engine: Engine, run: str) -> bool:
    """Puts an order that failed or was cancelled into the queue once more; what was harvested stays. Whether it was such a one."""
    table = orders.c
    with engine.begin() as db:
        change = update(orders).where(table.run_id == run, table.standing.in_((Standing.FAILED.value, Standing.CANCELLED.value)))
        row = db.execute(
            change.values(standing=Standing.QUEUED.value, failures=0, ended_at=None, error=None).returning(table.host)
        ).first()
        if row is None:
            return False
        job = queue.put(db, "audit", queue.ON_DEMAND, queue.URGENT, row.host or None, run, run=run)
        db.execute(update(orders).where(table.run_id == run).values(job=job, priority=queue.ON_DEMAND))
    return True
