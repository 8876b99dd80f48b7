"""The browser as a guest of a host: one thing at a time where the host asks for pauses or has no time, else side by side."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic

import pytest

from crawler.browser.look.courtesy import Courtesy
from crawler.hosts.robots import Robots
from tests.crawler.kit import Harvest

HOST = "127.0.0.1:9"
URL = f"http://{HOST}/"
GUESTS = 4


async def most_at_once(manners: Courtesy) -> int:
    """How many guests were with the host at the same time."""
    here, most = 0, 0

    async def guest(number: int) -> None:
        nonlocal here, most
        async with manners.turn(f"{URL}{number}"):
            here += 1
            most = max(most, here)
            # Till the others are there: who comes in takes as many turns as a slow machine gives it.
            for _ in range(500):
                await asyncio.sleep(0)
            here -= 1

    await asyncio.gather(*(guest(number) for number in range(GUESTS)))
    return most


@pytest.mark.parametrize(("asked", "most"), [("", GUESTS), ("User-agent: *\nCrawl-delay: 0.05\n", 1)])
def test_a_host_that_asks_for_pauses_has_one_guest_at_a_time(asked: str, most: int, tmp_path: Path) -> None:
    plan = Harvest(tmp_path, URL).plan()
    manners = Courtesy(plan, {HOST: Robots(200, asked.encode(), plan.user_agent)})
    assert asyncio.run(most_at_once(manners)) == most


def test_a_host_without_time_has_one_guest_at_a_time_until_it_answers_well(tmp_path: Path) -> None:
    manners = Courtesy(Harvest(tmp_path, URL).plan(), {})
    manners.overloaded(URL, monotonic(), 0.0)
    manners.overloaded("http://127.0.0.1:10/", monotonic(), 0.0)
    assert asyncio.run(most_at_once(manners)) == 1
    while manners._pace(HOST).delay:
        manners.answered(URL)
    assert asyncio.run(most_at_once(manners)) == GUESTS
