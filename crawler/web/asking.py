"""One request through the engine: what it carries, how long and how much of its answer is waited for, what a fault becomes."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import StopDownload

from crawler.books.frontier import Target
from crawler.hosts.answer import Answer
from crawler.web.languages import PLAIN, Lane
from store.harvest import FailureReason

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign

CRAWL = "crawl"


class Asking:
    """Puts requests to hosts. ``last_failures`` holds why those brought nothing that were not of the crawl itself."""

    def __init__(self, campaign: Campaign, crawler: Any) -> None:
        self._campaign = campaign
        self._engine = crawler.engine
        self._signals = crawler.signals
        self._good: dict[str, str] = {}
        self._bounded = False
        self.last_failures: dict[str, str] = {}

    async def ask(
        self, target: Target, method: str, purpose: str = CRAWL, lane: Lane | None = None, most: int | None = None
    ) -> Answer | None:
        """One request; a fault becomes a stored failure and, for a crawl, the address's class.

        :param target: the address.
        :param method: GET or HEAD.
        :param purpose: what the answer serves, as captures are marked with it.
        :param lane: how the language is asked for; that of the target without it.
        :param most: bytes that are enough of the answer; more are not waited for.
        :returns: the answer, not yet stored, or None.
        """
        campaign = self._campaign
        request = self._request(target, method, lane or campaign.lanes.get(target.lane, PLAIN), purpose)
        if most is not None:
            self._bound(request, most)
        asked_at = monotonic()
        try:
            response = await self._engine.download_async(request)
        except asyncio.CancelledError:
            raise
        except Exception as fault:
            reason = campaign.verdicts.failed(target, fault, purpose)
            if purpose != CRAWL:
                self.last_failures[target.url] = reason
            if reason != "size":
                campaign.manners.silent(target.url, reason)
            return None
        answer = Answer(request.meta["exchange"], response.body)
        campaign.manners.heard(target.url, answer, asked_at)
        if purpose == CRAWL and answer.status == 200 and not target.head:
            self._good[request.meta["download_slot"]] = target.url
        return answer

    def _request(self, target: Target, method: str, lane: Lane, purpose: str) -> Request:
        campaign = self._campaign
        headers = {"Accept-Language": lane.accept}
        if lane.cookie:
            headers["Cookie"] = lane.cookie
        earlier = campaign.history.captures.get((target.url, target.lane)) if method == "GET" and purpose == CRAWL else None
        if earlier is not None:
            for name, source in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
                value = earlier.header(source)
                if value:
                    headers[name] = value
        meta = campaign.manners.meta(urlsplit(target.url).netloc)
        meta["download_timeout"] = campaign.limits.fetch_timeout
        request = Request(target.url, method=method, headers=headers, meta=meta, dont_filter=True)
        return request if campaign.interface is None else campaign.interface.dress(request, target)

    def _bound(self, request: Request, most: int) -> None:
        if not self._bounded:
            self._bounded = True
            self._signals.connect(self._enough, signals.bytes_received)
        request.headers["Accept-Encoding"] = "identity"
        request.meta["most"] = most

    @staticmethod
    def _enough(data: bytes, request: Request, **_: Any) -> None:
        """Ends an answer of which enough came."""
        most = request.meta.get("most")
        if most is not None:
            request.meta["most"] = most - len(data)
            if most <= len(data):
                raise StopDownload(fail=False)

    async def robots_file(self, target: Target) -> Answer | str:
        """The robots.txt of a host, stored, or the reason why there is none."""
        answer = await self.ask(target, "GET", purpose="robots")
        if answer is None:
            return self.last_failures.pop(target.url, FailureReason.OTHER.value)
        self._campaign.recorder.exchange(target, answer.exchange, answer.body, "robots")
        return answer

    async def alive(self, root: str) -> bool:
        """Whether a host answers where it answered before, or at its root."""
        target = Target(self._good.get(urlsplit(root).netloc, root), "*", 0, None)
        answer = await self.ask(target, "GET", purpose="breaker")
        if answer is None:
            return False
        self._campaign.recorder.exchange(target, answer.exchange, answer.body, "breaker")
        return answer.status < 400
