"""What a browser may take: a page's process beyond the bound that was passed is ended, a browser that served its pages is replaced."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from crawler.browser.program.launch import Browser, resolver_rules
from crawler.browser.program.memory import STEP, marked
from tests.crawler.servant import PAGE, serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(10)]
# No page's process is as small as the first, none as large as the second.
NOTHING, PLENTY = 1, 1 << 60
LOOKS = 4
# Seconds.
PATIENCE = 60


def ended(url: str, memory: int) -> bool:
    """Whether a page is ended that stays open until the guard has looked several times, or until it is gone."""

    async def look() -> bool:
        from playwright.async_api import Error, async_playwright

        async with async_playwright() as playwright:
            browser = Browser(playwright, resolver_rules([url], allow_private=True), memory=memory)
            gone = False
            try:
                # A tab whose process is ended while it is made never comes; visits are bounded in the same way.
                async with asyncio.timeout(PATIENCE), browser.context() as context:
                    page = await context.new_page()
                    await page.goto(url)
                    looks = 0
                    while memory == NOTHING or looks < LOOKS:
                        await asyncio.sleep(STEP)
                        assert await page.evaluate("1") == 1
                        looks += 1
            except (Error, TimeoutError):
                gone = True
            await browser.close()
            return gone

    return asyncio.run(look())


def test_a_page_is_ended_where_it_outgrows_the_bound_that_was_passed() -> None:
    with serving({"/": PAGE.format(title="a", links="<p>Текст страницы.</p>")}) as server:
        assert ended(server.url, NOTHING)
        assert not ended(server.url, PLENTY)


def test_a_browser_is_replaced_after_so_many_pages_and_leaves_nothing_behind() -> None:
    async def look() -> tuple[int, list[set[int]]]:
        from playwright.async_api import async_playwright

        marks: list[str] = []
        async with async_playwright() as playwright:
            browser = Browser(playwright, "MAP * ~NOTFOUND", recycle=2)
            for _ in range(5):
                async with browser.context() as context:
                    await context.new_page()
                    marks.append(current(browser).mark)
            await browser.close()
            return browser.started, [marked(mark) for mark in dict.fromkeys(marks)]

    started, left = asyncio.run(look())
    assert started == 3
    assert left == [set(), set(), set()]


def current(browser: Browser) -> Any:
    """The running browser."""
    assert browser._current is not None
    return browser._current
