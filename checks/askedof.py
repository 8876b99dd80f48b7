"""Questions put to a head in a blog, sorted by whether an answer stands beside them and whether the term of an answer is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from store.items import ItemRecord
from store.snapshot import Snapshot


class Sorted(NamedTuple):
    """Questions of the period: answered in time or not, without an answer while there is time, without one when there is none."""

    answered: list[ItemRecord]
    late: list[ItemRecord]
    pending: list[ItemRecord]
    overdue: list[ItemRecord]


def sorted_out(snapshot: Snapshot, term: str, asked: Sequence[ItemRecord]) -> Sorted:
    """The questions by their standing on the day of the audit.

    :param term: the name of the term of an answer in the calendar of terms.
    """
    found = Sorted([], [], [], [])
    for item in asked:
        last = _deadline(snapshot, term, item)
        if item.facts.get("answers"):
            days = [day for day in item.facts.get("answered", []) if isinstance(day, str)]
            found.answered.append(item)
            if days and last is not None and min(days) > last.isoformat():
                found.late.append(item)
        elif last is not None and snapshot.plan.as_of > last:
            found.overdue.append(item)
        else:
            found.pending.append(item)
    return found


def _deadline(snapshot: Snapshot, term: str, item: ItemRecord) -> date | None:
    """The last day for an answer; None where no term of law is known for that day."""
    day = date.fromisoformat(item.day)
    known = snapshot.calendar.term(term, day)
    return None if known is None else snapshot.calendar.deadline(known, day)
