"""A portal whose answers are slow to come: whoever reads it waits and asks again, and what never came is unread and not absent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.portals.opendata.server import Server
from tests.portals.opendata.server import serve as serve_sets
from tests.portals.test_second_readings import Portal, at_once

pytestmark = pytest.mark.costs(40)
SLOW = "/datasets/exportjson?index=dala_roads&version=v2&from=1&count=100"
WAIT = 8.0


@contextmanager
def slow(folder: Path, mute: bool) -> Iterator[tuple[Portal, Server]]:
    """The catalogue, with rows of one set that do not come at once, or never; nobody waits long for an answer."""
    at_once(folder, "open-data", fetch_timeout=WAIT)
    server = serve_sets()
    server.slow, server.mute = SLOW, mute
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield Portal("open-data", f"http://127.0.0.1:{server.server_address[1]}", folder), server
    finally:
        server.shutdown()
        server.server_close()


def rows_of(portal: Portal, run: str) -> set[str]:
    """The sets of which rows stand on record."""
    return {key for (key,) in portal.rows("select key from items where run_id = ? and kind = 'data'", run)}


def test_a_first_answer_that_is_slow_is_asked_for_again(tmp_path: Path) -> None:
    with slow(tmp_path, mute=False) as (portal, server):
        run = portal.read()
        assert server.asked.count(SLOW) == 2
    assert "dala_roads" in rows_of(portal, run)
    failures = portal.rows("select reason from failures where run_id = ? and url like '%index=dala_roads&version%'", run)
    assert failures == [("timeout",)]
    assert portal.rows("select state, why from portal_sources where run_id = ? and source = 'rows'", run) == [("read", "")]


def test_an_answer_that_never_comes_is_unread(tmp_path: Path) -> None:
    with slow(tmp_path, mute=True) as (portal, server):
        run = portal.read()
        sets = {one["key"] for one in server.content.sets}
    assert {key for (key,) in portal.rows("select key from items where run_id = ? and kind = 'dataset'", run)} == sets
    assert rows_of(portal, run) == sets - {"dala_roads"}
    ledger = portal.rows("select ledger, reason from ledger where run_id = ? and url like '%index=dala_roads&version%'", run)
    assert ledger == [("failed", "timeout")]
    assert portal.rows("select state, why from portal_sources where run_id = ? and source = 'rows'", run) == [
        ("failed", "timeout")
    ]
