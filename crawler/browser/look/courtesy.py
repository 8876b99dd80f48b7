"""The browser as a polite guest: robots.txt as the HTTP lane read and stored it, and the pause that it asks for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from time import monotonic
from urllib.parse import urlsplit

from sqlalchemy import Connection

from crawler.hosts.pace import Pace
from crawler.hosts.robots import Robots
from crawler.hosts.shared import SharedPace, shared_pace
from store import schema
from store.harvest import CrawlPlan
from store.objects import ObjectStore


class Courtesy:
    """What the browser may ask, and how soon after its last page of a host. A plan with an agreement knows no robots.txt."""

    def __init__(self, plan: CrawlPlan, rules: dict[str, Robots], shared: SharedPace | None = None) -> None:
        self._plan = plan
        self._shared = shared
        self._rules = rules
        self._next: dict[str, float] = {}
        self._paces: dict[str, Pace] = {}
        self._alone: dict[str, asyncio.Lock] = {}

    @classmethod
    def read(cls, db: Connection, objects: ObjectStore, plan: CrawlPlan) -> Courtesy:
        """The rules of every host as they were stored last."""
        rules: dict[str, Robots] = {}
        for capture in schema.read_captures(db, plan.run_id):
            if capture.purpose == "robots":
                rules[urlsplit(capture.url).netloc] = Robots(capture.status, objects.get(capture.object_sha256), plan.user_agent)
        return cls(plan, rules, shared_pace(db.engine, plan))

    def allows(self, url: str) -> bool:
        """Whether robots.txt leaves the address open; a host whose file was never asked for is open."""
        if self._plan.authorised:
            return True
        rules = self._rules.get(urlsplit(url).netloc)
        return rules is None or rules.allows(url)

    async def wait(self, url: str) -> None:
        """Waits for the host's turn."""
        host = urlsplit(url).netloc
        pace = self._pace(host)
        now = monotonic()
        turn = max(now, self._next.get(host, now), pace.not_before)
        self._next[host] = turn + pace.delay
        if turn > now:
            await asyncio.sleep(turn - now)
        if self._shared is not None:
            await self._shared.moment(url, pace.delay)

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """The host's turn for one request; a host that asks for pauses, or is overloaded, is asked one thing at a time."""
        host = urlsplit(url).netloc
        async with self._alone.setdefault(host, asyncio.Lock()) if self._pace(host).delay else nullcontext():
            await self.wait(url)
            yield

    def overloaded(self, url: str, asked_at: float, retry_after: float) -> None:
        """Slows down towards a host that has no time. ``asked_at`` in monotonic seconds, ``retry_after`` as it asks."""
        self._pace(urlsplit(url).netloc).overloaded(asked_at, monotonic(), retry_after)

    def answered(self, url: str) -> None:
        """Goes a step faster towards a host that was overloaded and answers."""
        self._pace(urlsplit(url).netloc).answered()

    def _pace(self, host: str) -> Pace:
        if host not in self._paces:
            rules = self._rules.get(host)
            delay = rules.delay if rules is not None and not self._plan.authorised else 0.0
            self._paces[host] = Pace(self._plan.limits, max(self._plan.limits.delay, delay))
        return self._paces[host]
