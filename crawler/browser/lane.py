"""The browser lane: looks at a sample of the pages the HTTP lane read, or walks a site that only a browser can read.

Goes on where it was cut off: a page whose state is stored is not visited again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import structlog
from sqlalchemy import Engine, select

from crawler.browser import phone
from crawler.browser.keeper import Keeper
from crawler.browser.launch import Browser, executable, resolver_rules
from crawler.browser.sample import Read, choose, named_pages, read_pages
from crawler.browser.spa import Walk, is_shell
from crawler.browser.visit import DESKTOP, Visit, visit
from crawler.extract.language import language_of_address
from crawler.frontier import Frontier
from crawler.lanes import PLAIN, Lane
from crawler.recorder import Recorder
from store import schema
from store.base import Language
from store.harvest import ArtifactKind, Coverage, CrawlPlan, Device
from store.lexicon import Lexicon

GRACE = 45.0


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
        self.lexicons = lexicons
        self.tell = tell
        self.playwright = playwright
        self.recorder = Recorder(engine, plan)
        self.frontier = Frontier()
        with engine.connect() as db:
            self.pages = read_pages(db, self.recorder.objects, plan, lexicons)
            self.frontier.load(schema.read_ledger(db, plan.run_id))
            before = list(schema.read_artifacts(db, plan.run_id))
            row = db.execute(select(schema.runs.c.lanes).where(schema.runs.c.id == plan.run_id)).scalar_one()
        self.lanes = {name: Lane(*value) for name, value in json.loads(row or "{}").items()} or {"*": PLAIN}
        self.visited = {(item.url, item.lane) for item in before if item.kind is ArtifactKind.PAGE}
        self.phoned = {(item.url, item.lane, item.device) for item in before if item.kind is ArtifactKind.PHONE}
        self.homes = [page for page in self.pages if page.entry.depth == 0]
        self.failed = 0
        urls = [site.url for site in plan.body.sites] + [page.entry.url for page in self.pages]
        urls += [host for page in self.pages for host in page.hosts]
        self.browser = Browser(playwright, resolver_rules(urls, plan.allow_private))
        self.keeper = Keeper(self.recorder, "")
        self.number = 0
        self.log = structlog.get_logger("browser").bind(run=plan.run_id, body=plan.body.code)

    def run(self) -> str:
        """Does the whole lane; returns a note: empty, ``partly-failed``, or ``walk-cut``."""
        self.keeper.tool = f"Chromium {self.browser.version}"
        cut = False
        if self.plan.body.render == "always" or any(is_shell(home, self.recorder.objects) for home in self.homes):
            walk = Walk(self.plan, self.recorder, self.frontier, self._look)
            cut = walk.run(self.homes, self.visited)
        else:
            named = named_pages(self.homes, self.recorder.objects, self.plan, self.lexicons)
            chosen = choose(self.pages, {home.entry.url for home in self.homes}, named, self.plan)
            for item in chosen:
                if (item.url, item.lane) not in self.visited:
                    self._look(item.url, item.lane, item.why, item.elements, len(chosen))
        for device in phone.PROFILES:
            for home in self.homes:
                if (home.entry.url, home.entry.lane, device) not in self.phoned:
                    self._phone(home, device)
        self.browser.close()
        self.log.info("looked at pages", visits=self.number, failed=self.failed, cut=cut, browser=self.keeper.tool)
        if cut:
            return "walk-cut"
        return "partly-failed" if self.failed else ""

    def _place(self, url: str, lane: str, device: Device) -> tuple[str, str, Language | None, Device]:
        language = language_of_address(url) if lane == "*" else lane
        return url, lane, language, device  # type: ignore[return-value]

    def _context(self, lane: str, **options: Any) -> Any:
        asked = self.lanes.get(lane, PLAIN)
        headers = {"Accept-Language": asked.accept}
        context = self.browser.context(extra_http_headers=headers, ignore_https_errors=False, **options)
        context.set_default_timeout(self.plan.limits.render_timeout * 1000)
        cookies = [part.partition("=") for part in asked.cookie.split("; ") if part]
        for site in self.plan.body.sites:
            if cookies:
                context.add_cookies([{"name": name, "value": value, "url": site.url} for name, _, value in cookies])
        return context

    def _agent(self, user_agent: str) -> str:
        return f"{user_agent} {self.plan.user_agent}"

    def _look(self, url: str, lane: str, why: str, elements: Iterable[tuple[str, str]] = (), of: int = 0) -> Visit:
        self.number += 1
        self.tell({"stage": "browser", "number": self.number, "of": of or self.plan.limits.max_rendered, "what": why})
        guard = self.browser.guard(self.plan.limits.render_timeout + GRACE)
        context = None
        try:
            desktop = self.playwright.devices["Desktop Chrome"]["user_agent"]
            context = self._context(lane, viewport=DESKTOP, user_agent=self._agent(desktop), locale="ru-KZ")
            seen = visit(context.new_page(), url, self.plan.limits.render_timeout, elements)
            self.keeper.visit(self._place(url, lane, Device.DESKTOP), seen)
        finally:
            guard.cancel()
            _close(context)
        if seen.fault or seen.axe is None:
            self.failed += 1
            self.log.warning("page could not be looked at whole", url=url, lane=lane, reason=seen.fault or seen.axe_fault)
        self.recorder.commit(self.frontier)
        return seen

    def _phone(self, home: Read, device: Device) -> None:
        self.number += 1
        url, lane = home.entry.url, home.entry.lane
        self.tell({"stage": "browser", "number": self.number, "of": self.number, "what": phone.PROFILES[device]})
        profile = dict(self.playwright.devices[phone.PROFILES[device]])
        profile.pop("default_browser_type", None)
        profile["user_agent"] = self._agent(profile["user_agent"])
        words = {name: self.lexicons["mobile"].phrases(name) for name in ("mobile-version", "main-version")}
        guard = self.browser.guard(self.plan.limits.render_timeout + GRACE)
        context = None
        try:
            context = self._context(lane, **profile)
            found, shot, at = phone.look(context.new_page(), url, device, words, self.plan.limits.render_timeout)
            place = self._place(url, lane, device)
            if shot is not None:
                self.keeper.shot(place, at, shot)
            self.keeper.json(ArtifactKind.PHONE, place, at, found, ok=bool(found["ok"]))
        finally:
            guard.cancel()
            _close(context)
        self.failed += not found["ok"]
        self.recorder.commit(self.frontier)


def _close(context: Any) -> None:
    if context is not None:
        with suppress(Exception):  # the browser was killed under it
            context.close()


def run_browser(engine: Engine, plan: CrawlPlan, lexicons: dict[str, Lexicon], tell: Callable[[dict[str, Any]], None]) -> None:
    """The lane as a process does it; what became of it is noted in the run's coverage."""
    if executable() is None:
        _note(engine, plan, available=False, note="no-browser")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        lane = BrowserLane(engine, plan, lexicons, tell, playwright)
        note = lane.run()
        lane.recorder.close()
    _note(engine, plan, available=True, note=note)


def _note(engine: Engine, plan: CrawlPlan, available: bool, note: str) -> None:
    with engine.begin() as db:
        row = db.execute(select(schema.runs.c.coverage).where(schema.runs.c.id == plan.run_id)).scalar_one()
        noted = Coverage.model_validate_json(row) if row else Coverage()
        change: dict[str, Any] = {"render_available": available, "render_note": note}
        if note == "walk-cut":
            change |= {"truncated": True, "truncated_by": noted.truncated_by or "pages"}
        statement = schema.runs.update().where(schema.runs.c.id == plan.run_id)
        db.execute(statement.values(coverage=noted.model_copy(update=change).model_dump_json()))
