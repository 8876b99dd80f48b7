"""robots.txt of a host as RFC 9309 reads it: absent means allowed, unreachable means forbidden, Crawl-delay is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from crawler.addresses.links import host_of, resolve
from crawler.books.frontier import Target
from crawler.hosts.answer import Answer

MAX_DELAY = 60.0
MAX_SIZE = 500 * 1024
# RFC 9309, 2.3.1.2: at least five hops are followed.
HOPS = 5

Fetch = Callable[[Target], Awaitable[Answer | str]]


class Robots:
    """The rules of one host. ``status`` None stands for no answer at all, for which ``failure`` is the reason."""

    def __init__(self, status: int | None, body: bytes, agent: str, failure: str = "") -> None:
        self.agent = agent
        self.failure = failure
        self.unreachable = status is None or status >= 500 or status == 429
        self._rules = Protego.parse(body[:MAX_SIZE].decode("utf-8", "replace")) if status is not None and status < 300 else None

    def allows(self, url: str) -> bool:
        """Whether our agent may ask this address."""
        if self.unreachable:
            return False
        return self._rules is None or bool(self._rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Crawl-delay in seconds, 0 where none is asked for, at most a minute."""
        asked = self._rules.crawl_delay(self.agent) if self._rules is not None else None
        return min(float(asked), MAX_DELAY) if asked else 0.0

    @property
    def sitemaps(self) -> list[str]:
        """Sitemap addresses that the file names."""
        return list(self._rules.sitemaps) if self._rules is not None else []


class RobotsFiles:
    """The robots.txt of every host, each read once. ``fetch`` brings and stores an answer, or the reason why there is none."""

    def __init__(self, agent: str, fetch: Fetch, slow_down: Callable[[str, float], None]) -> None:
        self._agent = agent
        self._fetch = fetch
        self._slow_down = slow_down
        self._files: dict[str, asyncio.Task[Robots]] = {}

    async def of(self, url: str) -> Robots:
        """The rules of an address's host; asked for at the first call."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._files:
            self._files[root] = asyncio.create_task(self._read(root))
        return await asyncio.shield(self._files[root])

    async def _read(self, root: str) -> Robots:
        target = Target(f"{root}/robots.txt", "*", 0, None)
        status, body = 404, b""
        for _ in range(HOPS):
            answer = await self._fetch(target)
            if isinstance(answer, str):
                return Robots(None, b"", self._agent, answer)
            status, body = answer.status, answer.body
            goal = resolve(target.url, answer.header("location"))[0]
            if not 300 <= status < 400 or not goal or host_of(goal) != host_of(root):
                break
            target = target._replace(url=goal)
        robots = Robots(status, body, self._agent)
        if robots.delay:
            self._slow_down(root, robots.delay)
        return robots

    def forget_unreachable(self) -> None:
        """Lets files that could not be read be asked for again."""
        for root, task in list(self._files.items()):
            if task.done() and task.result().unreachable:
                del self._files[root]
