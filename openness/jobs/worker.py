"""A worker: takes jobs out of the queue, starts a process for each, and notes what became of it. Nothing heavy is done in its own process."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import procrastinate
import psycopg
from procrastinate import JobContext, exceptions
from procrastinate.job_context import AbortReason
from psycopg_pool import PoolTimeout
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from openness.jobs import child, queue, standing
from openness.jobs.base import apart, opened, prove_sessions
from openness.jobs.children import Children, Ended
from openness.jobs.fence import Fence
from openness.jobs.keeper import Keeper
from openness.jobs.settings import Settings, load_settings
from openness.jobs.standing import Standing
from openness.watch.tracing import traced

logger = logging.getLogger("openness.jobs")
# Seconds after which a worker that lost its database asks for it again.
PAUSE = 1.0
# Children are asked to end, and ended by force, after a grace each; so many of them pass before a cancellation is taken for lost.
ENDING = 3
_LOST = (exceptions.ConnectorException, psycopg.Error, DBAPIError, OSError)


class NightFailedError(RuntimeError):
    """A night could not be made or closed: its job is noted as failed, and the keeper tries again in an hour. Or its summary was given up."""


class Watch(Protocol):
    """What counts the work of a worker."""

    def job_ended(self, outcome: str, seconds: float) -> None:
        """A job came to an end of some kind after so many seconds."""

    def rescued(self, count: int) -> None:
        """Jobs of dead workers were put back."""


class Silent:
    """Counts nothing."""

    def job_ended(self, outcome: str, seconds: float) -> None:
        """Hears it and forgets it."""

    def rescued(self, count: int) -> None:
        """Hears it and forgets it."""


@dataclass(frozen=True)
class Post:
    """Where a worker works: the database, the configuration folder, its queues, how many jobs at once, and one more for urgent ones."""

    address: str
    config: Path
    queues: tuple[str, ...] = queue.QUEUES
    slots: int = 1
    urgent: int = 1
    until_empty: bool = False


def name_of_this() -> str:
    """This worker as others see it."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Work:
    """What the jobs of one worker do."""

    def __init__(self, engine: Engine, children: Children, settings: Settings, watch: Watch) -> None:
        self._engine, self._children, self._settings, self._watch = engine, children, settings, watch
        self._name = name_of_this()

    async def audit(self, context: JobContext, run: str) -> None:
        """Carries out the next attempt of an order; one that ended meanwhile is left alone."""
        try:
            await self._attempt(context, run)
        except (exceptions.JobAborted, queue.PutBackError):
            raise
        except Exception as fault:
            # As a rule the database that was lost: what became of the attempt is on no record, so another one follows.
            logger.exception("an audit was left without a word", extra={"run": run})
            raise queue.PutBackError(failed=lost_by(fault) is None) from fault

    async def _attempt(self, context: JobContext, run: str) -> None:
        attempt = await asyncio.to_thread(standing.take, self._engine, run, self._name)
        if attempt is None:
            return
        begun = monotonic()
        logger.info("an audit begins", extra={"run": run, "attempt": attempt})

        async def hear(words: dict[str, Any]) -> None:
            await asyncio.to_thread(standing.tell, self._engine, run, attempt, words["stage"], words["facts"])

        try:
            ended = await self._children.run(hear, "audit", run, str(attempt))
        except asyncio.CancelledError:
            await asyncio.shield(asyncio.to_thread(self._stopped, context, run, attempt))
            self._watch.job_ended("cancelled" if _asked(context) else "stopped", monotonic() - begun)
            if _asked(context):
                raise exceptions.JobAborted from None
            raise
        outcome = await asyncio.to_thread(self._conclude, run, attempt, ended)
        told = {"run": run, "attempt": attempt, "outcome": outcome, "seconds": round(monotonic() - begun, 1)}
        logger.info("an audit ended", extra=told)
        self._watch.job_ended(outcome, monotonic() - begun)
        if outcome == "retried":
            raise queue.PutBackError(failed=True)

    def _stopped(self, context: JobContext, run: str, attempt: int) -> None:
        with suppress(DBAPIError):
            if _asked(context):
                standing.end(self._engine, run, attempt, Standing.CANCELLED, {"code": "asked"})
            else:
                standing.put_back(self._engine, run, attempt)

    def _conclude(self, run: str, attempt: int, ended: Ended) -> str:
        """Notes what became of an attempt: done, failed, retried or superseded."""
        if ended.status == child.DONE:
            return "done" if standing.end(self._engine, run, attempt, Standing.DONE) else "superseded"
        error = {"code": "fault", "status": ended.status, **(ended.error or {})}
        if ended.status == child.WRONG:
            return "failed" if standing.end(self._engine, run, attempt, Standing.FAILED, error) else "superseded"
        failures = standing.put_back(self._engine, run, attempt, error)
        if failures is None:
            return "superseded"
        if failures < self._settings.attempts:
            return "retried"
        standing.end(self._engine, run, None, Standing.FAILED, error)
        return "failed"

    async def control(self, context: JobContext, task: str, *names: str) -> None:
        """Makes or closes a night, or sends its summary once more; again where that fails."""

        async def hear(words: dict[str, Any]) -> None:
            logger.debug("%s %s: %s", task, names, words)

        ended = await self._children.run(hear, task, *names)
        if ended.status in (child.DONE, child.SUPERSEDED):
            return
        logger.error("%s %s ended with status %s: %s", task, " ".join(names), ended.status, ended.error)
        if ended.status != child.WRONG and context.job.attempts + 1 < self._settings.attempts:
            raise queue.PutBackError(failed=False)
        raise NightFailedError(task, *names)


