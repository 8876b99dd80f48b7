"""Phrases of the lexicon found in labels and texts: beginnings of words, in order, with at most two foreign words between.

A phrase is made ready once (``phrase``); a label's words are compared with it (``met``). How sure the match is stands in ``Match``: words
as they stand, words typed without Kazakh letters, on the wrong layout, or transliterated in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from checks.letters import DEGRADED, latin, plain, retyped, typed_as, words
from checks.sieve import Sieve
from store.base import Language

# Foreign words that may stand between two words of a phrase.
BETWEEN = 2
# A short word matches only words that are little longer: «ту» is no beginning of «турист».
SHORT, TAIL = 3, 3
STEMMED = 6
SHORTEST_STEM = 4
# A last letter that Kazakh voices before an ending.
VOICED = {"п": "б", "к": "г", "қ": "ғ"}
# How a word was written, the surest first.
AS_IT_STANDS, TYPED_RUSSIAN, OTHER_LAYOUT, ADDRESS, ROOTS, LIKE_WORDS = range(6)
# What a word of a phrase may lose at its end to be the same word in another form – no more than a third, but for what makes a noun of a verb –,
# and the shortest root: fewer letters of «проверок», «работа» or «қаражат» begin «проведено», «рабочий» and «қараша» too.
ENDING, PART, SHORTEST_ROOT = 3, 3, 5
NOUNS_OF_VERBS = ("ени", "ани")
# A vowel that changes within a root: «рассмотрено» and «рассматривают». Kazakh words have it in their first letters alone.
CHANGED, FIRST_LETTERS = {"о": "а"}, 3
# Behind it stands the rest of a word, which readers are shown and pages may write otherwise.
BAR = "|"
_TAILS = re.compile(r"\|\w+")
# What adds nothing to a name: numbers, years, «of the Republic of Kazakhstan», small words and pronouns («которые мы …», «қалай»), «concerning».
_FILLING = re.compile(
    r"(?:\d+\w{0,3}|г|гг|год\w{0,4}|ж|жж|жыл\w{0,6}|рк|қр|кр|республик\w{0,4}|казахстан\w{0,4}|қазақстан\w{0,5}|және|мен|бен|пен|и|о|об|в|"
    r"во|на|по|за|с|со|к|для|из|от|до|при|касающ\w{2,4}|туралы|бойынша|үшін|арналған|жөніндегі|қатысты|"
    r"мы|наш\w{0,2}|их|его|её|ее|котор\w{2,3}|как|что|это|не|біз|біздің|біздегі|оның|олардың|қалай)"
)


class Stem(NamedTuple):
    """One word of a phrase: beginnings that stand for it, and how its page words may look in an address."""

    starts: tuple[str, ...]
    latin: str

    def fits(self, page: str) -> int | None:
        """How a word of a page is this one, or None."""
        # Asked millions of times, mostly of words that begin otherwise: a loop takes a third of what ``all`` does.
        first = page[:1]
        for start in self.starts:
            if start[:1] == first or DEGRADED.get(start[:1]) == first:
                break
        else:
            return None
        best: int | None = None
        for start in self.starts:
            if len(start) <= SHORT and len(page) > len(start) + TAIL:
                continue
            way = typed_as(page, start)
            if way == AS_IT_STANDS:
                return way
            if len(start) > SHORT:
                best = way if best is None else best
        return best

    def in_address(self, part: str) -> bool:
        """Whether a part of an address, already spelled by ``latin``, is this word."""
        return part.startswith(self.latin) and (len(self.latin) > SHORT or len(part) <= len(self.latin) + TAIL)


class Phrase(NamedTuple):
    """A phrase of the lexicon, ready to be looked for."""

    text: str
    stems: tuple[Stem, ...]


class Phrases(tuple[Phrase, ...]):
    """Phrases in their order, of which those that may stand in a label are found at once."""

    @cached_property
    def sieve(self) -> Sieve[Phrase]:
        """Made when it is first asked for."""
        return Sieve(([stem.starts for stem in one.stems], one) for one in self)


class Match(NamedTuple):
    """Where a phrase stands among the words of a label, how it is written, and how many words of the label say something else."""

    phrase: str
    start: int
    end: int
    way: int
    extra: int


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return snowballstemmer.stemmer("russian")


@lru_cache(maxsize=20_000)
def phrase(text: str, language: Language) -> Phrase:
    """A phrase with its words as beginnings; Russian words are cut to their stems, Kazakh ones also end in a voiced letter.

    A bar ends what of a word must agree: «сумм|а» is met by every form of the word, and read as it is written.
    """
    return Phrase(text, tuple(_stem(one, language) for one in words(_TAILS.sub("", text))))


def shown(text: str) -> str:
    """A phrase as a reader is shown it."""
    return text.replace(BAR, "")


def phrases(texts: Iterable[str], language: Language) -> Phrases:
    """Phrases of one language, in their order."""
    return _phrases(tuple(texts), language)


@lru_cache(maxsize=5_000)
def _phrases(texts: tuple[str, ...], language: Language) -> Phrases:
    return Phrases(phrase(text, language) for text in texts)


@lru_cache(maxsize=5_000)
def in_either(kk: tuple[str, ...], ru: tuple[str, ...]) -> Phrases:
    """Phrases of both languages, the Kazakh ones first."""
    return Phrases((*phrases(kk, "kk"), *phrases(ru, "ru")))


def _stem(one: str, language: Language) -> Stem:
    start = one
    if language == "ru" and len(one) >= STEMMED:
        cut: str = _stemmer().stemWord(one)
        start = cut if len(cut) >= SHORTEST_STEM and one.startswith(cut) else one
    starts = [start]
    if language == "kk" and one[-1:] in VOICED and len(one) > SHORT:
        starts.append(one[:-1] + VOICED[one[-1]])
    return Stem(tuple(starts), latin(start))


def root_of(stem: Stem) -> Stem:
    """A word of a phrase without what makes another form of it: «исполнение» and «исполняется» have one root."""
    start = stem.starts[0]
    lost = ENDING if start.endswith(NOUNS_OF_VERBS) else min(ENDING, len(start) // PART)
    cut = start[: max(SHORTEST_ROOT, len(start) - lost)]
    at = max(map(cut.rfind, CHANGED))
    other = (cut[:at] + CHANGED[cut[at]] + cut[at + 1 :],) if at >= FIRST_LETTERS else ()
    return Stem((cut, *other), latin(cut))


Ways = Mapping[str, int]


def met(wanted: Phrase, said: Sequence[str], address: bool = False, known: Sequence[Ways] | None = None) -> Match | None:
    """The surest place of a phrase among words; None where it does not stand there.

    :param said: words as ``letters.words`` gives them; for an address spelled by ``letters.latin``.
    :param known: for each word of the phrase how words of pages are it, where an index has found that out already.
    """
    ways = known or _all_ways(wanted, said, address)
    best: Match | None = None
    for start, one in enumerate(said):
        first = ways[0].get(one)
        found = None if first is None else _rest(wanted, said, start, first, ways)
        if found is not None and (best is None or found.way < best.way):
            best = found
            if best.way == AS_IT_STANDS:
                break
    return best


def _all_ways(wanted: Phrase, said: Sequence[str], address: bool) -> list[Ways]:
    """How words are those of the phrase; of no word where one of the phrase is not there, which settles it."""
    found: list[Ways] = []
    for stem in wanted.stems:
        found.append(_ways(stem, said, address))
        if not found[-1]:
            return [{}]
    return found


def _ways(stem: Stem, said: Sequence[str], address: bool) -> Ways:
    if address:
        return {one: ADDRESS for one in said if stem.in_address(one)}
    begin = _firsts(stem.starts)
    return {one: way for one in said if one[:1] in begin and (way := stem.fits(one)) is not None}


@lru_cache(maxsize=20_000)
def _firsts(starts: tuple[str, ...]) -> frozenset[str]:
    """Letters with which words begin that may be one of these."""
    own = {start[:1] for start in starts}
    return frozenset(own | {DEGRADED[letter] for letter in own if letter in DEGRADED})


def _rest(wanted: Phrase, said: Sequence[str], start: int, way: int, ways: Sequence[Ways]) -> Match | None:
    at = start
    for known in ways[1:]:
        for following in range(at + 1, min(at + 2 + BETWEEN, len(said))):
            step = known.get(said[following])
            if step is not None:
                at, way = following, max(way, step)
                break
        else:
            return None
    inside = at + 1 - start - len(wanted.stems)
    return Match(wanted.text, start, at + 1, way, inside)


def extra(found: Match, said: Sequence[str], own: frozenset[str] = frozenset()) -> int:
    """Words of a label beside the phrase that say something else; ``own`` are words of the body's name, by their first letters."""
    outside = [*said[: found.start], *said[found.end :]]
    # Small words between those of a phrase say nothing else either: «НПА о приёме граждан».
    small = sum(map(filling, said[found.start : found.end])) - sum(map(filling, words(_TAILS.sub("", found.phrase))))
    inside = max(0, found.extra - max(0, small))
    return inside + sum(1 for one in outside if not filling(one) and one[:OWN] not in own)


