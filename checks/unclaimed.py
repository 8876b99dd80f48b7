"""Parts of pages that bear the name of no indicator and say all words of one: «1 қазанға жұмсалғаны», and below it a table with
«Бюджеттік бағдарлама – Жоспар – Атқарылды».

Bodies head what the law asks for with words of their own. What such a part tells is known by none of its names; where its heading and one of
its sentences say each word of a name of a thing or one of like meaning, that thing may not be called absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from checks.alike import Slot, in_like_words
from checks.cores import core
from checks.demands import WORDS
from checks.derived import derived_by
from checks.headed import shared_headings
from checks.index import Book
from checks.labels import end_of, naming_heading
from checks.letters import words
from checks.longtexts import ARTICLE, NUMBERED_KK
from checks.meant import meant
from checks.moulds import of_mould
from checks.named import Candidate, named
from checks.newsitems import section_pages
from checks.own import Own, Spot, own
from checks.phrases import SHORT, Stem, filling, in_label, phrases
from checks.sentences import sentences
from checks.telling import unfilled
from checks.verbal import only_named
from checks.vocabulary import telling
from store.base import Language
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

# Words of a name that must be said: one alone tells of much.
SEVERAL = 2
# Words that may stand between those of a name in a sentence; farther apart they speak of several things.
APART = 3
# Lines of a part that are looked at, and words of a sentence: a longer text speaks of everything.
LINES, LONGEST = 60, 60
# Lines that begin a part: in them it says what it is about.
FIRST = 3
# Places that are told to a person are few.
MOST = 12


class _Slot(NamedTuple):
    """A word of a name as the parts of a version say it: in whatever stands for it, as its own root, as the very word; and whether it tells
    the indicator from others."""

    any: frozenset[str]
    own: frozenset[str]
    very: frozenset[str]
    tells: bool


class _Name(NamedTuple):
    """A name of an indicator and its words."""

    text: str
    slots: tuple[_Slot, ...]


class _Part(NamedTuple):
    """A part of a page, or a page without parts, that nothing names for certain: what heads it, and its sentences."""

    spot: Spot
    heading: str
    head: frozenset[str]
    said: tuple[str, ...]
    first: frozenset[str]
    full: bool


class _Parts(NamedTuple):
    """All such parts of a version, and which of them say a word."""

    every: tuple[_Part, ...]
    book: Book


@derived_by
def unclaimed(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Parts of pages, but for news and home pages, that bear no thing's name and say all words of one of this indicator's names."""
    concept, language = asked
    indicator, parts = snapshot.indicator(concept), _parts(snapshot, language)
    excluded = phrases(indicator.excluded.of(language), language)
    names = (_name(snapshot, asked, parts.book, name) for name in indicator.names.of(language))
    told = {number for name in names for number in _saying(snapshot, language, parts, name)}
    told |= _about(parts, core(snapshot, asked))
    found = (parts.every[number] for number in sorted(told))
    apart = (one for one in found if not (excluded and in_label(excluded, one.heading) is not None))
    alone = (one for one in apart if _other(snapshot, (one.heading, language)) <= {concept})
    return tuple(meant(one.heading, one.spot) for one in islice(alone, MOST))


def _about(parts: _Parts, roots: frozenset[Stem]) -> set[int]:
    """Numbers of the parts that say a word which the indicator is about in their heading or first of all."""
    said = frozenset(word for root in roots for word in parts.book.words_of(root))
    rows = {row for word in said for row in parts.book.postings[word]}
    return {row for row in rows if parts.every[row].full and not said.isdisjoint(parts.every[row].head | parts.every[row].first)}


def _name(snapshot: Snapshot, asked: tuple[str, Language], book: Book, name: str) -> _Name:
    """A name by its words; without any where it is of one word or of two things."""
    (phrase,) = phrases([name], asked[1])
    stems = [stem for stem in phrase.stems if not filling(stem.starts[0])]
    every = in_like_words(snapshot, phrase, asked[1])
    if len(stems) < SEVERAL or len(stems) < len(phrase.stems) or any(len(stem.starts[0]) <= SHORT for stem in stems):
        return _Name(name, ())
    tells = telling(snapshot, asked)
    return _Name(name, tuple(_slot(book, stem, like, like[0] in tells) for stem, like in zip(stems, every, strict=True)))


def _slot(book: Book, stem: Stem, like: Slot, tells: bool) -> _Slot:
    very, root = frozenset(book.words_of(stem)), frozenset(book.words_of(like[0]))
    return _Slot(very.union(root, *map(book.words_of, like[1:])), root, very, tells)


def _saying(snapshot: Snapshot, language: Language, parts: _Parts, name: _Name) -> Iterator[int]:
    """Numbers of the parts that say a name; only those that say a word of each slot anywhere are read."""
    heaps = [{row for word in slot.any for row in parts.book.postings[word]} for slot in name.slots]
    for number in set.intersection(*heaps) if heaps else ():
        if _says(snapshot, language, parts.every[number], name):
            yield number


