"""Orders come in one transaction with their runs and jobs, many to a statement; what a person asks for does not wait for the night."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from openness.faults import WrongUse
from openness.jobs import ordering, queue
from openness.jobs.standing import Standing
from store import schema
from store.harvest import CrawlPlan
from store.orders import batches, orders
from store.place import PLAN_FILE
from tests.crawler.servant import serving
from tests.openness.jobs.kit import Yard, slow_site, yard

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.costs(20)]
ASKED = ordering.Asked("test")


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Yard]:
    with yard(postgres_server, tmp_path) as made:
        yield made


def copies(place: Yard, number: int) -> list[CrawlPlan]:
    plan, made = place.planned("http://127.0.0.1:9/"), []
    for count in range(number):
        site = plan.body.sites[0].model_copy(update={"url": f"http://127.0.0.1:{count + 1}/"})
        body, name = plan.body.model_copy(update={"sites": (site,)}), f"{plan.run_id}-{count}"
        made.append(plan.model_copy(update={"run_id": name, "body": body, "out": str(place.storage / "runs" / name)}))
    return made


def on_record(place: Yard) -> tuple[int, int, int, int]:
    """Runs, orders, jobs, folders."""
    with place.engine.connect() as db:
        jobs = db.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one()
        counts = [len(db.execute(select(table)).all()) for table in (schema.runs, orders)]
    return counts[0], counts[1], jobs, len(list((place.storage / "runs").glob("*")))


def test_each_order_has_the_job_of_its_own_run(place: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "AT_ONCE", 2)
    plans = copies(place, 5)
    ordering.order(place.engine, plans, ASKED)
    query = text(
        "SELECT run_id, args, lock, queueing_lock, host, job.queue_name, job.priority FROM orders"
        " JOIN procrastinate_jobs AS job ON job.id = orders.job ORDER BY job.id"
    )
    with place.engine.connect() as db:
        rows = db.execute(query).all()
    assert [row.run_id for row in rows] == [plan.run_id for plan in plans]
    for row, plan in zip(rows, plans, strict=True):
        assert (row.args, row.queueing_lock) == ({"run": plan.run_id}, plan.run_id)
        assert row.lock == row.host == ordering.lock_of(plan)
        assert (row.queue_name, row.priority) == (queue.URGENT, queue.ON_DEMAND)
        assert json.loads((Path(plan.out) / PLAN_FILE).read_text(encoding="utf-8"))["run_id"] == plan.run_id


def test_all_of_it_is_there_or_nothing(place: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "AT_ONCE", 2)
    plans = copies(place, 3)
    taken = Path(plans[2].out)
    taken.parent.mkdir(parents=True, exist_ok=True)
    taken.write_text("no folder", encoding="utf-8")
    with pytest.raises(WrongUse):
        ordering.order(place.engine, plans, ASKED)
    assert on_record(place) == (0, 0, 0, 1)
    taken.unlink()
    ordering.order(place.engine, [], ASKED)
    assert on_record(place) == (0, 0, 0, 0)
    ordering.order(place.engine, plans, ASKED)
    assert on_record(place) == (3, 3, 3, 3)


def test_what_a_person_asks_for_begins_while_the_night_has_every_slot(place: Yard) -> None:
    with serving(slow_site(1.0)) as night, serving(slow_site(1.0)) as wanted:
        at = datetime.now(UTC).isoformat()
        with place.engine.begin() as db:
            row = {"schedule": "night", "due": at, "made_at": at, "plan": "{}"}
            batch = db.execute(insert(batches).values(**row).returning(batches.c.id)).scalar_one()
        plan = place.planned(night.url)
        ordering.order(place.engine, [plan], ordering.Asked("night", batch, queue.NIGHTLY))
        worker = place.worker("--slots", "1", "--urgent-slots", "1")
        place.until(lambda: place.row(plan.run_id).standing == Standing.RUNNING, "the night did not begin")
        run = place.ordered(wanted.url)
        place.until(lambda: place.row(run).standing == Standing.RUNNING, "who asked waits for the night")
        assert place.row(plan.run_id).standing == Standing.RUNNING
        worker.terminate()
        assert worker.wait() == 0, place.said()
