"""The processes of a worker's jobs: each a group of its own, heard line by line, and never left behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from openness.warm.asking import KILLED, Warm, WarmDied

Hear = Callable[[dict[str, Any]], Awaitable[None]]
# Bytes of one line of progress; addresses are long, but not that long.
LINE = 1 << 20


class Ended(NamedTuple):
    """The exit status of a child (negative: the signal that ended it), and what its last words were where it told a fault."""

    status: int
    error: dict[str, Any] | None


class Child(NamedTuple):
    """A process at work: its number, which is that of its group, what it says, and its exit status once there is one."""

    pid: int
    said: asyncio.StreamReader
    pipe: asyncio.ReadTransport
    status: asyncio.Task[int]


class Children:
    """All children of one worker, forked by a process that has the program loaded."""

    def __init__(self, address: str, config: Path, grace: float) -> None:
        self._address, self._config, self._grace = address, config, grace
        self._warm = Warm.started(address, config)
        self._groups: set[int] = set()
        self._changing = Lock()

    def close(self) -> None:
        """Ends the process that forks, and with it whatever it forked."""
        self._warm.close()

    async def run(self, hear: Hear, task: str, *names: str) -> Ended:
        """Runs one child to its end; where this is cancelled the child and all it started are ended first."""
        beginning = asyncio.create_task(self._begun([task, self._address, str(self._config), *names]))
        try:
            child = await asyncio.shield(beginning)
        except asyncio.CancelledError:
            await self._end(await beginning)
            raise
        try:
            error = await _heard(child, hear)
            return Ended(await asyncio.shield(child.status), error)
        finally:
            await asyncio.shield(self._end(child))

    async def _begun(self, words: list[str]) -> Child:
        nothing, (ours, theirs) = os.open(os.devnull, os.O_RDONLY), os.pipe()
        try:
            number, line = await self._forked(words, (nothing, theirs))
        except OSError:
            os.close(ours)
            raise
        finally:
            os.close(nothing)
            os.close(theirs)
        with self._changing:
            self._groups.add(number)
        said = asyncio.StreamReader(LINE)
        loop = asyncio.get_running_loop()
        pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), os.fdopen(ours, "rb"))
        return Child(number, said, pipe, loop.create_task(_status(line)))

    async def _forked(self, words: list[str], streams: tuple[int, ...]) -> tuple[int, socket.socket]:
        """A new process. The one that forks may have been killed: another one is started then, by this thread (``Warm.started``)."""
        warm = self._warm
        try:
            return await asyncio.to_thread(warm.fork, "work", words, streams)
        except WarmDied:
            if warm is self._warm:
                warm.close()
                self._warm = Warm.started(self._address, self._config)
            return await asyncio.to_thread(self._warm.fork, "work", words, streams)

    async def _end(self, child: Child) -> None:
        """Whatever the child started shares its group: it is asked to end, then killed."""
        if not child.status.done():
            _signal(child.pid, signal.SIGTERM)
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(child.status), self._grace)
        _signal(child.pid, signal.SIGKILL)
        # Where the one that forks stands still nobody tells of the end: the kill is sure all the same.
        with suppress(TimeoutError):
            await asyncio.wait_for(child.status, self._grace)
        child.pipe.close()
        with self._changing:
            self._groups.discard(child.pid)

    def kill(self) -> int:
        """Kills every child at once, from whatever thread; says how many there were."""
        with self._changing:
            groups = sorted(self._groups)
        for group in groups:
            _signal(group, signal.SIGKILL)
        return len(groups)


async def _heard(child: Child, hear: Hear) -> dict[str, Any] | None:
    error = None
    async for line in child.said:
        with suppress(ValueError):
            words = json.loads(line)
            error = words.get("error", error)
            if "stage" in words:
                await hear(words)
    return error


async def _status(line: socket.socket) -> int:
    """The exit status of a child; where the process that forked it is gone, so is the child."""
    with line:
        line.setblocking(False)
        told = await asyncio.get_running_loop().sock_recv(line, 64)
    return int(told or KILLED)


def _signal(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
