"""Words of like meaning: «отчёт» and «итоги», «граждане» and «население». They name nothing; they only make an absence doubtful.

Bodies call one thing by many words, and no list of names holds all of them. Where no name of a thing is met, a label that says one in like
words, at least one of its words being the name's own, may mean it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from checks.derived import derived_by
from checks.phrases import Phrase, Stem, filling, phrases, root_of
from store.base import Language
from store.snapshot import Snapshot

WORDS = "like-words"
Slot = tuple[Stem, ...]


@derived_by
def _groups(snapshot: Snapshot, language: Language) -> tuple[Slot, ...]:
    """Groups of words of like meaning, each word by its beginning."""
    lexicon = snapshot.lexicon(WORDS)
    every = (phrases(told.get(language, ()), language) for _, told in sorted(lexicon.entries.items()))
    return tuple(tuple(stem for one in group for stem in one.stems) for group in every if group)


class _Beginnings(NamedTuple):
    """Numbers of groups: by what a word of theirs begins with, whole, and by every beginning of it."""

    whole: Mapping[str, set[int]]
    cut: Mapping[str, set[int]]


@derived_by
def _beginnings(snapshot: Snapshot, language: Language) -> _Beginnings:
    whole: dict[str, set[int]] = defaultdict(set)
    cut: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(_groups(snapshot, language)):
        for start in (start for stem in group for start in stem.starts):
            whole[start].add(number)
            for end in range(len(start) + 1):
                cut[start[:end]].add(number)
    return _Beginnings(whole, cut)


@derived_by
def _like(snapshot: Snapshot, asked: tuple[Stem, Language]) -> Slot:
    """The root of a word of a name, and the words that may stand in its place: those of each group of which one begins like the other."""
    stem, language = asked
    whole, cut = _beginnings(snapshot, language)
    numbers: set[int] = set()
    for start in stem.starts:
        numbers.update(cut.get(start, ()), *(whole.get(start[:end], ()) for end in range(len(start) + 1)))
    found: dict[Stem, None] = {root_of(stem): None}
    for number in sorted(numbers):
        found |= dict.fromkeys(_groups(snapshot, language)[number])
    return tuple(found)


def in_like_words(snapshot: Snapshot, wanted: Phrase, language: Language) -> tuple[Slot, ...]:
    """For each word of a name that says something its root first, then the words that may stand for it."""
    return tuple(_like(snapshot, (stem, language)) for stem in wanted.stems if not filling(stem.starts[0]))


__all__ = ["in_like_words"]
