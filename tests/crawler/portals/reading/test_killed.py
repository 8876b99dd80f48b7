"""A reading that was killed goes on where it was: what it had read is not asked again, and nothing is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections import Counter
from pathlib import Path
from time import sleep

import pytest

from tests.crawler.portals.reading.grown import Commands
from tests.crawler.portals.reading.server import Minutes, serving

pytestmark = [pytest.mark.xdist_group("reading"), pytest.mark.costs(40)]


def committed(commands: Commands) -> int:
    try:
        return int(commands.rows("select count(*) from ledger where ledger = 'fetched'")[0][0])
    except sqlite3.OperationalError:
        return 0


def test_a_killed_reading_goes_on(tree: Path, tmp_path: Path) -> None:
    commands = Commands(tree, tmp_path, plain=True)
    with serving(Minutes(per_body=60)) as minutes:
        words = ("portal", "read", "open-minutes", "--portal", f"open-minutes={minutes.root}", "--allow-private")
        with commands.started(*words) as child:
            while not committed(commands):
                assert child.poll() is None
                sleep(0.02)
            os.kill(child.pid, signal.SIGKILL)
            child.communicate()
        before = {(url, lane) for url, lane in commands.rows("select url, lane from ledger where ledger = 'fetched'")}
        minutes.asked.clear()
        # What goes on is another process anyhow, and need not load the program for that.
        commands.plain = False
        done = commands.read(minutes.root, "--json")
    assert done.returncode == 0, done.stderr
    assert commands.rows("select count(*) from runs") == [(1,)]
    again = Counter((minutes.root + path, headers["cookie"][-2:]) for _, path, headers in minutes.asked if "cookie" in headers)
    assert before
    assert not before & set(again)
    # The one question that was on its way when the reader died may be heard only now.
    assert sum(again.values()) - len(again) <= 1
    told = commands.sources(done)
    assert {key: one["items"] for key, one in told.items()} == {
        ("bodies", "kk"): 2, ("bodies", "ru"): 2, ("minutes", "kk"): 120, ("minutes", "ru"): 120, ("cards", "kk"): 120, ("cards", "ru"): 120,
    }  # fmt: skip
