"""The calendar of an act: days by hand, moved where they end on a day off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scoring.methodology import load
from store.calendar import Calendar, load_calendar
from store.terms import dated

CONFIG = Path(__file__).resolve().parents[2] / "config"
PORTAL = CONFIG / "methodology" / "kz-2025-portal" / "2025-04-11"


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendar(CONFIG)


@pytest.mark.parametrize(
    ("year", "printed", "last"),
    [
        (2026, "2026-02-28", "2026-03-02"),  # «до 1 марта»: 28 February is a Saturday, 1 March a Sunday
        (2027, "2027-02-28", "2027-03-01"),  # a Sunday
        (2028, "2028-02-29", "2028-02-29"),  # a leap year, a Tuesday
    ],
)
def test_before_the_first_of_march(calendar: Calendar, year: int, printed: str, last: str) -> None:
    found = dated(load(PORTAL), calendar, year, {})
    assert [(str(one.printed), str(one.last), one.about) for one in found] == [(printed, last, str(year - 1))] * 2
    assert found[0].moved == (printed != last)


def test_a_term_that_ended_before_the_act_is_not_told(calendar: Calendar) -> None:
    assert dated(load(PORTAL), calendar, 2025, {}) == []  # in force from 11 April 2025


def test_the_state_of_a_term(calendar: Calendar) -> None:
    one = dated(load(PORTAL), calendar, 2026, {})[0]
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    assert [one.state(day) for day in days] == ["ahead", "today", "past"]
