"""Watches the processes of a browser: a page's process that outgrows the bound is ended, and its visit says ``crashed``; a browser that can
make no more of them is ended whole, and its visits say ``browser-gone``."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress

# Seconds between two rounds; the first ones lie closer, for a browser may lose a process as soon as it stands.
STEP, FIRST = 0.5, 0.05
RENDERER = b"--type=renderer"
# Of this process Chromium forks those of pages. Without it every page hangs until its time is over, in this browser for good.
ZYGOTE = b"--type=zygote"
_PAGE = os.sysconf("SC_PAGE_SIZE")


def descendants(roots: set[int]) -> dict[int, int]:
    """Resident bytes of every process below these, by number; what is gone is left out."""
    return Family(roots).sizes()


class Family:
    """Processes below some roots. Others on the machine are many, and each is read once: what it descends of does not change.

    :param roots: numbers of the processes whose descendants are asked for.
    """

    # A number may come back as that of another process: so often all are read anew.
    ANEW = 20

    def __init__(self, roots: set[int]) -> None:
        self._roots = roots
        self._members: set[int] = set()
        self._strangers: set[int] = set()
        self._rounds = 0

    def sizes(self) -> dict[int, int]:
        """Resident bytes of every member by number; what is gone is left out."""
        if self._rounds % self.ANEW == 0:
            self._members, self._strangers = set(), set()
        self._rounds += 1
        there = {int(name) for name in os.listdir("/proc") if name.isdigit()}
        self._strangers &= there
        read = {process: fields for process in there - self._strangers if (fields := _stat(process)) is not None}
        self._members &= read.keys()
        self._meet({process: parent for process, (parent, _) in read.items() if process not in self._members | self._roots})
        return {process: read[process][1] for process in self._members}

    def _meet(self, fresh: dict[int, int]) -> None:
        """Tells by their parents which of the processes that were not known before are members."""
        while more := {process for process, parent in fresh.items() if parent in self._members | self._roots} - self._members:
            self._members |= more
        self._strangers |= fresh.keys() - self._members


def _stat(process: int) -> tuple[int, int] | None:
    """Parent and resident bytes of a process; None where it is gone."""
    with suppress(OSError):
        said = _read(f"/proc/{process}/stat")
        fields = said[said.rindex(b")") + 2 :].split(None, 22)
        return int(fields[1]), int(fields[21]) * _PAGE
    return None


def _read(path: str) -> bytes:
    """A small file of /proc in one piece."""
    file = os.open(path, os.O_RDONLY)
    try:
        return os.read(file, 65_536)
    finally:
        os.close(file)


def marked(mark: str) -> set[int]:
    """Numbers of the processes that were started with this argument."""
    numbers = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return {number for number in numbers if mark.encode() in _words(number).split(b"\0")}


def _words(process: int) -> bytes:
    """How a process was called; empty where it is gone."""
    with suppress(OSError):
        return _read(f"/proc/{process}/cmdline")
    return b""


class Watch:
    """Watches the browser whose main process bears the mark.

    :param limit: bytes that a page's process may take.
    """

    def __init__(self, mark: str, limit: int) -> None:
        self._roots, self._limit = marked(mark), limit
        self._met: set[int] = set()
        self._forks: set[int] = set()

    @property
    def lost(self) -> bool:
        """Whether a process of which the browser forks others is gone."""
        return not all(map(_words, self._forks))

    def end(self) -> None:
        """Ends the browser at once; its other processes follow."""
        for process in self._roots:
            _kill(process)

    async def go(self) -> None:
        """Ends what outgrew its bound, and a browser that lost what it cannot do without; until cancelled, or until it did that."""
        step, family = FIRST, Family(self._roots)
        while not self.lost:
            sizes = family.sizes()
            called = {process: _words(process) for process in sizes}
            self._meet(called)
            for process, size in sizes.items():
                if size > self._limit and RENDERER in called[process]:
                    _kill(process)
            await asyncio.sleep(step)
            step = min(STEP, 2 * step)
        self.end()

    def _meet(self, called: Mapping[int, bytes]) -> None:
        """Takes in the processes that bear that name now as before; one that bears another one since is a page's that had just been forked."""
        now = {process for process, words in called.items() if ZYGOTE in words}
        gone = {process for process in self._forks if not called.get(process)}
        self._forks, self._met = gone | (self._met & now), now


def _kill(process: int) -> None:
    with suppress(OSError):
        os.kill(process, signal.SIGKILL)
