"""A forked lane is what ``python -m`` would have started: a process of its own that ends, fails and is killed like it."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from openness.lanes import Lane
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.crawler.servant import home, serving
from tests.forked import Process
from tests.warm import begun, program


@pytest.fixture
def harvest(tmp_path: Path) -> Iterator[Harvest]:
    with serving(home("/a")) as server:
        yield Harvest(tmp_path, server.url)


def test_it_does_the_whole_work_and_tells_of_it(harvest: Harvest) -> None:
    plan = harvest.plan()
    command = [*program("crawler.harvest"), "http", harvest.db, plan.run_id, str(ROOT / "config")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=harvest.tmp_path)
    assert done.returncode == 0, done.stderr
    assert {json.loads(line)["phase"] for line in done.stdout.splitlines()} >= {"crawl", "seeds"}
    assert {"", "a"} <= set(harvest.ledger(plan))


def test_statuses_and_words_of_a_failure_come_through(harvest: Harvest) -> None:
    words = ["http", harvest.db, "no-such-run", str(ROOT / "config")]
    plain, warm = (
        subprocess.run([*command, *words], capture_output=True, text=True, check=False, cwd=ROOT)
        for command in ((sys.executable, "-m", "crawler.harvest"), program("crawler.harvest"))
    )
    assert (warm.returncode, warm.stderr) == (plain.returncode, plain.stderr) == (3, "KeyError: 'no-such-run'\n")


def test_the_folder_and_the_environment_are_those_of_who_asks(tmp_path: Path) -> None:
    environment = {**os.environ, "OPENNESS_STORAGE": str(tmp_path / "storage")}
    command = [*program("openness"), "db", "migrate", "--db", "sqlite:///here.db", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    # What is not taken apart when a forked process ends is what was loaded before: its database is closed, and has taken in its log.
    assert [path.name for path in tmp_path.glob("here.db*")] == ["here.db"]


def test_a_killed_one_takes_its_process_with_it(harvest: Harvest) -> None:
    lane = Lane("http", harvest.db, ROOT / "config")
    with lane:
        pass
    # Dismissed without a run: killed, and its streams came to their end, which they do when nobody holds them any more.
    assert lane._child.returncode == -9


def test_command_session_and_bound_of_files_are_those_that_a_start_would_give() -> None:
    """Lists of processes show its command, for tests look for it there; it may be killed, and its end is told."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs, Path(os.devnull).open("r+b") as nothing:
        streams = (*(nothing.fileno(),) * 3, theirs.fileno())
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
        try:
            one = Process(begun(ROOT), "openness.warm", ["sqlite:///none.db", str(ROOT / "config")], streams, leads=True)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        place = Path(f"/proc/{one.pid}")
        while "openness.warm" not in (told := (place / "cmdline").read_bytes().decode()):
            assert one.poll() is None
        assert told.rstrip("\0").split("\0")[1:3] == ["-m", "openness.warm"]
        assert told.rstrip("\0").split("\0")[-2:] == ["sqlite:///none.db", str(ROOT / "config")]
        assert os.getsid(one.pid) == one.pid
        assert re.search(r"Max file size +1000000 ", (place / "limits").read_text())
        one.kill()
        assert one.wait() == one.poll() == -signal.SIGKILL
