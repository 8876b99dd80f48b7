"""Pages on a thing's subject whose text says many of the words without which nothing is said of it: «Мемлекеттік қызметтер», and below it a
table with papers, terms, price and result.

Such a page may be the thing, be it never called so there.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from itertools import islice

from checks.contactlines import without_data
from checks.derived import derived_by
from checks.labels import naming_heading
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import section_pages
from checks.own import Spot, own
from checks.phrases import in_label, phrases
from checks.vitals import different
from checks.vocabulary import speaks
from store.base import Language
from store.snapshot import Snapshot

# So many different ones of a thing's words are no chance on a page whose heading speaks of it.
MANY_WORDS = 4
# Sections lie near the home page; places that are told to a person are few.
LOOKED_AT, MOST = 500, 12


def in_many_words(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Such pages of a version, none of them news or a home page; ``asked`` is the concept and the language."""
    return tuple(islice(_found(snapshot, asked), MOST))


def _found(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    indicator = snapshot.indicator(asked[0])
    vital, other = (phrases(words.of(asked[1]), asked[1]) for words in (indicator.vital, indicator.excluded))
    if len(vital) < MANY_WORDS:
        return
    for heading, spot in _headings(snapshot, asked[1]):
        if not speaks(snapshot, asked, heading) or in_label(other, heading) is not None:
            continue
        if different(own(snapshot, spot).lines, vital) >= MANY_WORDS and not without_data(snapshot, asked[0], spot):
            yield meant(heading, spot)


@derived_by
def _headings(snapshot: Snapshot, language: Language) -> tuple[tuple[str, Spot], ...]:
    """What heads the nearest pages of sections."""
    near = nsmallest(LOOKED_AT, section_pages(snapshot, language), key=lambda page: (page.depth, page.url, page.lane))
    return tuple((naming_heading(snapshot, page) or page.title, Spot(page.url, page.lane)) for page in near)


__all__ = ["in_many_words"]
