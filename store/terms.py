"""The calendar of an act for a year: the day of each of its terms, moved where it would end on a day off. Pure: no clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.base import BodyKind
from store.calendar import DAY, Calendar, Span, period_days
from store.demands import DayOfYear, LawAfter, LawTerm, Periodic
from store.methodology import Methodology

State = Literal["past", "today", "ahead", "open"]
PARTS = {"year": ("",), "half-year": ("-H1", "-H2"), "quarter": ("-Q1", "-Q2", "-Q3", "-Q4")}


@dataclass(frozen=True)
class Dated:
    """One term in one year.

    :param last: the last day on which it is kept; None while the event that it hangs on has no day, and where the act names none.
    :param printed: the day as the act counts it, before it was moved off a day off; ``first`` the first day of a period.
    :param about: the year or the part of one that it is about, where the act says so: ``2025``, ``2026-Q1``.
    :param event: the day of the event that it runs from.
    """

    term: LawTerm
    last: date | None
    printed: date | None = None
    first: date | None = None
    about: str = ""
    event: date | None = None

    @property
    def moved(self) -> bool:
        """Whether the day was moved because it is a day off."""
        return self.last is not None and self.printed is not None and self.last != self.printed

    def state(self, as_of: date) -> State:
        """How the term stands on a day."""
        if self.last is None:
            return "open"
        if self.last == as_of:
            return "today"
        return "past" if self.last < as_of else "ahead"


Days = Mapping[str, Sequence[date]]


def dated(edition: Methodology, calendar: Calendar, year: int, days: Days, kind: BodyKind | None = None) -> list[Dated]:
    """The calendar of an edition for one year.

    :param calendar: the working days of the country.
    :param year: the calendar year in which the terms end; those that hang on an event stand in it whenever the event was.
    :param days: known days of events by id; a term of an event without a day is told without one.
    :param kind: only the terms for bodies of this kind; None for all.
    :returns: the terms by day, those without a day last, in the order of the act; none that ended before the edition entered into
        force or began after it lost it.
    """
    terms = [term for term in edition.demands.terms if kind is None or kind in term.applies]
    found = [one for term in terms for one in _of(term, calendar, year, days) if _holds(edition, one)]
    return sorted(found, key=lambda one: (one.last is None, one.last or date.min))


def _holds(edition: Methodology, one: Dated) -> bool:
    if one.last is None:
        return True
    began = one.first or one.event or one.last
    return one.last >= edition.valid_from and (edition.valid_to is None or began <= edition.valid_to)


def _of(term: LawTerm, calendar: Calendar, year: int, days: Days) -> Iterator[Dated]:
    due = term.due
    if due.day is not None:
        yield from _on_day(term, due.day, calendar, year, days)
    elif due.every is not None:
        yield from _in_each(term, due.every, year)
    elif due.after is not None:
        span = Span(days=due.after.days, count=due.after.count)
        yield from _from_events(term, span, calendar, days.get(due.after.event, ()))
    elif due.before_event is not None:
        yield from _before(term, days.get(due.before_event, ()))
    elif due.law is not None:
        yield from _by_law(term, due.law, calendar, days.get(due.law.event, ()))


def _on_day(term: LawTerm, day: DayOfYear, calendar: Calendar, year: int, days: Days) -> Iterator[Dated]:
    """Every such term of the year; one that must also precede an event ends the day before an earlier one."""
    printed = last_day(day, year)
    about = "" if day.years_after is None else str(year - day.years_after)
    moved = calendar.on_or_after(printed)
    if term.due.before_event is not None:
        for event in sorted(days.get(term.due.before_event, ())):
            if event.year == year and event <= moved:
                yield Dated(term, event - DAY, event - DAY, about=about, event=event)
                return
    yield Dated(term, moved, printed, about=about)


def last_day(day: DayOfYear, year: int) -> date:
    """The last day itself: 1 March «не позднее», the last of February for «до 1 марта»; 29 February is the last of a short one."""
    named = date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
    return named - DAY if day.before else named


def _in_each(term: LawTerm, every: Periodic, year: int) -> Iterator[Dated]:
    """A period is not a term that ends on a day off: what belongs into it must be done before it ends.

    What is done of a period that is over has no day; it is told once.
    """
    if every.after_end:
        yield Dated(term, None)
        return
    for part in PARTS[every.period]:
        about = f"{year}{part}"
        first, last = period_days(about)
        yield Dated(term, last, last, first, about)


def _from_events(term: LawTerm, span: Span, calendar: Calendar, events: Sequence[date]) -> Iterator[Dated]:
    for event in events:
        yield _from_event(term, span, calendar, event)
    if not events:
        yield Dated(term, None)


def _from_event(term: LawTerm, span: Span, calendar: Calendar, event: date) -> Dated:
    last = calendar.end_of(span, event)
    return Dated(term, last, event + span.days * DAY if span.count == "calendar" else last, event=event)


def _by_law(term: LawTerm, law: LawAfter, calendar: Calendar, events: Sequence[date]) -> Iterator[Dated]:
    """The answer's term of another law as it was on the day of the event; without a day where that law then knew none."""
    for event in events:
        known = calendar.term(law.name, event)
        yield Dated(term, None, event=event) if known is None else _from_event(term, known.answer, calendar, event)
    if not events:
        yield Dated(term, None)


def _before(term: LawTerm, events: Sequence[date]) -> Iterator[Dated]:
    for event in events:
        yield Dated(term, event - DAY, event - DAY, event=event)
    if not events:
        yield Dated(term, None)
