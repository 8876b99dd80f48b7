"""The last day for an answer, step by step, so that a reader can count it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.calendar import DAY, Calendar, Span, Term

Extension = Literal["none", "in-time", "late", "unknown"]


@dataclass(frozen=True)
class Due:
    """How the last day of one answer came about.

    ``first`` ends the original term, ``last`` is the day that counts. ``counted`` are the working days of the original term, ``off`` the days
    off among them (both empty for a term in calendar days). ``extension`` says what became of one: its notice had to be sent by ``by``.
    """

    first: date
    last: date
    counted: tuple[date, ...]
    off: tuple[date, ...]
    extension: Extension
    by: date | None


def due(calendar: Calendar, term: Term, received: date, notice: date | None) -> Due:
    """The last day for an answer to what came in on ``received``.

    :param notice: the day on which an extension was told; None where there was none.
    :returns: the day with everything that it was counted from.
    """
    first = calendar.end_of(term.answer, received)
    by = None if term.notice is None else calendar.end_of(term.notice, first)
    last = calendar.deadline(term, received, notice)
    counted, off = _days(calendar, term.answer, received, first)
    return Due(first, last, counted, off, _extension(calendar, term, received, notice), by)


def _extension(calendar: Calendar, term: Term, received: date, notice: date | None) -> Extension:
    if notice is None:
        return "none"
    if term.extension is None:
        return "unknown"
    return "in-time" if calendar.notice_in_time(term, received, notice) else "late"


def _days(calendar: Calendar, span: Span, received: date, last: date) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Working days from the day after ``received`` to ``last``, and the days off between them; none for a term in calendar days."""
    if span.count != "working":
        return (), ()
    every = [received + DAY * number for number in range(1, (last - received).days + 1)]
    counted = tuple(one for one in every if calendar.is_working_day(one))
    return counted, tuple(one for one in every if one not in counted)
