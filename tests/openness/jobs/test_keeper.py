"""What the keeper does beside the jobs, step by step on a real server: rescue, mending, and the fences of the queue."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from procrastinate.jobs import Status
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from openness.jobs import keeper, listing, queue, standing
from openness.jobs.keeper import Keeper
from openness.jobs.settings import Settings, load_settings
from openness.jobs.standing import Standing
from store.strictyaml import ConfigError
from tests.openness.jobs.kit import ENGINE, Yard, yard
from tests.tools import ROOT

pytestmark = pytest.mark.needs("postgresql")
NOBODY = "http://127.0.0.1:9/"


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Yard]:
    with yard(postgres_server, tmp_path) as made:
        yield made


def job_of(place: Yard, run: str) -> Any:
    with place.engine.connect() as db:
        row = place.row(run)
        return db.execute(
            text("SELECT status::text, attempts, priority FROM procrastinate_jobs WHERE id = :id"), {"id": row.job}
        ).one()


async def round_of(place: Yard, attempts: int = 4) -> list[int]:
    """One round of a keeper for which every silent worker is dead; how many jobs it put back each time."""
    rescued: list[int] = []
    settings = Settings(beat=0.01, fence=0.02, stale=0.03, attempts=attempts)
    app = queue.app_of(place.address)
    async with app.open_async():
        await Keeper(place.engine, app, settings, rescued.append).round()
    return rescued


async def fetched(place: Yard) -> tuple[Any, Any]:
    """A worker that takes a job and is never heard of again: its app, left open, and the job."""
    app = queue.app_of(place.address)
    await app.open_async()
    worker = await app.job_manager.register_worker()
    job = await app.job_manager.fetch_job([queue.URGENT, queue.AUDIT], worker)
    await asyncio.sleep(0.1)
    return app, job


def test_what_a_dead_worker_left_is_put_back_below_all_that_waits(place: Yard) -> None:
    run = place.ordered(NOBODY)

    async def story() -> list[int]:
        app, job = await fetched(place)
        assert standing.take(place.engine, job.task_kwargs["run"], "dead") == 1
        try:
            return await round_of(place)
        finally:
            await app.close_async()

    assert asyncio.run(story()) == [1]
    assert tuple(job_of(place, run)) == ("todo", 1, queue.AGAIN)
    row = place.row(run)
    assert (row.standing, row.failures, row.worker) == (Standing.QUEUED, 1, None)
    assert json.loads(row.error) == {"code": "worker-died"}


def test_a_keeper_that_freezes_at_its_round_keeps_nobody_from_theirs(place: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process is stopped as a whole: the kernel answers the server for it."""

    async def frozen(self: Keeper) -> None:
        begun.set()
        await asyncio.to_thread(gone.wait, 600)

    begun, gone = threading.Event(), threading.Event()
    monkeypatch.setattr(Keeper, "_rescue", frozen)

    async def story() -> None:
        app = queue.app_of(place.address)
        settings = Settings(held=1)
        async with app.open_async():
            stuck = asyncio.create_task(Keeper(place.engine, app, settings, print).round())
            await asyncio.to_thread(begun.wait)
            while not await asyncio.to_thread(_is_free, place):
                await asyncio.sleep(0.05)
            gone.set()
            with pytest.raises(DBAPIError):
                await stuck

    asyncio.run(asyncio.wait_for(story(), 600))


def _is_free(place: Yard) -> bool:
    with place.engine.connect() as db:
        return bool(db.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": keeper._LOCK}).scalar_one())


def test_an_audit_that_kills_its_workers_is_given_up(place: Yard) -> None:
    run = place.ordered(NOBODY)

    async def story() -> None:
        for _ in range(2):
            app, job = await fetched(place)
            standing.take(place.engine, job.task_kwargs["run"], "dead")
            await round_of(place, attempts=2)
            await app.close_async()

    asyncio.run(story())
    row = place.row(run)
    assert (row.standing, row.failures, row.attempt) == (Standing.FAILED, 2, 2)
    assert job_of(place, run).status == "failed"


def test_who_was_superseded_ends_nothing(place: Yard) -> None:
    run = place.ordered(NOBODY)

    async def story() -> None:
        app, old = await fetched(place)
        assert standing.take(place.engine, run, "old") == 1
        await round_of(place)
        other, new = await fetched(place)
        assert standing.take(place.engine, run, "new") == 2
        # The first one thaws and says that it has done, and that it has failed.
        await app.job_manager.finish_job(old, Status.SUCCEEDED, delete_job=False)
        await app.job_manager.retry_job(old)
        assert not standing.end(place.engine, run, 1, Standing.DONE)
        assert standing.put_back(place.engine, run, 1, {"code": "fault"}) is None
        assert tuple(job_of(place, run))[:2] == ("doing", 1)
        await other.job_manager.finish_job(new, Status.SUCCEEDED, delete_job=False)
        assert standing.end(place.engine, run, 2, Standing.DONE)
        await app.close_async()
        await other.close_async()

    asyncio.run(story())
    assert job_of(place, run).status == "succeeded"
    assert place.row(run).standing == Standing.DONE


def test_an_open_order_whose_job_has_ended_gets_another_one(place: Yard) -> None:
    run = place.ordered(NOBODY)
    first = place.row(run).job
    with place.engine.begin() as db:
        db.execute(text("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = :id"), {"id": first})
    asyncio.run(round_of(place))
    row = place.row(run)
    assert (row.standing, row.failures, row.job != first) == (Standing.QUEUED, 1, True)
    assert job_of(place, run).status == "todo"
    asyncio.run(round_of(place))
    assert place.row(run).job == row.job, "one that waits gets no second job"


def test_lists_tell_the_order_in_which_they_will_be_taken(place: Yard) -> None:
    runs = [place.ordered(NOBODY), place.ordered("http://127.0.0.1:10/")]
    assert [one["run"] for one in listing.every(place.engine)] == runs
    assert all(one["standing"] == "queued" and one["facts"] is None for one in listing.every(place.engine))


@pytest.mark.parametrize("changed", ['beat: "9"', 'stale: "7"', 'fence: "12"'])
def test_times_that_would_let_two_work_at_once_are_refused(tmp_path: Path, changed: str) -> None:
    name = changed.partition(":")[0]
    lines = [
        line for line in (ROOT / "config" / "engine.yaml").read_text(encoding="utf-8").splitlines() if not line.startswith(name)
    ]
    (tmp_path / "engine.yaml").write_text("\n".join([*lines, changed]) + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="before others take them over"):
        load_settings(tmp_path)
    (tmp_path / "engine.yaml").write_text(ENGINE, encoding="utf-8")
    assert load_settings(tmp_path).stale == 3
