"""Pages that tell several days of the week, each with its hour: «әр айдың бірінші сейсенбісінде, 15:00–17:00».

Under whatever heading: «Азаматтармен кездесу», «Когда и к кому прийти»; working hours name the first day and the last one together.
"""

from __future__ import annotations

from functools import partial

from checks.derived import derived_by
from checks.newsitems import saying
from store.asked import asked
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

WORDS = "content-marks"
WEEKDAY_AND_HOUR = asked(__name__, WORDS, "weekday-and-hour")
# One such day may be that of a market or of a meeting.
FEWEST = 2
# Letters that tell a day of the week from the others: «сенбі» ends three of them.
SIGN = 3


@derived_by
def weekly(snapshot: Snapshot, language: Language) -> tuple[tuple[PageRecord, str], ...]:
    """Pages of a version that are no news and tell such days, each with the first of them."""
    return tuple(saying(snapshot, language, partial(_first, snapshot)))


def _first(snapshot: Snapshot, text: str) -> str:
    """The first day of the week with its hour, where several are told."""
    found = list(snapshot.lexicon(WORDS).pattern(WEEKDAY_AND_HOUR).finditer(text))
    days = {one["day"].casefold()[:SIGN] for one in found}
    return " ".join(found[0].group().split()) if len(days) >= FEWEST else ""


__all__ = ["weekly"]
