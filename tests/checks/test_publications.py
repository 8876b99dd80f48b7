"""Terms of publications by the calendar, and what days known and unknown make of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.publications import Known, Window, absent, made, passed, timely, windows
from store.calendar import load_calendar

CALENDAR = load_calendar(Path(__file__).parents[2] / "config")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SEEN = date(2026, 11, 20)


def days(*said: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, said))


def known(*said: str, silent: tuple[tuple[date, date], ...] | None = None) -> Known:
    found = days(*said)
    usual = ((date.min, min(found) - timedelta(1)), (max(found) + timedelta(1), SEEN)) if found else ()
    return Known(found, usual if silent is None else silent, SEEN)


@pytest.mark.parametrize(
    ("period", "number", "first", "last"),
    [
        ("monthly", 12, ("2026-01-01", "2026-02-02"), ("2026-12-01", "2026-12-31")),  # 31 January is a Saturday
        ("quarterly", 4, ("2026-01-01", "2026-03-31"), ("2026-10-01", "2026-12-31")),
        ("half-year", 2, ("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")),
        ("yearly", 1, ("2026-01-01", "2026-12-31"), ("2026-01-01", "2026-12-31")),
    ],
)
def test_units_of_a_year(period: str, number: int, first: tuple[str, str], last: tuple[str, str]) -> None:
    found = windows(period, *YEAR, CALENDAR)
    assert len(found) == number
    assert found[0] == Window(*map(date.fromisoformat, first))
    assert found[-1] == Window(*map(date.fromisoformat, last))


def test_a_year_ends_in_the_second_half_though_it_began_before() -> None:
    assert windows("yearly", date(2026, 7, 1), YEAR[1], CALENDAR) == [Window(date(2026, 1, 1), date(2026, 12, 31))]
    assert windows("yearly", date(2026, 1, 1), date(2026, 6, 30), CALENDAR) == []
    assert windows("as-needed", *YEAR, CALENDAR) == []


def test_a_term_in_working_days_runs_from_the_end_of_the_unit() -> None:
    # September ends on a Wednesday; ten working days later is Wednesday, 14 October.
    assert windows("quarterly", *YEAR, CALENDAR, term=10)[2].due == date(2026, 10, 14)


def test_daily_sets_are_due_on_working_days_and_weekly_ones_by_whole_weeks() -> None:
    first, last = date(2026, 3, 16), date(2026, 3, 29)
    daily = windows("daily", first, last, CALENDAR)
    assert all(CALENDAR.is_working_day(one.due) and one.start == one.due for one in daily)
    assert date(2026, 3, 23) not in {one.due for one in daily}  # Nauryz
    assert [one.start for one in windows("weekly", first, last, CALENDAR)] == [date(2026, 3, 16), date(2026, 3, 23)]


def test_what_is_not_over_is_not_due() -> None:
    found = passed(windows("monthly", *YEAR, CALENDAR, since=date(2026, 7, 1)), SEEN)
    assert [one.due for one in found] == [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 11, 2)]


def test_a_set_that_is_not_there_missed_every_term() -> None:
    due = passed(windows("quarterly", *YEAR, CALENDAR), SEEN)
    assert timely(due, absent(SEEN)).missed == (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
    assert made(due, absent(SEEN)) == (0, 0)


def test_days_between_known_ones_leave_a_term_open() -> None:
    due = passed(windows("quarterly", *YEAR, CALENDAR), SEEN)
    found = timely(due, known("2026-02-10", "2026-08-03"))
    assert (found.low, found.high, found.missed) == (2, 3, ())
    assert made(due, known("2026-02-10", "2026-08-03")) == (2, 3)


def test_a_late_publication_is_made_and_not_in_time_and_an_early_one_serves_no_later_term() -> None:
    due = passed(windows("monthly", *YEAR, CALENDAR, since=date(2026, 7, 1)), SEEN)
    late = known("2026-07-10", "2026-09-01", "2026-09-29", silent=((date.min, date.max),))
    assert timely(due, late).missed == (date(2026, 8, 31), date(2026, 11, 2))
    assert made(due, late) == (3, 3)
    early = known("2026-07-10", "2026-07-20", "2026-07-30", silent=((date.min, date.max),))
    assert made(due, early) == (1, 1)


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, 323), max_size=12), st.sampled_from(["monthly", "quarterly", "weekly", "half-year"]), st.booleans())
def test_ends_enclose_each_other(numbers: set[int], period: str, hushed: bool) -> None:
    due = passed(windows(period, *YEAR, CALENDAR), SEEN)
    found = frozenset(YEAR[0] + timedelta(number) for number in numbers)
    silent = ((date.min, date.max),) if hushed else ()
    one = Known(found, silent, SEEN)
    exact = timely(due, one)
    low, high = made(due, one)
    assert 0 <= exact.low <= exact.high <= len(due)
    assert exact.low <= low <= high <= len(due)
    assert len(exact.missed) == len(due) - exact.high
    if hushed:
        assert exact.low == exact.high
