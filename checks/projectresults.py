"""Materials of the body's own site on how projects and initiatives of the state are carried out: in the course of a year and after it.

Headings decide: one that names a result, a project and a part of the year (or the year as a whole) is such information; one that names a result
alone may be. Nothing is told absent that a page, a document or a scan nobody could read may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from checks.derived import derived_by
from checks.newsitems import news_lists
from checks.scans import read_surely
from checks.support import clip
from checks.sweep import CLICKED
from checks.words import holds
from store.base import OFFICIAL, Language
from store.calendar import DAY
from store.records import DocumentRecord, PageRecord
from store.snapshot import Snapshot

LEXICON = "project-results"
Which = Literal["interim", "final"]
# A page of fewer letters only leads to what it names.
FEWEST_LETTERS = 300
# So much of a text tells what it is about where its heading does not.
HEAD = 400
_QUARTER = re.compile(r"\b(i{1,3}|iv|[1-4])(?:-?(?:й|ый|ой|ші|ы))?[\s-]*(?:квартал|тоқсан)")
_SPAN = re.compile(r"\b(3|6|9|үш|алты|тоғыз|три|шесть|девять)\s*(?:месяц|ай)")
_HALF = re.compile(r"\b(i{1,2}|[12]|перв\w*|втор\w*|бірінші|екінші)(?:-?(?:е|ое|ші))?[\s-]*(?:полугоди|жартыжылд)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = {"3": 1, "үш": 1, "три": 1, "6": 2, "алты": 2, "шесть": 2, "9": 3, "тоғыз": 3, "девять": 3}


class Material(NamedTuple):
    """A page or document: its heading, whether it certainly is information of the kind asked for, and the quarters of the year that it names."""

    url: str
    heading: str
    record: PageRecord | DocumentRecord
    sure: bool
    quarters: frozenset[int]


@derived_by
def materials(snapshot: Snapshot, which: Which) -> tuple[Material, ...]:
    """What the site holds of one kind for the year of the audit, the sure ones first; of the final kind also for the year before."""
    found = {item.url: item for item in _materials(snapshot, which)}
    return tuple(sorted(found.values(), key=lambda one: (not one.sure, one.url)))


def _materials(snapshot: Snapshot, which: Which) -> Iterator[Material]:
    texts = {(text.url, text.lane): text.text for text in snapshot.texts()}
    for language in OFFICIAL:
        for page in snapshot.pages(language):
            if not page.is_home:
                text = texts.get((page.url, page.lane), "")
                yield from _judged(snapshot, which, language, page, f"{page.title}\n{page.h1}", text)
    names = _names(snapshot)
    for item in snapshot.documents():
        text = texts.get((item.url, item.lane), "") or read_surely(snapshot, item)
        for language in OFFICIAL:
            heading = f"{item.title}\n{names.get(item.url, '')}\n{text[:HEAD]}"
            yield from _judged(snapshot, which, language, item, heading, text)


def _names(snapshot: Snapshot) -> dict[str, str]:
    """What links call the documents that they lead to."""
    wanted = {item.url for item in snapshot.documents()}
    return {
        link.target: f"{link.text} {link.label}" for link in snapshot.links() if link.target in wanted and link.tag in CLICKED
    }


def _judged(
    snapshot: Snapshot, which: Which, language: Language, record: PageRecord | DocumentRecord, heading: str, text: str
) -> Iterator[Material]:
    words = snapshot.lexicon(LEXICON)
    if not holds(heading, words.phrases("result", language)):
        return
    quarters = named_quarters(heading)
    partly = bool(quarters) or holds(heading, words.phrases("interim", language))
    whole = not partly and holds(heading, words.phrases("final", language))
    asked = partly if which == "interim" else whole
    year = _year(snapshot)
    years = (year,) if which == "interim" else (year, year - 1)
    dated = any(str(one) in heading for one in years)
    telling = isinstance(record, DocumentRecord) or (
        record.text_length >= FEWEST_LETTERS and record.url not in news_lists(snapshot)
    )
    named = holds(heading, words.phrases("project", language)) and not holds(heading, words.phrases("other", language))
    sure = asked and dated and telling and bool(text) and named
    if sure or asked or not (partly or whole):
        yield Material(record.url, clip(heading, 160), record, sure, quarters)


def named_quarters(heading: str) -> frozenset[int]:
    """Quarters of a year by whose end a heading tells results: «II квартал», «9 месяцев», «бірінші жартыжылдық»."""
    said = heading.casefold()
    found = {_ROMAN.get(one) or int(one) for one in _QUARTER.findall(said)}
    found |= {_MONTHS[one] for one in _SPAN.findall(said)}
    found |= {2 if one in ("i", "1") or one.startswith(("перв", "бірін")) else 4 for one in _HALF.findall(said)}
    return frozenset(found)


def _year(snapshot: Snapshot) -> int:
    return int(snapshot.plan.period[:4])


def mentions(snapshot: Snapshot) -> tuple[Material, ...]:
    """Pages and documents whose text, not their heading, speaks of results and of projects: what is asked for may lie in it."""
    words, titles = snapshot.lexicon(LEXICON), {page.url: page.title or page.h1 for page in snapshot.pages()}
    records: dict[str, PageRecord | DocumentRecord] = {item.url: item for item in snapshot.documents()}
    records |= {page.url: page for page in snapshot.pages()}
    found = {}
    for text in snapshot.texts():
        if text.url in records and all(holds(text.text, words.phrases(name)) for name in ("result", "project")):
            heading = titles.get(text.url) or clip(text.text, 80)
            found[text.url] = Material(text.url, clip(heading, 160), records[text.url], False, frozenset())
    return tuple(found[url] for url in sorted(found))


def dark(snapshot: Snapshot) -> list[DocumentRecord]:
    """Documents whose words nobody could read: any of them may be the information."""
    return [item for item in snapshot.documents() if not item.text_length and not read_surely(snapshot, item)]


def lacking_quarters(snapshot: Snapshot, sure: list[Material]) -> list[str]:
    """Quarters of the year that are over and whose results no material names."""
    year, told = int(snapshot.plan.period[:4]), {quarter for one in sure for quarter in one.quarters}
    over = [quarter for quarter in range(1, 5) if _last(year, quarter) < snapshot.plan.as_of]
    return [f"{year}-Q{quarter}" for quarter in over if quarter not in told]


def _last(year: int, quarter: int) -> date:
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - DAY
