"""Matching the words of the lexicon in texts of pages: Kazakh and Russian add endings, so a phrase counts as a beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from store.snapshot import Snapshot

_EDGES = " \t\n\r.,:;!|/\\«»\"'()[]{}<>→›»-–—•·*+"


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The form in which words are compared: lower case, ё as е, one space, no punctuation at the edges."""
    return " ".join(text.casefold().replace("ё", "е").split()).strip(_EDGES)


@lru_cache(maxsize=512)
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases as they are compared, the longest first."""
    return tuple(sorted({fold(phrase) for phrase in phrases if fold(phrase)}, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4096)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + ")")


def _first(label: str, phrases: Iterable[str]) -> str:
    """The first of the phrases that begins a word of a folded text; only those that stand in it anywhere are tried at each place, for
    hundreds of them take long and hardly one is there."""
    there = tuple([word for word in _folded(tuple(phrases)) if word in label])
    match = _pattern(there).search(label) if there else None
    return match.group() if match else ""


def holds(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the text, at the beginning of a word, with any ending."""
    return bool(_first(fold(text), phrases))


def found(text: str, phrases: Iterable[str]) -> str:
    """The first of the phrases met in the text, or an empty text."""
    return _first(fold(text), phrases)


def names(text: str, phrases: Iterable[str]) -> bool:
    """Whether the text as a whole is one of the phrases, give or take an ending and one more word."""
    label = fold(text)
    first = _first(label, phrases)
    return bool(first) and len(label) - len(first) <= 12


class Naming:
    """Whether labels as a whole name one thing and not another; each label is judged once."""

    def __init__(self, wanted: Iterable[str], other: Iterable[str]) -> None:
        self._wanted, self._other = tuple(wanted), tuple(other)
        self._known: dict[str, bool] = {}

    def __call__(self, label: str) -> bool:
        """Whether the label names what is wanted."""
        if label not in self._known:
            self._known[label] = names(label, self._wanted) and not holds(label, self._other)
        return self._known[label]

    @classmethod
    def contacts(cls, snapshot: Snapshot) -> Naming:
        """Names of contacts, as against forms for questions («Кері байланыс» holds «байланыс»)."""
        navigation = snapshot.lexicon("navigation")
        return cls(navigation.phrases("contacts"), navigation.phrases("feedback"))
