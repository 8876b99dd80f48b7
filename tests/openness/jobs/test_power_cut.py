"""A machine loses its power in the middle of an audit: nobody tells the server, and yet another machine goes on; nothing is asked by both."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openness.jobs.base import opened
from openness.jobs.standing import Standing
from tests.conftest import postgres
from tests.crawler.servant import serving
from tests.netns import machine
from tests.openness.jobs.kit import slow_site, told, yard

# Much waiting: beside the other tests of the server, not behind them.
pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.xdist_group("machines"), pytest.mark.costs(60)]


class Visitors:
    """From which machine a site was asked, one after another, and whether two were there at once."""

    def __init__(self) -> None:
        self.came: list[str] = []
        self.overlaps = 0
        self._here: list[str] = []
        self._changing = threading.Lock()

    def watched(self, page: Callable[[Any, bool], None]) -> Callable[[Any, bool], None]:
        def answer(servant: Any, body: bool) -> None:
            with self._changing:
                self.came.append(servant.client_address[0])
                self._here.append(servant.client_address[0])
                self.overlaps += len(set(self._here)) > 1
            try:
                page(servant, body)
            finally:
                with self._changing:
                    self._here.remove(servant.client_address[0])

        return answer


def ns_of(pid: int) -> Path:
    return Path(f"/proc/{pid}/ns/net").readlink()


def test_the_server_asks_every_session_of_the_work_whether_it_lives(postgres_server: str) -> None:
    """Also those of ordinary transactions: one cut off in the middle would hold the keeper's lock, or the row of an order."""
    engine = opened(postgres_server, "openness worker")
    with engine.connect() as db:
        told = [db.exec_driver_sql(f"SHOW {name}").scalar_one() for name in ("tcp_keepalives_idle", "tcp_user_timeout")]
    engine.dispose()
    assert told == ["5", "11000"]


def test_another_machine_goes_on_when_one_falls_silent(tmp_path: Path) -> None:
    visitors = Visitors()
    pages = {path: visitors.watched(page) for path, page in slow_site(0.2).items()}
    with (
        machine() as far,
        serving(pages, far.here) as site,
        postgres(far.here) as server,
        yard(server.address, tmp_path) as place,
    ):
        undisturbed = place.ordered(site.url)
        place.worker("--until-empty").wait()
        expected = told(place.storage, undisturbed)
        visitors.came.clear()
        run = place.ordered(site.url)
        there = place.worker(around=far.around)
        place.reading(run)
        far.cut()
        here = place.worker()
        # Its own fence ends the audit there, and by its own questions the server frees the host: neither hears of the other.
        row = place.ended(run)
        assert (row.standing, row.attempt, row.failures) == (Standing.DONE, 2, 1), place.said()
        assert told(place.storage, run) == expected
        first = visitors.came.index(far.here)
        assert set(visitors.came[:first]) == {far.there}
        assert set(visitors.came[first:]) == {far.here}, "the machine without power asked on"
        assert visitors.overlaps == 0
        assert there.poll() is None, "a worker ends with its wire"
        assert not [pid for pid in place.children() if ns_of(pid) == ns_of(there.pid)], "an audit goes on without its database"
        here.terminate()
        here.wait()
        far.join()
        # The cheapest order there is: one whose folder is gone fails as soon as anyone takes it.
        other = place.ordered(site.url)
        shutil.rmtree(place.storage / "runs" / other)
        assert place.ended(other).standing == Standing.FAILED, "the worker did not come back with its wire"
