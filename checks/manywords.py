"""Pages on a thing's subject whose text says many of the words without which nothing is said of it: «Мемлекеттік қызметтер», and below it a
table with papers, terms, price and result.

Such a page may be the thing, be it never called so there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from checks.contactlines import without_data
from checks.derived import derived_by
from checks.labels import naming_heading
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import nearest_sections
from checks.own import Spot, own
from checks.phrases import in_label, phrases
from checks.vitals import different
from checks.vocabulary import speaks
from store.base import Language
from store.snapshot import Snapshot

# Places that are told to a person are few.
MOST = 12
# Words of a cell or a heading.
CELL = 4


def in_many_words(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Such pages of a version, none of them news or a home page; ``asked`` is the concept and the language."""
    return tuple(islice(_found(snapshot, asked), MOST))


def _found(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    indicator = snapshot.indicator(asked[0])
    vital, other = (phrases(words.of(asked[1]), asked[1]) for words in (indicator.vital, indicator.excluded))
    if len(vital) < indicator.many_words:
        return
    for heading, spot in _headings(snapshot, asked[1]):
        if not speaks(snapshot, asked, heading) or in_label(other, heading) is not None:
            continue
        lines = own(snapshot, spot).lines
        if different(lines, vital) < indicator.many_words or without_data(snapshot, asked[0], spot):
            continue
        # A cell or a heading says one of them, not only sentences by the way.
        if any(len(line.split()) <= CELL and in_label(vital, line) is not None for line in lines):
            yield meant(heading, spot)


@derived_by
def _headings(snapshot: Snapshot, language: Language) -> tuple[tuple[str, Spot], ...]:
    """What heads the nearest pages of sections."""
    return tuple(
        (naming_heading(snapshot, page) or page.title, Spot(page.url, page.lane)) for page in nearest_sections(snapshot, language)
    )


__all__ = ["in_many_words"]
