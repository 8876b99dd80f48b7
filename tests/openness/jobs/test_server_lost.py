"""PostgreSQL ends in the middle of an audit and comes back: the worker comes back too, and the audit to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.jobs.standing import Standing
from tests.conftest import postgres
from tests.crawler.servant import serving
from tests.openness.jobs.kit import slow_site, told, yard

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.costs(40)]


def test_the_server_crashes_and_comes_back(tmp_path: Path) -> None:
    with serving(slow_site(0.2)) as site, postgres() as server, yard(server.address, tmp_path) as place:
        first = place.ordered(site.url)
        place.worker("--until-empty").wait()
        expected = told(place.storage, first)
        run = place.ordered(site.url)
        worker = place.worker()
        place.reading(run)
        place.engine.dispose()
        server.stop()
        # Longer than the fence: the worker ends its audit by itself.
        place.until(lambda: not place.children() and not place.lanes(), "an audit goes on without its database")
        # Longer than the queue waits for its first connection as well.
        place.until(
            lambda: worker.poll() is not None or place.said().count("the database was lost") > 1, "it is asked for once only"
        )
        server.start()
        row = place.ended(run)
        assert (row.standing, row.attempt >= 2) == (Standing.DONE, True), place.said()
        assert told(place.storage, run) == expected
        assert worker.poll() is None, "the worker ended with its database"
