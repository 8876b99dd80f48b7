"""The calendar of an act: days by hand, moved where they end on a day off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.calendar import Calendar, load_calendar
from store.demands import DaysAfter, Due
from store.terms import dated
from tests.scoring.kit import loaded

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
    found = dated(loaded(PORTAL), calendar, year, {})
    assert [(str(one.printed), str(one.last), one.about) for one in found] == [(printed, last, str(year - 1))] * 2
    assert found[0].moved == (printed != last)


OPEN = CONFIG / "methodology" / "kz-2025" / "2025-05-16"
FEEDBACK = CONFIG / "methodology" / "kz-2024-feedback" / "2025-04-13"


@pytest.mark.parametrize(
    ("term", "event", "day", "last"),
    [
        # «в течение пяти рабочих дней со дня получения»: 4, 5, 9, 10, 11 June; 6 June is Kurban ait
        ("objections", "conclusion-received", "2025-06-03", "2025-06-11"),
        # 31 December, 5, 6, 8, 9 January; 1 and 2 January are New Year, 7 January is Christmas
        ("objections", "conclusion-received", "2025-12-30", "2026-01-09"),
        # 19, 20, 26, 27, 30 March; Nauryz of Saturday to Monday moves to Tuesday and Wednesday
        ("no-objections", "conclusion-received", "2026-03-18", "2026-03-30"),
        # 23, 27, 28, 29, 30 October; Sunday the 25th is Republic Day, so Monday is off
        ("conclusion-to-agency", "commission-sitting", "2026-10-22", "2026-10-30"),
        # fifteen: 5, 6, 8, 12–15, 18–22, 25, 26, 28 May; 7, 9 (moved to 11) and 27 May are off
        ("audit-results-central", "audit-results-received", "2026-05-04", "2026-05-28"),
        # fifteen: 31 August (no Constitution Day in 2026), 1–4, 7–11, 14–18 September
        ("plan-report", "plan-report-formed", "2026-08-28", "2026-09-18"),
        # the Law on mass media, five working days: 4, 5, 6, 8, 12 May
        ("media-answers", "media-request-received", "2026-04-30", "2026-05-12"),
    ],
)
def test_terms_after_an_event(calendar: Calendar, term: str, event: str, day: str, last: str) -> None:
    happened = date.fromisoformat(day)
    found = {one.term.id: one for one in dated(loaded(OPEN), calendar, happened.year, {event: [happened]})}
    one = found[f"kz-2025:terms.{term}"]
    assert (str(one.last), one.event, one.moved) == (last, happened, False)


@pytest.mark.parametrize(
    ("year", "sittings", "printed", "last"),
    [
        (2026, [], "2026-04-01", "2026-04-01"),
        (2028, [], "2028-04-01", "2028-04-03"),  # a Saturday
        (2026, ["2026-03-20"], "2026-03-19", "2026-03-19"),  # «до их представления на заседание общественного совета»
        (2026, ["2026-04-15"], "2026-04-01", "2026-04-01"),  # «но не позднее 1 апреля»
        (2026, ["2026-03-27", "2026-03-20"], "2026-03-19", "2026-03-19"),  # the first sitting counts
        (2026, ["2025-03-20"], "2026-04-01", "2026-04-01"),  # a sitting of another year
    ],
)
def test_not_later_than_the_first_of_april_and_before_the_council(
    calendar: Calendar, year: int, sittings: list[str], printed: str, last: str
) -> None:
    days = {"council-sitting": [date.fromisoformat(day) for day in sittings]}
    found = [
        one for one in dated(loaded(OPEN), calendar, year, days, "central") if one.term.id.endswith("programme-reports-central")
    ]
    assert [(str(one.printed), str(one.last), one.about) for one in found] == [(printed, last, str(year - 1))]


def test_calendar_days_that_end_on_a_holiday_are_moved(calendar: Calendar) -> None:
    edition = loaded(OPEN)
    due = Due(after=DaysAfter(event="conclusion-received", days=15, count="calendar"))
    term = edition.demands.terms[0].model_copy(update={"due": due})
    edition = edition.model_copy(update={"demands": edition.demands.model_copy(update={"terms": (term,)})})
    (one,) = dated(edition, calendar, 2026, {"conclusion-received": [date(2026, 6, 21)]})
    assert (str(one.printed), str(one.last), one.moved) == ("2026-07-06", "2026-07-07", True)  # 6 July is the Day of the Capital


def test_quarters_half_years_and_what_has_no_day(calendar: Calendar) -> None:
    found = dated(loaded(FEEDBACK), calendar, 2026, {})
    assert [(one.term.id.rpartition(".")[2], str(one.first), str(one.last)) for one in found if one.last] == [
        ("interim-results", "2026-01-01", "2026-03-31"),
        ("interim-results", "2026-04-01", "2026-06-30"),
        ("conferences", "2026-01-01", "2026-06-30"),
        ("interim-results", "2026-07-01", "2026-09-30"),
        ("interim-results", "2026-10-01", "2026-12-31"),
        ("conferences", "2026-07-01", "2026-12-31"),
    ]
    # «поступивших в течение квартала», «итоговую информацию»: done when the period is over, and no day is named.
    assert [one.term.id.rpartition(".")[2] for one in found if one.last is None] == ["appeals-analysis", "final-results"]


def test_periods_of_the_year_in_which_the_act_began(calendar: Calendar) -> None:
    found = dated(loaded(FEEDBACK), calendar, 2025, {})  # in force from 13 April 2025: the first quarter was over
    assert [one.about for one in found if one.term.id.endswith("interim-results")] == ["2025-Q2", "2025-Q3", "2025-Q4"]


def test_a_term_that_hangs_on_an_unknown_day_is_told_last(calendar: Calendar) -> None:
    found = dated(loaded(OPEN), calendar, 2026, {})
    undated = [one for one in found if one.last is None]
    assert found[-len(undated) :] == undated
    assert {one.state(date(2026, 6, 1)) for one in undated} == {"open"}


def test_terms_of_one_kind_of_body(calendar: Calendar) -> None:
    found = dated(loaded(OPEN), calendar, 2026, {}, "local")
    names = {one.term.id.rpartition(".")[2] for one in found}
    assert {"programme-reports-local", "audit-results-local", "objections"} <= names
    assert not {"programme-reports-central", "plan-report"} & names


def test_a_term_that_ended_before_the_act_is_not_told(calendar: Calendar) -> None:
    assert dated(loaded(PORTAL), calendar, 2025, {}) == []  # in force from 11 April 2025


def test_the_state_of_a_term(calendar: Calendar) -> None:
    one = dated(loaded(PORTAL), calendar, 2026, {})[0]
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    assert [one.state(day) for day in days] == ["ahead", "today", "past"]