@lru_cache(maxsize=20_000)
def filling(word: str) -> bool:
    """Whether a word of a label says nothing of what the label names."""
    return _FILLING.fullmatch(word) is not None


OWN = 5


def own_words(names: Iterable[str]) -> frozenset[str]:
    """First letters of the words of a body's name, so that «План акимата города Шаян» is «План»."""
    return frozenset(one[:OWN] for name in names for one in words(name) if len(one) > SHORT)


def in_label(wanted: Sequence[Phrase], text: str) -> Match | None:
    """The surest match of any of the phrases in a label, also where it was typed on the wrong layout."""
    spoken: list[tuple[int, Sequence[str]]] = [(AS_IT_STANDS, words(text)), *((OTHER_LAYOUT, said) for said in retyped(text))]
    sieve = (wanted if isinstance(wanted, Phrases) else Phrases(wanted)).sieve
    for least, said in spoken:
        found = [match for one in sieve.likely(said) if (match := met(one, said)) is not None]
        if found:
            best = min(found, key=lambda match: (match.way, -(match.end - match.start), match.start))
            return best._replace(way=max(best.way, least))
    return None


__all__ = [
    "ADDRESS", "AS_IT_STANDS", "DEGRADED", "LIKE_WORDS", "OTHER_LAYOUT", "ROOTS", "TYPED_RUSSIAN", "Match", "Phrase", "Phrases", "Stem",
    "extra", "filling", "in_either", "in_label", "met", "own_words", "phrase", "phrases", "plain", "root_of", "shown",
]  # fmt: skip
