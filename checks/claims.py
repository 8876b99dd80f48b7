"""Which concepts the words of a label name, so that the longest name says what it is: «НПА о приёме граждан» are acts and no schedule."""

from __future__ import annotations

from typing import NamedTuple

from checks.derived import derived_by
from checks.editions import strange, told
from checks.index import Marked, index
from checks.phrases import AS_IT_STANDS, Match, phrases
from store.base import Language
from store.snapshot import Snapshot


class Claim(NamedTuple):
    """A concept whose name stands in a label, from its first word to behind its last."""

    concept: str
    start: int
    end: int


@derived_by
def of_others(snapshot: Snapshot, asked: tuple[str, Language]) -> Marked:
    """Labels that bear words with which they name another thing; ``asked`` is the concept and the language."""
    concept, language = asked
    return index(snapshot, language).bearing(phrases(snapshot.indicator(concept).excluded.of(language), language))


@derived_by
def claims(snapshot: Snapshot, language: Language) -> dict[str, tuple[Claim, ...]]:
    """Labels and lines of a version → every concept that they name as it is written; what excludes a concept in its label is none."""
    found: dict[str, dict[Claim, None]] = {}
    book = index(snapshot, language)
    for concept in snapshot.concepts:
        apart = of_others(snapshot, (concept, language))
        for one in phrases(snapshot.indicator(concept).names.of(language), language):
            for text, match in book.told(one, without=apart):
                if match.way == AS_IT_STANDS:
                    found.setdefault(text, {})[Claim(concept, match.start, match.end)] = None
    return {text: tuple(told) for text, told in found.items()}


def taken(snapshot: Snapshot, language: Language, concept: str, text: str, match: Match) -> bool:
    """Whether the words of a match are but a part of a longer name, of another concept or of a thing that only other editions ask for."""
    known = ((one.concept, one.start, one.end) for one in claims(snapshot, language).get(text, ()))
    if any(other != concept and _within(match, start, end) for other, start, end in known):
        return True
    foreign = (one for one in told(snapshot, (text, language)) if _within(match, one.match.start, one.match.end))
    return any(strange(snapshot, (concept, one.concept)) for one in foreign)


def _within(match: Match, start: int, end: int) -> bool:
    return start <= match.start and match.end <= end and match.end - match.start < end - start
