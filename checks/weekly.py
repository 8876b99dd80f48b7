"""Pages that tell several days of the week, each with its hour: «әр айдың бірінші сейсенбісінде, 15:00–17:00».

Under whatever heading: «Азаматтармен кездесу», «Когда и к кому прийти»; working hours name the first day and the last one together.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.derived import derived_by
from checks.newsitems import news_item
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
    return tuple(_found(snapshot, language))


def _found(snapshot: Snapshot, language: Language) -> Iterator[tuple[PageRecord, str]]:
    told = snapshot.lexicon(WORDS).pattern(WEEKDAY_AND_HOUR)
    for page in snapshot.pages(language):
        record = snapshot.text(page.url, page.lane)
        found = list(told.finditer(record.text)) if record else []
        days = {one["day"].casefold()[:SIGN] for one in found}
        if len(days) >= FEWEST and not news_item(snapshot, page.url):
            yield page, " ".join(found[0].group().split())


__all__ = ["weekly"]
