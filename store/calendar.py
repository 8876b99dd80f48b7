"""Working days and terms of law: the country's holidays from a library, days moved by order from ``config/calendar``.

Every answer follows from the dates given; nothing here reads the clock. The library knows the holidays and how they move
(Law "On holidays", art. 5; Labour Code, art. 84); what it does not know yet stands in ``kz.yaml`` and goes before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from store.base import Frozen, Text
from store.methodology import Rule
from store.strictyaml import convert, read_strict
from store.told import N_

if TYPE_CHECKING:
    from holidays import HolidayBase

DAY = timedelta(days=1)
PERIOD = re.compile(r"(?P<year>20\d\d)(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])))?")


class MovedDay(Frozen):
    """A day that differs from the ordinary calendar, by which act, and where that act is told."""

    date: date
    kind: Literal["day-off", "working"]
    act: Text
    source: str


class CalendarFile(Frozen):
    """config/calendar/kz.yaml."""

    form: Literal["openness/calendar/1"] = Field(alias="schema")
    country: Literal["KZ"]
    days: tuple[MovedDay, ...] = ()


class Span(Frozen):
    """A number of days, counted in working or in calendar days."""

    days: int = Field(ge=1, le=366)
    count: Literal["working", "calendar"]


class Term(Frozen):
    """The term of an answer by law: the answer itself, one extension, and the notice of it; with dates of validity.

    :param extension: what an extension adds to the term; None where the law knows none.
    :param notice: until when, after the last day of the term, the notice of the extension is in time.
    """

    name: str
    valid_from: date
    valid_to: date | None = None
    answer: Span
    extension: Span | None = None
    notice: Span | None = None
    rule: Rule


class TermsFile(Frozen):
    """config/calendar/terms.yaml."""

    form: Literal["openness/terms/1"] = Field(alias="schema")
    counting: Rule
    terms: tuple[Term, ...] = Field(min_length=1)


def _holidays() -> HolidayBase:
    from holidays import country_holidays

    return country_holidays("KZ")


@dataclass(frozen=True)
class Calendar:
    """Working days of the country. ``moved`` goes before the library."""

    moved: Mapping[date, MovedDay]
    terms: tuple[Term, ...] = ()
    _known: HolidayBase = field(default_factory=_holidays, repr=False, compare=False)

    def is_working_day(self, day: date) -> bool:
        """Whether the day is a working one in the five-day week."""
        moved = self.moved.get(day)
        if moved is not None:
            return moved.kind == "working"
        return self._known.is_working_day(day)

    def working_days_after(self, day: date, number: int) -> date:
        """The ``number``-th working day after ``day``, which itself is not counted (Civil Code, art. 173).

        :raises ValueError: a negative number.
        """
        if number < 0:
            raise ValueError(f"a number of days must be 0 or more, not {number}")
        while number:
            day += DAY
            number -= self.is_working_day(day)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself, or the next working day where it is off (Civil Code, art. 175)."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def end_of(self, span: Span, start: date) -> date:
        """The last day of a term that begins the day after ``start``."""
        if span.count == "working":
            return self.working_days_after(start, span.days)
        return self.on_or_after(start + span.days * DAY)

    def term(self, name: str, day: date) -> Term | None:
        """The term of law of this name that holds for what came in on ``day``; None where none does."""
        for term in self.terms:
            if term.name == name and term.valid_from <= day and (term.valid_to is None or day <= term.valid_to):
                return term
        return None

    def deadline(self, term: Term, received: date, notice: date | None = None) -> date:
        """The last day for an answer. ``notice`` is the day on which an extension was told, None where there was none.

        An extension counts only if the law knows one and its notice was sent in time.
        """
        last = self.end_of(term.answer, received)
        if notice is None or term.extension is None or not self.notice_in_time(term, received, notice):
            return last
        return self.end_of(term.extension, last)

    def notice_in_time(self, term: Term, received: date, notice: date) -> bool:
        """Whether the notice of an extension was sent in time."""
        last = self.end_of(term.answer, received)
        return term.notice is None or notice <= self.end_of(term.notice, last)


def load_calendar(config: str | Path) -> Calendar:
    """Reads ``calendar/kz.yaml`` and ``calendar/terms.yaml`` of a configuration folder.

    :raises ConfigError: a fault in them, with file and line; a day that stands twice; terms of one name that overlap.
    """
    folder = Path(config) / "calendar"
    document = read_strict(folder / "kz.yaml")
    moved: dict[date, MovedDay] = {}
    for number, day in enumerate(convert(document, CalendarFile).days):
        if day.date in moved:
            raise document.fault(("days", number, "date"), "the day {day} stands twice; keep one of them", day=day.date)
        moved[day.date] = day
    return Calendar(moved, _terms(folder / "terms.yaml"))


def _terms(path: Path) -> tuple[Term, ...]:
    document = read_strict(path)
    terms = convert(document, TermsFile).terms
    for number, term in enumerate(terms):
        if term.valid_to is not None and term.valid_to < term.valid_from:
            raise document.fault(("terms", number, "valid_to"), "valid_to lies before valid_from; correct one of them")
        for other in terms[:number]:
            if other.name == term.name and _overlap(other, term):
                overlaps = N_("«{name}» overlaps its entry from {since}; end that one with valid_to")
                raise document.fault(("terms", number, "valid_from"), overlaps, name=term.name, since=other.valid_from)
    return terms


def _overlap(one: Term, other: Term) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def period_days(period: str) -> tuple[date, date]:
    """First and last day of a year, half-year or quarter: ``2026``, ``2026-H2``, ``2026-Q4``.

    :raises ValueError: anything else.
    """
    match = PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"a year, half-year or quarter was expected, not {period!r}")
    year, first, months = int(match["year"]), 1, 12
    if match["half"]:
        first, months = int(match["half"]) * 6 - 5, 6
    elif match["quarter"]:
        first, months = int(match["quarter"]) * 3 - 2, 3
    after = date(year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    return date(year, first, 1), after - DAY


def covers(period: str, other: str) -> bool:
    """Whether the days of ``other`` all lie in ``period``."""
    first, last = period_days(period)
    start, end = period_days(other)
    return first <= start and end <= last
