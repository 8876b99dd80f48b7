"""What is forked is what a new Python would have been: it works, fails, is stopped and dies like it, and reads what lies there then."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.browser.program.memory import descendants
from openness.faults import LaneDied
from openness.lanes import Lane
from openness.warm import serving
from openness.warm.asking import KILLED, Forked, Warm, WarmDied
from openness.warm.loading import REACTOR
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.crawler.servant import home
from tests.crawler.servant import serving as site_of

pytestmark = pytest.mark.costs(20)
NOWHERE = "sqlite:////nowhere/audit.db"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warm") / "config"
    shutil.copytree(ROOT / "config", folder)
    return folder


@pytest.fixture(scope="module")
def warm(config: Path) -> Iterator[Warm]:
    made = Warm.started(NOWHERE, config)
    yield made
    made.close()


@pytest.fixture
def harvest(tmp_path: Path) -> Iterator[Harvest]:
    with site_of(home("/a")) as server:
        yield Harvest(tmp_path, server.url)


@pytest.fixture
def lanes(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lanes of this process are forked."""
    monkeypatch.setattr(Lane, "warm", warm)


def asked(warm: Warm, config: Path) -> tuple[int, dict[str, Any]]:
    """How an audit ends that cannot be done, and what it tells."""
    with warm.begin("work", ["audit", NOWHERE, str(config), "no-run", "1"]) as work:
        told, _ = work.communicate()
        return work.wait(), json.loads(told.splitlines()[-1])["error"]


def test_it_has_one_thread(warm: Warm, config: Path) -> None:
    """What is forked from a process with two may wait for ever for what the other one held."""
    asked(warm, config)
    assert warm.number is not None
    assert len(list(Path(f"/proc/{warm.number}/task").iterdir())) == 1


@pytest.mark.usefixtures("lanes")
def test_a_lane_does_the_whole_work_and_tells_of_it(harvest: Harvest, config: Path) -> None:
    plan, heard = harvest.plan(), set()
    Lane("http", harvest.db, config).run(plan, lambda _, facts: heard.add(facts["phase"]))
    assert heard >= {"crawl", "seeds"}
    assert {"", "a"} <= set(harvest.ledger(plan))


@pytest.mark.usefixtures("lanes")
def test_a_failure_comes_through_with_its_words(harvest: Harvest, config: Path) -> None:
    plan = harvest.plan().model_copy(update={"run_id": "no-such-run"})
    with pytest.raises(LaneDied) as fault:
        Lane("http", harvest.db, config).run(plan, lambda *_: None)
    assert (fault.value.values["status"], fault.value.values["words"]) == ("3", "KeyError: 'no-such-run'")


@pytest.mark.usefixtures("lanes")
def test_one_that_is_not_needed_is_gone(harvest: Harvest, config: Path) -> None:
    lane = Lane("http", harvest.db, config)
    with lane:
        pass
    assert isinstance(lane._child, Forked)
    assert lane._child.returncode == KILLED


def test_a_signal_that_ends_one_is_told(warm: Warm) -> None:
    work = warm.begin("lane", ["http", NOWHERE, "-", "config"])
    os.kill(work.pid, signal.SIGTERM)
    assert work.wait() == -signal.SIGTERM


def test_what_it_is_to_keep_stays_open_with_it(warm: Warm, config: Path) -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            lane = warm.begin("lane", ["http", NOWHERE, "-", str(config)], (theirs.fileno(),))
        ours.settimeout(1)
        with pytest.raises(TimeoutError):
            ours.recv(1)
        lane.kill()
        lane.wait()
        ours.settimeout(None)
        assert ours.recv(1) == b""


SLOW_FORK = """
import os, signal, time
from openness.warm.asking import Warm
fork = os.fork
forks = []
def slow():
    forks.append(1)
    number = fork()
    if not number and len(forks) > 1:
        time.sleep(1)
    return number
os.fork = slow
warm = Warm.beside()
work = warm.begin("lane", ["http", "sqlite:////nowhere/audit.db", "-", "config"])
os.kill(work.pid, signal.SIGTERM)
print(work.wait())
"""


def test_a_signal_that_comes_before_the_process_has_begun_is_not_lost() -> None:
    """The one that forks ignores signals of its group, and its number of the new process is told before that has its own answer to them."""
    done = subprocess.run([sys.executable, "-c", SLOW_FORK], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.split() == [str(-signal.SIGTERM)]


def test_what_changed_since_is_read_anew(warm: Warm, config: Path) -> None:
    status, told = asked(warm, config)
    assert (status, told["kind"]) == (2, "WrongUse")
    (config / "engine.yaml").write_text("schema: openness/engine/1\nbeat: soon\n", encoding="utf-8")
    try:
        status, told = asked(warm, config)
    finally:
        shutil.copy(ROOT / "config" / "engine.yaml", config)
    assert (status, told["kind"]) == (2, "ConfigError")
    assert told["where"] == f"{config}/engine.yaml:2"


def test_its_processes_end_with_it(config: Path) -> None:
    warm = Warm.started(NOWHERE, config)
    work = warm.begin("lane", ["http", NOWHERE, "-", "config"])
    assert warm.number in descendants({os.getpid()})
    warm.close()
    assert work.wait() == KILLED
    with pytest.raises(WarmDied):
        warm.begin("lane", ["http", NOWHERE, "-", "config"])


def test_a_machine_that_gives_no_more_processes_is_told(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left() -> int:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", none_left)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours:
        assert serving._fork(serving.Order(serving.TASKS["lane"], [], theirs, []), {}) < 0
        assert ours.recv(100).decode() == f"{serving.REFUSED}{os.strerror(errno.EAGAIN)}"


def test_a_reactor_is_never_shared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from openness.warm import loading

    monkeypatch.setitem(loading.sys.modules, REACTOR, socket)
    with pytest.raises(RuntimeError, match=REACTOR):
        loading.load(tmp_path)
