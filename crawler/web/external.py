"""Links to other sites: each address is asked for its head, or where that is refused for its first bytes, and never followed further.

One request at a time goes to a host, a pause between them; robots.txt is kept there too. What is learnt stands in the ledger as
the answer of an address that stays out of scope.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog

from crawler.books.frontier import Target
from crawler.books.kinds import WAY, class_of_silence
from crawler.books.recorder import Recorder
from crawler.hosts.address import spells_private
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Ask, Silence
from crawler.web.bounds import Bounds
from crawler.web.fates import READ, fate_of
from crawler.web.notes import Notes
from crawler.web.refusals import Refusals
from crawler.web.telling import Telling
from store.harvest import Capture, CrawlPlan, FailureReason, Kind, Ledger, LedgerEntry, Reason

PURPOSE = "external"
# The purpose of requests for what the body's report names, and the lane that its lines of the ledger stand in, apart from the crawl's own.
REPORTED = "reported"
# When none of the first hosts answers, it is our line that is dead, and the rest is left in peace.
FIRST_HOSTS = 8
# So servers answer that know no HEAD; whoever has no address or no certificate has none for GET either.
DISLIKES_HEAD = frozenset({"reset", "timeout", "protocol", "other", "size"})


class End(NamedTuple):
    """Where the question for one address ended."""

    ledger: Ledger
    reason: str
    status: int | None = None
    capture: Capture | None = None
    end: str | None = None


class External:
    """Asks the addresses of other sites that pages of this one refer to."""

    def __init__(
        self,
        plan: CrawlPlan,
        ask: Ask,
        turn: Callable[[str], Awaitable[bool]],
        refusals: Refusals,
        recorder: Recorder,
        notes: Notes,
        bounds: Bounds,
        telling: Telling,
        rest: Callable[[], None],
    ) -> None:
        self._plan = plan
        self._limits = plan.limits
        self._ask = ask
        self._turn = turn
        self._refusals = refusals
        self._recorder = recorder
        self._notes = notes
        self._bounds = bounds
        self._telling = telling
        self._rest = rest
        self._deadline = float("inf")
        self._silent: set[str] = set()
        self._heard: set[str] = set()

    async def run(self, entries: Iterable[LedgerEntry], kind: Kind = Kind.EXTERNAL) -> None:
        """Asks all of them that stand among these lines of the ledger, one host after another address of it, within budget and time.

        :param kind: what pages refer to, or ``REPORTED``: what the body's report names, which is read whole.
        """
        limits = self._limits
        most = limits.max_external if kind is Kind.EXTERNAL else limits.max_reported
        self._deadline = min(self._bounds.deadline, monotonic() + limits.max_external_time)
        waiting = [entry for entry in entries if entry.kind is kind and self._wanted(entry)]
        if not waiting or most <= 0:
            return
        chosen = _spread(waiting)
        for entry in chosen[most:]:
            self._put(entry, End(Ledger.BEYOND_BUDGET, Reason.ELSEWHERE.value))
        structlog.get_logger("harvest").info("asks addresses of other sites", kind=kind.value, count=min(len(chosen), most))
        self._telling.begin("external", of=min(len(chosen), most))
        await self.ask(chosen[:most])

    def _wanted(self, entry: LedgerEntry) -> bool:
        if entry.ledger is not Ledger.OUT_OF_SCOPE or entry.answer is not None:
            return False
        # A run over private addresses is a rehearsal on stand-ins; strangers are not asked for its sake.
        return not self._plan.allow_private or self._limits.external_from_private or spells_private(entry.url)

    async def ask(self, entries: list[LedgerEntry]) -> None:
        """Asks these addresses and notes their answers; hosts side by side, addresses of one host one after another."""
        hosts: dict[str, deque[LedgerEntry]] = defaultdict(deque)
        for entry in entries:
            hosts[urlsplit(entry.url).netloc].append(entry)
        waiting = deque(hosts.values())
        workers = [asyncio.create_task(self._work(waiting)) for _ in range(min(self._limits.concurrency, len(waiting)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()

    async def _work(self, hosts: deque[deque[LedgerEntry]]) -> None:
        while hosts:
            host = hosts.popleft()
            for number, entry in enumerate(host):
                end = End(Ledger.BEYOND_BUDGET, Reason.TIME.value) if monotonic() > self._deadline else None
                if end is None and self._cut_off():
                    end = End(Ledger.FAILED, Reason.OWN_OUTAGE.value)
                if end is not None:
                    if entry.answer is None:
                        self._put(entry, end)
                    self._telling.step()
                    continue
                if number:
                    await asyncio.sleep(self._limits.external_delay)
                with self._notes.turn(_place(entry)):
                    self._put(entry, await self._fate(entry))
                self._rest()

    def _cut_off(self) -> bool:
        return not self._heard and len(self._silent) >= FIRST_HOSTS

    def _put(self, entry: LedgerEntry, end: End) -> None:
        self._notes.put(
            _place(entry), Ledger.OUT_OF_SCOPE, "", end.status, end.capture, end.end, end.ledger, end.reason, entry.kind
        )
        if end.ledger is Ledger.FAILED and end.reason in WAY:
            self._silent.add(urlsplit(entry.url).netloc)
        elif end.status is not None:
            self._heard.add(urlsplit(entry.url).netloc)

    async def _fate(self, entry: LedgerEntry) -> End:
        url = entry.url
        for _ in range(self._limits.max_redirects + 1):
            refusal = await self._refusal(url)
            if refusal is not None:
                return refusal
            end = await self._once(Target(url, entry.lane, entry.depth, entry.parent, True))
            if end.ledger is not Ledger.REDIRECTED or end.end is None:
                return end._replace(end=url if url != entry.url else None)
            url = end.end
        return End(Ledger.FAILED, FailureReason.REDIRECT_LOOP.value, end.status, end.capture)

    async def _refusal(self, url: str) -> End | None:
        refusal = self._refusals.spelt(url)
        if refusal is None and not await self._turn(url):
            return End(Ledger.FAILED, Reason.GIVEN_UP.value)
        refusal = refusal or await self._refusals.by_host(url)
        return None if refusal is None else End(*refusal)

    async def _once(self, target: Target) -> End:
        """One hop: the head, and where the head is refused or brings nothing, the first bytes. What a report names is read, not only
        tried."""
        if target.lane == REPORTED:
            answer = await self._ask(target, "GET", REPORTED, most=self._limits.reported_bytes)
            return End(*class_of_silence(answer.reason)) if isinstance(answer, Silence) else self._judged(target, answer)
        answer = await self._ask(target, "HEAD", PURPOSE)
        if isinstance(answer, Answer):
            if answer.status < 400:
                return self._judged(target, answer)
            self._recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
        elif answer.reason not in DISLIKES_HEAD:
            return End(*class_of_silence(answer.reason))
        await asyncio.sleep(self._limits.external_delay)
        answer = await self._ask(target, "GET", PURPOSE, most=self._limits.external_bytes)
        return End(*class_of_silence(answer.reason)) if isinstance(answer, Silence) else self._judged(target, answer)

    def _judged(self, target: Target, answer: Answer) -> End:
        capture = self._recorder.exchange(target, answer.exchange, answer.body, REPORTED if target.lane == REPORTED else PURPOSE)
        fate = fate_of(target.url, answer)
        if fate.goal == target.url:
            return End(Ledger.HTTP_ERROR, Reason.BAD_LOCATION.value, answer.status, capture)
        reason = Reason.LIVE.value if fate is READ else fate.reason
        return End(fate.ledger, reason, answer.status, capture, fate.goal or None)


def _place(entry: LedgerEntry) -> Target:
    return Target(entry.url, entry.lane, entry.depth, entry.parent)


def _spread(entries: list[LedgerEntry]) -> list[LedgerEntry]:
    """Addresses in an order in which each host has its first before any has its second."""
    turns: dict[str, int] = defaultdict(int)
    ordered: list[tuple[int, str, LedgerEntry]] = []
    for entry in sorted(entries, key=lambda item: item.url):
        host = urlsplit(entry.url).netloc
        ordered.append((turns[host], entry.url, entry))
        turns[host] += 1
    return [entry for _, _, entry in sorted(ordered, key=lambda item: item[:2])]
