"""Watches the processes of a browser: a page's process that outgrows the bound is ended, and its visit says ``crashed``; a browser that can
make no more of them is ended whole, and its visits say ``browser-gone``."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

# Seconds between two rounds; the first ones lie closer, for a browser may lose a process as soon as it stands.
STEP, FIRST = 0.5, 0.05
RENDERER = b"--type=renderer"
# Of this process Chromium forks those of pages. Without it every page hangs until its time is over, in this browser for good.
ZYGOTE = b"--type=zygote"
_PAGE = os.sysconf("SC_PAGE_SIZE")


def descendants(roots: set[int]) -> dict[int, int]:
    """Resident bytes of every process below these, by number; what is gone is left out."""
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                fields = Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()
                parents[int(entry.name)], resident[int(entry.name)] = int(fields[1]), int(fields[21]) * _PAGE
    members, grown = set(roots), True
    while grown:
        more = {process for process, parent in parents.items() if parent in members and process not in members}
        members |= more
        grown = bool(more)
    return {process: resident[process] for process in members - roots if process in resident}


def marked(mark: str) -> set[int]:
    """Numbers of the processes that were started with this argument."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                if mark.encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                    found.add(int(entry.name))
    return found


def _words(process: int) -> bytes:
    """How a process was called; empty where it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
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
        step = FIRST
        while not self.lost:
            sizes = descendants(self._roots)
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
