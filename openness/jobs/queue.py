"""The queue itself: which jobs there are, in which queues they wait, and who goes first. A job bears the name of its work and no more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import procrastinate
from procrastinate import JobContext, RetryDecision
from procrastinate.jobs import Job
from sqlalchemy import Connection

from openness.jobs.base import ALIVE, conninfo
from openness.jobs.fenced import Fenced

# Nightly audits; what a person waits for; the making and closing of nights.
AUDIT, URGENT, CONTROL = "audit", "urgent", "control"
QUEUES = (AUDIT, URGENT, CONTROL)
# Higher goes first. What failed goes behind all that waits: put off into the future it would hold back its site's other jobs.
NIGHTLY, LEFT, READING, TICK, ON_DEMAND, AGAIN = 0, 10, 20, 50, 100, -10
CONNECTIONS = 8
# Jobs are put in with the transactions of others: this one never opens a connection of its own.
ORDERING = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


class PutBackError(Exception):
    """The work did not come to its end and is to be done again.

    :param failed: whether by a fault of its own; else its worker was only stopped, and it keeps its place.
    """

    def __init__(self, failed: bool) -> None:
        super().__init__("put back")
        self.failed = failed


class _Again(procrastinate.BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, PutBackError) and exception.failed:
            return RetryDecision(priority=min(job.priority, AGAIN))
        if isinstance(exception, (PutBackError, asyncio.CancelledError)):
            return RetryDecision(priority=job.priority)
        return None


@ORDERING.task(name="audit", queue=AUDIT, pass_context=True, retry=_Again())
async def audit(context: JobContext, run: str) -> None:
    """Carries an order out."""
    await context.additional_context["work"].audit(context, run)


@ORDERING.task(name="night", queue=CONTROL, pass_context=True, retry=_Again())
async def night(context: JobContext, schedule: str, due: str) -> None:
    """Makes the night that was due at a moment, ISO 8601."""
    await context.additional_context["work"].control(context, "night", schedule, due)


@ORDERING.task(name="close", queue=CONTROL, pass_context=True, retry=_Again())
async def close(context: JobContext, batch: int) -> None:
    """Closes a night all of whose orders have come to their end."""
    await context.additional_context["work"].control(context, "close", str(batch))


@ORDERING.task(name="tell", queue=CONTROL, pass_context=True, retry=_Again())
async def tell(context: JobContext, batch: int, tried: int) -> None:
    """Sends once more what of a night's summary was not taken."""
    await context.additional_context["work"].control(context, "tell", str(batch), str(tried))


def app_of(address: str) -> procrastinate.App:
    """The queue of a database, with connections that a server takes for dead soon after their machine lost its power."""
    made = ORDERING.with_connector(
        procrastinate.PsycopgConnector(
            conninfo=conninfo(address),
            min_size=1,
            max_size=CONNECTIONS,
            kwargs={"options": ALIVE, "connect_timeout": 5},
            timeout=10,
            reconnect_timeout=5,
        )
    )
    made.job_manager = Fenced(made.connector)
    return made


@asynccontextmanager
async def connected(app: procrastinate.App) -> AsyncIterator[None]:
    """The queue with its connections open; they are closed as well where the first one was waited for in vain.

    :raises psycopg.OperationalError: no connection came; the queue tells of this one, and of no other, in the driver's words.
    """
    try:
        await app.open_async()
        yield
    finally:
        await app.close_async()


def put(db: Connection, task: str, priority: int, queue: str | None = None, lock: str | None = None,
        once: str | None = None, at: datetime | None = None, **arguments: Any) -> int:  # fmt: skip
    """Puts a job in with the transaction of ``db`` and says its number.

    :param lock: of jobs that bear the same one only one is at work. :param once: only one such job may wait. :param at: not before this
        moment; until then it keeps other jobs of its lock waiting.
    :raises procrastinate.exceptions.AlreadyEnqueued: one waits already; the transaction is spoilt.
    """
    return put_all(db, [new(task, priority, queue, lock, once, at, **arguments)])[0]


def new(task: str, priority: int, queue: str | None = None, lock: str | None = None, once: str | None = None,
        at: datetime | None = None, **arguments: Any) -> Job:  # fmt: skip
    """A job that is in no queue yet; see ``put``."""
    known = ORDERING.tasks[task]
    ready = known.configure(priority=priority, queue=queue or known.queue, lock=lock, queueing_lock=once, schedule_at=at)
    return ready.make_new_job(**arguments)


def put_all(db: Connection, jobs: list[Job]) -> list[int]:
    """Puts jobs in at once, with the transaction of ``db``, and says their numbers in their order. Raises as ``put``."""
    made = ORDERING.job_manager.batch_defer_jobs(jobs, connection=db.connection.driver_connection)
    return [int(one.id) for one in made if one.id is not None]


def cancel(db: Connection, job: int) -> bool:
    """Cancels a job that waits, or asks the worker of one at work to stop it, with the transaction of ``db``; whether there was such a one."""
    return ORDERING.job_manager.cancel_job_by_id(job, abort=True, connection=db.connection.driver_connection)
