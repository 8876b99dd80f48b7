"""Pace and circuit breaker of one host."""

import asyncio
from datetime import UTC, datetime

import pytest

from crawler.hosts.answer import Answer
from crawler.hosts.breaker import Breaker
from crawler.hosts.pace import MAX_DELAY, Pace
from store.harvest import Limits
from store.warc import Exchange

LIMITS = Limits()


def test_the_rate_is_halved_once_for_answers_to_the_same_burst() -> None:
    pace = Pace(LIMITS)
    assert [pace.overloaded(asked_at, 10.0) for asked_at in (9.0, 9.1, 9.2)] == [True, False, False]
    assert pace.delay == LIMITS.overload_delay
    assert pace.overloaded(11.0, 12.0)
    assert pace.delay == 2 * LIMITS.overload_delay
    for number in range(20):
        pace.overloaded(100.0 + number, 100.5 + number)
    assert pace.delay == MAX_DELAY


def test_the_rate_grows_by_steps_down_to_the_floor() -> None:
    pace = Pace(LIMITS, 0.1)
    pace.overloaded(1.0, 2.0)
    seen = []
    while pace.strained and len(seen) < 1000:
        pace.answered()
        seen.append(pace.delay)
    assert seen == sorted(seen, reverse=True)
    assert 10 < len(seen) < 100
    assert pace.delay == 0.1


def test_what_a_host_asks_for_is_kept() -> None:
    pace = Pace(LIMITS)
    pace.overloaded(1.0, 2.0, retry_after=40.0)
    assert pace.not_before == 42.0
    pace.overloaded(1.0, 3.0, retry_after=10_000.0)
    assert pace.not_before == 303.0
    pace.hold(5.0)
    assert (pace.floor, pace.delay) == (5.0, 5.0)


@pytest.mark.parametrize(
    ("asked", "seconds"), [("7", 7.0), ("", 0.0), ("soon", 0.0), ("-3", 0.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
)
def test_retry_after_is_read(asked: str, seconds: float) -> None:
    exchange = Exchange("http://a.kz/", datetime.now(UTC), "GET", [], 429, "", [("Retry-After", asked)], b"", None)
    assert Answer(exchange, b"").retry_after == seconds


def test_retry_after_may_be_a_date() -> None:
    exchange = Exchange(
        "http://a.kz/", datetime.now(UTC), "GET", [], 503, "", [("Retry-After", "Fri, 01 Jan 2100 00:00:00 GMT")], b"", None
    )
    assert Answer(exchange, b"").retry_after > 1e9


def breaker(answers: list[bool]) -> tuple[Breaker, list[float]]:
    asked: list[float] = []

    async def probe() -> bool:
        asked.append(asyncio.get_running_loop().time())
        return answers.pop(0)

    return Breaker(Limits(breaker_after=3, breaker_pause=0.05, breaker_trips=2), probe), asked


def test_a_host_that_answers_elsewhere_is_not_paused() -> None:
    found, asked = breaker([True])

    async def course() -> list[bool]:
        for _ in range(3):
            assert await found.ready()
            found.failed("timeout")
        return await asyncio.gather(*(found.ready() for _ in range(5)))

    assert asyncio.run(course()) == [True] * 5
    assert len(asked) == 1
    assert not found.given_up


def test_a_dead_host_is_given_up_after_growing_pauses_and_forgiven_later() -> None:
    found, asked = breaker([False, False, False])

    async def course() -> list[bool]:
        for _ in range(3):
            found.failed("blocked")
        return [await found.ready(), await found.ready()]

    assert asyncio.run(course()) == [False, False]
    assert (found.given_up, found.kind, len(asked)) == (True, "blocked", 3)
    assert asked[1] - asked[0] >= 0.05
    assert asked[2] - asked[1] >= 0.1
    found.forgive()
    assert asyncio.run(found.ready())


def test_a_good_answer_ends_the_row() -> None:
    found, asked = breaker([])

    async def course() -> None:
        for number in range(20):
            found.failed("timeout")
            if number % 2:
                found.answered()
            assert await found.ready()

    asyncio.run(course())
    assert asked == []


def test_a_host_whose_known_page_answers_while_all_else_hangs_is_not_waited_for_without_end() -> None:
    """Of two hundred addresses that hang two rows are waited for; the page that proves the host alive does not begin them anew."""
    found, asked = breaker([True] * 200)

    async def course() -> int:
        waited = 0
        while waited < 200 and await found.ready():
            found.failed("timeout")
            waited += 1
        return waited

    assert asyncio.run(course()) == 6
    assert (found.given_up, found.kind, len(asked)) == (True, "timeout", 1)
    found.forgive()
    assert asyncio.run(found.ready())


def test_answers_between_them_and_failures_of_other_kinds_keep_a_host_with_hanging_addresses() -> None:
    found, _ = breaker([True] * 200)

    async def course() -> None:
        for number in range(60):
            found.failed("timeout" if number % 4 else "reset")
            if number % 9 == 0:
                found.answered()
            assert await found.ready()

    asyncio.run(course())
    assert not found.given_up


def test_addresses_that_hang_between_good_answers_are_waited_for_less_in_the_end() -> None:
    """Three rounds over six addresses that hang have the whole patience; then ten seconds do, or twice what its slowest answer took."""
    found, _ = breaker([])
    waits = []
    for _ in range(20):
        waits.append(found.patience)
        found.failed("timeout")
        found.answered(0.5)
    assert waits == [60.0] * 18 + [10.0] * 2
    found.answered(20.0)
    assert found.patience == 40.0
    found.answered(50.0)
    assert found.patience == 60.0
