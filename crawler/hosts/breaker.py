"""The circuit breaker of one host: after many failures in a row a known page is asked, and while that fails too the host is
left in peace, twice as long each time, until it is given up for this run. A host whose known page answers while its other addresses
hang is given up after a second row of them: each would cost the whole patience for a request. Where good answers come between them the
host is kept, and after many waits for nothing in all its next addresses are waited for less."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from store.harvest import FailureReason, Limits

# So many rows of requests without any answer are waited for while the host's known page answers.
HANGING_ROWS = 2
# So many times the slowest good answer of a host is waited for in any case.
MARGIN = 2


class Breaker:
    """Counts failures of one host in a row. ``probe`` asks the host for what it should have and tells whether it came.

    Until ``until`` (monotonic seconds) the host is left in peace.
    """

    def __init__(self, limits: Limits, probe: Callable[[], Awaitable[bool]]) -> None:
        self._limits = limits
        self._probe = probe
        self._row = 0
        self._hanging = 0
        self._in_vain = 0
        self._slowest = 0.0
        self._looking = False
        self._check: asyncio.Task[bool] | None = None
        self.kind = ""
        self.until = 0.0
        self.given_up = False

    @property
    def patience(self) -> float:
        """Seconds that an answer is waited for: the whole of them until two rows of addresses have hung in every round of confirmation."""
        whole, limits = self._limits.fetch_timeout, self._limits
        if self._in_vain < limits.breaker_after * HANGING_ROWS * (1 + limits.confirm_times):
            return whole
        return min(whole, max(limits.hanging_patience, MARGIN * self._slowest))

    def answered(self, seconds: float = 0.0) -> None:
        """A good answer, after so many seconds, ends the row; that of the page by which the host is looked at says nothing of what hangs."""
        self._row = 0
        self._slowest = max(self._slowest, seconds)
        if not self._looking:
            self._hanging = 0

    def failed(self, kind: str) -> None:
        """One more failure; ``kind`` is remembered as the reason if the host is given up."""
        self._row += 1
        hung = kind == FailureReason.TIMEOUT.value
        self._in_vain += hung
        if not self._looking:
            self._hanging = self._hanging + 1 if hung else 0
        self.kind = kind

    async def ready(self) -> bool:
        """Waits while the host is looked at; False once it is given up."""
        if self.given_up:
            return False
        if self._check is None and self._row >= self._limits.breaker_after:
            self._check = asyncio.create_task(self._look())
        if self._check is not None:
            return await asyncio.shield(self._check)
        return True

    async def _look(self) -> bool:
        pause = self._limits.breaker_pause
        hung = self._hanging >= self._limits.breaker_after * HANGING_ROWS
        alive = not hung and await self._asked()
        for _ in range(self._limits.breaker_trips):
            if alive or hung:
                break
            self.until = monotonic() + pause
            await asyncio.sleep(pause)
            pause *= 2
            alive = await self._asked()
        self._row = 0
        self.given_up = not alive
        if hung:
            self.kind = FailureReason.TIMEOUT.value
        self._check = None
        return alive

    async def _asked(self) -> bool:
        self._looking = True
        try:
            return await self._probe()
        finally:
            self._looking = False

    def forgive(self) -> None:
        """Lets a host that was given up be asked again, in a later pass."""
        self.given_up = False
        self._row = self._hanging = 0
