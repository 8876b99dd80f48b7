"""Workers that ask what is queued, side by side, until nothing is left or a bound is met."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import structlog

from crawler.books.frontier import Frontier, Target
from crawler.web.bounds import Bounds
from store.harvest import Limits, Reason


class Crew:
    """The workers of one harvest.

    :param handle: asks one address and gives it its class.
    :param rest: what is due between two addresses.
    """

    def __init__(
        self,
        limits: Limits,
        frontier: Frontier,
        bounds: Bounds,
        handle: Callable[[Target], Awaitable[None]],
        rest: Callable[[], None],
    ) -> None:
        self._limits = limits
        self._frontier = frontier
        self._bounds = bounds
        self._handle = handle
        self._rest = rest
        self._wake = asyncio.Event()
        self._busy = 0
        self._asked = 0
        self._deepest: int | None = None
        self._moved = monotonic()

    async def drain(self, depth: int | None = None) -> None:
        """Asks what is queued, and what that leads to, until nothing is left (no deeper than ``depth`` clicks)."""
        self._deepest = depth
        self._moved = monotonic()
        workers = [asyncio.create_task(self._work()) for _ in range(self._limits.concurrency)]
        watch = asyncio.create_task(self._watch(workers))
        try:
            await asyncio.gather(*workers)
        except asyncio.CancelledError:
            if self._bounds.truncated_by != Reason.IDLE.value:
                raise
        finally:
            watch.cancel()
            for worker in workers:
                worker.cancel()

    def moved(self) -> None:
        """Notes that something came to its end."""
        self._moved = monotonic()

    async def _watch(self, workers: list[asyncio.Task[None]]) -> None:
        """Ends a crawl in which nothing has come to an end for too long: no pause of ours and no bound of a fetch is that long."""
        while (left := self._moved + self._limits.idle_limit - monotonic()) > 0:
            await asyncio.sleep(left)
        log = structlog.get_logger("harvest")
        log.error("nothing moves any more", busy=self._busy, waiting=self._frontier.waiting)
        self._bounds.stop(Reason.IDLE.value)
        for worker in workers:
            worker.cancel()

    async def _work(self) -> None:
        while True:
            target = self._take()
            if target is None:
                if self._busy == 0:
                    self._wake.set()
                    return
                self._wake.clear()
                await self._wake.wait()
                continue
            self._busy += 1
            page = not target.head
            self._asked += page
            try:
                await self._handle(target)
            finally:
                self._busy -= 1
                self._asked -= page
                self._wake.set()
            self._rest()

    def _take(self) -> Target | None:
        if self._bounds.over():
            self._bounds.cut(Reason.TIME.value)
            return None
        again = self._frontier.next_again()
        if again is not None:
            return again
        if self._bounds.room(self._asked):
            target = self._frontier.next_page(self._deepest)
            if target is not None:
                return target
        return None if self._deepest is not None else self._frontier.next_asset()
