"""A run that one process works on is held against every other, on PostgreSQL across machines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import Engine, insert, select

from openness import listing
from openness.claims import claimed
from openness.faults import WrongUse
from store import schema
from store.db import open_database
from store.harvest import CrawlPlan
from tests.crawler.kit import Harvest
from tests.tools import ROOT

HOLDER = """
import sys
from openness.claims import claimed
from store.db import open_database
with claimed(open_database(sys.argv[1], create=False), "r1"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def recorded(engine: Engine, plan: CrawlPlan, out: Path) -> CrawlPlan:
    """The plan of a run that is on record; its files lie on another machine."""
    plan = plan.model_copy(update={"run_id": "r1", "out": str(out / "elsewhere")})
    values = {"id": "r1", "key": "k", "body": plan.body.code, "state": "planned", "plan": plan.model_dump_json(),
              "out": plan.out, "started_at": "2026-11-22T10:00:00+00:00"}  # fmt: skip
    with engine.begin() as db:
        db.execute(insert(schema.runs).values(**values))
    return plan


def on_record(engine: Engine) -> list[str]:
    with engine.connect() as db:
        return list(db.execute(select(schema.runs.c.id)).scalars())


def let_go(engine: Engine, run_id: str) -> None:
    """Waits until nobody holds the run; the server learns of the end of a process a moment after it."""
    for _ in range(600):
        try:
            with claimed(engine, run_id):
                return
        except WrongUse:
            sleep(0.05)
    raise AssertionError("the run is held for ever")


@pytest.mark.postgres
def test_a_run_held_by_a_process_elsewhere_is_not_removed(postgres_server: str, tmp_path: Path) -> None:
    engine = open_database(postgres_server)
    plan = recorded(engine, Harvest(tmp_path, "http://mam.example.kz/").plan(), tmp_path)
    command = [sys.executable, "-c", HOLDER, postgres_server]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WrongUse, match="r1"):
            listing.remove(engine, plan)
        assert on_record(engine) == ["r1"]
        holder.kill()
        holder.wait()
    let_go(engine, "r1")
    with claimed(engine, "r1", tmp_path), pytest.raises(WrongUse), claimed(engine, "r1"):
        raise AssertionError("held twice")
    assert list(tmp_path.glob(".lock")) == [], "the lock of a file is no lock across machines"
    assert listing.remove(engine, plan) is False
    assert on_record(engine) == []
    engine.dispose()


def test_a_run_on_sqlite_is_held_by_a_file_of_its_folder(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/one.db")
    with claimed(engine, "r1", tmp_path), pytest.raises(WrongUse, match="r1"), claimed(engine, "r1", tmp_path):
        raise AssertionError("held twice")
    with claimed(engine, "r1", tmp_path):
        pass
    engine.dispose()
