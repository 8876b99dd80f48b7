"""The browser lane as a process does it: with a Playwright of its own; what became of it is noted in the run's coverage."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from crawler.browser.lane import BrowserLane
from crawler.browser.program.launch import executable
from store import course
from store.harvest import CrawlPlan, Fonts, Reason
from store.lexicon import Lexicon


def run_browser(engine: Engine, plan: CrawlPlan, lexicons: dict[str, Lexicon], tell: Callable[[dict[str, Any]], None]) -> None:
    """The lane as a process does it; what became of it is noted in the run's coverage."""
    if executable() is None:
        _note(engine, plan, available=False, note="no-browser")
        return
    _note(engine, plan, available=True, **asyncio.run(_run(engine, plan, lexicons, tell)))


async def _run(
    engine: Engine, plan: CrawlPlan, lexicons: dict[str, Lexicon], tell: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        lane = BrowserLane(engine, plan, lexicons, tell, playwright)
        note = await lane.run()
        lane.recorder.close()
        return {"note": note, "browser": lane.keeper.tool, "fonts": lane.fonts, "sandbox": not lane.browser.bare}


def _note(
    engine: Engine,
    plan: CrawlPlan,
    available: bool,
    note: str,
    browser: str = "",
    fonts: Fonts | None = None,
    sandbox: bool = True,
) -> None:
    with engine.begin() as db:
        change: dict[str, Any] = {
            "render_available": available,
            "render_note": note,
            "render_sandbox": sandbox,
            "browser": browser,
            "fonts": fonts,
        }
        if note == "walk-cut":
            change |= course.cut(db, plan.run_id, Reason.PAGES.value)
        course.note_coverage(db, plan.run_id, **change)
