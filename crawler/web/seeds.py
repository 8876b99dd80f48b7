"""Addresses that no page links to: site maps named by robots.txt or lying at the usual place, and entries of feeds.

They are asked after everything that links lead to, so that the depth of a page stays its distance in clicks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

import structlog

from crawler.addresses.links import Scope, in_scope, resolve
from crawler.books.frontier import Target
from crawler.books.recorder import Recorder
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Ask, Silence
from crawler.web.homes import Homes
from crawler.web.refusals import Refusals
from crawler.web.sitemap import Listed, read_feed_links, read_sitemap
from crawler.web.telling import Telling
from store.harvest import Limits

PURPOSE = "sitemap"
HOPS = 3


class Seeds:
    """What site maps and feeds named. ``changed`` holds the dates of change that site maps give."""

    def __init__(
        self, limits: Limits, homes: Homes, sites: Scope, ask: Ask, refusals: Refusals, recorder: Recorder, telling: Telling
    ) -> None:
        self._limits = limits
        self._homes = homes.urls
        self._sites = sites
        self._ask = ask
        self._refusals = refusals
        self._recorder = recorder
        self._telling = telling
        self._named: dict[str, str] = {}
        self.changed: dict[str, datetime] = {}

    async def read(self) -> None:
        """Reads the site maps of every host of the site, indexes included, within the plan's bounds."""
        waiting: deque[str] = deque()
        for home in self._homes:
            parts = urlsplit(home)
            named = await self._refusals.sitemaps(home)
            if named is not None:
                waiting.extend(dict.fromkeys([*named, f"{parts.scheme}://{parts.netloc}/sitemap.xml"]))
        seen: set[str] = set()
        while waiting and len(seen) < self._limits.max_sitemaps:
            url, _ = resolve(self._homes[0], waiting.popleft())
            if url and url not in seen and in_scope(url, self._sites):
                seen.add(url)
                waiting.extend(await self._one(url))
                self._telling.step()
        if self._named:
            structlog.get_logger("harvest").info(
                "read site maps", files=len(seen), addresses=len(self._named), dated=len(self.changed)
            )

    async def _one(self, url: str) -> list[str]:
        """Reads one site map; returns the site maps it names."""
        target = Target(url, "*", 0, None)
        answer: Answer | None = None
        for _ in range(HOPS):
            if not await self._refusals.allowed(target.url):
                return []
            got = await self._ask(target, "GET", PURPOSE)
            if isinstance(got, Silence):
                return []
            answer = got
            self._recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
            goal = resolve(target.url, answer.header("location"))[0] if 300 <= answer.status < 400 else ""
            if not goal:
                break
            if not in_scope(goal, self._sites):
                return []
            target = target._replace(url=goal)
        if answer is None or answer.status != 200:
            return []
        return [found for item in read_sitemap(answer.body, self._limits.max_seeds) if (found := self._take(url, item))]

    def _take(self, source: str, item: Listed) -> str:
        url, _ = resolve(source, item.url)
        if item.of_index or not url or not in_scope(url, self._sites):
            return url if item.of_index else ""
        if len(self._named) < self._limits.max_seeds:
            self._named.setdefault(url, source)
            if item.changed is not None:
                self.changed[url] = item.changed
        return ""

    def feed(self, target: Target, body: bytes) -> None:
        """Notes the entries of a feed (or the addresses of a site map) that the crawl met."""
        written = read_feed_links(body, self._limits.max_seeds)
        for item in written or [item.url for item in read_sitemap(body, self._limits.max_seeds) if not item.of_index]:
            url, _ = resolve(target.url, item)
            if url and in_scope(url, self._sites) and len(self._named) < self._limits.max_seeds:
                self._named.setdefault(url, target.url)

    def waiting(self, known: Callable[[str, str], bool], lanes: list[str]) -> Iterator[Target]:
        """Every named address that is not known yet, once for each lane.

        :param known: whether an address stands in the ledger in a lane.
        :param lanes: in which languages pages are asked for.
        """
        for url, source in sorted(self._named.items()):
            if any(known(url, lane) for lane in (*lanes, "*")):
                continue
            depth = min(max(1, urlsplit(url).path.strip("/").count("/") + 1), self._limits.max_depth)
            for lane in lanes:
                yield Target(url, lane, depth, source)
