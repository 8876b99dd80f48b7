"""Files and tables of pages that tell who is there when: persons with days of the week and hours, whatever they are called.

«Когда руководители ждут людей (PDF)» is a timetable of receptions; «Қабылдау» may stand nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from checks.clicks import linked_documents
from checks.derived import derived
from checks.infiles import offering
from checks.labels import naming_heading
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import nearest_sections
from checks.own import Spot, own
from store.asked import asked as asked_of
from store.base import Language
from store.records import DocumentRecord
from store.snapshot import Snapshot

WORDS = "content-marks"
DAY, NAMES = asked_of(__name__, WORDS, "day-of-week"), asked_of(__name__, WORDS, "two-names")
# So many persons, days and spans of hours are a timetable.
PERSONS, DAYS, SPANS = 2, 2, 2
# So many persons with hours of their own are one on a page; cells before the one of the hours.
ROWS, CELLS = 3, 3
# Places that are told to a person are few.
MOST = 12
# A timetable is short; so much of a longer file is looked at.
LONGEST = 20_000
_SPAN = re.compile(r"(?<!\d)\d{1,2}[:.][0-5]\d\s*[–—-]\s*\d{1,2}[:.][0-5]\d")


def timetables(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Such pages of a version and files to which its pages lead, where hours of persons are asked for; ``asked`` is the concept and the
    language."""
    demands = snapshot.indicator(asked[0]).demands
    if not any(part.kind == "hours" for one in demands for part in (one.of or (one,))):
        return
    yield from (meant(heading, spot) for heading, spot in islice(_in_pages(snapshot, asked[1]), MOST))
    for item in _in_files(snapshot):
        if offering(snapshot, item, asked[1]) is not None:
            yield meant(item.title or item.url.rpartition("/")[2], Spot(item.url, item.lane))


def _in_pages(snapshot: Snapshot, language: Language) -> Iterator[tuple[str, Spot]]:
    for page in nearest_sections(snapshot, language):
        spot = Spot(page.url, page.lane)
        if _rows(snapshot, own(snapshot, spot).lines) >= ROWS:
            yield naming_heading(snapshot, page) or page.title, spot


def _rows(snapshot: Snapshot, lines: Sequence[str]) -> int:
    """How many persons have a day of the week and hours in their line or in the next ones, as the cells of a row follow each other."""
    day, name = _patterns(snapshot)
    told = set[str]()
    for at, line in enumerate(lines):
        if _SPAN.search(line):
            row = lines[max(0, at - CELLS) : at + 1]
            persons = [found for cell in row for found in name.findall(cell)] if any(map(day.search, row)) else []
            told.update(persons[-1:])
    return len(told)


@derived
def _in_files(snapshot: Snapshot) -> tuple[DocumentRecord, ...]:
    day, names = _patterns(snapshot)
    found = []
    for item in linked_documents(snapshot):
        record = snapshot.text(item.url, item.lane)
        text = record.text[:LONGEST] if record is not None else ""
        days = {told[0].casefold() for told in day.finditer(text)}
        if len(days) >= DAYS and len(_SPAN.findall(text)) >= SPANS and len(set(names.findall(text))) >= PERSONS:
            found.append(item)
    return tuple(found)


def _patterns(snapshot: Snapshot) -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks = snapshot.lexicon(WORDS)
    return marks.pattern(DAY), marks.pattern(NAMES)


__all__ = ["timetables"]
