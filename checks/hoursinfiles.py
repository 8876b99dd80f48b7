"""Files that tell who is there when: persons with days of the week and hours, whatever the file and the link to it are called.

«Когда руководители ждут людей (PDF)» is a timetable of receptions; «Қабылдау» may stand nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.clicks import linked_documents
from checks.meant import meant
from checks.named import Candidate
from checks.own import Spot
from store.asked import asked as asked_of
from store.base import Language
from store.snapshot import Snapshot

WORDS = "content-marks"
DAY, NAMES = asked_of(__name__, WORDS, "day-of-week"), asked_of(__name__, WORDS, "two-names")
# So many persons, days and spans of hours are a timetable.
PERSONS, DAYS, SPANS = 2, 2, 2
_SPAN = re.compile(r"(?<!\d)\d{1,2}[:.][0-5]\d\s*[–—-]\s*\d{1,2}[:.][0-5]\d")


def timetables(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Such files to which pages of a version lead, where hours of persons are asked for; ``asked`` is the concept and the language."""
    demands = snapshot.indicator(asked[0]).demands
    if not any(part.kind == "hours" for one in demands for part in (one.of or (one,))):
        return
    marks = snapshot.lexicon(WORDS)
    day, names = marks.pattern(DAY), marks.pattern(NAMES)
    for item in linked_documents(snapshot):
        record = snapshot.text(item.url, item.lane)
        text = record.text if record is not None else ""
        counted = (
            len(set(names.findall(text))),
            len({found[0].casefold() for found in day.finditer(text)}),
            len(_SPAN.findall(text)),
        )
        offered = any(link.tag == "a" and link.text for link in snapshot.links_to(item.url) if _of(snapshot, link.url, asked[1]))
        if offered and all(has >= least for has, least in zip(counted, (PERSONS, DAYS, SPANS), strict=True)):
            yield meant(item.title or item.url.rpartition("/")[2], Spot(item.url, item.lane))


def _of(snapshot: Snapshot, url: str, language: Language) -> bool:
    page = snapshot.page(url)
    return page is not None and page.language == language


__all__ = ["timetables"]
