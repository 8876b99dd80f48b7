"""What pages drew themselves with when a browser saw them last, asked once more: only where it is the same a look at a page need not be
made anew. Each address is asked once for all pages, with the conditions of its earlier answer; nothing of this stands in the ledger."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

import structlog

from crawler.addresses.links import Scope
from crawler.books.frontier import Key, Target
from crawler.books.recorder import Earlier, Recorder
from crawler.books.seen import RESOURCE
from crawler.hosts.address import spells_private
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Ask
from crawler.web.bounds import Bounds
from crawler.web.refusals import Refusals
from crawler.web.telling import Telling
from store.harvest import CrawlPlan
from store.objects import ObjectDamaged, ObjectMissing

PHASE = "resources"
NOT_MODIFIED = 304


class Resources:
    """Asks for them.

    :param earlier: what an earlier run's browser was given, by address and lane.
    :param turn: waits for a host's turn; false where it is left in peace.
    """

    def __init__(
        self,
        plan: CrawlPlan,
        earlier: Mapping[Key, Earlier],
        sites: Scope,
        ask: Ask,
        turn: Callable[[str], Awaitable[bool]],
        refusals: Refusals,
        recorder: Recorder,
        bounds: Bounds,
        telling: Telling,
        rest: Callable[[], None],
    ) -> None:
        self._plan = plan
        self._earlier = earlier
        self._sites = sites
        self._ask = ask
        self._turn = turn
        self._refusals = refusals
        self._recorder = recorder
        self._bounds = bounds
        self._telling = telling
        self._rest = rest

    async def run(self) -> None:
        """Asks all of them, hosts side by side."""
        wanted = sorted({url for url, _ in self._earlier if self._ours(url)})
        if not wanted:
            return
        structlog.get_logger("harvest").info("asks what pages drew themselves with", count=len(wanted))
        self._telling.begin(PHASE, of=len(wanted))
        hosts: dict[str, deque[str]] = defaultdict(deque)
        for url in wanted:
            hosts[urlsplit(url).netloc].append(url)
        side = self._plan.limits.concurrency_per_host
        async with asyncio.TaskGroup() as together:
            for waiting in hosts.values():
                for _ in range(min(side, len(waiting))):
                    together.create_task(self._serve(waiting))

    def _ours(self, url: str) -> bool:
        """A run over private addresses is a rehearsal on stand-ins; strangers are not asked for its sake."""
        strangers = not self._plan.allow_private or self._plan.limits.external_from_private
        return strangers or spells_private(url) or url in self._sites

    async def _serve(self, waiting: deque[str]) -> None:
        while waiting and not self._bounds.over():
            await self._one(waiting.popleft())
            self._rest()

    async def _one(self, url: str) -> None:
        """What is refused, silent or given up stays unknown: then the pages that rest on it are looked at anew."""
        if self._refusals.spelt(url) is not None or not await self._turn(url):
            return
        of_site = self._refusals.of_site if url in self._sites else self._refusals.by_host
        if await of_site(url) is not None:
            return
        target = Target(url, "*", 0, None)
        answer = await self._ask(target, "GET", RESOURCE)
        if not isinstance(answer, Answer):
            return
        earlier = self._earlier[url, "*"]
        if answer.status == NOT_MODIFIED:
            with suppress(ObjectMissing, ObjectDamaged):
                self._recorder.unchanged(target, answer.exchange, earlier, RESOURCE)
        else:
            self._recorder.exchange(target, answer.exchange, answer.body, RESOURCE, earlier=earlier)
