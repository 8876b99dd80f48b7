"""Bounds of time: the host's own pace is kept, and a harvest in which nothing moves comes to its end."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from openness.pipeline import Pipeline
from store.harvest import Ledger
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving

pytestmark = pytest.mark.costs(20)


def test_crawl_delay_is_kept_by_all_requests(tmp_path: Path) -> None:
    times: list[float] = []

    def page(page: Any, body: bool) -> None:
        times.append(time.monotonic())
        links = f"<p>Текст {page.path}</p>" if page.path in paths else first["/"]
        page.send(200, PAGE.format(title=page.path, links=links), body)

    paths = [f"/p{number}" for number in range(8)]
    robots = {
        "/robots.txt": lambda page, body: page.send(200, "User-agent: *\nCrawl-delay: 0.3", body, Content_Type="text/plain")
    }
    first = home(*paths)
    with serving({**robots, **dict.fromkeys(("/", *paths), page)}) as server:
        found = Harvest(tmp_path, server.url).run()
    assert {found[path[1:]].ledger for path in paths} == {Ledger.FETCHED}
    # Requests go out so far apart and may arrive late. The first page is asked for after the home page was answered, and the last one
    # arrives after it was sent: between them lies every pause, however busy the machine is.
    assert times[-1] - times[0] >= 0.3 * (len(paths) - 1)


def test_a_harvest_in_which_nothing_moves_ends(tmp_path: Path) -> None:
    over = threading.Event()

    def silent(page: Any, body: bool) -> None:
        over.wait()

    with serving({**home("/a", "/b", "/c"), **dict.fromkeys(("/a", "/b"), silent)}) as server:
        harvest = Harvest(tmp_path, server.url, idle_limit=5.0, fetch_timeout=600.0)
        plan = harvest.plan()
        try:
            found = harvest.run(plan)
        finally:
            over.set()
    assert {(found[path].ledger, found[path].reason) for path in ("a", "b")} == {(Ledger.BEYOND_BUDGET, "idle")}
    assert found["c"].ledger is Ledger.HTTP_ERROR
    coverage = Pipeline(harvest.engine, harvest.db, ROOT / "config").coverage(plan)
    assert (coverage.truncated, coverage.truncated_by) == (True, "idle")


def test_time_is_bounded(tmp_path: Path) -> None:
    def slow(page: Any, body: bool) -> None:
        time.sleep(0.4)
        page.send(200, PAGE.format(title=page.path, links=f'<a href="{page.path}x">дальше</a>'), body)

    class Chain(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            return slow if path.startswith("/n") else super().get(path, default)

    with serving(Chain(home("/n"))) as server:
        harvest = Harvest(tmp_path, server.url, max_time=3.0, max_probes=0)
        plan = harvest.plan()
        found = harvest.run(plan)
    reasons = [entry.reason for entry in found.values() if entry.ledger is Ledger.BEYOND_BUDGET]
    assert reasons == ["time"]
    assert Pipeline(harvest.engine, harvest.db, ROOT / "config").coverage(plan).truncated_by == "time"
