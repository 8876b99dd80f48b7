"""What labels name that other editions of the law ask for, and this one does not: it is another thing all the same.

By the few rows of one edition nearly nothing on a site bears a name, and «Обжалование результата услуги» might hold anything. The names of all
indicators tell what such a page is; but an indicator that shares a name with the one asked for is the same thing in another edition's words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from checks.derived import derived, derived_by, derived_few
from checks.letters import words
from checks.phrases import AS_IT_STANDS, Match, in_label, phrases, shown
from checks.sieve import Sieve
from checks.vocabulary import telling
from store.base import OFFICIAL, Language
from store.indicators import Indicator
from store.snapshot import Snapshot

# What is asked for of somebody.
OF_PEOPLE = frozenset({"persons", "phone"})
# Labels whose answers are kept in memory: those of a site of 100,000 pages, for each is asked again for every thing.
LABELS_KEPT = 400_000


class Told(NamedTuple):
    """An indicator of another edition that a label names, and where its name stands."""

    concept: str
    match: Match


@derived
def _foreign(snapshot: Snapshot) -> tuple[str, ...]:
    asked = set(snapshot.concepts)
    return tuple(concept for concept in snapshot.every_indicator if concept not in asked)


@derived_by
def _by_words(snapshot: Snapshot, language: Language) -> Sieve[str]:
    """The same by the words of their names; one of several names stands several times."""
    named = tuple((concept, snapshot.every_indicator[concept].names.of(language)) for concept in _foreign(snapshot))
    return _sieve(named, language)


@lru_cache(maxsize=8)
def _sieve(named: tuple[tuple[str, tuple[str, ...]], ...], language: Language) -> Sieve[str]:
    """Made once for all sites that are judged by one edition: other editions have hundreds of names."""
    return Sieve(([stem.starts for stem in one.stems], concept) for concept, names in named for one in phrases(names, language))


@derived_few(LABELS_KEPT)
def told(snapshot: Snapshot, label: tuple[str, Language]) -> tuple[Told, ...]:
    """Indicators that only other editions ask for and that a label names as they are written; ``label`` is its words and the language."""
    text, language = label
    found = []
    sieve = _by_words(snapshot, language)
    # Where the keyboard stood on the wrong layout a name is not met as it is written.
    for concept in dict.fromkeys(sieve.likely(words(text))):
        indicator = snapshot.every_indicator[concept]
        met = in_label(phrases(indicator.names.of(language), language), text)
        if met is None or met.way != AS_IT_STANDS:
            continue
        if in_label(phrases(indicator.excluded.of(language), language), text) is None:
            found.append(Told(concept, met))
    return tuple(found)


@derived_by
def _apart(snapshot: Snapshot, both: tuple[str, str]) -> bool:
    """Whether another edition's indicator is another thing than one that is asked for: they share no name, and none of the latter's holds one
    of the former's; ``both`` is the one asked for and the other."""
    mine, other = (snapshot.every_indicator[one] for one in both)
    for language in OFFICIAL:
        own = {shown(one) for words in (mine.names, mine.labels, mine.said) for one in words.of(language)}
        strange = phrases(other.names.of(language), language)
        if any(in_label(strange, one) is not None for one in own):
            return False
        if not own.isdisjoint(shown(one) for one in (*other.names.of(language), *other.labels.of(language))):
            return False
    return True


@derived_by
def strange(snapshot: Snapshot, both: tuple[str, str]) -> bool:
    """Whether a page of another edition's indicator is none of one asked for: apart from it, and no hint at it stands in its names – money is
    spent by purchases –, nor, where either asks for somebody's telephone or name, a word that tells it: the officer for ethics is named on the
    page of ethics, in whatever words, and the page of the officer tells of ethics."""
    concept, other = both
    if not _apart(snapshot, both):
        return False
    mine, people = snapshot.indicator(concept), any(_of_people(snapshot.every_indicator[one]) for one in both)
    for language in OFFICIAL:
        hints, roots = phrases(mine.hints.of(language), language), telling(snapshot, (concept, language)) if people else ()
        for name in snapshot.every_indicator[other].names.of(language):
            if in_label(hints, shown(name)) is not None or any(
                root.fits(word) is not None for root in roots for word in words(name)
            ):
                return False
    return True


def _of_people(indicator: Indicator) -> bool:
    return any(part.kind in OF_PEOPLE for one in indicator.demands for part in (one.of or (one,)))


__all__ = ["OF_PEOPLE", "Told", "strange", "told"]
