"""The workers of a session are forked from one process that has collected the tests and, where they are many, loaded the program.

Each of seven workers would read, compile and prove the same for a quarter of a minute of the processor, and its warm process for ten
seconds more. A worker is a process of its own all the same, and collects for itself what lies in memory already; its warm process
(``tests.warm``) is forked with it, so that tests find and end what descends from them.

``python -m tests.nursery DESCRIPTOR SOCKET ARGUMENTS``: collects what these arguments of pytest name, and forks for each who knocks.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest

from crawler.process import die_with_parent
from tests import warm
from tests.warm import ROOM, ROOT

if TYPE_CHECKING:
    from execnet import XSpec

MODULE = "tests.worker"
# So many tests ask for the warm process somewhere; for fewer it is loaded when the first one asks.
MANY = 1000


def raise_in(specs: list[XSpec], arguments: list[str]) -> None:
    """Lets the workers of a session be forked.

    :param specs: how they would be started, of which each is changed. :param arguments: what of pytest's names the tests.
    """
    path, door = warm.door()
    with door:
        words = [sys.executable, "-m", "tests.nursery", str(door.fileno()), path, json.dumps(arguments), ROOM]
        warm.launched(words, ROOT, dict(os.environ), door)
    for spec in specs:
        spec.python = shlex.join(warm.through(path, MODULE))


class Counting:
    """How many tests were collected."""

    tests = 0

    def pytest_collection_finish(self, session: Any) -> None:
        """Notes it."""
        self.tests = len(session.items)


def collected(arguments: list[str]) -> int:
    """Loads the tests that arguments name, says nothing of it (each worker tells what is wrong with them), and returns how many there are."""
    counting = Counting()
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    pytest.main(["--collect-only", "-q", "-n", "0", "-p", "no:cacheprovider", *arguments], plugins=[counting])
    return counting.tests


def main(descriptor: str, path: str, arguments: str) -> None:
    """Forks workers as long as the session lasts."""
    die_with_parent()
    # Who interrupts the session interrupts its workers, which end as always.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(descriptor)) as entrance:
        if collected(json.loads(arguments)) >= MANY:
            warm.load()
        warm.fork_for(entrance)


if __name__ == "__main__":
    main(*sys.argv[1:4])
