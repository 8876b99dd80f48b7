"""The second looks of a run: a few tabs side by side, no more of one host at once than the HTTP lane asks, each address once.

Every look is that of a visitor who comes for the first time: what earlier addresses left in the browser is gone. A host that says it is
overloaded is asked more slowly and then again; a look that our own browser's fault ended is made once more.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from itertools import groupby
from time import monotonic
from typing import Any

from crawler.books.kinds import kind_of_entry
from crawler.books.looks import SecondLook
from crawler.browser.look.courtesy import Courtesy
from crawler.browser.look.second import Tab
from crawler.browser.page.faults import words_of
from crawler.hosts.manners import OVERLOADED
from store.harvest import FailureReason, LedgerEntry, Limits

MOST_TABS = 4
# So often one address is looked at again where the look itself went wrong.
REPEATS = 2
OURS = FailureReason.BROWSER.value
Done = Callable[[LedgerEntry, SecondLook, str], None]


class Looks:
    """Looks at addresses.

    ``context`` gives a fresh context of the browser for a lane of language, ``dress`` makes one anew of one that served; ``done``
    is told what each address met, with the browser's words.
    """

    def __init__(
        self,
        context: Callable[[str], AbstractAsyncContextManager[Any]],
        dress: Callable[[Any, str], Awaitable[None]],
        manners: Courtesy,
        limits: Limits,
        done: Done,
    ) -> None:
        self._context = context
        self._dress = dress
        self._manners = manners
        self._limits = limits
        self._done = done
        self._repeats: Counter[tuple[str, str]] = Counter()

    async def run(self, entries: list[LedgerEntry]) -> None:
        """Looks at all of them, lane by lane."""
        for lane, group in groupby(sorted(entries, key=lambda entry: entry.lane), key=lambda entry: entry.lane):
            waiting = deque(group)
            tabs = max(1, min(self._limits.concurrency_per_host, MOST_TABS, len(waiting)))
            async with asyncio.TaskGroup() as together:
                for _ in range(tabs):
                    together.create_task(self._serve(lane, waiting))

    async def _serve(self, lane: str, waiting: deque[LedgerEntry]) -> None:
        while waiting:
            try:
                async with self._context(lane) as context:
                    await self._walk(context, lane, waiting)
            except Exception as failure:
                if waiting:
                    self._failed(waiting.popleft(), waiting, words_of(failure))

    async def _walk(self, context: Any, lane: str, waiting: deque[LedgerEntry]) -> None:
        """Goes from address to address in one context until none is left or the browser is at fault."""
        tab = await Tab.open(context)
        while waiting:
            entry = waiting.popleft()
            if tab.spent:
                await tab.close()
                tab = await Tab.open(context)
            try:
                async with self._manners.turn(entry.url), asyncio.timeout(self._limits.probes.visit):
                    await self._dress(context, lane)
                    asked_at = monotonic()
                    met, words = await tab.look(entry.url, self._limits.fetch_timeout)
            except Exception as failure:
                self._failed(entry, waiting, words_of(failure))
                return
            if met.reason == OURS:
                self._failed(entry, waiting, words)
                return
            if self._overloaded(entry, met, asked_at):
                waiting.append(entry)
            else:
                self._manners.answered(entry.url)
                self._done(entry, met, words)

    def _overloaded(self, entry: LedgerEntry, met: SecondLook, asked_at: float) -> bool:
        """Whether the host had no time for us, of which the address's own failure tells nothing."""
        if met.status not in OVERLOADED or kind_of_entry(entry) in ("server", "blocked"):
            return False
        self._manners.overloaded(entry.url, asked_at, met.retry_after)
        return self._repeat(entry)

    def _failed(self, entry: LedgerEntry, waiting: deque[LedgerEntry], words: str) -> None:
        if self._repeat(entry):
            waiting.append(entry)
        else:
            self._done(entry, SecondLook(datetime.now(UTC), None, OURS), words)

    def _repeat(self, entry: LedgerEntry) -> bool:
        key = (entry.url, entry.lane)
        self._repeats[key] += 1
        return self._repeats[key] <= REPEATS
