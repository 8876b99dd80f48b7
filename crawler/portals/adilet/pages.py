"""Pages of the legal database read: the header with its mark, the list of a day, and how the whole act is said to have ended.

Whether an act is in force is told by its mark; where a page bears none, by the words of the header or of the first note alone. Words in the
text are never read: «Статья 114. Утратила силу» is one article, and «Об утратившем силу законе» another act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.extract.page.tree import Outline, parse
from crawler.portals.adilet.place import Rules
from store.base import Language

IN_FORCE, REPEALED, UNCLEAR = "in-force", "repealed", "unclear"
BY_MARK, BY_HEADER, BY_NOTE = "mark", "header", "note"
LONGEST = 600
MOST_CARDS = 200
_DAY = r"(?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>\d{4})(?!\d)"
_NUMBER = re.compile(r"\d[\d\s]*")
_LANGUAGES: tuple[tuple[str, Language], ...] = (("lang_rus", "ru"), ("lang_kaz", "kk"), ("lang_eng", "en"))
_CODE = re.compile(r"/docs/([A-Z][0-9A-Z]{5,13}_?)(?:/|$)")


class Header(NamedTuple):
    """What a page or card says of an act: title, requisites as written (kind, issuer, day, number), and whether it is in force.

    ``status`` is ``in-force``, ``repealed`` or ``unclear``; ``mark`` the words of the mark; ``told_by`` mark, header or note; ``ended``
    the sentence that tells the end; ``until`` the first day without force (ISO 8601) where the sentence gives it.
    """

    title: str
    requisites: str
    status: str
    mark: str = ""
    told_by: str = ""
    ended: str = ""
    until: str = ""


class Card(NamedTuple):
    """An act in a list."""

    code: str
    header: Header


class Page:
    """One answer, read once."""

    def __init__(self, rules: Rules, content: bytes) -> None:
        self._rules = rules
        tree, _ = parse(content.decode("utf-8", "replace"))
        self._outline = Outline(tree)
        self._tree = tree

    @property
    def language(self) -> Language | None:
        """The language that the page says it is in."""
        classes = {name for element in self._outline.all("div") for name in element.get("class").split() if name[:5] == "lang_"}
        found = [language for name, language in _LANGUAGES if name in classes]
        return found[0] if len(found) == 1 else None

    def lacks(self, marks: Iterable[str]) -> str:
        """The first of these selectors that nothing on the page answers to; empty for none."""
        return next((mark for mark in marks if self._tree.css_first(mark) is None), "")

    def says(self, texts: Iterable[str]) -> bool:
        """Whether one of these texts stands on the page."""
        seen = self._outline.visible()
        return any(text in seen for text in texts)

    def header(self) -> Header | None:
        """The header of an act's page; None where there is none."""
        box = self._tree.css_first(self._rules.marks["header"])
        if box is None:
            return None
        return self._read(self._first(box, "title"), self._first(box, "requisites"), self._mark(box), self._note())

    def cards(self) -> list[Card]:
        """The acts of a list, in its order."""
        found = []
        for box in self._tree.css(self._rules.marks["card"])[:MOST_CARDS]:
            link = box.css_first(self._rules.marks["link"])
            code = _CODE.search(link.attributes.get("href") or "") if link is not None else None
            if link is not None and code is not None:
                found.append(Card(code[1], self._read(self._text(link), self._first(box, "requisites"), self._mark(box), "")))
        return found

    def total(self, texts: Iterable[str]) -> int | None:
        """How many acts the list says it has: the number behind one of these words; None where it says nothing."""
        seen = self._outline.visible()
        for text in texts:
            at = seen.find(text)
            number = _NUMBER.search(seen, at + len(text), at + len(text) + 40) if at >= 0 else None
            if number is not None:
                return int(re.sub(r"\s", "", number.group())[:12])
        return None

    def row(self, labels: Iterable[str]) -> str:
        """The value of a row of the page of information; empty where it is not told."""
        wanted = set(labels)
        for node in self._tree.css(self._rules.marks["row"]):
            cells = node.css(self._rules.marks["cell"])
            if len(cells) > 1 and self._text(cells[0]) in wanted:
                return self._text(cells[1])
        return ""

    def _mark(self, box: LexborNode) -> tuple[frozenset[str], str] | None:
        """Classes and words of the one mark of an act; None where there is none, or more than one."""
        found = box.css(self._rules.marks["status"])
        return (frozenset((found[0].attributes.get("class") or "").split()), self._text(found[0])) if len(found) == 1 else None

    def _note(self) -> str:
        """The note that stands before everything else of the text, without its first word; empty where the text begins otherwise."""
        box = self._tree.css_first(self._rules.marks["text"])
        if box is None:
            return ""
        opening = self._text(box)
        return next((opening[len(word) :].lstrip() for word in self._rules.notes if opening.startswith(word)), "")

    def _read(self, title: str, requisites: str, mark: tuple[frozenset[str], str] | None, note: str) -> Header:
        by_header, by_note = self.ending(requisites), self._opening(note)
        said = by_header or by_note
        words, marked = (mark[1] if mark else ""), self._marked(mark)
        if marked == IN_FORCE and not by_header:
            return Header(title, requisites, IN_FORCE, words, BY_MARK)
        if marked == REPEALED or (mark is None and said and not self._partly(said)):
            told_by = BY_MARK if marked else BY_HEADER if by_header else BY_NOTE
            return Header(title, requisites, REPEALED, words, told_by, said, self._until(by_note) or self._until(by_header))
        return Header(title, requisites, UNCLEAR, words, "", said)

    def _marked(self, mark: tuple[frozenset[str], str] | None) -> str:
        """What a mark says; empty where it says nothing known, or its class and its words differ."""
        if mark is None:
            return ""
        classes, words = mark
        told = {
            name
            for name, status in self._rules.statuses.items()
            if classes & set(status.classes) or words.casefold() in {word.casefold() for word in status.words}
        }
        return told.pop() if len(told) == 1 else ""

    def ending(self, requisites: str) -> str:
        """The sentence of the requisites that says that the whole act ended; empty where none does."""
        places = [
            found.start() for word in self._rules.ended for found in re.finditer(rf"(?<!\w){word.capitalize()}(?!\w)", requisites)
        ]
        return requisites[min(places) :] if places else ""

    def _opening(self, note: str) -> str:
        """The note where it begins with the end of the whole act: notes of articles and changes tell of others further on."""
        return note if note.casefold().startswith(self._rules.ended) else ""

    def _partly(self, said: str) -> bool:
        return any(word in said.casefold() for word in self._rules.partly)

    def _until(self, said: str) -> str:
        for shape in self._rules.enters:
            found = re.search(re.escape(shape).replace(re.escape("$day"), _DAY), said, re.IGNORECASE)
            if found is not None:
                return _day(f"{found['year']}-{found['month']}-{found['day']}")
        return ""

    def _first(self, box: LexborNode, mark: str) -> str:
        """The first words that stand under this mark."""
        return next((text for node in box.css(self._rules.marks[mark]) if (text := self._text(node))), "")

    def _text(self, node: LexborNode) -> str:
        return self._outline.text(self._outline.by_key[node.mem_id], LONGEST)


def _day(text: str) -> str:
    """A day in ISO 8601; empty for one that no calendar has."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
