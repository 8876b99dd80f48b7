"""Workers that die, freeze, are stopped and cancelled: the audit comes to the end that it would have come to undisturbed."""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from openness.jobs import ordering, standing
from openness.jobs.standing import Standing
from tests.crawler.servant import serving
from tests.openness.jobs.kit import Yard, slow_site, told, yard

# Address of the site, what an audit of it comes to, and how often each address is on record.
Known = tuple[str, object, Counter[str]]
pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.costs(60)]


def pages_of(place: Yard, run: str) -> Counter[str]:
    """How often each page is on record; what tells a crawler its manners is asked for at every beginning."""
    return Counter(url for url in place.captures(run) if "/ru/" in url)


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Yard]:
    with yard(postgres_server, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def undisturbed(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """The site and what an audit of it comes to where nothing happens."""
    with serving(slow_site(0.2)) as server, yard(postgres_server, tmp_path_factory.mktemp("undisturbed")) as made:
        run = made.ordered(server.url)
        # The others of this file are forked by a process that has the program loaded.
        worker = made.worker("--until-empty", plain=True)
        assert worker.wait() == 0, made.said()
        assert made.row(run).standing == Standing.DONE, made.row(run)
        stages = [stage for _, stage in made.stages(run)]
        assert [stage for stage in stages if stage not in ("running", "done")], "nothing was told of its course"
        assert (stages[0], stages[-1]) == ("running", "done")
        yield server.url, told(made.storage, run), pages_of(made, run)


def test_a_worker_killed_in_the_middle_is_replaced(place: Yard, undisturbed: Known) -> None:
    site, expected, asked = undisturbed
    run = place.ordered(site)
    first = place.worker()
    place.reading(run)
    before = set(place.captures(run))
    first.kill()
    first.wait()
    place.worker("--until-empty").wait()
    row = place.row(run)
    assert (row.standing, row.attempt, row.failures) == (Standing.DONE, 2, 1), place.said()
    assert told(place.storage, run) == expected
    assert pages_of(place, run) == asked
    assert before <= set(place.captures(run)), "what was harvested is gone"
    assert not place.children()
    assert not place.lanes()


def test_the_process_that_forks_is_replaced(place: Yard, undisturbed: Known) -> None:
    """The audit dies with it; the worker lives, starts another one and goes on."""
    site, expected, asked = undisturbed
    run = place.ordered(site)
    worker = place.worker()
    place.reading(run)
    # Those beside audits are in its session.
    (theirs,) = (pid for pid in place.warm() if os.getsid(pid) == pid)
    os.kill(theirs, signal.SIGKILL)
    row = place.ended(run)
    assert (row.standing, row.attempt, row.failures) == (Standing.DONE, 2, 1), place.said()
    assert worker.poll() is None
    assert told(place.storage, run) == expected
    assert pages_of(place, run) == asked


def test_a_frozen_worker_is_replaced_and_does_no_harm_when_it_thaws(place: Yard, undisturbed: Known) -> None:
    site, expected, asked = undisturbed
    run = place.ordered(site)
    first = place.worker("--urgent-slots", "0")
    place.reading(run)
    first.send_signal(signal.SIGSTOP)
    place.worker("--urgent-slots", "0")
    place.until(lambda: place.row(run).attempt == 2, "nobody took it over")
    place.until(lambda: (2, "http") in place.stages(run) or place.row(run).standing == Standing.DONE, "it did not go on")
    first.send_signal(signal.SIGCONT)
    row = place.ended(run)
    assert (row.standing, row.attempt) == (Standing.DONE, 2), place.said()
    assert told(place.storage, run) == expected
    assert pages_of(place, run) == asked
    stages = place.stages(run)
    assert [attempt for attempt, _ in stages] == sorted(attempt for attempt, _ in stages), "the superseded attempt spoke again"


def test_a_worker_that_was_struck_off_while_it_was_silent_comes_back(place: Yard) -> None:
    """What others do to one that they take for dead, done to one that lives."""
    worker = place.worker()
    known = text("SELECT count(*) FROM procrastinate_workers")

    def struck_off() -> int:
        with place.engine.begin() as db:
            return int(db.execute(text("DELETE FROM procrastinate_workers")).rowcount)

    place.until(struck_off, "no worker is on record")
    # The cheapest order there is: one whose folder is gone fails as soon as anyone takes it.
    run = place.ordered("http://127.0.0.1:9/")
    shutil.rmtree(place.storage / "runs" / run)
    assert place.ended(run).standing == Standing.FAILED, place.said()
    assert worker.poll() is None
    with place.engine.connect() as db:
        assert db.execute(known).scalar_one() > 0


def test_a_stopped_worker_puts_its_audit_back(place: Yard, undisturbed: Known) -> None:
    site, expected, asked = undisturbed
    run = place.ordered(site)
    first = place.worker()
    place.reading(run)
    first.terminate()
    assert first.wait() == 0, place.said()
    row = place.row(run)
    assert (row.standing, row.attempt, row.failures, row.worker) == (Standing.QUEUED, 1, 0, None)
    assert not place.children()
    place.worker("--until-empty").wait()
    assert place.row(run).standing == Standing.DONE, place.said()
    assert told(place.storage, run) == expected
    assert pages_of(place, run) == asked


def test_a_cancelled_audit_ends_and_the_next_of_its_site_begins(place: Yard, undisturbed: Known) -> None:
    site = undisturbed[0]
    run = place.ordered(site)
    place.worker()
    place.reading(run)
    other = place.ordered(site)
    assert place.row(other).standing == Standing.QUEUED
    assert ordering.withdraw(place.engine, run, {"code": "asked"})
    row = place.ended(run)
    assert (row.standing, row.error) == (Standing.CANCELLED, '{"code": "asked"}')
    assert place.ended(other).standing == Standing.DONE, place.said()
    assert not ordering.withdraw(place.engine, run, {"code": "asked"}), "it has ended"
    assert ordering.again(place.engine, run)
    assert place.ended(run).standing == Standing.DONE, place.said()


def test_what_cannot_be_done_fails_at_once_and_says_why(place: Yard, undisturbed: Known) -> None:
    site = undisturbed[0]
    run = place.ordered(site)
    shutil.rmtree(place.storage / "runs" / run)
    place.worker("--until-empty").wait()
    row = place.row(run)
    assert (row.standing, row.attempt) == (Standing.FAILED, 1), place.said()
    ordered = standing.standing_of(place.engine, run)
    assert ordered is not None
    assert ordered.error is not None
    assert ordered.error["values"]["run"] == run
    assert "are not in" in ordered.error["key"]


def test_one_site_is_read_by_one_audit_at_a_time(place: Yard, undisturbed: Known) -> None:
    site = undisturbed[0]
    runs = [place.ordered(site), place.ordered(site)]
    place.worker("--slots", "2")
    place.worker("--slots", "2")
    for run in runs:
        assert place.ended(run).standing == Standing.DONE, place.said()
    first, second = sorted((place.row(run) for run in runs), key=lambda row: row.started_at)
    assert first.ended_at <= second.started_at
