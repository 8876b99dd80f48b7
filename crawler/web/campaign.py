"""The course of one harvest over HTTP: learn the language lanes, crawl breadth first, ask other sites, ask again what failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import structlog

from crawler.addresses.links import normalise, scope_of
from crawler.books.frontier import Frontier, Target
from crawler.books.kinds import GIVEN_UP, ROBOTS_UNREACHABLE, TRAP
from crawler.books.recorder import Recorder
from crawler.hosts.address import spells_private
from crawler.hosts.answer import Answer
from crawler.hosts.manners import Manners
from crawler.hosts.robots import RobotsFiles
from crawler.portals.govkz.lane import interface_of
from crawler.portals.govkz.reasons import ITEM
from crawler.web.asking import Asking
from crawler.web.confirmation import Confirmation
from crawler.web.discovery import Discovery
from crawler.web.external import External
from crawler.web.history import History
from crawler.web.languages import PLAIN, Lane, find_lanes
from crawler.web.seeds import Seeds
from crawler.web.telling import Telling
from crawler.web.trust import trusted
from crawler.web.unknown import Unknown
from crawler.web.verdicts import Verdicts
from store.faults import StorageFault
from store.harvest import READ, Capture, CrawlPlan, FailureReason, Ledger
from store.lexicon import Lexicon


class Campaign:
    """Asks the addresses of one plan until nothing is left or a bound is met. ``report`` receives progress facts."""

    def __init__(
        self,
        crawler: Any,
        plan: CrawlPlan,
        recorder: Recorder,
        lexicons: dict[str, Lexicon],
        report: Callable[[dict[str, Any]], None],
        later: bool = False,
    ) -> None:
        self.lexicons = lexicons
        self.plan = plan
        self.limits = plan.limits
        self.recorder = recorder
        self.telling = Telling(report, self._state)
        self.later = later
        self.log = structlog.get_logger("harvest").bind(run=plan.run_id, body=plan.body.code)
        self.frontier = Frontier()
        self.history = History()
        self.sites = scope_of(plan)
        self.home_set = frozenset(self.homes())
        self.lanes: dict[str, Lane] = {"*": PLAIN}
        self.known_lanes: dict[str, Lane] | None = None
        self.asking = Asking(self, crawler)
        self.ask = self.asking.ask
        self.manners = Manners(crawler.engine, plan.limits, self.asking.alive)
        self.robots = RobotsFiles(plan.user_agent, self.asking.robots_file, self.manners.keep_delay)
        self.confirmation = Confirmation(self)
        self.verdicts = Verdicts(self)
        self.discovery = Discovery(self)
        self.unknown = Unknown(self)
        self.seeds = Seeds(self)
        self.external = External(self)
        self.interface = interface_of(self)
        self.trusted: frozenset[tuple[str, str]] = frozenset()
        self.pages = 0
        self.soft = 0
        self.pages_asked = 0
        self.busy = 0
        self.deadline = monotonic() + self.limits.max_time
        self.truncated_by = ""
        self.wake = asyncio.Event()
        self.first_pages: dict[str, Answer] = {}
        self.home_captures: dict[str, Capture] = {}
        self.finished = False
        self.interrupted = False
        self.fault: Exception | None = None
        self._depth_bound: int | None = None
        self._moved = monotonic()

    async def run(self) -> None:
        """The whole course; what was gathered is committed whatever ends it."""
        earlier = len(self.history.captures)
        self.log.info("crawl began", sites=self.homes(), resumed=bool(self.frontier.entries), earlier=earlier)
        pulse = asyncio.create_task(self.telling.pulse())
        try:
            await self._course()
            self._close_queue()
            self.finished = True
            sizes = {name.value: size for name, size in self.frontier.sizes.items() if size}
            self.log.info("crawl ended", pages=self.pages, truncated_by=self.truncated_by, **sizes)
        except asyncio.CancelledError:
            self.interrupted = True
            raise
        except Exception as fault:
            self.fault = fault
            raise
        finally:
            pulse.cancel()
            if not isinstance(self.fault, StorageFault):
                self.recorder.commit(self.frontier)
            self.telling.begin("crawl")

    async def _course(self) -> None:
        self.pages = self._pages_known()
        for entry in self.frontier.entries.values():
            if entry.depth == 0 and entry.ledger in READ and entry.url not in self.sites:
                self.sites.add_host(entry.url)
        self.confirmation.resume()
        if self.known_lanes is None:
            await self._learn_lanes()
        else:
            self.lanes = self.known_lanes
        if self.plan.page_only:
            await self.drain()
            return
        if self.later:
            met = frozenset((entry.url, entry.lane) for entry in self.frontier.rest())
            await self.drain()
            await self.external.run()
            await self.confirmation.run(met)
            return
        self.telling.begin("seeds")
        await self.seeds.read()
        self.telling.begin("crawl")
        if self.interface is not None:
            self.interface.seed()
        self.trusted = await trusted(self)
        await self.drain()
        if self.history.lost(self):
            self._read_kept()
            await self.drain()
        while self.seeds.enter():
            await self.drain()
        await self.external.run()
        await self.confirmation.run()

    def _read_kept(self) -> None:
        for target in self.history.kept:
            entry = self.frontier.entries[(target.url, target.lane)]
            earlier = self.history.captures[(target.url, target.lane)]
            if entry.reason == "page":
                self.discovery.discover(target, self.discovery.stored(earlier.capture))

    def homes(self) -> list[str]:
        """The site's start addresses in their one spelling."""
        return [home for home in (normalise(site.url) for site in self.plan.body.sites) if home]

    def start_at(self, url: str) -> None:
        """Takes another host of the site in, and asks its home page like the site's own."""
        self.log.info("takes another host in", home=url)
        self.sites.add_host(url)
        self.frontier.drop(url, "*")
        self.frontier.note(Target(url, "*", 0, None))
        self.frontier.again(Target(url, "*", 0, None))
        self.discovery.reconsider()

    def _pages_known(self) -> int:
        return sum(1 for entry in self.frontier.entries.values() if entry.ledger in READ and entry.reason in ("page", ITEM))

    async def _learn_lanes(self) -> None:
        for home in self.homes():
            self.frontier.add(Target(home, "*", 0, None))
        await self.drain(depth=0)
        if self.plan.page_only:
            return
        self.lanes = await find_lanes(self, self.homes())
        self.first_pages.clear()
        self.log.info("learnt language lanes", lanes=sorted(self.lanes))
        self.recorder.lanes = {name: list(lane) for name, lane in sorted(self.lanes.items())}
        if set(self.lanes) != {"*"}:
            self.frontier.restart_pages()
            self.discovery.forget()
            self.pages = 0
            for home in self.homes():
                for lane in sorted(self.lanes):
                    if lane != "*":
                        self.frontier.add(Target(home, lane, 0, None))

    async def drain(self, depth: int | None = None) -> None:
        """Asks what is queued, and what that leads to, until nothing is left (no deeper than ``depth`` clicks)."""
        self._depth_bound = depth
        self._moved = monotonic()
        workers = [asyncio.create_task(self._work()) for _ in range(self.limits.concurrency)]
        watch = asyncio.create_task(self._watch(workers))
        try:
            await asyncio.gather(*workers)
        except asyncio.CancelledError:
            if self.truncated_by != "idle":
                raise
        finally:
            watch.cancel()
            for worker in workers:
                worker.cancel()

    async def _watch(self, workers: list[asyncio.Task[None]]) -> None:
        """Ends a crawl in which nothing has come to an end for too long: no pause of ours and no bound of a fetch is that long."""
        while (left := self._moved + self.limits.idle_limit - monotonic()) > 0:
            await asyncio.sleep(left)
        self.log.error("nothing moves any more", busy=self.busy, waiting=self.frontier.waiting)
        self.truncated_by = "idle"
        self.deadline = monotonic()
        for worker in workers:
            worker.cancel()

    async def _work(self) -> None:
        while True:
            target = self._take()
            if target is None:
                if self.busy == 0:
                    self.wake.set()
                    return
                self.wake.clear()
                await self.wake.wait()
                continue
            self.busy += 1
            page = not target.head
            self.pages_asked += page
            try:
                await self.handle(target)
            finally:
                self.busy -= 1
                self.pages_asked -= page
                self.wake.set()
            self.rest()

    def rest(self) -> None:
        """Between two addresses: what is due is committed and told."""
        self._moved = monotonic()
        if self.recorder.due():
            self.recorder.commit(self.frontier)
        self.telling.step()

    def _take(self) -> Target | None:
        if monotonic() > self.deadline:
            self.truncated_by = self.truncated_by or "time"
            return None
        again = self.frontier.next_again()
        if again is not None:
            return again
        if self.pages + self.soft + self.pages_asked < self.limits.max_pages:
            target = self.frontier.next_page(self._depth_bound)
            if target is not None:
                return target
        if self._depth_bound is not None:
            return None
        return self.frontier.next_asset()

    async def handle(self, target: Target) -> None:
        """Asks one address and gives it its class."""
        refusal = await self._refusal(target)
        if refusal is not None:
            self.verdicts.put(target, *refusal)
            return
        key = (target.url, target.lane)
        if key in self.trusted and self.verdicts.keep(target, self.history.captures[key]):
            return
        if not await self.manners.turn(target.url):
            blocked = self.manners.breaker(target.url).kind == "blocked"
            self.verdicts.put(target, Ledger.BLOCKED if blocked else Ledger.FAILED, GIVEN_UP)
            return
        if self.interface is not None and self.interface.owns(target):
            await self.interface.handle(target)
            return
        answer = await self.ask(target, "HEAD" if target.head else "GET")
        if target.head and answer is not None and answer.status >= 400:
            self.recorder.exchange(target, answer.exchange, answer.body, "head")
            answer = await self.ask(target, "GET")
        if answer is not None:
            await self.verdicts.judge(target, answer)

    async def _refusal(self, target: Target) -> tuple[Ledger, str] | None:
        if len(target.url) > self.limits.max_url_length:
            return Ledger.OUT_OF_SCOPE, "url-too-long"
        if target.hops > self.limits.max_redirects:
            self.recorder.failure(target, FailureReason.REDIRECT_LOOP, f"{target.hops} hops")
            return Ledger.FAILED, FailureReason.REDIRECT_LOOP.value
        if target.depth > self.limits.max_depth:
            self.truncated_by = self.truncated_by or "depth"
            return Ledger.BEYOND_BUDGET, "depth"
        if not target.head and self.discovery.traps.trapped(target.url, target.depth):
            return Ledger.BEYOND_BUDGET, TRAP
        if not self.plan.allow_private and spells_private(target.url):
            self.recorder.failure(target, FailureReason.PRIVATE_ADDRESS, urlsplit(target.url).netloc)
            return Ledger.REFUSED, FailureReason.PRIVATE_ADDRESS.value
        if self.plan.authorised is None:
            robots = await self.robots.of(target.url)
            if robots.failure:
                refused = robots.failure == FailureReason.PRIVATE_ADDRESS.value
                return Ledger.REFUSED if refused else Ledger.FAILED, robots.failure
            if not robots.allows(target.url):
                return Ledger.ROBOTS, ROBOTS_UNREACHABLE if robots.unreachable else "robots"
        return None

    def _close_queue(self) -> None:
        for entry in self.frontier.rest():
            reason = self.truncated_by if self.truncated_by in ("time", "idle") else "pages"
            self.truncated_by = self.truncated_by or reason
            self.frontier.put(entry.model_copy(update={"ledger": Ledger.BEYOND_BUDGET, "reason": reason}))

    def _state(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"pages": self.pages, "waiting": self.frontier.waiting, "known": len(self.frontier.entries)}
        held = self.manners.held()
        return {**facts, "held": held[0], "held_left": round(held[1], 1)} if held is not None else facts
