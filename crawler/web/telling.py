"""What a harvest tells of itself while it works: the phase it is in, how much of it is done and left, and how long a wait lasts yet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

MOST_OFTEN = 0.25
PULSE = 1.0


class Telling:
    """Sends facts to ``report``: the phase with its own, and those that ``state`` gives at any time."""

    def __init__(self, report: Callable[[dict[str, Any]], None], state: Callable[[], dict[str, Any]]) -> None:
        self._report = report
        self._state = state
        self._phase = "crawl"
        self._facts: dict[str, Any] = {}
        self._of: int | None = None
        self._number = 0
        self._until = 0.0
        self._told = 0.0

    def begin(self, phase: str, of: int | None = None, seconds: float = 0.0, **facts: Any) -> None:
        """A new phase of ``of`` steps (None: nobody knows how many), or a wait of so many seconds."""
        self._phase, self._of, self._number, self._facts = phase, of, 0, facts
        self._until = monotonic() + seconds
        self.now(force=True)

    def step(self) -> None:
        """One step of the phase is done."""
        self._number += 1
        self.now()

    def now(self, force: bool = False) -> None:
        """Tells where the work is, unless that was told a moment ago."""
        at = monotonic()
        if not force and at - self._told <= MOST_OFTEN:
            return
        self._told = at
        number = self._number if self._of is None else min(self._number, self._of)
        left = max(0.0, round(self._until - at, 1))
        self._report({"phase": self._phase, "number": number, "of": self._of, "left": left, **self._state(), **self._facts})

    async def pulse(self) -> None:
        """Tells now and then although nothing moves, until cancelled."""
        while True:
            await asyncio.sleep(PULSE)
            self.now()
