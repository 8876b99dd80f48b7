"""Manners towards hosts: pace, pauses and circuit breaker of each, brought to the engine's slots."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import structlog

from crawler.books.kinds import BLOCKED
from crawler.hosts.answer import Answer
from crawler.hosts.breaker import Breaker
from crawler.hosts.pace import Pace
from store.harvest import Limits

OVERLOADED = frozenset({429, 503})


class Manners:
    """Every host's pace and breaker. ``probe`` asks a host (its root address) for a page it should have."""

    def __init__(self, engine: Any, limits: Limits, probe: Callable[[str], Awaitable[bool]]) -> None:
        self._engine = engine
        self._limits = limits
        self._probe = probe
        self._paces: dict[str, Pace] = {}
        self._breakers: dict[str, Breaker] = {}
        self._alone: set[str] = set()
        self.log = structlog.get_logger("harvest")

    def pace(self, host: str) -> Pace:
        """The pace of a host (``host:port`` as in its addresses)."""
        if host not in self._paces:
            self._paces[host] = Pace(self._limits, self._limits.delay)
        return self._paces[host]

    def delay(self, url: str) -> float:
        """Seconds that are kept between two requests to an address's host now."""
        pace = self._paces.get(urlsplit(url).netloc)
        return 0.0 if pace is None else pace.delay

    def breaker(self, url: str) -> Breaker:
        """The circuit breaker of an address's host."""
        parts = urlsplit(url)
        if parts.netloc not in self._breakers:
            root = f"{parts.scheme}://{parts.netloc}/"
            self._breakers[parts.netloc] = Breaker(self._limits, lambda: self._probe(root))
        return self._breakers[parts.netloc]

    def keep_delay(self, url: str, seconds: float) -> None:
        """Keeps a host's Crawl-delay: one request at a time, so many seconds apart."""
        host = urlsplit(url).netloc
        self.pace(host).hold(seconds)
        self._alone.add(host)
        self.log.info("keeps crawl delay", host=host, seconds=seconds)

    async def turn(self, url: str) -> bool:
        """Waits until a host may be asked again; False where it was given up."""
        breaker = self.breaker(url)
        if not await breaker.ready():
            return False
        pace = self._paces.get(urlsplit(url).netloc)
        while pace is not None and (wait := pace.not_before - monotonic()) > 0:
            await asyncio.sleep(wait)
        return True

    def meta(self, host: str) -> dict[str, Any]:
        """What the engine must know of a host before it is asked; renews its slot, which the engine drops when idle."""
        pace = self._paces.get(host)
        if pace is None or (host not in self._alone and not pace.strained):
            return {"download_slot": host}
        downloader = self._engine.downloader
        alone = host in self._alone
        if alone:
            downloader.per_slot_settings[host] = {"concurrency": 1, "delay": pace.delay, "jitter": 0.0}
        slot = downloader.slots.get(host)
        if slot is not None:
            slot.delay = pace.delay
            if alone:
                slot.concurrency, slot.jitter = 1, 0.0
        return {"download_slot": host, "autothrottle_dont_adjust_delay": True}

    def heard(self, url: str, answer: Answer, asked_at: float) -> None:
        """Learns from an answer. ``asked_at`` in monotonic seconds."""
        host = urlsplit(url).netloc
        if answer.status in OVERLOADED:
            pace = self.pace(host)
            if pace.overloaded(asked_at, monotonic(), answer.retry_after):
                self.log.warning("host is overloaded", host=host, status=answer.status, pause=pace.delay)
        if answer.status in BLOCKED or answer.status >= 500:
            self.breaker(url).failed("blocked" if answer.status in BLOCKED else str(answer.status))
            return
        self.breaker(url).answered(monotonic() - asked_at)
        pace_known = self._paces.get(host)
        if pace_known is not None:
            pace_known.answered()

    def patience(self, url: str) -> float:
        """Seconds that an answer of an address's host is waited for."""
        return self.breaker(url).patience

    def silent(self, url: str, reason: str) -> None:
        """Learns from a request that brought nothing."""
        self.breaker(url).failed(reason)

    def held(self) -> tuple[str, float] | None:
        """The host that is left in peace for the longest time yet, and the seconds; None where every host may be asked."""
        now = monotonic()
        until = {host: pace.not_before for host, pace in self._paces.items()}
        for host, breaker in self._breakers.items():
            until[host] = max(breaker.until, until.get(host, 0.0))
        host = max(sorted(until), key=lambda name: until[name], default="")
        return (host, until[host] - now) if host and until[host] > now else None

    def forgive(self) -> None:
        """Lets hosts that were given up be asked again."""
        for breaker in self._breakers.values():
            breaker.forgive()
