"""The browser as a polite guest: robots.txt as the HTTP lane read and stored it, and the pause that it asks for."""

from __future__ import annotations

import asyncio
from time import monotonic
from urllib.parse import urlsplit

from sqlalchemy import Connection

from crawler.robots import Robots
from store import schema
from store.harvest import CrawlPlan
from store.objects import ObjectStore


class Manners:
    """What the browser may ask, and how soon after its last page of a host. A plan with an agreement knows no robots.txt."""

    def __init__(self, plan: CrawlPlan, rules: dict[str, Robots]) -> None:
        self._plan = plan
        self._rules = rules
        self._next: dict[str, float] = {}

    @classmethod
    def read(cls, db: Connection, objects: ObjectStore, plan: CrawlPlan) -> Manners:
        """The rules of every host as they were stored last."""
        rules: dict[str, Robots] = {}
        for capture in schema.read_captures(db, plan.run_id):
            if capture.purpose == "robots":
                rules[urlsplit(capture.url).netloc] = Robots(capture.status, objects.get(capture.object_sha256), plan.user_agent)
        return cls(plan, rules)

    def allows(self, url: str) -> bool:
        """Whether robots.txt leaves the address open; a host whose file was never asked for is open."""
        if self._plan.authorised:
            return True
        rules = self._rules.get(urlsplit(url).netloc)
        return rules is None or rules.allows(url)

    async def wait(self, url: str) -> None:
        """Waits for the host's turn."""
        host = urlsplit(url).netloc
        rules = self._rules.get(host)
        delay = max(self._plan.limits.delay, rules.delay if rules is not None and not self._plan.authorised else 0.0)
        now = monotonic()
        turn = max(now, self._next.get(host, now))
        self._next[host] = turn + delay
        if turn > now:
            await asyncio.sleep(turn - now)
