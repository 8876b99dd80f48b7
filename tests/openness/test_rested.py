"""A reading of a portal that other runs rest on is not removed by the way."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from openness import listing, runs
from openness.cli import run as program
from openness.faults import WrongUse
from openness.portals.found import resting_on
from openness.portals.plans import make_portal_plan
from openness.registers import load_portals
from reports.i18n import LANGUAGES
from store import course
from store.db import open_database
from store.harvest import CrawlPlan
from tests.openness.stored import Stored, store_run
from tests.scoring.kit import CONFIG


class Rested:
    """A run, the reading that it rests on, and another reading."""

    def __init__(self, root: Path) -> None:
        self.audit: Stored = store_run(root, [])
        self.engine = open_database(self.audit.db)
        portal = load_portals(CONFIG)["open-data"]
        self.reading, self.other = (self._begun(make_portal_plan(self.engine, CONFIG, portal, date(2026, 11, 20))) for _ in "ab")
        with self.engine.begin() as db:
            course.note_coverage(db, self.audit.plan.run_id, portals={"open-data": self.reading.run_id})

    def _begun(self, plan: CrawlPlan) -> CrawlPlan:
        runs.begin(self.engine, plan)
        return plan

    def remove(self, plan: CrawlPlan, *more: str, lang: str = "en") -> tuple[int, str]:
        """The command with --yes: exit status and what it says of a fault."""
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = program(["runs", "remove", plan.run_id, "--yes", *more, "--db", self.audit.db, "--lang", lang])
        return status, err.getvalue()


@pytest.fixture
def rested(tmp_path: Path) -> Rested:
    return Rested(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reading_that_a_run_rests_on_stays_and_the_run_is_named(rested: Rested, language: str) -> None:
    assert resting_on(rested.engine, rested.reading) == [rested.audit.plan.run_id]
    status, said = rested.remove(rested.reading, lang=language)
    assert status == 2
    assert rested.audit.plan.run_id in said
    assert "--force" in said
    assert Path(rested.reading.out).is_dir()
    assert runs.on_record(rested.engine, rested.reading.run_id) == rested.reading


def test_it_goes_when_forced_or_when_nobody_rests_on_it(rested: Rested) -> None:
    assert rested.remove(rested.other)[0] == 0
    assert rested.remove(rested.reading, "--force")[0] == 0
    assert not Path(rested.reading.out).exists()


def test_it_goes_once_the_run_is_gone(rested: Rested) -> None:
    assert rested.remove(rested.audit.plan)[0] == 0
    assert rested.remove(rested.reading)[0] == 0


def test_every_run_that_rests_on_it_is_named(rested: Rested) -> None:
    with rested.engine.begin() as db:
        course.note_coverage(db, rested.other.run_id, portals={"open-data": rested.reading.run_id})
    with pytest.raises(WrongUse) as told:
        listing.prove_unneeded(rested.engine, rested.reading)
    assert all(plan.run_id in str(told.value) for plan in (rested.audit.plan, rested.other))
