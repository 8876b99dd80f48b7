"""One request through the engine: what it carries, how long and how much of its answer is waited for, what a fault becomes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import StopDownload

from crawler.books.frontier import Key, Target
from crawler.books.lanes import PLAIN, Lane
from crawler.books.recorder import Earlier, Recorder
from crawler.books.seen import RESOURCE
from crawler.hosts.answer import Answer
from crawler.hosts.ask import CRAWL, Silence
from crawler.hosts.failures import TOO_LARGE, reason_of, spoken
from crawler.hosts.manners import Manners
from crawler.hosts.shared import SharedPace
from crawler.hosts.turnstile import Turnstile
from store.harvest import FailureReason, Limits, Reason

# A server that chooses by what is asked for gives us what it gives a browser's page: its scripts, styles and pictures.
AS_DRAWN = {"Accept": "image/avif,image/webp,image/apng,image/svg+xml,*/*;q=0.8"}
Dress = Callable[[Request, Target], Request]


class Asking:
    """Puts requests to hosts.

    :param crawler: Scrapy's, whose engine and signals are used.
    :param lanes: how each language is asked for, as far as that is learnt.
    :param earlier: captures of the run before, about which servers are asked whether they changed.
    :param drawn: what pages drew themselves with when a browser saw them last, to be asked about alike.
    :param dress: gives the request of a portal's address what the portal wants.
    :param shared: the pace of hosts that many bodies share.
    """

    def __init__(
        self,
        crawler: Any,
        limits: Limits,
        recorder: Recorder,
        manners: Manners,
        lanes: Mapping[str, Lane],
        earlier: Mapping[Key, Earlier],
        drawn: Mapping[Key, Earlier],
        dress: Dress,
        shared: SharedPace,
    ) -> None:
        self._engine = crawler.engine
        self._signals = crawler.signals
        self._timeout = limits.fetch_timeout
        self._recorder = recorder
        self._manners = manners
        self._lanes = lanes
        self._earlier = {CRAWL: earlier, RESOURCE: drawn}
        self._dress = dress
        self._turnstile = Turnstile(limits.apart)
        self._shared = shared
        self._good: dict[str, str] = {}
        self._bounded = False

    async def ask(
        self, target: Target, method: str, purpose: str = CRAWL, lane: Lane | None = None, most: int | None = None
    ) -> Answer | Silence:
        """One request; a fault becomes a stored failure. See ``Ask``."""
        request = self._request(target, method, lane or self._lanes.get(target.lane, PLAIN), purpose)
        if most is not None:
            self._bound(request, most)
        try:
            async with self._turnstile.turn(urlsplit(target.url).netloc):
                await self._shared.moment(target.url, self._manners.delay(target.url))
                asked_at = monotonic()
                response = await self._engine.download_async(request)
        except asyncio.CancelledError:
            raise
        except Exception as fault:
            return self._failed(target, fault, purpose, request)
        answer = Answer(request.meta["exchange"], response.body)
        self._manners.heard(target.url, answer, asked_at)
        if purpose == CRAWL and answer.status == 200 and method == "GET" and not target.head:
            self._good[request.meta["download_slot"]] = target.url
        return answer

    def _failed(self, target: Target, fault: Exception, purpose: str, request: Request) -> Silence:
        """Of an answer that was waited for less than others nothing is said but that its host was given up. The words of a fault name the
        address as the ledger knows it: the one that was asked may bear a portal's key."""
        waited = request.meta["download_timeout"]
        reason = reason_of(fault, urlsplit(target.url).hostname or "")
        self._recorder.failure(target, reason, spoken(fault, request.url, target.url), purpose)
        if reason is FailureReason.OTHER and isinstance(fault, TOO_LARGE):
            return Silence(Reason.TOO_LARGE.value)
        self._manners.silent(target.url, reason.value)
        hurried = reason is FailureReason.TIMEOUT and waited < self._timeout
        return Silence(Reason.GIVEN_UP.value if hurried else reason.value)

    def _request(self, target: Target, method: str, lane: Lane, purpose: str) -> Request:
        headers = {"Accept-Language": lane.accept, **(AS_DRAWN if purpose == RESOURCE else {})}
        if lane.cookie:
            headers["Cookie"] = lane.cookie
        earlier = self._earlier.get(purpose, {}).get((target.url, target.lane)) if method == "GET" else None
        if earlier is not None:
            for name, source in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
                value = earlier.header(source)
                if value:
                    headers[name] = value
        meta = self._manners.meta(urlsplit(target.url).netloc)
        meta["download_timeout"] = self._manners.patience(target.url)
        return self._dress(Request(target.url, method=method, headers=headers, meta=meta, dont_filter=True), target)

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
        if isinstance(answer, Silence):
            return answer.reason
        self._recorder.exchange(target, answer.exchange, answer.body, "robots")
        return answer

    async def alive(self, root: str) -> bool:
        """Whether a host answers where it answered before, or at its root."""
        target = Target(self._good.get(urlsplit(root).netloc, root), "*", 0, None)
        answer = await self.ask(target, "GET", purpose="breaker")
        if isinstance(answer, Silence):
            return False
        self._recorder.exchange(target, answer.exchange, answer.body, "breaker")
        return answer.status < 400
