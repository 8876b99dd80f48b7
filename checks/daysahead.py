"""Pages with a programme of days that lie ahead, told without a year: «4 желтоқсан, 15:00», and below it what happens then.

A home page shows what is to come under whatever heading it likes; news tell days that are past.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from checks.derived import derived_by
from checks.newsitems import saying
from store.asked import asked
from store.base import Language
from store.indicators import latest
from store.records import PageRecord
from store.snapshot import Snapshot

WORDS = "content-marks"
DAY_AND_HOUR = asked(__name__, WORDS, "day-and-hour")
# One such line may be of anything: a deadline, a storm warning.
FEWEST = 2
# Farther ahead nobody tells a day without its year.
AHEAD = "P3M"
MONTHS = 12


@derived_by
def days_ahead(snapshot: Snapshot, language: Language) -> tuple[tuple[PageRecord, str], ...]:
    """Pages of a version that are no news and have several lines that begin with such a day and its hour, each with the first of them."""
    return tuple(saying(snapshot, language, partial(first_ahead, snapshot)))


def first_ahead(snapshot: Snapshot, text: str) -> str:
    """The first line that begins with a day to come and its hour, where there are several."""
    begins = snapshot.lexicon(WORDS).pattern(DAY_AND_HOUR)
    found = (begins.match(line) for line in text.splitlines())
    told = [one for one in found if one is not None and _lies_ahead(snapshot, int(one["day"]), one["month"])]
    return told[0].string.strip() if len({one.group() for one in told}) >= FEWEST else ""


def _lies_ahead(snapshot: Snapshot, day: int, month: str) -> bool:
    today, number = snapshot.plan.as_of, _month(snapshot, month)
    try:
        days = [date(year, number, day) for year in (today.year, today.year + 1)]
    except ValueError:
        return False
    return any(today <= one <= latest(today, AHEAD) for one in days)


def _month(snapshot: Snapshot, said: str) -> int:
    """The number of a month; zero where the word names none."""
    dates, word = snapshot.lexicon("dates"), said.casefold()
    named = (
        number for number in range(1, MONTHS + 1) if word.startswith(tuple(map(str.casefold, dates.phrases(f"month-{number}"))))
    )
    return next(named, 0)


__all__ = ["days_ahead", "first_ahead"]
