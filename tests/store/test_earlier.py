"""The run that a run is compared with: the newest one before it, of the same body and sites, whose records are stored."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, create_engine, insert

from store import schema
from store.earlier import run_before
from store.harvest import CrawlPlan, Site
from store.objects import ObjectStore
from tests.checks.casekit import Builder

RUNS = (
    ("first", "reported", 1, "http://mekeme.example/"),
    ("second", "extracted", 2, "http://mekeme.example/"),
    ("unread", "harvested", 3, "http://mekeme.example/"),
    ("elsewhere", "reported", 4, "http://other.example/"),
    ("now", "scored", 5, "http://mekeme.example/"),
    ("later", "reported", 6, "http://mekeme.example/"),
)


def plan_of(run_id: str, site: str) -> CrawlPlan:
    plan = Builder({"sites": [site]}, ObjectStore("memory://earlier"), run_id).plan()
    return plan.model_copy(update={"body": plan.body.model_copy(update={"sites": (Site(url=site),)})})


@pytest.fixture
def db() -> Connection:
    db = create_engine("sqlite://").connect()
    schema.metadata.create_all(db)
    for run_id, state, day, site in RUNS:
        plan = plan_of(run_id, site)
        row = {"id": run_id, "key": run_id, "body": plan.body.code, "state": state, "plan": plan.model_dump_json(), "out": ""}
        db.execute(insert(schema.runs).values(**row, started_at=datetime(2026, 11, day, tzinfo=UTC).isoformat()))
    return db


@pytest.mark.parametrize(("run_id", "before"), [("first", None), ("second", "first"), ("now", "second"), ("later", "now")])
def test_the_newest_run_before_it_whose_records_are_stored(db: Connection, run_id: str, before: str | None) -> None:
    found = run_before(db, plan_of(run_id, "http://mekeme.example/"))
    assert (found.run_id if found is not None else None) == before