def _says(snapshot: Snapshot, language: Language, part: _Part, name: _Name) -> bool:
    """Whether a part's heading says a word of a name and, with one of its sentences, each of the others, of which one tells the thing."""
    if all(slot.any.isdisjoint(part.head) for slot in name.slots):
        return False
    if _all_said(name.slots, part.head):
        return True
    told = (one for one in part.said if any(_all_said(name.slots, part.head | said) for said in _stretches(one, len(name.slots))))
    return any(not (unfilled(snapshot, one, language) or only_named(snapshot, language, name.text, words(one))) for one in told)


def _all_said(slots: tuple[_Slot, ...], said: frozenset[str]) -> bool:
    """Whether each slot finds a word of its own, one that tells the thing the very word of the name."""
    if not any(slot.tells and not slot.very.isdisjoint(said) for slot in slots):
        return False
    # Mostly its own words: a name of which all but one are said in others may be anything.
    if SEVERAL * sum(not slot.own.isdisjoint(said) for slot in slots) < len(slots):
        return False
    return _apart([slot.any & said for slot in slots], frozenset())


def _apart(choices: Sequence[frozenset[str]], taken: frozenset[str]) -> bool:
    """Whether a word may be chosen for each slot so that none is chosen twice."""
    return not choices or any(_apart(choices[1:], taken | {word}) for word in choices[0] - taken)


def _stretches(sentence: str, number: int) -> Iterator[frozenset[str]]:
    """Words of a sentence that stand near each other."""
    said = words(sentence)[:LONGEST]
    wide = number + APART
    return (frozenset(said[start : start + wide]) for start in range(max(1, len(said) - wide + 1)))


@derived_by
def _other(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[str]:
    """Indicators that a heading names, whatever else it says."""
    heading, language = asked
    every = snapshot.every_indicator.items()
    return frozenset(
        concept for concept, one in every if in_label(phrases(one.names.of(language), language), heading) is not None
    )


@derived_by
def _parts(snapshot: Snapshot, language: Language) -> _Parts:
    known = {(one.spot.url, one.spot.part) for concept in snapshot.concepts for one in named(snapshot, (concept, language)).sure}
    every = tuple(part for page in section_pages(snapshot, language) for part in _of_page(snapshot, page, language, known))
    book = Book()
    for number, part in enumerate(every):
        book.add((*words(part.heading), *(word for one in part.said for word in words(one))), number)
    book.close()
    return _Parts(every, book)


def _of_page(snapshot: Snapshot, page: PageRecord, language: Language, known: set[tuple[str, str]]) -> Iterator[_Part]:
    own_name, shared = naming_heading(snapshot, page) or page.title, shared_headings(snapshot, language)
    # A map of the site or «Информация» holds everything and is the section of nothing.
    broad = phrases(snapshot.lexicon(WORDS).phrases("broad-headings", language), language)
    if in_label(broad, own_name) is not None:
        return
    inside = [
        text for text in dict.fromkeys((*page.headings, *page.heads)) if text not in (own_name, page.h1) and text not in shared
    ]
    top = Spot(page.url, page.lane)
    for heading, spot in ((own_name, top), *((text, Spot(page.url, page.lane, text)) for text in inside)):
        if (spot.url, spot.part) in known or _of_text(snapshot, language, heading) or (spot.part and in_label(broad, heading)):
            continue
        place = own(snapshot, spot)
        # Of the page itself what stands before the first part.
        lines = tuple(takewhile(lambda line: line not in inside, place.lines)) if spot is top else tuple(place.lines)
        if lines:
            said = _sentences(snapshot, language, place, lines)
            first = frozenset(words(" ".join(said[:FIRST]))[:LONGEST])
            yield _Part(spot, heading, frozenset(words(heading)), said, first, place.says_much(lines))


def _sentences(snapshot: Snapshot, language: Language, place: Own, lines: Iterable[str]) -> tuple[str, ...]:
    """What a place says itself: the words of a link tell of the page where it leads, which is looked at by itself, and a mould of nothing,
    nor does a word alone: it heads a column or is a button."""
    names = {link.text: link for link in place.links}
    kept = (line for line in dict.fromkeys(lines) if (_leaves(snapshot, names[line]) if line in names else len(words(line)) > 1))
    told = islice(kept, LINES)
    return tuple(one for line in told for one in sentences(line) if not of_mould(snapshot, language, one))


def _leaves(snapshot: Snapshot, link: LinkRecord) -> bool:
    """Whether a link leads to no page of the site: a document or another site is looked at by its link alone."""
    return link.scope != "internal" or snapshot.page(end_of(snapshot, link.target)) is None


def _of_text(snapshot: Snapshot, language: Language, heading: str) -> bool:
    """Whether a heading is a question that somebody asked, or that of a chapter of an act: what stands below speaks of everything."""
    marks, said = snapshot.lexicon(WORDS), words(heading)
    asks = heading.rstrip().endswith("?") and not set(said).isdisjoint(
        snapshot.lexicon("interaction").phrases("asking", language)
    )
    return asks or any(marks.pattern(one).match(heading) is not None for one in (ARTICLE, NUMBERED_KK))


__all__ = ["unclaimed"]
