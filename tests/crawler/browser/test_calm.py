"""What a page draws without end comes seldom while it is held, and goes on when it is let go; what ends by itself is left alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from crawler.browser.page.calm import APART, CHAIN, Calm
from crawler.browser.page.world import World
from crawler.browser.program.launch import Browser, resolver_rules
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(15)]
PAGE = (
    "<!doctype html><style>@keyframes go{to{opacity:.5}}i{animation:go 1s infinite}b{animation:go .3s}</style><i>a</i><b>b</b><script>"
    "let all=0,once=0,lost=0;const loop=()=>{all++;requestAnimationFrame(loop)};loop();"
    "const ask=()=>requestAnimationFrame(()=>once++);const drop=()=>cancelAnimationFrame(requestAnimationFrame(()=>lost++));</script>"
)
# How many frames of the loop come until the test holds.
SECOND = (
    "new Promise((done) => {{ const from = all, end = performance.now() + {ms};"
    "const look = () => {test} ? done(all - from) : setTimeout(look, 10); look(); }})"
)
WHOLE = SECOND.format(ms=4 * APART, test="performance.now() > end")
MANY = SECOND.format(ms=0, test=f"all - from > {2 * CHAIN}")
RUNNING = "document.getAnimations().filter((one) => one.playState === 'running').length"


async def _tried(url: str) -> dict[str, Any]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = Browser(playwright, resolver_rules([url], allow_private=True))
        async with browser.context() as context:
            page = await context.new_page()
            await page.goto(url)
            session = await context.new_cdp_session(page)
            world, calm = await World.open(session), Calm()
            await calm.begin(world)
            # The chain is that of the callbacks of one loop: so many frames pass before it is one without end.
            await page.wait_for_function(f"all > {2 * CHAIN}", polling=50, timeout=0)
            await calm.hold(world)
            found = {"held": await page.evaluate(WHOLE), "animated": await page.evaluate(RUNNING)}
            await page.evaluate("drop(), ask()")
            await page.wait_for_function("once === 1", polling=50, timeout=0)
            await calm.free(world)
            found |= {
                "freed": await page.evaluate(MANY),
                "again": await page.evaluate(RUNNING),
                "lost": await page.evaluate("lost"),
            }
            await calm.stop(world)
            found |= {"stopped": await page.evaluate(WHOLE), "at_last": await page.evaluate(RUNNING)}
        await browser.close()
        return found


@pytest.fixture(scope="module")
def tried() -> dict[str, Any]:
    with serving({"/": PAGE}) as server:
        return asyncio.run(_tried(server.url))


def test_a_loop_of_frames_is_answered_seldom_while_it_is_held(tried: dict[str, Any]) -> None:
    # One frame may be under way when the second begins, and one when it ends.
    assert 1 <= tried["held"] <= 6
    assert tried["stopped"] <= 6


def test_what_was_held_goes_on(tried: dict[str, Any]) -> None:
    assert tried["freed"] > 2 * CHAIN


def test_animations_without_end_stand_while_they_are_held(tried: dict[str, Any]) -> None:
    assert (tried["animated"], tried["again"], tried["at_last"]) == (0, 1, 0)


def test_a_frame_that_was_given_up_never_comes(tried: dict[str, Any]) -> None:
    assert tried["lost"] == 0
