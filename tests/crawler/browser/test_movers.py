"""What makes a page move bears the same name whether a slide is under way or rests at the moment."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from crawler.browser.page.world import World
from crawler.browser.probes.motion import SIGNS
from crawler.browser.probes.moved import MOST_MOVERS, MOVERS
from crawler.browser.program.launch import Browser, resolver_rules
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(5)]
PAGE = "<!doctype html><style>p{position:relative;left:0;transition:left 1000s}</style><p id=slide>Слайд</p>"


async def _found(url: str) -> list[dict[str, Any]]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = Browser(playwright, resolver_rules([url], allow_private=True))
        async with browser.context() as context:
            page = await context.new_page()
            await page.goto(url)
            world = await World.open(await context.new_cdp_session(page))
            await world.call(SIGNS)
            await page.evaluate("slide.style.left = '300px'")
            assert await page.evaluate("document.getAnimations().length") == 1
            moving = await world.call(MOVERS, ["animation", "attribute style"], MOST_MOVERS)
            await page.evaluate("document.getAnimations().forEach((one) => one.finish())")
            resting = await world.call(MOVERS, ["attribute style"], MOST_MOVERS)
        await browser.close()
        return [moving, resting]


def test_a_slide_under_way_is_the_slide_at_rest() -> None:
    with serving({"/": PAGE}) as server:
        moving, resting = asyncio.run(_found(server.url))
    assert moving["key"] == resting["key"]
    assert [mover[0].rpartition("/")[2] for mover in moving["movers"]] == ["p"]
