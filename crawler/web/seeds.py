"""Addresses that no page links to: site maps named by robots.txt or lying at the usual place, and entries of feeds.

They are asked after everything that links lead to, so that the depth of a page stays its distance in clicks.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.addresses.links import in_scope, resolve
from crawler.books.frontier import Target
from crawler.hosts.answer import Answer
from crawler.web.sitemap import Listed, read_feed_links, read_sitemap

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign

PURPOSE = "sitemap"
HOPS = 3


class Seeds:
    """What site maps and feeds named. ``changed`` holds the dates of change that site maps give."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._named: dict[str, str] = {}
        self.changed: dict[str, datetime] = {}

    async def read(self) -> None:
        """Reads the site maps of every host of the site, indexes included, within the plan's bounds."""
        campaign = self._campaign
        waiting: deque[str] = deque()
        for home in campaign.homes():
            parts = urlsplit(home)
            robots = await campaign.robots.of(home)
            if not robots.failure and (campaign.plan.authorised is not None or not robots.unreachable):
                waiting.extend(dict.fromkeys([*robots.sitemaps, f"{parts.scheme}://{parts.netloc}/sitemap.xml"]))
        seen: set[str] = set()
        while waiting and len(seen) < campaign.limits.max_sitemaps:
            url, _ = resolve(campaign.homes()[0], waiting.popleft())
            if url and url not in seen and in_scope(url, campaign.sites):
                seen.add(url)
                waiting.extend(await self._one(url))
                campaign.telling.step()
        if self._named:
            campaign.log.info("read site maps", files=len(seen), addresses=len(self._named), dated=len(self.changed))

    async def _one(self, url: str) -> list[str]:
        """Reads one site map; returns the site maps it names."""
        campaign = self._campaign
        target = Target(url, "*", 0, None)
        answer: Answer | None = None
        for _ in range(HOPS):
            if campaign.plan.authorised is None and not (await campaign.robots.of(target.url)).allows(target.url):
                return []
            answer = await campaign.ask(target, "GET", PURPOSE)
            if answer is None:
                return []
            campaign.recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
            goal = resolve(target.url, answer.header("location"))[0] if 300 <= answer.status < 400 else ""
            if not goal:
                break
            if not in_scope(goal, campaign.sites):
                return []
            target = target._replace(url=goal)
        if answer is None or answer.status != 200:
            return []
        return [found for item in read_sitemap(answer.body, campaign.limits.max_seeds) if (found := self._take(url, item))]

    def _take(self, source: str, item: Listed) -> str:
        url, _ = resolve(source, item.url)
        if item.of_index or not url or not in_scope(url, self._campaign.sites):
            return url if item.of_index else ""
        if len(self._named) < self._campaign.limits.max_seeds:
            self._named.setdefault(url, source)
            if item.changed is not None:
                self.changed[url] = item.changed
        return ""

    def feed(self, target: Target, body: bytes) -> None:
        """Notes the entries of a feed (or the addresses of a site map) that the crawl met."""
        campaign = self._campaign
        written = read_feed_links(body, campaign.limits.max_seeds)
        for item in written or [item.url for item in read_sitemap(body, campaign.limits.max_seeds) if not item.of_index]:
            url, _ = resolve(target.url, item)
            if url and in_scope(url, campaign.sites) and len(self._named) < campaign.limits.max_seeds:
                self._named.setdefault(url, target.url)

    def enter(self) -> int:
        """Queues every named address that is not known yet; returns how many."""
        campaign, count = self._campaign, 0
        lanes = [lane for lane in campaign.lanes if lane != "*"] or ["*"]
        for url, source in sorted(self._named.items()):
            if any(campaign.frontier.known(url, lane) for lane in (*lanes, "*")):
                continue
            depth = max(1, urlsplit(url).path.strip("/").count("/") + 1)
            for lane in lanes:
                campaign.discovery.enter(url, lane, min(depth, campaign.limits.max_depth), source, False)
            count += 1
        return count
