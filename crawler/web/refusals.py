"""What must not be asked, and why: one set of rules for the addresses of the site and of other sites."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.books.frontier import Target
from crawler.books.kinds import class_of_silence
from crawler.books.recorder import Recorder
from crawler.hosts.address import spells_private
from crawler.hosts.robots import RobotsFiles
from store.harvest import CrawlPlan, FailureReason, Ledger, Reason


class Refusal(NamedTuple):
    """The class of an address that is not asked."""

    ledger: Ledger
    reason: str


TOO_LONG = Refusal(Ledger.OUT_OF_SCOPE, Reason.TOO_LONG.value)
PRIVATE = Refusal(Ledger.REFUSED, FailureReason.PRIVATE_ADDRESS.value)


class Refusals:
    """Bounds of the plan, private networks and robots.txt; an agreement with the operator sets robots.txt of the site aside."""

    def __init__(self, plan: CrawlPlan, robots: RobotsFiles, recorder: Recorder) -> None:
        self._longest = plan.limits.max_url_length
        self._private = plan.allow_private
        self._agreed = plan.authorised is not None
        self._robots = robots
        self._recorder = recorder

    def spelt(self, url: str) -> Refusal | None:
        """What the address itself forbids."""
        if len(url) > self._longest:
            return TOO_LONG
        return PRIVATE if not self._private and spells_private(url) else None

    def note(self, target: Target) -> None:
        """Stores that a private address was refused."""
        self._recorder.failure(target, FailureReason.PRIVATE_ADDRESS, urlsplit(target.url).netloc)

    async def by_host(self, url: str) -> Refusal | None:
        """What robots.txt forbids, or what came in its way; asked for at the first address of a host."""
        robots = await self._robots.of(url)
        if robots.failure:
            refused, reason = class_of_silence(robots.failure)
            return Refusal(refused if refused is Ledger.REFUSED else Ledger.FAILED, reason)
        if robots.allows(url):
            return None
        return Refusal(Ledger.ROBOTS, (Reason.ROBOTS_UNREACHABLE if robots.unreachable else Reason.ROBOTS).value)

    async def of_site(self, url: str) -> Refusal | None:
        """As ``by_host``, for an address of the site."""
        return None if self._agreed else await self.by_host(url)

    async def allowed(self, url: str) -> bool:
        """Whether robots.txt leaves an address of the site open."""
        return self._agreed or (await self._robots.of(url)).allows(url)

    async def sitemaps(self, home: str) -> list[str] | None:
        """Site maps that robots.txt names; None where the host gave none that can be trusted to be whole."""
        robots = await self._robots.of(home)
        if robots.failure or (robots.unreachable and not self._agreed):
            return None
        return robots.sitemaps
