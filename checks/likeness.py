"""Whether two texts, each in Kazakh or Russian, tell of the same: by words that translate each other, names, loan words and figures.

A text and its translation share figures and names, words that both languages took from elsewhere (министрлік – министерство) and
words of the lexicon ``translations``. The weights were fitted on blocks of five lines of parallel texts of state sites against the
block next to each: ``benchmarks/authenticity.py`` measures them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from store.lexicon import Lexicon

Verdict = Literal["same", "other", "unsure"]

# Kazakh and Russian spell one borrowed word or name with different letters; what is left of it agrees.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("ә", "а"),
        **dict.fromkeys("ғ", "г"),
        **dict.fromkeys("қх", "к"),
        **dict.fromkeys("ң", "н"),
        **dict.fromkeys("ө", "о"),
        **dict.fromkeys("ұүю", "у"),
        **dict.fromkeys("һ", "к"),
        **dict.fromkeys("іый", "и"),
        **dict.fromkeys("эё", "е"),
        **dict.fromkeys("щ", "ш"),
        **dict.fromkeys("я", "а"),
        **dict.fromkeys("ц", "с"),
        **dict.fromkeys("ф", "п"),
        **dict.fromkeys("ъь", ""),
    }
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"\d+")
_STEM = 5
_SHORTEST_NAME = 4
_LONGEST_BEGINNING = 10
_CONCEPT = "="
# Of fewer letters no text says enough to be told from another.
ENOUGH = 150
# Weights of: share of common words that both texts hold; names and terms that both hold; share of figures; difference of lengths;
# all words that both hold; figures that agree less those that do not; words at hand.
_WEIGHTS = (3.4, 0.7, 12.7, -7.9, 0.9, -0.06, -1.3)
_BASE = -5.5
SAME, OTHER = 0.0, -1.6
# Figures of a long text say no more than so many.
_MANY = 10.0
# A text of less than this share of the other's length may be a part of it; how lengths of whole translations usually differ.
UNEQUAL = 0.5
_USUAL = 0.15


class Marks(NamedTuple):
    """What of a text is compared: beginnings of its words as far as they cross languages, its figures, its length in characters; and how many
    of those words are concepts of the vocabulary, and how many figures there are."""

    words: frozenset[str]
    figures: Mapping[str, int]
    length: int
    concepts: int
    told: int


class Vocabulary:
    """Beginnings of words by the concept they name, in one language."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._concepts: dict[str, frozenset[str]] = {}
        for concept in lexicon.entries:
            for phrase in lexicon.phrases(concept, language):
                self._concepts[phrase] = self._concepts.get(phrase, frozenset()) | {f"{_CONCEPT}{concept}"}
        self.keys = lru_cache(maxsize=50_000)(self._keys)

    def _keys(self, word: str) -> frozenset[str]:
        """Concepts of a word in lower case, or what is left of it when spelling is levelled."""
        plain = word.replace("ё", "е")
        for length in range(min(len(plain), _LONGEST_BEGINNING), 1, -1):
            found = self._concepts.get(plain[:length])
            if found is not None and (length == len(plain) or length > 2):
                return found
        levelled = level(word)
        return frozenset((levelled[:_STEM],)) if len(levelled) >= _SHORTEST_NAME else frozenset()


def level(word: str) -> str:
    """A word in lower case with the letters of both languages levelled: «қазақстан» and «казахстан» give one spelling."""
    return word.translate(_FOLD)


def marks(text: str, vocabulary: Vocabulary) -> Marks:
    """What of a text is compared with a text in the other language."""
    words: set[str] = set()
    for word in _WORD.findall(text.lower()):
        words |= vocabulary.keys(word)
    told = Counter(figures(text))
    return Marks(frozenset(words), told, len(text), _concepts(words), told.total())


def _concepts(words: Iterable[str]) -> int:
    return sum(word.startswith(_CONCEPT) for word in words)


def figures(text: str) -> Iterable[str]:
    """Figures of a text without leading zeros."""
    return (str(int(found[:30])) for found in _FIGURE.findall(text))


def score(first: Marks, second: Marks) -> float:
    """How surely two texts tell of the same: above ``SAME`` they do, below ``OTHER`` they do not.

    A translation that leaves much out is still one: texts of very unequal length are also compared as a part with its whole.
    """
    whole = _weighed(features(first, second))
    unequal = min(first.length, second.length) < UNEQUAL * max(first.length, second.length)
    return max(whole, _weighed(features(first, second, part=True))) if unequal else whole


def _weighed(values: tuple[float, ...]) -> float:
    return _BASE + sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))


def features(first: Marks, second: Marks, part: bool = False) -> tuple[float, ...]:
    """The values that ``_WEIGHTS`` weigh, in their order; of a part against its whole, what the part holds."""
    shared = first.words & second.words
    common = _concepts(shared), first.concepts, second.concepts
    alike = sum(min(count, second.figures.get(figure, 0)) for figure, count in first.figures.items())
    most = (min if part else max)(first.told, second.told)
    return (
        common[0] / (min(common[1:]) or 1) if part else common[0] / math.sqrt((common[1] or 1) * (common[2] or 1)),
        math.log(1 + len(shared) - common[0]),
        (alike + 0.5) / (most + 1) if most else 0.5,
        _USUAL if part else abs(math.log((first.length + 20) / (second.length + 20))),
        math.log(1 + len(shared)),
        max(-_MANY, min(_MANY, alike - (most - alike) / 2)),
        math.log(min(len(first.words), len(second.words)) + 1),
    )


def compare(first: Marks, second: Marks) -> Verdict:
    """Whether two texts tell of the same; texts too short to tell are ``unsure``, never ``other``."""
    if min(first.length, second.length) < ENOUGH:
        return "unsure"
    found = score(first, second)
    return "same" if found > SAME else "other" if found < OTHER else "unsure"
