"""The course of one harvest over HTTP: learn the language lanes, crawl breadth first, ask other sites, ask again what failed.

Here, and only here, the collaborators are wired: each is given what it needs, and none knows the campaign.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from crawler.addresses.links import scope_of
from crawler.books.failing import Failing, tries_of
from crawler.books.frontier import Frontier, Target
from crawler.books.lanes import PLAIN, Lane
from crawler.books.lean import LeanFrontier, waiting
from crawler.books.recorder import Recorder
from crawler.extract.text.words import words_of
from crawler.hosts.manners import Manners
from crawler.hosts.robots import RobotsFiles
from crawler.hosts.shared import shared_pace
from crawler.portals.registry import tenants_of
from crawler.portals.seam import Desk
from crawler.web.asking import Asking
from crawler.web.bounds import Bounds
from crawler.web.confirmation import Confirmation
from crawler.web.crew import Crew
from crawler.web.discovery import Discovery
from crawler.web.external import External
from crawler.web.history import History
from crawler.web.homes import Homes
from crawler.web.languages import Languages
from crawler.web.notes import Notes
from crawler.web.pages import stored_page
from crawler.web.pictures import Pictures
from crawler.web.prober import Prober
from crawler.web.refusals import Refusals
from crawler.web.reported import enter
from crawler.web.resources import Resources
from crawler.web.seeds import Seeds
from crawler.web.telling import Telling
from crawler.web.trust import trusted
from crawler.web.turns import Turns
from crawler.web.unaddressed import Unaddressed
from crawler.web.unknown import Unknown
from crawler.web.verdicts import Bench, Verdicts
from store.faults import StorageFault
from store.harvest import READ, CrawlPlan, Kind, Ledger, LedgerEntry, Reason
from store.lexicon import Lexicon

READ_PAGES = frozenset({Kind.PAGE, Kind.ITEM})
# What ends a harvest for every address that still waits.
ENDS = (Reason.TIME.value, Reason.IDLE.value)


class Campaign:
    """Asks the addresses of one plan until nothing is left or a bound is met.

    :param crawler: Scrapy's, whose engine asks.
    :param learnt: the language lanes, where they were learnt before the harvest was cut off.
    :param ledger: lines of the ledger of a harvest that is gone on with.
    :param report: receives progress facts.
    :param later: asks only what stands in the queue.
    :param reported: addresses that the body's own report names.
    """

    def __init__(
        self,
        crawler: Any,
        plan: CrawlPlan,
        recorder: Recorder,
        lexicons: dict[str, Lexicon],
        report: Callable[[dict[str, Any]], None],
        history: History,
        ledger: Iterable[LedgerEntry],
        learnt: dict[str, Lane],
        later: bool = False,
        reported: tuple[str, ...] = (),
    ) -> None:
        self.finished = False
        self.interrupted = False
        self.fault: Exception | None = None
        self._plan = plan
        self._later = later
        self._reported = reported
        self._recorder = recorder
        self._history = history
        self._log = structlog.get_logger("harvest")
        self._learnt = bool(learnt)
        self._lanes: dict[str, Lane] = learnt or {"*": PLAIN}
        self._frontier = LeanFrontier(self._waiting) if plan.portal else Frontier()
        self._frontier.load(ledger)
        self._sites = scope_of(plan)
        self._homes = Homes(plan)
        self._bounds = Bounds(plan.limits)
        self._failing = Failing(plan.limits.confirm_times)
        self._telling = Telling(report, self._state)
        self._portals = [found for tenant in tenants_of(plan) if (found := tenant.questions()) is not None]
        self._wire(crawler, lexicons)

    @property
    def truncated_by(self) -> str:
        """What cut the harvest short; empty where nothing did."""
        return self._bounds.truncated_by

    def _wire(self, crawler: Any, lexicons: dict[str, Lexicon]) -> None:
        plan, recorder, frontier, bounds = self._plan, self._recorder, self._frontier, self._bounds
        limits, history, sites, lanes = plan.limits, self._history, self._sites, self._lanes
        # Whether a host lives is asked like anything else, and nothing is asked but at its pace: so these two know of each other.
        self._manners = Manners(crawler.engine, limits, self._alive)
        self._asking = Asking(
            crawler,
            limits,
            recorder,
            self._manners,
            lanes,
            history.captures,
            history.drawn,
            self._dress,
            shared_pace(recorder.engine, plan),
        )
        ask = self._asking.ask
        self._robots = RobotsFiles(plan.user_agent, self._asking.robots_file, self._manners.keep_delay)
        refusals = Refusals(plan, self._robots, recorder)
        notes = Notes(frontier, self._failing, history, limits)
        self._discovery = Discovery(limits, sites, frontier, notes, lanes)
        self._seeds = Seeds(limits, self._homes, sites, ask, refusals, recorder, self._telling)
        prober = Prober(plan, lexicons, sites, ask, recorder)
        unaddressed = Unaddressed(words_of(lexicons), sites, prober, refusals)
        self._languages = Languages(plan, lexicons, sites, frontier, self._homes.answers, prober, unaddressed)
        unknown = Unknown(plan, ask, refusals, recorder, self._homes)
        verdicts = Verdicts(
            plan,
            Bench(ask, recorder, notes, history, self._discovery, unknown, self._homes, sites, bounds, self._seeds.feed),
        )
        self._desk = Desk(
            plan=plan,
            ask=ask,
            turn=self._manners.turn,
            put=notes.put,
            enter=self._discovery.enter,
            judge=verdicts.judge,
            silent=verdicts.silent,
            counted=bounds.count,
            frontier=frontier,
            recorder=recorder,
            before=history,
        )
        trapped = self._discovery.traps.trapped
        pictures = Pictures(0 if plan.page_only else limits.pictures)
        self._turns = Turns(
            limits,
            ask,
            self._manners,
            refusals,
            recorder,
            notes,
            verdicts,
            history,
            bounds,
            trapped,
            self._portals,
            self._desk,
            pictures,
        )
        self._crew = Crew(limits, frontier, bounds, self._turns.handle, self._rest)
        self._external = External(plan, ask, self._manners.turn, refusals, recorder, notes, bounds, self._telling, self._rest)
        self._resources = Resources(
            plan, history.drawn, sites, ask, self._manners.turn, refusals, recorder, bounds, self._telling, self._rest
        )
        self._confirmation = Confirmation(
            limits, frontier, self._failing, recorder, bounds, self._telling, self._crew.drain, self._external.ask, self._forgive
        )

    async def _alive(self, root: str) -> bool:
        return await self._asking.alive(root)

    def _dress(self, request: Any, target: Target) -> Any:
        for portal in self._portals:
            request = portal.dress(request, target)
        return request

    def _forgive(self) -> None:
        self._robots.forget_unreachable()
        self._manners.forgive()

    async def run(self) -> None:
        """The whole course; what was gathered is committed whatever ends it."""
        earlier = 0 if self._plan.portal else len(self._history.captures)
        self._log.info("crawl began", sites=self._homes.urls, resumed=any(self._frontier.sizes.values()), earlier=earlier)
        pulse = asyncio.create_task(self._telling.pulse())
        try:
            await self._course()
            self._close_queue()
            self.finished = True
            sizes = {name.value: size for name, size in self._frontier.sizes.items() if size}
            self._log.info("crawl ended", pages=self._bounds.pages, truncated_by=self.truncated_by, **sizes)
        except asyncio.CancelledError:
            self.interrupted = True
            raise
        except Exception as fault:
            self.fault = fault
            raise
        finally:
            pulse.cancel()
            if not isinstance(self.fault, StorageFault):
                self._recorder.commit(self._frontier)
            self._telling.begin("crawl")

    async def _course(self) -> None:
        entries = self._frontier.entries
        self._bounds.pages = sum(1 for entry in entries.values() if entry.ledger in READ and entry.kind in READ_PAGES)
        for entry in entries.values():
            if entry.depth == 0 and entry.ledger in READ and entry.url not in self._sites:
                self._sites.add_host(entry.url)
        with self._recorder.engine.connect() as db:
            tries = tries_of(db, self._plan.run_id, entries.values())
        self._failing.resume(entries.values(), tries, self._plan.limits.confirm_spacing)
        if self._plan.portal:
            await self._portal()
            return
        if not self._learnt:
            await self._learn_lanes()
        if self._plan.page_only:
            await self._crew.drain()
        elif self._later:
            await self._rest_of_ledger()
        else:
            await self._whole_site()

    async def _portal(self) -> None:
        """Nothing but the questions of the one portal that the plan is to read: no site is looked for around them."""
        self._telling.begin("crawl")
        for portal in self._portals:
            portal.seed(self._desk)
        await self._crew.drain()

    async def _rest_of_ledger(self) -> None:
        met = frozenset((entry.url, entry.lane) for entry in self._frontier.rest())
        await self._crew.drain()
        await self._external.run(self._frontier.entries.values())
        await self._confirmation.run(met)

    async def _whole_site(self) -> None:
        self._telling.begin("seeds")
        await self._seeds.read()
        self._telling.begin("crawl")
        for portal in self._portals:
            portal.seed(self._desk)
        self._turns.trust(await trusted(self._plan, self._history, self._seeds.changed, self._frontier, self._turns.handle))
        await self._crew.drain()
        if self._history.lost(self._frontier.known):
            self._read_kept()
            await self._crew.drain()
        while self._enter_seeds():
            await self._crew.drain()
        await self._external.run(self._frontier.entries.values())
        await self._open_reported()
        await self._confirmation.run()
        await self._resources.run()

    async def _open_reported(self) -> None:
        """Opens what the body's report names and the crawl did not meet."""
        enter(self._reported, self._frontier)
        await self._external.run(list(self._frontier.entries.values()), Kind.REPORTED)

    def _read_kept(self) -> None:
        for target in self._history.kept:
            earlier = self._history.captures[(target.url, target.lane)]
            if self._frontier.entries[(target.url, target.lane)].kind is Kind.PAGE:
                self._discovery.discover(target, stored_page(self._recorder.objects, earlier.capture))

    def _enter_seeds(self) -> bool:
        """Queues what site maps and feeds named and nobody met; whether there was any."""
        lanes = [lane for lane in self._lanes if lane != "*"] or ["*"]
        met = False
        for target in self._seeds.waiting(self._frontier.known, lanes):
            self._discovery.enter(target.url, target.lane, target.depth, target.parent, False)
            met = True
        return met

    async def _learn_lanes(self) -> None:
        for home in self._homes.urls:
            self._frontier.add(Target(home, "*", 0, None))
        await self._crew.drain(depth=0)
        if self._plan.page_only:
            return
        self._lanes.update(await self._languages.find(self._homes.urls, self._discovery.take_in, self._first_page))
        self._homes.answers.clear()
        self._log.info("learnt language lanes", lanes=sorted(self._lanes))
        self._recorder.lanes = {name: list(lane) for name, lane in sorted(self._lanes.items())}
        if set(self._lanes) != {"*"}:
            self._frontier.restart_pages()
            self._discovery.forget()
            self._bounds.pages = 0
            for home in self._homes.urls:
                for lane in sorted(self._lanes):
                    if lane != "*":
                        self._frontier.add(Target(home, lane, 0, None))

    def _first_page(self, url: str) -> None:
        """Asks the first page of a version like a home page."""
        self._frontier.add(Target(url, "*", 0, None))

    def _rest(self) -> None:
        """Between two addresses: what is due is committed and told."""
        self._crew.moved()
        if self._recorder.due():
            self._recorder.commit(self._frontier)
        self._telling.step()

    def _waiting(self, most: int) -> list[LedgerEntry]:
        """What waits in the database, where everything is that was noted so far."""
        self._recorder.commit(self._frontier)
        return waiting(self._recorder.engine, self._plan.run_id, most)

    def _close_queue(self) -> None:
        for entry in self._frontier.rest():
            reason = self.truncated_by if self.truncated_by in ENDS else Reason.PAGES.value
            self._bounds.cut(reason)
            self._frontier.put(entry.model_copy(update={"ledger": Ledger.BEYOND_BUDGET, "kind": Kind.NONE, "reason": reason}))

    def _state(self) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "pages": self._bounds.pages,
            "waiting": self._frontier.waiting,
            "known": sum(self._frontier.sizes.values()),
        }
        held = self._manners.held()
        return {**facts, "held": held[0], "held_left": round(held[1], 1)} if held is not None else facts
