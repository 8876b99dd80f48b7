"""Workers and audits are stopped and let go on at random: every audit comes to what it comes to undisturbed, and no site meets two."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from openness.jobs.standing import Standing
from tests.crawler.servant import serving
from tests.openness.jobs.kit import Yard, slow_site, told, yard
from tests.openness.jobs.watching import Watch

# Much waiting: beside the other tests of the server, not behind them.
pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.xdist_group("machines"), pytest.mark.costs(80)]
WORKERS, RUNS, PAUSES = 3, 3, 14
# Seconds; some pauses are shorter than a worker's fence, some longer than what it is taken for dead after (tests/openness/jobs/kit.py).
SHORTEST, LONGEST = 0.5, 5.0


def group_of(process: int) -> list[int]:
    """The processes of an audit: they share its group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(folder.name)) == process:
                found.append(int(folder.name))
    return found


@contextmanager
def stopped(processes: list[int]) -> Iterator[None]:
    """They stand still within, as on a machine that has no time for them."""
    for number in (signal.SIGSTOP, signal.SIGCONT):
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, number)
        if number == signal.SIGSTOP:
            yield


def storm(place: Yard, runs: list[str], draw: random.Random) -> int:
    """Pauses workers or whole audits until there were enough pauses or everything has ended; how many there were."""
    for count in range(PAUSES):
        if all(place.row(run).standing == Standing.DONE for run in runs):
            return count
        children = place.children()
        whole = bool(children) and draw.random() < 0.5
        some = group_of(draw.choice(children)) if whole else [draw.choice(place.workers).pid]
        with stopped(some):
            time.sleep(draw.uniform(SHORTEST, LONGEST))
        time.sleep(draw.uniform(0, 1))
    return PAUSES


def test_results_are_the_same_and_no_site_meets_two(postgres_server: str, tmp_path: Path) -> None:
    watch = Watch()
    pages = {path: watch.watched(page) for path, page in slow_site(0.1).items()}
    with serving(pages) as site, yard(postgres_server, tmp_path) as place:
        first = place.ordered(site.url)
        assert place.worker("--until-empty").wait() == 0, place.said()
        expected = told(place.storage, first)
        asked = sorted(url for url in place.captures(first) if "/ru/" in url)
        place.workers.clear()
        runs = [place.ordered(site.url) for _ in range(RUNS)]
        for _ in range(WORKERS):
            place.worker("--urgent-slots", "0")
        assert storm(place, runs, random.Random(7)) > 1
        rows = [place.ended(run) for run in runs]
        assert {row.standing for row in rows} == {Standing.DONE}, place.said()
        assert [told(place.storage, run) for run in runs] == [expected] * RUNS
        assert [sorted(url for url in place.captures(run) if "/ru/" in url) for run in runs] == [asked] * RUNS
        assert watch.overlaps == 0
        assert all(one.poll() is None for one in place.workers), "a worker that stood still ends"
