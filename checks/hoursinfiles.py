"""Files that tell who is there when: persons with days of the week and hours, whatever the file and the link to it are called.

«Когда руководители ждут людей (PDF)» is a timetable of receptions; «Қабылдау» may stand nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.clicks import linked_documents
from checks.derived import derived
from checks.infiles import offering
from checks.meant import meant
from checks.named import Candidate
from checks.own import Spot
from store.asked import asked as asked_of
from store.base import Language
from store.records import DocumentRecord
from store.snapshot import Snapshot

WORDS = "content-marks"
DAY, NAMES = asked_of(__name__, WORDS, "day-of-week"), asked_of(__name__, WORDS, "two-names")
# So many persons, days and spans of hours are a timetable.
PERSONS, DAYS, SPANS = 2, 2, 2
# A timetable is short; so much of a longer file is looked at.
LONGEST = 20_000
_SPAN = re.compile(r"(?<!\d)\d{1,2}[:.][0-5]\d\s*[–—-]\s*\d{1,2}[:.][0-5]\d")


def timetables(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Such files to which pages of a version lead, where hours of persons are asked for; ``asked`` is the concept and the language."""
    demands = snapshot.indicator(asked[0]).demands
    if not any(part.kind == "hours" for one in demands for part in (one.of or (one,))):
        return
    for item in _timetables(snapshot):
        if offering(snapshot, item, asked[1]) is not None:
            yield meant(item.title or item.url.rpartition("/")[2], Spot(item.url, item.lane))


@derived
def _timetables(snapshot: Snapshot) -> tuple[DocumentRecord, ...]:
    marks = snapshot.lexicon(WORDS)
    day, names = marks.pattern(DAY), marks.pattern(NAMES)
    found = []
    for item in linked_documents(snapshot):
        record = snapshot.text(item.url, item.lane)
        text = record.text[:LONGEST] if record is not None else ""
        days = {told[0].casefold() for told in day.finditer(text)}
        if len(days) >= DAYS and len(_SPAN.findall(text)) >= SPANS and len(set(names.findall(text))) >= PERSONS:
            found.append(item)
    return tuple(found)


__all__ = ["timetables"]