def _asked(context: JobContext) -> bool:
    """Whether a person cancelled the job; else the worker itself is to end."""
    return context.abort_reason() is AbortReason.USER_REQUEST


# Of the queue's own table: a job that is fetched names a worker that is on record.
_STRUCK_OFF = "procrastinate_jobs_worker_id_fkey"


def lost_by(fault: BaseException) -> str | None:
    """What the driver says where a fault means that the server cannot be reached, or that others took this worker for dead and struck it off
    while it could not; None for any other fault."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, psycopg.errors.ForeignKeyViolation) and cause.diag.constraint_name == _STRUCK_OFF:
            return "this worker was taken for dead"
        if isinstance(cause, (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout, ConnectionError)):
            return " ".join(str(cause).split()) or type(cause).__name__
        cause = cause.__cause__ or getattr(cause, "orig", None)
    return None


async def end(tasks: set[asyncio.Task[Any]], patience: float) -> None:
    """Cancels tasks until all have ended: the queue's worker passes over a cancellation that comes while it starts, and would go on.

    :param patience: seconds after which a cancellation is taken for lost and said again.
    """
    while tasks:
        for one in tasks:
            one.cancel()
        _, tasks = await asyncio.wait(tasks, timeout=patience)


class Worker:
    """One process that works until it is told to end; it comes back by itself when the database does."""

    def __init__(self, post: Post, watch: Watch | None = None, heard: Callable[[str], None] = lambda _: None) -> None:
        self._post, self._watch, self._heard = post, watch or Silent(), heard
        self._settings = load_settings(post.config)
        self._around = traced()
        self._engine = opened(post.address, "openness worker")
        prove_sessions(post.address)
        self.fence: Fence | None = None
        self._ended = asyncio.Event()

    def health(self) -> tuple[bool, dict[str, Any]]:
        """Whether the database answered lately, and the seconds since it did; None before the first session."""
        silence = None if self.fence is None else self.fence.silence
        return silence is not None and silence < self._settings.fence, {
            "worker": name_of_this(),
            "database_silent_seconds": silence,
        }

    async def run(self) -> None:
        """Works until SIGTERM or SIGINT, or until the queue is empty where that was asked for."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._ended.set)
        children = Children(self._post.address, self._post.config, self._settings.grace)
        try:
            while not self._ended.is_set():
                await self._lasting(children)
        finally:
            children.close()

    async def _lasting(self, children: Children) -> None:
        """A session, and where the database is lost a pause before the next one."""
        try:
            await self._session(children)
        except _LOST as fault:
            lost = lost_by(fault)
            if lost is None:
                raise
            self._heard("lost")
            logger.warning("the database was lost: %s", lost)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), PAUSE)

    async def _session(self, children: Children) -> None:
        """The work between two losses of the database."""
        work = Work(self._engine, children, self._settings, self._watch)
        app = queue.app_of(self._post.address)
        async with queue.connected(app):
            with Fence(apart(self._post.address), self._settings.fence, children.kill) as self.fence:
                await self._together(app, work)

    async def _together(self, app: procrastinate.App, work: Work) -> None:
        keeper = Keeper(self._engine, app, self._settings, self._watch.rescued)
        workers = [asyncio.create_task(self._serve(app, work, self._post.queues, self._post.slots))]
        if queue.URGENT in self._post.queues and self._post.urgent:
            workers.append(asyncio.create_task(self._serve(app, work, (queue.URGENT,), self._post.urgent)))
        beside = [asyncio.create_task(keeper.run()), asyncio.create_task(self._ended.wait())]
        if self._post.until_empty:
            beside.append(asyncio.create_task(self._emptied()))
        self._heard("ready")
        try:
            await asyncio.wait([*workers, *beside[1:]], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end({*workers, *beside}, ENDING * self._settings.grace + PAUSE)
            results = await asyncio.gather(*workers, return_exceptions=True)
            await asyncio.gather(*beside, return_exceptions=True)
        if not self._ended.is_set():
            fault = next((one for one in results if isinstance(one, Exception)), None)
            raise fault or ConnectionError("the queue's worker ended by itself")

    async def _serve(self, app: procrastinate.App, work: Work, queues: tuple[str, ...], slots: int) -> None:
        settings = self._settings
        await app.run_worker_async(
            queues=list(queues), concurrency=slots, name=name_of_this(), additional_context={"work": work}, install_signal_handlers=False,
            fetch_job_polling_interval=settings.poll, abort_job_polling_interval=settings.poll, shutdown_graceful_timeout=0,
            update_heartbeat_interval=settings.beat, stalled_worker_timeout=settings.stale, delete_jobs="never",
            worker_middleware=list(self._around),
        )  # fmt: skip

    async def _emptied(self) -> None:
        """Ends when nothing waits but for its time, nothing is at work and no night is open."""
        left = text(
            "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'"
            " OR status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()))"
            " OR EXISTS (SELECT 1 FROM batches WHERE closed_at IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM procrastinate_jobs WHERE status = 'failed' AND lock = 'close ' || batches.id))"
        )

        def ask() -> bool:
            with self._engine.connect() as db:
                return bool(db.execute(left).scalar_one())

        while await asyncio.to_thread(ask):
            await asyncio.sleep(self._settings.sweep)
        self._ended.set()
