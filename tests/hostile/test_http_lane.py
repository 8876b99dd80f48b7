"""One harvest over all faults: nothing crashes or hangs, and every address ends where it must.

What it takes of memory and time is told by ``benchmarks.bounds``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from openness import runs
from openness.planning import Wish, make_plan
from store import schema
from store.db import open_database
from store.harvest import CrawlPlan, FetchFailure, Ledger, LedgerEntry, Site
from tests.conftest import ROOT
from tests.hostile import FAULTS, Fault, Hostile, hostile
from tests.hostile.world import DOMAIN

QUICK = {
    "confirm_spacing": 0.3,
    "fetch_timeout": 10.0,
    "breaker_pause": 0.2,
    "max_pages": 250,
    "max_rendered": 0,
    "external_delay": 0.0,
}

pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.costs(70)]


@dataclass
class Outcome:
    """What one harvest of the hostile site left."""

    status: int
    server: Hostile
    plan: CrawlPlan
    ledger: dict[str, LedgerEntry]
    failures: list[FetchFailure]


def begun(engine: Engine, server: Hostile, out: Path) -> CrawlPlan:
    """A run over every origin of the hostile site."""
    wish = Wish(site=server.url, out=out, config=ROOT / "config", limits=QUICK)
    plan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
    sites = tuple(Site(url=url) for url in server.origins.values())
    plan = plan.model_copy(update={"body": plan.body.model_copy(update={"sites": sites})})
    runs.begin(engine, plan)
    return plan


def command_of(address: str, plan: CrawlPlan) -> list[str]:
    """The HTTP lane of a run in the world of its own."""
    return [sys.executable, "-m", "tests.hostile.world", address, plan.run_id, str(ROOT / "config")]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    """The harvest of the whole hostile site in the world of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    address = f"sqlite:///{folder}/h.db"
    engine = open_database(address)
    with hostile(f"www.{DOMAIN}", DOMAIN) as server:
        plan = begun(engine, server, folder / "run")
        command = command_of(address, plan)
        status = subprocess.run(command, stdout=subprocess.DEVNULL, cwd=ROOT, check=False, timeout=1500).returncode
        with engine.connect() as db:
            ledger = {entry.url: entry for entry in schema.read_ledger(db, plan.run_id)}
            failures = list(schema.read_failures(db, plan.run_id))
        yield Outcome(status, server, plan, ledger, failures)
    engine.dispose()


def test_it_came_to_its_end(outcome: Outcome) -> None:
    assert outcome.status == 0, (Path(outcome.plan.out) / "harvest.log").read_text()[-2000:]
    assert not any(entry.ledger is Ledger.QUEUED for entry in outcome.ledger.values())


def test_there_are_enough_faults() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 60
    assert len({(fault.host, fault.path) for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_it_ends_where_it_must(outcome: Outcome, fault: Fault) -> None:
    entry = outcome.ledger[fault.address(outcome.server)]
    assert (entry.ledger, entry.said, entry.confirmed) == (fault.ledger, fault.reason, fault.confirmed)
