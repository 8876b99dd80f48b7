"""One inverted index for each run and language: every label that names a page, document or place in a page, and every line of text.

Labels are kept once however often they stand; a word leads to the labels that bear it, and a phrase is compared with the labels of its
rarest word alone. So what a search costs follows from what it finds, not from the size of the site.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checks.derived import derived_by
from checks.labels import Sighting, sightings
from checks.letters import latin, plain, retyped, words
from checks.phrases import ADDRESS, AS_IT_STANDS, OTHER_LAYOUT, ROOTS, SHORT, TAIL, Match, Phrase, Stem, met, root_of
from store.base import Language
from store.snapshot import Snapshot

Said = tuple[str, ...]


class Hit(NamedTuple):
    """A phrase met in a label, with the label's words and everywhere that it stands."""

    text: str
    said: Said
    match: Match
    sightings: Sequence[Sighting]


@dataclass
class _Book:
    """Labels in one spelling (as written, retyped from another layout, or of addresses), found by the beginnings of their words."""

    said: list[Said] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    postings: dict[str, list[int]] = field(default_factory=dict)
    _order: list[tuple[str, str]] = field(default_factory=list)
    _known: dict[Stem, dict[str, int]] = field(default_factory=dict)

    def add(self, said: Iterable[str], owner: int) -> None:
        row = tuple(said)
        number = len(self.said)
        self.said.append(row)
        self.owner.append(owner)
        for one in dict.fromkeys(row):
            self.postings.setdefault(one, []).append(number)

    def close(self) -> None:
        self._order = sorted((plain(one), one) for one in self.postings)

    def rows(self, phrase: Phrase, address: bool) -> list[tuple[int, Match]]:
        """Rows that bear the phrase, with the match; only those of its rarest word are compared."""
        known = [self._bearing(stem, address) for stem in phrase.stems]
        rarest = min(known, key=lambda bearing: sum(len(self.postings[one]) for one in bearing))
        found = []
        for row in sorted({row for one in rarest for row in self.postings[one]}):
            match = met(phrase, self.said[row], address, known)
            if match is not None:
                found.append((row, match))
        return found

    def rows_of(self, stem: Stem) -> set[int]:
        """Rows that bear one word."""
        return {row for one in self._bearing(stem, address=False) for row in self.postings[one]}

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
        for at in range(bisect_left(self._order, (wanted, "")), len(self._order)):
            folded, one = self._order[at]
            if not folded.startswith(wanted):
                return
            if longest is None or len(one) <= longest:
                yield one


class Index:
    """What the pages, documents, frames and scripts of one language version say and are called.

    :param sightings: every label with its place; running text too.
    """

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        self._texts: dict[tuple[str, bool], int] = {}
        self._places: list[list[Sighting]] = []
        self._written, self._other, self._addresses = _Book(), _Book(), _Book()
        self._known: dict[Phrase, tuple[Hit, ...]] = {}
        for one in sightings:
            self._places[self._number(one)].append(one)
        self._labels = [text for text, _ in self._texts]
        for book in (self._written, self._other, self._addresses):
            book.close()

    def _number(self, one: Sighting) -> int:
        key = (one.text, one.field == "address")
        number = self._texts.get(key)
        if number is None:
            number = self._texts[key] = len(self._places)
            self._places.append([])
            said = words(one.text)
            if key[1]:
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

    def find(self, phrase: Phrase) -> tuple[Hit, ...]:
        """Every label that bears the phrase, in the order in which the labels were met. Each phrase is looked for once."""
        if phrase not in self._known:
            self._known[phrase] = tuple(self._search(phrase))
        return self._known[phrase]

    def loose(self, phrase: Phrase) -> Iterator[Hit]:
        """Labels that bear the roots of all words of the phrase, in any order and any form: «бюджетті игеру» for «бюджет игерілу»."""
        roots = [root_of(stem) for stem in phrase.stems]
        heaps = [self._written.rows_of(root) for root in roots]
        for row in sorted(set.intersection(*heaps)) if heaps else ():
            said = self._written.said[row]
            rest = sum(1 for one in said if not any(root.fits(one) is not None for root in roots))
            owner = self._written.owner[row]
            yield Hit(self._labels[owner], said, Match(phrase.text, 0, len(said), ROOTS, rest), self._places[owner])

    def _search(self, phrase: Phrase) -> Iterator[Hit]:
        if not phrase.stems:
            return
        seen: set[int] = set()
        for book, way in ((self._written, AS_IT_STANDS), (self._addresses, ADDRESS), (self._other, OTHER_LAYOUT)):
            for row, match in book.rows(phrase, way == ADDRESS):
                owner = book.owner[row]
                if owner not in seen:
                    seen.add(owner)
                    said = book.said[row]
                    yield Hit(self._labels[owner], said, match._replace(way=max(match.way, way)), self._places[owner])


@derived_by
def index(snapshot: Snapshot, language: Language) -> Index:
    """The index of one language version, made once for a snapshot."""
    return Index(sightings(snapshot, language))
