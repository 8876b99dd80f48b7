"""The processes of a worker's audits: started as groups of their own, heard line by line, and never left behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

Hear = Callable[[dict[str, Any]], Awaitable[None]]
# Bytes of one line of progress; addresses are long, but not that long.
LINE = 1 << 20


class Ended(NamedTuple):
    """The exit status of a child (negative: the signal that ended it), and what its last words were where it told a fault."""

    status: int
    error: dict[str, Any] | None


class Children:
    """All children of one worker."""

    def __init__(self, address: str, config: Path, grace: float) -> None:
        self._address, self._config, self._grace = address, config, grace
        self._groups: set[int] = set()
        self._changing = Lock()

    async def run(self, hear: Hear, task: str, *names: str) -> Ended:
        """Runs one child to its end; where this is cancelled the child and all it started are ended first."""
        command = (sys.executable, "-m", "openness.jobs.child", task, self._address, str(self._config), *names)
        child = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, start_new_session=True, limit=LINE)
        with self._changing:
            self._groups.add(child.pid)
        try:
            error = await self._heard(child, hear)
            return Ended(await child.wait(), error)
        finally:
            await asyncio.shield(self._end(child))

    async def _heard(self, child: Process, hear: Hear) -> dict[str, Any] | None:
        error = None
        if child.stdout is None:
            raise RuntimeError("the child has no standard output")
        async for line in child.stdout:
            with suppress(ValueError):
                words = json.loads(line)
                error = words.get("error", error)
                if "stage" in words:
                    await hear(words)
        return error

    async def _end(self, child: Process) -> None:
        """Whatever the child started shares its group: it is asked to end, then killed."""
        if child.returncode is None:
            _signal(child.pid, signal.SIGTERM)
            with suppress(TimeoutError):
                await asyncio.wait_for(child.wait(), self._grace)
        _signal(child.pid, signal.SIGKILL)
        await child.wait()
        with self._changing:
            self._groups.discard(child.pid)

    def kill(self) -> int:
        """Kills every child at once, from whatever thread; says how many there were."""
        with self._changing:
            groups = sorted(self._groups)
        for group in groups:
            _signal(group, signal.SIGKILL)
        return len(groups)


def _signal(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
