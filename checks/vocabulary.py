"""The words of an indicator, and whether lines say any of them in whatever form and order.

«Порядок», «отчёт», «мемлекеттік» stand in the names of many things, so they tell none. A place that was read whole and in no line of which
a name stands, nor two words of one name, says nothing of the indicator, whatever its heading hints at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from checks.derived import derived_by
from checks.letters import words
from checks.phrases import SHORT, Stem, filling, phrases, root_of
from checks.sieve import Sieve
from store.base import Language
from store.snapshot import Snapshot

# A word in the names of so many indicators tells none of them alone.
COMMON = 5
# One word of a name says little; so many of one name in a line speak of it.
SEVERAL = 2


class Roots:
    """Beginnings of words, found by what words of pages begin with."""

    def __init__(self, stems: Iterable[Stem]) -> None:
        self._sieve = Sieve(([stem.starts], stem) for stem in stems)

    def fit(self, word: str) -> bool:
        """Whether a word is one of them."""
        return any(stem.fits(word) is not None for stem in self._sieve.begun(word))

    def met(self, said: Iterable[str]) -> set[Stem]:
        """Those that any of these words is."""
        return {stem for word in said for stem in self._sieve.begun(word) if stem.fits(word) is not None}


@derived_by
def vocabulary(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Stem, ...]:
    """Roots of the words that name an indicator or hint at it; ``asked`` is the concept and the language."""
    concept, language = asked
    indicator = snapshot.every_indicator[concept]
    return tuple(_roots((*indicator.names.of(language), *indicator.hints.of(language)), language))


@derived_by
def roots_of(snapshot: Snapshot, asked: tuple[str, Language]) -> Roots:
    """The same, found by the words of pages."""
    return Roots(vocabulary(snapshot, asked))


@derived_by
def _of_names(snapshot: Snapshot, asked: tuple[str, Language]) -> Roots:
    return Roots(dict.fromkeys(root for name in roots_of_names(snapshot, asked) for root in name))


@derived_by
def _hinted(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[Stem]:
    """Roots of the names that are but forms of words which only hint at an indicator."""
    indicator, language = snapshot.every_indicator[asked[0]], asked[1]
    starts = tuple(
        start for one in phrases(indicator.hints.of(language), language) for stem in one.stems for start in stem.starts
    )
    every = {root for name in roots_of_names(snapshot, asked) for root in name}
    return frozenset(root for root in every if any(_one_word(root.starts[0], start) for start in starts))


def _one_word(root: str, start: str) -> bool:
    return len(start) >= SHORT and (root.startswith(start) or start.startswith(root))


@derived_by
def roots_of_names(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[frozenset[Stem], ...]:
    """The roots of each name of an indicator and of each thing by which it is told; ``asked`` is the concept and the language."""
    indicator, language = snapshot.every_indicator[asked[0]], asked[1]
    every = (*indicator.names.of(language), *indicator.said.of(language))
    return tuple(dict.fromkeys(frozenset(_roots([name], language)) for name in every))


@derived_by
def _common(snapshot: Snapshot, language: Language) -> frozenset[Stem]:
    """Roots that stand in the names of many indicators, of this edition or of another one: «отчёт» tells little, however few are asked for."""
    counted: Counter[Stem] = Counter()
    for indicator in snapshot.every_indicator.values():
        counted.update(set(_roots(indicator.names.of(language), language)))
    return frozenset(root for root, number in counted.items() if number >= COMMON)


def _roots(texts: Iterable[str], language: Language) -> dict[Stem, None]:
    """Roots of words that say something, each once."""
    stems = (stem for one in phrases(texts, language) for stem in one.stems if not filling(stem.starts[0]))
    return {root_of(stem): None for stem in stems if len(stem.starts[0]) > SHORT}


def speaks(snapshot: Snapshot, asked: tuple[str, Language], text: str) -> bool:
    """Whether a text says a word that names an indicator or hints at it."""
    return any(map(roots_of(snapshot, asked).fit, _content(text)))


def beside(snapshot: Snapshot, asked: tuple[str, Language], text: str) -> int:
    """How many words of a text are none of an indicator's."""
    roots = roots_of(snapshot, asked)
    return sum(1 for word in _content(text) if not roots.fit(word))


def wordless(snapshot: Snapshot, asked: tuple[str, Language], lines: Iterable[str], others: frozenset[str] = frozenset()) -> bool:
    """Whether no line says a name of an indicator in any form, nor two of its words of which one tells it from others.

    :param others: indicators that the place is named as: the words of their names say nothing of this one there.
    """
    idle = _told_by(snapshot, asked, others)
    return not any(_tells(snapshot, asked, line, idle) for line in dict.fromkeys(lines))


@derived_by
def telling(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[Stem]:
    """Roots of an indicator's names that stand in the names of few others."""
    return frozenset(root for name in roots_of_names(snapshot, asked) for root in name) - _common(snapshot, asked[1])


def _told_by(snapshot: Snapshot, asked: tuple[str, Language], others: frozenset[str]) -> frozenset[Stem]:
    """Roots of an indicator's names that stand in names of the others, too."""
    strange = {root.starts[0] for other in others for name in roots_of_names(snapshot, (other, asked[1])) for root in name}
    every = {root for name in roots_of_names(snapshot, asked) for root in name} if strange else set()
    return frozenset(root for root in every if any(_one_word(root.starts[0], one) for one in strange))


def _tells(snapshot: Snapshot, asked: tuple[str, Language], line: str, idle: frozenset[Stem]) -> bool:
    told = _of_names(snapshot, asked).met(_content(line))
    if not told:
        return False
    hinted, every = _hinted(snapshot, asked), _common(snapshot, asked[1])
    for name in roots_of_names(snapshot, asked):
        met = name & told
        whole = bool(met) and met == name and not met <= hinted | idle
        if whole or (len(met - idle) >= SEVERAL and not met - idle <= hinted | every):
            return True
    return False


def _content(text: str) -> list[str]:
    """Words of a text that may say what it is about."""
    return [word for word in words(text) if len(word) > SHORT and not filling(word)]
