"""Links to other sites: each address is asked for its head, or where that is refused for its first bytes, and never followed further.

One request at a time goes to a host, a pause between them; robots.txt is kept there too. What is learnt stands in the ledger as
the answer of an address that stays out of scope.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from crawler.addresses.links import resolve
from crawler.books.frontier import Target
from crawler.books.kinds import BLOCKED, GIVEN_UP, OWN_OUTAGE, ROBOTS_UNREACHABLE, WAY
from crawler.hosts.address import spells_private
from crawler.hosts.answer import Answer
from crawler.web.challenge import challenged
from crawler.web.discovery import EXTERNAL
from store.harvest import Capture, FailureReason, Ledger, LedgerEntry

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign

PURPOSE = "external"
# When none of the first hosts answers, it is our line that is dead, and the rest is left in peace.
FIRST_HOSTS = 8
LIVE = "live"
# So servers answer that know no HEAD; whoever has no address or no certificate has none for GET either.
DISLIKES_HEAD = frozenset({"reset", "timeout", "protocol", "other", "size"})


class Fate(NamedTuple):
    """Where the question for one address ended."""

    ledger: Ledger
    reason: str
    status: int | None = None
    capture: Capture | None = None
    end: str | None = None


class External:
    """Asks the addresses of other sites that pages of this one refer to."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._deadline = float("inf")
        self._silent: set[str] = set()
        self._heard: set[str] = set()

    async def run(self) -> None:
        """Asks all of them, one host after another address of it, within budget and time."""
        limits = self._campaign.limits
        self._deadline = min(self._campaign.deadline, monotonic() + limits.max_external_time)
        waiting = [entry for entry in self._campaign.frontier.entries.values() if self._wanted(entry)]
        if not waiting or limits.max_external <= 0:
            return
        chosen = _spread(waiting)
        for entry in chosen[limits.max_external :]:
            self._put(entry, Fate(Ledger.BEYOND_BUDGET, EXTERNAL))
        self._campaign.log.info("asks addresses of other sites", count=min(len(chosen), limits.max_external))
        self._campaign.telling.begin("external", of=min(len(chosen), limits.max_external))
        await self.ask(chosen[: limits.max_external])

    def _wanted(self, entry: LedgerEntry) -> bool:
        if entry.ledger is not Ledger.OUT_OF_SCOPE or entry.reason != EXTERNAL or entry.answer is not None:
            return False
        # A run over private addresses is a rehearsal on stand-ins; strangers are not asked for its sake.
        return not self._campaign.plan.allow_private or self._campaign.limits.external_from_private or spells_private(entry.url)

    async def ask(self, entries: list[LedgerEntry]) -> None:
        """Asks these addresses and notes their answers; hosts side by side, addresses of one host one after another."""
        hosts: dict[str, deque[LedgerEntry]] = defaultdict(deque)
        for entry in entries:
            hosts[urlsplit(entry.url).netloc].append(entry)
        waiting = deque(hosts.values())
        workers = [asyncio.create_task(self._work(waiting)) for _ in range(min(self._campaign.limits.concurrency, len(waiting)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()

    async def _work(self, hosts: deque[deque[LedgerEntry]]) -> None:
        while hosts:
            host = hosts.popleft()
            for number, entry in enumerate(host):
                end = Fate(Ledger.BEYOND_BUDGET, "time") if monotonic() > self._deadline else None
                if end is None and self._cut_off():
                    end = Fate(Ledger.FAILED, OWN_OUTAGE)
                if end is not None:
                    if entry.answer is None:
                        self._put(entry, end)
                    self._campaign.telling.step()
                    continue
                if number:
                    await asyncio.sleep(self._campaign.limits.external_delay)
                self._put(entry, await self._fate(entry))
                self._campaign.rest()

    def _cut_off(self) -> bool:
        return not self._heard and len(self._silent) >= FIRST_HOSTS

    def _put(self, entry: LedgerEntry, fate: Fate) -> None:
        place = Target(entry.url, entry.lane, entry.depth, entry.parent)
        self._campaign.verdicts.put(
            place, Ledger.OUT_OF_SCOPE, EXTERNAL, fate.status, fate.capture, fate.end, fate.ledger, fate.reason
        )
        if fate.ledger is Ledger.FAILED and fate.reason in WAY:
            self._silent.add(urlsplit(entry.url).netloc)
        elif fate.status is not None:
            self._heard.add(urlsplit(entry.url).netloc)

    async def _fate(self, entry: LedgerEntry) -> Fate:
        url = entry.url
        for _ in range(self._campaign.limits.max_redirects + 1):
            refusal = await self._refusal(url)
            if refusal is not None:
                return refusal
            fate = await self._once(Target(url, entry.lane, entry.depth, entry.parent, True))
            if fate.ledger is not Ledger.REDIRECTED or fate.end is None:
                return fate._replace(end=url if url != entry.url else None)
            url = fate.end
        return Fate(Ledger.FAILED, FailureReason.REDIRECT_LOOP.value, fate.status, fate.capture)

    async def _refusal(self, url: str) -> Fate | None:
        campaign = self._campaign
        if len(url) > campaign.limits.max_url_length:
            return Fate(Ledger.OUT_OF_SCOPE, "url-too-long")
        if not campaign.plan.allow_private and spells_private(url):
            return Fate(Ledger.REFUSED, FailureReason.PRIVATE_ADDRESS.value)
        if not await campaign.manners.turn(url):
            return Fate(Ledger.FAILED, GIVEN_UP)
        robots = await campaign.robots.of(url)
        if robots.failure:
            refused = robots.failure == FailureReason.PRIVATE_ADDRESS.value
            return Fate(Ledger.REFUSED if refused else Ledger.FAILED, robots.failure)
        if not robots.allows(url):
            return Fate(Ledger.ROBOTS, ROBOTS_UNREACHABLE if robots.unreachable else "robots")
        return None

    async def _once(self, target: Target) -> Fate:
        """One hop: the head, and where the head is refused or brings nothing, the first bytes."""
        campaign, most = self._campaign, self._campaign.limits.external_bytes
        answer = await campaign.ask(target, "HEAD", PURPOSE)
        if answer is not None and answer.status < 400:
            return self._judged(target, answer)
        if answer is not None:
            campaign.recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
        elif campaign.asking.last_failures.get(target.url) not in DISLIKES_HEAD:
            return self._failed(target)
        await asyncio.sleep(campaign.limits.external_delay)
        answer = await campaign.ask(target, "GET", PURPOSE, most=most)
        return self._failed(target) if answer is None else self._judged(target, answer)

    def _failed(self, target: Target) -> Fate:
        reason = self._campaign.asking.last_failures.pop(target.url, FailureReason.OTHER.value)
        if reason == "size":
            return Fate(Ledger.TOO_LARGE, reason)
        return Fate(Ledger.REFUSED if reason == FailureReason.PRIVATE_ADDRESS.value else Ledger.FAILED, reason)

    def _judged(self, target: Target, answer: Answer) -> Fate:
        capture = self._campaign.recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
        status, location = answer.status, answer.header("location")
        if 300 <= status < 400 and location:
            goal, _ = resolve(target.url, location)
            if not goal or goal == target.url:
                return Fate(Ledger.HTTP_ERROR, "bad-location", status, capture)
            return Fate(Ledger.REDIRECTED, str(status), status, capture, goal)
        if status in BLOCKED or challenged(answer):
            return Fate(Ledger.BLOCKED, str(status) if status >= 400 else "challenge", status, capture)
        if status >= 300:
            return Fate(Ledger.HTTP_ERROR, str(status), status, capture)
        return Fate(Ledger.FETCHED, LIVE, status, capture)


def _spread(entries: list[LedgerEntry]) -> list[LedgerEntry]:
    """Addresses in an order in which each host has its first before any has its second."""
    turns: dict[str, int] = defaultdict(int)
    ordered: list[tuple[int, str, LedgerEntry]] = []
    for entry in sorted(entries, key=lambda item: item.url):
        host = urlsplit(entry.url).netloc
        ordered.append((turns[host], entry.url, entry))
        turns[host] += 1
    return [entry for _, _, entry in sorted(ordered, key=lambda item: item[:2])]
