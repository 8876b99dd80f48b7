"""Two processes never hold one host, whatever becomes of them; an interrupted one lets go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openness.faults import WrongUse
from openness.jobs import base
from openness.jobs.ordering import lock_of, own_hosts
from store.base import Text
from store.harvest import Body, CrawlPlan, Portal, Site
from tests.conftest import ROOT
from tests.store.test_schema import plan

pytestmark = pytest.mark.needs("postgresql")
HOLDER = """
import sys, time
from openness.jobs.holding import hosts_held
with hosts_held(sys.argv[1], sys.argv[3].split(",")):
    with open(sys.argv[2], "a") as book:
        book.write(f"{time.monotonic()} in {sys.argv[4]}\\n")
        book.flush()
        print("in", flush=True)
        sys.stdin.readline()
        book.write(f"{time.monotonic()} out {sys.argv[4]}\\n")
"""


def holder(address: str, book: Path, hosts: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, address, str(book), hosts, name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def entered(one: subprocess.Popen[str]) -> bool:
    assert one.stdout is not None
    return one.stdout.readline() == "in\n"


def let_go(one: subprocess.Popen[str]) -> None:
    assert one.stdin is not None
    one.stdin.write("\n")
    one.stdin.flush()
    assert one.wait() == 0


def test_who_holds_one_of_the_hosts_is_waited_for(postgres_server: str, tmp_path: Path) -> None:
    book = tmp_path / "book"
    first = holder(postgres_server, book, "a.kz,b.kz", "first")
    assert entered(first)
    second = holder(postgres_server, book, "b.kz,c.kz", "second")
    # A frozen holder holds on: its session lives as long as its process.
    first.send_signal(signal.SIGSTOP)
    time.sleep(1)
    first.send_signal(signal.SIGCONT)
    assert book.read_text().count(" in ") == 1
    let_go(first)
    assert entered(second)
    let_go(second)
    lines = [line.split()[1:] for line in book.read_text().splitlines()]
    assert lines == [["in", "first"], ["out", "first"], ["in", "second"], ["out", "second"]]


def test_a_killed_holder_lets_go(postgres_server: str, tmp_path: Path) -> None:
    first = holder(postgres_server, tmp_path / "book", "a.kz", "first")
    assert entered(first)
    second = holder(postgres_server, tmp_path / "book", "a.kz", "second")
    first.kill()
    first.wait()
    assert entered(second)
    let_go(second)


LANE = "import sys, time; print(1, flush=True); time.sleep(900)"
HOLDER_OF_A_LANE = """
import sys
from pathlib import Path
from openness.jobs.holding import hosts_held
from openness.lanes import Lane
Lane.program = (sys.executable, "-c", sys.argv[4])
with hosts_held(sys.argv[1], sys.argv[3].split(",")):
    lane = Lane("http", sys.argv[1], Path("config"))
    lane._child.stdout.readline()
    print(lane._child.pid, flush=True)
    sys.stdin.readline()
"""


def test_a_lane_that_outlives_its_audit_keeps_others_away(postgres_server: str, tmp_path: Path) -> None:
    """It is ended with its audit, but later: on a busy machine others could be at the site before it is gone."""
    command = [sys.executable, "-c", HOLDER_OF_A_LANE, postgres_server, "", "a.kz", LANE]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert first.stdout is not None
    lane = int(first.stdout.readline())
    second = holder(postgres_server, tmp_path / "book", "a.kz", "second")
    first.kill()
    first.wait()
    time.sleep(1)
    assert not (tmp_path / "book").exists()
    os.kill(lane, signal.SIGKILL)
    assert entered(second)
    let_go(second)


def test_who_lets_go_in_order_does_not_wait_for_its_lanes(postgres_server: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER_OF_A_LANE, postgres_server, "", "a.kz", LANE]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert first.stdout is not None
    lane = int(first.stdout.readline())
    let_go(first)
    second = holder(postgres_server, tmp_path / "book", "a.kz", "second")
    assert entered(second)
    let_go(second)
    os.kill(lane, signal.SIGKILL)


def of_sites(*urls: str, portals: tuple[str, ...] = ()) -> CrawlPlan:
    sites = tuple(Site(url=url) for url in urls)
    body = Body(code="x", kind="central", name=Text(kk="Х", ru="Х"), sites=sites)
    shared = tuple(Portal(name=f"p{number}", url=url, title=Text(kk="П", ru="П")) for number, url in enumerate(portals))
    return plan().model_copy(update={"body": body, "portals": shared})


@pytest.mark.parametrize(("made", "hosts", "lock"), [
    (of_sites("https://B.kz/kk", "https://a.kz/"), ("a.kz", "b.kz"), "host b.kz"),
    (of_sites("http://127.0.0.1:81/", "http://127.0.0.1:82/"), ("127.0.0.1:81", "127.0.0.1:82"), "host 127.0.0.1:81"),
    (of_sites("https://www.gov.kz/a", portals=("https://www.gov.kz/",)), (), None),
    (of_sites("https://www.gov.kz/a", "https://own.kz/", portals=("https://www.gov.kz/",)), ("own.kz",), "host own.kz"),
])  # fmt: skip
def test_whose_hosts_are_held(made: CrawlPlan, hosts: tuple[str, ...], lock: str | None) -> None:
    assert own_hosts(made) == hosts
    assert lock_of(made) == lock


def test_sqlite_is_told_what_is_needed() -> None:
    with pytest.raises(WrongUse, match="openness worker needs PostgreSQL"):
        base.opened("sqlite:///var/openness.db", "openness worker")


def test_a_server_itself_is_no_proxy(postgres_server: str) -> None:
    base.prove_sessions(postgres_server)
