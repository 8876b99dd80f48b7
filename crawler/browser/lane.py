"""The browser lane: looks at a sample of the pages the HTTP lane read, or walks a site that only a browser can read.

Goes on where it was cut off: a page whose state is stored is not visited again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from sqlalchemy import Engine

from crawler.books.frontier import Frontier, Target
from crawler.books.lanes import PLAIN, read_lanes
from crawler.books.looks import SecondLook, after_look, to_confirm
from crawler.books.recorder import Recorder
from crawler.books.seen import fetched_by_browser
from crawler.books.together import together
from crawler.browser.engines.run import Behaviour, engine_subjects
from crawler.browser.engines.run import look as look_in_engines
from crawler.browser.look import phone
from crawler.browser.look.attire import Attire
from crawler.browser.look.courtesy import Courtesy
from crawler.browser.look.keeper import Keeper
from crawler.browser.look.kept import Kept
from crawler.browser.look.looks import Looks
from crawler.browser.look.lost import Pulse, Spare, unharmed
from crawler.browser.look.phones import Phones
from crawler.browser.look.rests import around, order_digest
from crawler.browser.look.spa import Walk, is_shell
from crawler.browser.look.visit import Order, Visit, visit
from crawler.browser.page.faults import words_of
from crawler.browser.probes import SEARCH
from crawler.browser.probes import chosen as chosen_probes
from crawler.browser.program.fonts import fonts
from crawler.browser.program.launch import Browser, rules_of, vetted
from crawler.browser.sample.choice import Chosen, Read, choose, doubtful, phone_pages, pointed_pages, read_pages
from crawler.browser.sample.searches import questions
from crawler.extract.text.language import language_of_address
from crawler.portals.registry import tenants_of
from store import schema
from store.base import Language
from store.harvest import ArtifactKind, CrawlPlan, Device, Fonts, LedgerEntry
from store.lexicon import Lexicon

# So many searches are tried side by side where nothing else is measured.
TRIALS = 4
Item = TypeVar("Item")


class BrowserLane:
    """One run's visits."""

    def __init__(
        self,
        engine: Engine,
        plan: CrawlPlan,
        lexicons: dict[str, Lexicon],
        tell: Callable[[dict[str, Any]], None],
        playwright: Any,
    ) -> None:
        self.engine = engine
        self.plan = plan
        self.probes = plan.limits.probes
        self.lexicons = lexicons
        self.tell = tell
        self.playwright = playwright
        self.recorder = Recorder(engine, plan)
        self.frontier = Frontier()
        with engine.connect() as db:
            self.pages = read_pages(db, self.recorder.objects, plan, lexicons)
            self.manners = Courtesy.read(db, self.recorder.objects, plan)
            self.frontier.load(schema.read_ledger(db, plan.run_id))
            before = list(schema.read_artifacts(db, plan.run_id))
            self.attire = Attire(plan, read_lanes(db, plan.run_id) or {"*": PLAIN}, playwright.devices)
            fetched = fetched_by_browser(db, plan.run_id)
        self.visited = {(item.url, item.lane) for item in before if item.kind is ArtifactKind.PAGE}
        self.phoned = {(item.url, item.lane, item.device) for item in before if item.kind is ArtifactKind.PHONE}
        self.homes = [page for page in self.pages if page.entry.depth == 0]
        self.pointed = pointed_pages(self.homes, self.recorder.objects, plan, lexicons)
        self.faults: Counter[str] = Counter()
        urls = [site.url for site in plan.body.sites] + [page.entry.url for page in self.pages]
        urls += [host for page in self.pages for host in page.hosts]
        self.places = vetted(urls, plan.allow_private)
        self.browser = Browser(playwright, rules_of(self.places), self.probes.recycle, self.probes.memory, plan.browser_user)
        self.keeper = Keeper(self.recorder, "", fetched)
        self.fonts: Fonts | None = None
        self.around: dict[str, Any] = {}
        self.kept: Kept | None = None
        self.memory: dict[str, Any] = {}
        self.done = 0
        self.walk: Walk | None = None
        self.first: list[tuple[str, str]] = [(home.entry.url, home.entry.lane) for home in self.homes]
        self.log = structlog.get_logger("browser").bind(run=plan.run_id, body=plan.body.code)

    async def run(self) -> str:
        """Does the whole lane; returns a note: empty, ``partly-failed``, or ``walk-cut``."""
        self.keeper.tool = f"Chromium {await self.browser.version()}"
        self._say_as_whom()
        self.fonts = fonts(self.browser.guise.process() if self.browser.guise is not None else {})
        self.around = around(self.lexicons, self.keeper.tool, self.fonts)
        cut = False
        if (
            self.plan.body.render == "always"
            or self.plan.tenancies
            or any(is_shell(home, self.recorder.objects) for home in self.homes)
        ):
            self.walk = Walk(self.plan, self.recorder, self.frontier, self._walked, self.manners.allows)
            cut = await self.walk.run(self.homes, self.visited)
            with self.engine.connect() as db:
                self.pages = read_pages(db, self.recorder.objects, self.plan, self.lexicons)
        else:
            await self._sample()
        await self._second_looks()
        await self._engines()
        await self._phones()
        await self.browser.close()
        kept = self.kept.count if self.kept is not None else 0
        self.log.info("looked at pages", visits=self.done, kept=kept, failed=dict(self.faults), cut=cut, browser=self.keeper.tool)
        if cut:
            return "walk-cut"
        return "partly-failed" if self.faults else ""

    def _say_as_whom(self) -> None:
        """Notes as which user the browser runs where that is another, or that it runs without its sandbox, and why."""
        if self.browser.guise is not None:
            self.keeper.tool += f" as {self.browser.guise.user.name}"
        elif self.browser.bare:
            self.keeper.tool += " without sandbox"
            why, asked = self.browser.bare, self.browser.asked
            self.log.warning(
                "browser runs without its sandbox, for root started it", why=why, user=asked, words=self.browser.refused
            )
            self._tell("start", note=why, user=asked)

    async def _sample(self) -> None:
        """The pages of the sample side by side, then a light look at pages whose fragments are in doubt."""
        sample = choose(self.pages, {home.entry.url for home in self.homes}, self.pointed, self.plan)
        seen = {(item.url, item.lane) for item in sample}
        self.kept = Kept(self.engine, self.recorder, self.plan, self.places)
        light = [item for item in doubtful(self.pages, self.plan) if (item.url, item.lane) not in seen]
        self.first = [(item.url, item.lane) for item in sample]
        every = [*sample, *light]
        items = [item for item in every if (item.url, item.lane) not in self.visited]
        self.done = len(every) - len(items)
        changed: set[Chosen] = set()

        async def again(item: Chosen) -> None:
            if await self._taken(item):
                self._tell("visit", self.done, len(every))
            else:
                changed.add(item)

        async def look(item: Chosen) -> None:
            self._tell("visit", self.done, len(every), item.url)
            await self._look(item)
            self._tell("visit", self.done, len(every))

        # A search is mostly waited for, so that more of them find room beside each other than visits do.
        await self._side_by_side(items, again, TRIALS)
        await self._side_by_side((item for item in items if item in changed), look, self.probes.parallel)

    async def _side_by_side(self, items: Iterable[Item], do: Callable[[Item], Awaitable[Any]], width: int) -> None:
        waiting = iter(list(items))

        async def work() -> None:
            for item in waiting:
                await do(item)

        # One that fails takes the others with it: a fault of our own is never passed over.
        async with asyncio.TaskGroup() as group:
            for _ in range(max(1, width)):
                group.create_task(work())

    async def _second_looks(self) -> None:
        """What failed for the HTTP lane is asked for once more in another way, before it counts."""
        with self.engine.connect() as db:
            doubtful = to_confirm(db, self.plan.run_id, self.plan.limits.second_looks)
        # A programming interface is no page: a browser that goes there by itself is refused like any stranger.
        asked = [found for tenant in tenants_of(self.plan) if (found := tenant.questions()) is not None]
        doubtful = [entry for entry in doubtful if not any(portal.owns(_target(entry)) for portal in asked)]

        looked = 0

        def done(entry: LedgerEntry, met: SecondLook, words: str) -> None:
            nonlocal looked
            looked += 1
            self.frontier.put(after_look(entry, met))
            self.log.info(
                "looked again", url=entry.url, status=met.status, reason=met.reason, challenged=met.challenged, words=words
            )
            self._tell("second", looked, len(doubtful), entry.url)
            if self.recorder.due():
                self.recorder.commit(self.frontier)

        def context(lane: str) -> AbstractAsyncContextManager[Any]:
            return self.browser.context(**self.attire.desktop(lane))

        if doubtful:
            self._tell("second", 0, len(doubtful))
        try:
            await Looks(context, self.attire.dress, self.manners, self.plan.limits, done).run(doubtful)
        finally:
            self.recorder.commit(self.frontier)

    async def _engines(self) -> None:
        """The first pages of the sample in the other engines at hand."""
        with self.engine.connect() as db:
            stored = list(schema.read_artifacts(db, self.plan.run_id))
        subjects, done = engine_subjects(stored, self.first, self.recorder.objects, self.probes.engines)
        if self.kept is not None and not done:
            done = [(one.url, one.lane, name) for one in subjects for name in self.kept.outlooks((one.url, one.lane))]
        how = Behaviour(
            places=self.places,
            allows=self.manners.allows,
            wait=self.manners.wait,
            agent=self.attire.agent(),
            accept=self.attire.lane(subjects[0].lane if subjects else "*").accept,
            timeout=self.plan.limits.render_timeout,
            user=self.browser.guise.user.name if self.browser.guise is not None else "",
        )
        looked = 0
        if subjects:
            self._tell("engines")
        async for outlook in look_in_engines(subjects, done, how):
            looked += 1
            self.keeper.outlook(self._place(outlook.subject.url, outlook.subject.lane, Device.DESKTOP), outlook)
            self._tell("engines", looked, None, f"{outlook.engine.layout} {outlook.subject.url}")
            self.recorder.commit(self.frontier)

    async def _phones(self) -> None:
        """The home pages on each telephone, one page of each template and language on the narrowest."""
        if not self.probes.phones:
            return
        with self.engine.connect() as db:
            kept = [item for item in schema.read_artifacts(db, self.plan.run_id) if item.kind is ArtifactKind.PAGE]
        unread = {(item.url, item.lane) for item in kept if not item.ok}
        inner = phone_pages(self.pages, unread, min(self.probes.phone_pages, self.plan.limits.max_rendered))
        calls = [(home, device, phone.HOME) for device in phone.PROFILES for home in self.homes]
        calls += [(page, phone.NARROW, phone.TEMPLATE) for page in inner]
        wanted = [call for call in calls if (call[0].entry.url, call[0].entry.lane, call[1]) not in self.phoned]
        tried = len(calls) - len(wanted)
        words = self.lexicons["mobile"]
        phones = Phones(self.plan, self.attire, self.manners, self.browser, self.keeper, words, self.kept, self.around)

        async def look(call: tuple[Read, Device, str]) -> None:
            nonlocal tried
            self._tell("phone", tried, len(calls), f"{phone.PROFILES[call[1]]} {call[0].entry.url}")
            read, device, why = call
            with together():
                fault = await phones.show(self._place(read.entry.url, read.entry.lane, device), why)
            self.faults.update([fault] if fault else [])
            self.recorder.commit(self.frontier)
            tried += 1

        await self._side_by_side(wanted, look, self.probes.parallel)

    def _tell(self, phase: str, number: int = 0, of: int | None = None, what: str = "", **facts: Any) -> None:
        self.tell({"phase": phase, "number": number, "of": of, "what": what, **facts})

    def _place(self, url: str, lane: str, device: Device) -> tuple[str, str, Language | None, Device]:
        language = language_of_address(url) if lane == "*" else lane
        return url, lane, language, device  # type: ignore[return-value]

    async def _walked(self, url: str, lane: str, why: str, light: bool) -> Visit:
        self._tell("walk", self.done, None, url, waiting=len(self.walk.queue) if self.walk is not None else 0)
        return await self._look(Chosen(url, lane, why, (), light))

    async def _taken(self, item: Chosen) -> bool:
        """Whether an earlier run's look was taken over whole, the search tried anew where there is one."""
        place = item.url, item.lane, Device.DESKTOP
        order = self._order(item)
        if self.kept is None or not self.kept.holds(place, order.digest):
            return False
        tried = self.kept.searched(place)
        with together():
            if tried:
                seen = await self._looked(item, replace(order, probes=(SEARCH,), trial=True))
                if seen.fault or not all(report.ok for report in seen.reports):
                    return False
            taken = self.kept.take(place, self.keeper.stored, tried)
        self.recorder.commit(self.frontier)
        self.done += taken
        return taken

    def _order(self, item: Chosen) -> Order:
        home = next((page for page in self.homes if (page.entry.url, page.entry.lane) == (item.url, item.lane)), None)
        order = Order(
            url=item.url,
            timeout=self.plan.limits.render_timeout,
            limits=self.probes,
            elements=item.elements,
            probes=() if item.light else chosen_probes(self.probes.off, home is not None, self.pointed.is_front(item.url)),
            lexicons=self.lexicons,
            asks=questions(home, self.pages, self.recorder.objects, self.plan) if home is not None else (),
            allows=self.manners.allows,
            light=item.light,
            memory=self.memory,
        )
        if self.walk is not None:
            return order
        how = {"lane": self.attire.lane(item.lane), "device": self.attire.desktop(item.lane)}
        return replace(order, digest=order_digest(order, {**self.around, **how}))

    async def _look(self, item: Chosen) -> Visit:
        """Visits one page and stores what it brought."""
        with together():
            seen = await self._looked(item, self._order(item))
            if seen.fault:
                self.keeper.missed(self._place(item.url, item.lane, Device.DESKTOP), seen)
        for reason in (seen.fault, seen.axe_fault):
            if reason:
                self.faults[reason.partition(":")[0]] += 1
                self.log.warning("page could not be looked at whole", url=item.url, lane=item.lane, reason=reason)
        self.recorder.commit(self.frontier)
        self.done += 1
        return seen

    async def _looked(self, item: Chosen, order: Order) -> Visit:
        """A visit, made anew where the browser died."""
        return await unharmed(lambda spare: self._visit(item, order, spare), lambda seen: seen.fault)

    async def _visit(self, item: Chosen, order: Order, spare: Spare) -> Visit:
        stored: Visit | None = None
        await self.manners.wait(item.url)
        try:
            async with asyncio.timeout(self.probes.visit), self.browser.context(**self.attire.desktop(item.lane)) as context:
                page = await self.attire.page(context, item.lane)
                pulse = Pulse(page)
                seen = await visit(page, order)
                if spare.left(pulse.fault):
                    return Visit.failed(item.url, pulse.fault)
                if not seen.fault:
                    store = self.keeper.trial if order.trial else self.keeper.visit
                    await store(self._place(item.url, item.lane, Device.DESKTOP), seen)
                    stored = seen
                return seen
        except Exception as failure:
            # A browser that does not let go of a page takes nothing back of what was stored of it.
            return stored or Visit.failed(item.url, words_of(failure))


def _target(entry: LedgerEntry) -> Target:
    return Target(entry.url, entry.lane, entry.depth, entry.parent)
