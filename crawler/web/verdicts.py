"""Into which class of the ledger an address of the site falls, by its answer or by what kept it from answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.addresses.links import Scope
from crawler.books.frontier import Target
from crawler.books.kinds import class_of_silence
from crawler.books.recorder import Earlier, Recorder
from crawler.hosts.answer import XML, Answer
from crawler.hosts.ask import Ask, Silence
from crawler.web.bounds import Bounds
from crawler.web.discovery import Discovery
from crawler.web.fates import READ, Fate, fate_of
from crawler.web.history import History
from crawler.web.homes import Homes
from crawler.web.notes import Notes
from crawler.web.pages import page_of
from crawler.web.unknown import Unknown
from store.harvest import Capture, CrawlPlan, FailureReason, Kind, Ledger, LedgerEntry, Reason
from store.objects import ObjectDamaged, ObjectMissing


class Bench(NamedTuple):
    """What a judge of answers needs beside the plan: the books, the door, and who learns from what is read.

    ``feed`` is given the bytes of feeds and site maps that the crawl meets.
    """

    ask: Ask
    recorder: Recorder
    notes: Notes
    history: History
    discovery: Discovery
    unknown: Unknown
    homes: Homes
    sites: Scope
    bounds: Bounds
    feed: Callable[[Target, bytes], None]


class Verdicts:
    """Gives the site's addresses their class, and hands what was read on to discovery."""

    def __init__(self, plan: CrawlPlan, bench: Bench) -> None:
        self._plan = plan
        self._bench = bench
        self._put = bench.notes.put

    async def judge(self, target: Target, answer: Answer) -> None:
        """Stores an answer and classes its address."""
        bench = self._bench
        earlier = bench.history.captures.get((target.url, target.lane))
        if answer.status == 304 and earlier is not None:
            await self._unchanged(target, answer, earlier)
            return
        capture = bench.recorder.exchange(target, answer.exchange, answer.body, earlier=earlier)
        fate = fate_of(target.url, answer)
        if fate is READ:
            await self._read(target, answer, capture, Ledger.FETCHED)
        elif fate.goal:
            await self._redirect(target, capture, fate)
        else:
            self._put(target, fate.ledger, fate.reason, answer.status, capture)

    def silent(self, target: Target, silence: Silence) -> None:
        """Classes an address whose request brought nothing."""
        self._put(target, *class_of_silence(silence.reason))

    async def _unchanged(self, target: Target, answer: Answer, earlier: Earlier) -> None:
        bench = self._bench
        try:
            capture = bench.recorder.unchanged(target, answer.exchange, earlier)
        except (ObjectMissing, ObjectDamaged):
            del bench.history.captures[(target.url, target.lane)]
            again = await bench.ask(target, "GET")
            if isinstance(again, Silence):
                self.silent(target, again)
            else:
                await self.judge(target, again)
            return
        known = bench.history.entries[(target.url, target.lane)]
        if known.kind is Kind.PAGE and target.depth > 0 and not self._plan.page_only:
            self._take_over(target, capture, known)
        else:
            await self._read(target, self._whole(answer, capture), capture, Ledger.UNCHANGED)

    def _whole(self, answer: Answer, capture: Capture) -> Answer:
        body = self._bench.recorder.objects.get(capture.object_sha256)
        return Answer(answer.exchange._replace(response_headers=list(capture.headers)), body)

    async def _read(self, target: Target, answer: Answer, capture: Capture, ledger: Ledger) -> None:
        bench = self._bench
        page = answer.html and not target.head
        tree = page_of(answer) if page and not self._plan.page_only else None
        if tree is not None and await bench.unknown.resembles(target, tree):
            bench.bounds.soft += 1
            self._put(target, Ledger.HTTP_ERROR, Reason.SOFT.value, answer.status, capture)
            return
        kind = Kind.PAGE if page else (Kind.ASSET if target.head else Kind.DOCUMENT)
        self._put(target, ledger, "", answer.status, capture, kind=kind)
        if page:
            bench.bounds.pages += 1
            if target.depth == 0:
                bench.homes.saw(target.url, target.lane, answer, capture)
        if tree is not None:
            bench.discovery.discover(target, tree)
        elif answer.media_type in XML and not target.head and not self._plan.page_only:
            bench.feed(target, answer.body)

    def keep(self, target: Target, earlier: Earlier) -> bool:
        """Takes over what an earlier run read, unasked, because the site's own site map dates it before that run; False where
        the stored bytes are gone."""
        history = self._bench.history
        try:
            capture = self._bench.recorder.kept(earlier)
        except (ObjectMissing, ObjectDamaged):
            del history.captures[(target.url, target.lane)]
            return False
        self._take_over(target, capture, history.entries[(target.url, target.lane)])
        return True

    def _take_over(self, target: Target, capture: Capture, known: LedgerEntry) -> None:
        """Classes what did not change; what it leads to is known and not read again."""
        bench = self._bench
        self._put(target, Ledger.UNCHANGED, known.reason, capture.status, capture, kind=known.kind)
        bench.bounds.pages += known.kind is Kind.PAGE
        bench.discovery.again(target, bench.history.take_over(target))

    async def _redirect(self, target: Target, capture: Capture, fate: Fate) -> None:
        bench, status, goal = self._bench, capture.status, fate.goal
        if target.hops >= self._plan.limits.max_redirects or goal == target.url:
            bench.recorder.failure(target, FailureReason.REDIRECT_LOOP, f"{target.hops} hops")
            self._put(target, Ledger.FAILED, FailureReason.REDIRECT_LOOP.value, status, capture)
            return
        if target.depth > 0 and not self._plan.page_only and await bench.unknown.sent_away(target, goal):
            self._put(target, Ledger.HTTP_ERROR, Reason.SOFT_HOME.value, status, capture, goal)
        else:
            self._put(target, fate.ledger, fate.reason, status, capture, goal)
            if target.depth == 0 and goal not in bench.sites and self._same_site(goal):
                bench.sites.add_host(goal)
        bench.discovery.enter(goal, target.lane, target.depth, target.parent, target.head, target.hops + 1)

    def _same_site(self, goal: str) -> bool:
        homes = {urlsplit(home).hostname or "" for home in self._bench.homes.urls}
        host = urlsplit(goal).hostname or ""
        return any(host.endswith(f".{home}") or home.endswith(f".{host}") for home in homes)
