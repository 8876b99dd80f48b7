"""What every worker does beside its jobs: puts back what dead workers left, wakes nights that are due, closes those that are done.

One keeper at a time, by a lock of its transaction: two could put a job back that the first has handed on already.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import procrastinate
from procrastinate import exceptions
from procrastinate.jobs import Job, Status
from sqlalchemy import Connection, Engine, delete, select, text, update

from openness.jobs import due, queue, standing
from openness.jobs.base import server_now
from openness.jobs.settings import Settings
from openness.jobs.standing import OPEN, Standing
from store.orders import NIGHT_OVER, batches, events, orders

logger = logging.getLogger("openness.jobs")
_LOCK = 0x6B656570
_HOUR = 3600.0


_JOBLESS = text(
    "SELECT run_id, host, failures FROM orders LEFT JOIN procrastinate_jobs AS job ON job.id = orders.job"
    " WHERE standing IN ('queued', 'running') AND (job.id IS NULL OR job.status NOT IN ('todo', 'doing'))"
    " ORDER BY run_id FOR UPDATE OF orders SKIP LOCKED"
)


class Keeper:
    """The keeper of one worker. ``rescued`` hears how many jobs were put back."""

    def __init__(self, engine: Engine, app: procrastinate.App, settings: Settings, rescued: Callable[[int], None]) -> None:
        self._engine, self._app, self._settings, self._rescued = engine, app, settings, rescued
        self._cleaned = float("-inf")

    async def run(self) -> None:
        """Works until it is cancelled; what fails once is tried again at the next round."""
        while True:
            try:
                await self.round()
            except Exception:
                logger.exception("a round of the keeper failed")
            await asyncio.sleep(self._settings.sweep)

    async def round(self) -> None:
        """One round, unless another worker is at its own."""
        holding = await asyncio.to_thread(self._engine.connect)
        try:
            change = holding.begin()
            # A frozen process still answers the server's questions: what it holds ends by the server's clock.
            holding.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = {int(self._settings.held * 1000)}"))
            free = holding.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LOCK}).scalar_one()
            if free:
                await self._rescue()
                await asyncio.to_thread(self._mend)
                await asyncio.to_thread(self._nights)
                await self._clean()
            change.rollback()
        finally:
            holding.close()

    async def _rescue(self) -> None:
        stalled = list(await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self._settings.stale))
        count = 0
        for job in stalled:
            try:
                count += await self._put_back(job)
            except (exceptions.ConnectorException, ValueError):
                # One that ended meanwhile, or that another hand took: the others are put back all the same.
                logger.info("job %s was not put back", job.id, exc_info=True)
        if count:
            self._rescued(count)

    async def _put_back(self, job: Job) -> bool:
        run = str(job.task_kwargs["run"]) if "run" in job.task_kwargs else None
        asked_to_stop, failures = await asyncio.to_thread(self._left_by, job.id, run)
        if asked_to_stop:
            await self._app.job_manager.finish_job(job, Status.ABORTED, delete_job=False)
        elif failures >= self._settings.attempts:
            await self._app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await self._app.job_manager.retry_job(job, priority=min(job.priority, queue.AGAIN) if run else job.priority)
            return True
        return False

    def _left_by(self, job: int | None, run: str | None) -> tuple[bool, int]:
        """Whether the job was to be stopped, and how often its order failed, this time included; the order is moved on."""
        asked = text("SELECT abort_requested FROM procrastinate_jobs WHERE id = :job")
        with self._engine.connect() as db:
            stop = bool(db.execute(asked, {"job": job}).scalar_one_or_none())
            attempt = (
                0 if run is None else db.execute(select(orders.c.attempt).where(orders.c.run_id == run)).scalar_one_or_none()
            )
        if run is None or attempt is None:
            return stop, 0
        if stop:
            standing.end(self._engine, run, attempt, Standing.CANCELLED, {"code": "asked"})
            return True, 0
        failures = standing.put_back(self._engine, run, attempt, {"code": "worker-died"}) or 0
        if failures >= self._settings.attempts:
            standing.end(self._engine, run, None, Standing.FAILED, {"code": "worker-died"})
        return False, failures

    def _mend(self) -> None:
        """An order that is open while its job has ended, as after a crash of the database between both, gets another job."""
        with self._engine.begin() as db:
            for run, host, failures in db.execute(_JOBLESS).all():
                if failures + 1 >= self._settings.attempts:
                    standing.end_in(db, run, None, Standing.FAILED, {"code": "worker-died"})
                    continue
                job = queue.put(db, "audit", queue.AGAIN, queue.AUDIT, host or None, run, run=run)
                values = {"job": job, "failures": failures + 1, "standing": Standing.QUEUED.value}
                db.execute(update(orders).where(orders.c.run_id == run).values(**values))

    def _nights(self) -> None:
        with self._engine.begin() as db:
            now = server_now(db)
            for name, at in due.missing(db, now):
                _once(db, "night", f"night {name}", schedule=name, due=at.isoformat())
            for batch in due.over(db, now):
                waiting = select(orders.c.run_id).where(orders.c.batch == batch, orders.c.standing == Standing.QUEUED.value)
                for run in db.execute(waiting).scalars().all():
                    _end_unbegun(db, run)
            for batch in _all_ended(db):
                _once(db, "close", f"close {batch}", batch=batch)

    async def _clean(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._cleaned < _HOUR:
            return
        self._cleaned = now
        hours = self._settings.keep_days * 24
        await self._app.job_manager.delete_old_jobs(
            nb_hours=hours, include_failed=True, include_cancelled=True, include_aborted=True
        )
        with self._engine.begin() as db:
            old = standing.told(server_now(db) - timedelta(hours=hours))
            db.execute(delete(events).where(events.c.at < old))


# A job of this name waits or is at work, or failed within the hour: a night that cannot be made is not tried every two seconds.
_KNOWN = text(
    "SELECT 1 FROM procrastinate_jobs AS job WHERE lock = :name AND (status IN ('todo', 'doing') OR (status = 'failed' AND EXISTS ("
    "SELECT 1 FROM procrastinate_events WHERE job_id = job.id AND type = 'failed' AND at > now() - interval '1 hour'))) LIMIT 1"
)


def _once(db: Connection, task: str, name: str, **arguments: Any) -> None:
    """A job of the queue «control», unless there is such a one."""
    if db.execute(_KNOWN, {"name": name}).first() is None:
        queue.put(db, task, queue.TICK, queue.CONTROL, name, name, **arguments)


def _end_unbegun(db: Connection, run: str) -> None:
    row = db.execute(select(orders.c.job, orders.c.attempt).where(orders.c.run_id == run).with_for_update()).one()
    if queue.cancel(db, row.job):
        standing.end_in(db, run, None, Standing.CANCELLED, {"code": NIGHT_OVER})


def _all_ended(db: Connection) -> list[int]:
    """Nights whose orders have all come to their end and that are not closed."""
    going = select(orders.c.batch).where(orders.c.standing.in_(OPEN), orders.c.batch.is_not(None))
    query = select(batches.c.id).where(batches.c.closed_at.is_(None), batches.c.id.not_in(going)).order_by(batches.c.id)
    return list(db.execute(query).scalars())
