"""Publications of a set by days: which were due, which are known to have been made, which are known not to have been, and which nobody can tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from checks.opensets import OpenSet
from store.calendar import Calendar

DAY = timedelta(days=1)
MONTHS = {"monthly": 1, "quarterly": 3, "half-year": 6, "yearly": 12}
WEEK = 7


class Window(NamedTuple):
    """A publication that is due: from the first day on which it counts to the last on which it is in time."""

    start: date
    due: date


class Known(NamedTuple):
    """What is known of a set: days of publication, stretches without one (both ends inclusive), and the day of the reading."""

    made: frozenset[date]
    silent: tuple[tuple[date, date], ...]
    seen: date

    def is_open(self, start: date, end: date) -> bool:
        """Whether something may have been published on a day of the stretch that nobody knows of."""
        return next(self.open_days(start, end), None) is not None

    def open_days(self, start: date, end: date) -> Iterator[date]:
        """The days of a stretch of which nothing is known."""
        day = start
        while day <= end:
            hushed = next((last for first, last in self.silent if first <= day <= last), None)
            if hushed is not None:
                day = hushed + DAY if hushed < date.max else date.max
                if day == date.max:
                    return
                continue
            if day not in self.made:
                yield day
            day += DAY


class Timely(NamedTuple):
    """How many publications were due and how many of them were made in time, at least and at most; those surely missed by their last day."""

    due: int
    low: int
    high: int
    missed: tuple[date, ...]


def absent(seen: date) -> Known:
    """What is known of a set that is not on the portal: nothing was published."""
    return Known(frozenset(), ((date.min, date.max),), seen)


def known_of(one: OpenSet, seen: date) -> Known:
    """What the portal shows: the day a set was placed, the days it was changed as catalogue, passports and rows tell; before the first and after
    the last of these nothing was published."""
    said = [one.text("created"), one.text("modified")]
    for passport in one.passports.values():
        said += [str(passport.facts.get(name) or "") for name in ("created", "modified")]
    said += [str(day) for day in (one.data.facts.get("modified") or ())] if one.data is not None else []
    made = frozenset(day for text in said if text for day in [date.fromisoformat(text)] if day <= seen)
    silent = []
    if one.text("created") and made:
        silent.append((date.min, min(made) - DAY))
    if one.text("modified") and one.text("modified") <= seen.isoformat() and made and max(made) < seen:
        silent.append((max(made) + DAY, seen))
    return Known(made, tuple(silent), seen)


def windows(period: str, first: date, last: date, calendar: Calendar, term: int = 0, since: date | None = None) -> list[Window]:
    """The publications due for the units of a period that end between two days.

    The last day of a unit that is off moves to the next working day (Civil Code, art. 175); a ``term`` in working days runs from the end of
    the unit. A set that is brought up to date «as needed» has none.
    """
    found = []
    for start, end in _units(period, first, last, calendar):
        due = calendar.working_days_after(end, term) if term else calendar.on_or_after(end)
        if since is None or start >= since:
            found.append(Window(start, due))
    return found


def _units(period: str, first: date, last: date, calendar: Calendar) -> Iterator[tuple[date, date]]:
    if period == "daily":
        yield from ((day, day) for day in _days(first, last) if calendar.is_working_day(day))
    elif period == "weekly":
        monday = first + (-first.weekday() % WEEK) * DAY
        while monday + (WEEK - 1) * DAY <= last:
            yield monday, monday + (WEEK - 1) * DAY
            monday += WEEK * DAY
    elif period in MONTHS:
        yield from _months(MONTHS[period], first, last)


def _months(length: int, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Units of whole months that end within the stretch; a year ends in it though it began before."""
    number = first.year * 12
    while True:
        start, after = _month(number), _month(number + length)
        if after - DAY > last:
            return
        if after - DAY >= first:
            yield start, after - DAY
        number += length


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def passed(due: Iterable[Window], until: date) -> list[Window]:
    """Those whose last day lies before a day."""
    return [window for window in due if window.due < until]


def timely(due: list[Window], known: Known) -> Timely:
    """Which due publications were made in time. One publication serves one of them: the earliest that it can."""
    served: set[Window] = set()
    for day in sorted(known.made):
        window = next((one for one in due if one not in served and one.start <= day <= one.due), None)
        if window is not None:
            served.add(window)
    rest = [one for one in due if one not in served]
    open_ = [one for one in rest if known.is_open(one.start, one.due)]
    missed = tuple(one.due for one in rest if one not in open_)
    return Timely(len(due), len(served), len(served) + len(open_), missed)


def made(due: list[Window], known: Known) -> tuple[int, int]:
    """How many of the due publications were made at all, in time or late, at least and at most; none is made before its term begins.

    One made after the last day of all may be a late one of these, or an early one of those to come: it counts at most.
    """
    if not due:
        return 0, 0
    start, end = due[0].start, due[-1].due
    surely = sorted(day for day in known.made if start <= day <= end)
    perhaps = [day for day in known.made if start <= day <= known.seen] + list(known.open_days(start, known.seen))
    return _served(due, surely), _served(due, sorted(perhaps))


def _served(due: list[Window], days: list[date]) -> int:
    """How many terms can have a publication of their own on these days, none before the term begins."""
    served = 0
    for window in sorted(due, reverse=True):
        served += len(days) - bisect_left(days, window.start) > served
    return served
