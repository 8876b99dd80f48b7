"""One inverted index for each run and language: every label that names a page, document or place in a page, and every line of text.

Labels are kept once however often they stand; a word leads to the labels that bear it, and a phrase is compared with the labels of its
rarest word alone. So what a search costs follows from what it finds, not from the size of the site.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload
from weakref import ref

from checks.derived import derived_by
from checks.labels import Sighting, sightings
from checks.letters import latin, plain, retyped, words
from checks.offers import Table
from checks.phrases import ADDRESS, AS_IT_STANDS, OTHER_LAYOUT, ROOTS, SHORT, TAIL, Match, Phrase, Stem, met, root_of
from checks.shelf import Shelf
from checks.written import Written
from store.base import Language
from store.snapshot import Snapshot

Said = tuple[str, ...]
# How the labels of each book are written.
WAYS = (AS_IT_STANDS, ADDRESS, OTHER_LAYOUT)


class Hit(NamedTuple):
    """A phrase met in a label, with the label's words, everywhere that it stands, and its number in the index."""

    text: str
    said: Said
    match: Match
    sightings: Sequence[Sighting]
    number: int

    def opened(self) -> Hit:
        """The same with its places in memory."""
        return self._replace(sightings=tuple(self.sightings))


class Marked:
    """Some of an index's labels by their numbers, a bit for each."""

    def __init__(self, labels: int, numbers: Iterable[int]) -> None:
        self._bits = bytearray(labels // 8 + 1)
        for number in numbers:
            self._bits[number >> 3] |= 1 << (number & 7)

    def __contains__(self, number: int) -> bool:
        return bool(self._bits[number >> 3] & 1 << (number & 7))


class Book:
    """Labels in one spelling (as written, retyped from another layout, or of addresses), found by the beginnings of their words.

    Words are kept once and rows name them by their numbers: a large site has as many words as a library.
    """

    def __init__(self) -> None:
        self.owner = array("I")
        self.postings: dict[str, array[int]] = {}
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._flat, self._starts = array("I"), array("Q", [0])
        self._order: list[str] = []
        self._known: dict[Stem, dict[str, int]] = {}

    def add(self, said: Iterable[str], owner: int) -> None:
        row, known = tuple(said), self._numbers
        number = len(self.owner)
        self.owner.append(owner)
        for one in dict.fromkeys(row):
            if one not in known:
                known[one] = len(self._words)
                self._words.append(one)
                self.postings[one] = array("I")
            self.postings[one].append(number)
        self._flat.extend([known[one] for one in row])
        self._starts.append(len(self._flat))

    def said(self, row: int) -> Said:
        """The words of a row."""
        words_of = self._words
        return tuple([words_of[number] for number in self._flat[self._starts[row] : self._starts[row + 1]]])

    def close(self) -> None:
        self._numbers = {}
        self._order = sorted(self.postings, key=lambda one: (plain(one), one))

    def rows(self, phrase: Phrase, address: bool) -> list[tuple[int, Match]]:
        """Rows that bear the phrase, with the match; only those of its rarest word are compared."""
        known = [self._bearing(stem, address) for stem in phrase.stems]
        found = []
        for row in self.rows_saying(min(known, key=self.often)):
            match = met(phrase, self.said(row), address, known)
            if match is not None:
                found.append((row, match))
        return found

    def words_of(self, stem: Stem) -> Iterable[str]:
        """Words that are this one."""
        return self._bearing(stem, address=False)

    def often(self, said: Iterable[str]) -> int:
        """How often these words are said."""
        return sum(len(self.postings[one]) for one in said)

    def rows_saying(self, said: Iterable[str]) -> list[int]:
        """Rows that bear any of these words, in their order."""
        return sorted({row for one in said for row in self.postings[one]})

    def _bearing(self, stem: Stem, address: bool) -> dict[str, int]:
        """Words that begin like this one of a phrase, and how; each is looked up once, as phrases share words."""
        known = self._known.get(stem)
        if known is None:
            starts = (stem.latin,) if address else stem.starts
            begun = dict.fromkeys(one for start in starts for one in self._begun(start))
            known = (
                dict.fromkeys(begun, ADDRESS) if address else {one: way for one in begun if (way := stem.fits(one)) is not None}
            )
            self._known[stem] = known
        return known

    def _begun(self, start: str) -> Iterator[str]:
        wanted = plain(start)
        longest = len(start) + TAIL if len(start) <= SHORT else None
        for at in range(bisect_left(self._order, wanted, key=plain), len(self._order)):
            one = self._order[at]
            if not plain(one).startswith(wanted):
                return
            if longest is None or len(one) <= longest:
                yield one


class Index:
    """What the pages, documents, frames and scripts of one language version say and are called.

    :param sightings: every label with its place; running text too.
    """

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        self._labels = Written()
        self._shelf = Shelf()
        self._written, self._other, self._addresses = Book(), Book(), Book()
        # In the order of their ways of writing.
        self._books = (self._written, self._addresses, self._other)
        self._known: dict[Phrase, _Hits] = {}
        self._matches = Table[Match]()
        for one in sightings:
            self._shelf.add(self._number(one), one)
        self._labels.close()
        self._shelf.close()
        for book in self._books:
            book.close()

    def _number(self, one: Sighting) -> int:
        # Labels of addresses and all others: what is written alike is not the same.
        address = one.field == "address"
        number, new = self._labels.number(one.text, address)
        if new:
            said = words(one.text)
            if address:
                self._addresses.add(map(latin, said), number)
            else:
                self._written.add(said, number)
                for other in retyped(one.text) if one.field != "body" else ():
                    self._other.add(other, number)
        return number

    @property
    def labels(self) -> int:
        """How many different labels and lines there are."""
        return len(self._labels)

    def find(self, phrase: Phrase) -> _Hits:
        """Every label that bears the phrase, in the order in which the labels were met. Each phrase is looked for once."""
        if phrase not in self._known:
            self._known[phrase] = self._search(phrase)
        return self._known[phrase]

    def told(self, phrase: Phrase, without: Marked | None = None) -> Iterator[tuple[str, Match]]:
        """The same labels with their matches alone: nothing is read of their words and places.

        :param without: labels that are left out.
        """
        return self.find(phrase).told(without)

    def bearing(self, phrases: Iterable[Phrase]) -> Marked:
        """Labels that bear any of the phrases."""
        return Marked(self.labels, (number for one in phrases for number in self.find(one).numbers()))

    def loose(
        self, phrase: Phrase, slots: Sequence[Sequence[Stem]] = (), way: int = ROOTS, one_of: Iterable[Stem] = ()
    ) -> Iterator[Hit]:
        """Labels that bear the roots of all words of the phrase, in any order and any form: «бюджетті игеру» for «бюджет игерілу».

        :param slots: for each word the beginnings of which one is enough, where not its own root alone is.
        :param one_of: beginnings of which a label must say at least one; none asks for nothing.
        """
        asked = [self._written.words_of(stem) for stem in one_of]
        needed = {one for said in asked for one in said}
        wanted = slots or [(root_of(stem),) for stem in phrase.stems]
        heaps = [frozenset(one for stem in slot for one in self._written.words_of(stem)) for slot in wanted]
        fitting = frozenset[str]().union(*heaps)
        for row in self._written.rows_saying(min(heaps, key=self._written.often)) if heaps else ():
            said = self._written.said(row)
            if any(heap.isdisjoint(said) for heap in heaps):
                continue
            # «Проверки» is one word and no «проведённые проверки», though it begins as both do.
            if len(fitting.intersection(said)) < len(wanted) or (asked and needed.isdisjoint(said)):
                continue
            rest = sum(one not in fitting for one in said)
            owner = self._written.owner[row]
            label = self._labels[owner]
            yield Hit(label, said, Match(phrase.text, 0, len(said), way, rest), self._shelf.of(owner, label), owner)

    def owner(self, number: int, row: int) -> int:
        """The number of the label that a row of a book is."""
        return self._books[number].owner[row]

    def label(self, number: int, match: int) -> tuple[str, Match]:
        """A label, and what it bears."""
        return self._labels[number], self._matches.values[match]

    def _search(self, phrase: Phrase) -> _Hits:
        found = _Hits(self)
        seen: set[int] = set()
        for number, way in enumerate(WAYS if phrase.stems else ()):
            book = self._books[number]
            for row, match in book.rows(phrase, way == ADDRESS):
                owner = book.owner[row]
                if owner not in seen:
                    seen.add(owner)
                    told = match._replace(way=max(match.way, way))
                    found.add(number, row, self._matches.number(told))
        return found

    def hit(self, number: int, row: int, match: int) -> Hit:
        """What a row of a book bears, with everywhere that it stands."""
        book = self._books[number]
        owner = book.owner[row]
        label = self._labels[owner]
        return Hit(label, book.said(row), self._matches.values[match], self._shelf.of(owner, label), owner)


class _Hits(Sequence[Hit]):
    """Hits of one phrase; a common word has one on every page, so they are made when they are looked at."""

    def __init__(self, index: Index) -> None:
        # What is kept for a snapshot may hold no circle, or it would be let go late.
        self._index = ref(index)
        self._books, self._rows, self._matches = bytearray(), array("I"), array("I")

    def add(self, book: int, row: int, match: int) -> None:
        self._books.append(book)
        self._rows.append(row)
        self._matches.append(match)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Hit]:
        index = self._index()
        assert index is not None  # noqa: S101 - who asks has it
        return map(index.hit, self._books, self._rows, self._matches)

    def numbers(self) -> Iterator[int]:
        index = self._index()
        assert index is not None  # noqa: S101 - who asks has it
        return map(index.owner, self._books, self._rows)

    def told(self, without: Marked | None) -> Iterator[tuple[str, Match]]:
        index = self._index()
        assert index is not None  # noqa: S101 - who asks has it
        every = zip(self.numbers(), self._matches, strict=True)
        return (index.label(number, match) for number, match in every if without is None or number not in without)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        return tuple(self)[at]


@derived_by
def index(snapshot: Snapshot, language: Language) -> Index:
    """The index of one language version, made once for a snapshot."""
    return Index(sightings(snapshot, language))
