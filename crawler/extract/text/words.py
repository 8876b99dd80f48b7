"""Words of the lexicons made ready for matching, once for a whole extraction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from crawler.extract.text.clean import fold
from store.base import Language
from store.lexicon import Lexicon

_TOGGLED: tuple[Language, ...] = ("kk", "ru", "en")


def started_by(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases at the start of a word, in folded text; the ending of the word is free."""
    ordered = sorted({fold(phrase) for phrase in phrases} - {""}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})" if ordered else r"(?!)")


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words in folded text."""
    ordered = sorted({fold(phrase) for phrase in phrases} - {""}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W\d_])" if ordered else r"(?!)")


class Workdays(NamedTuple):
    """Matchers for days of the week and what tells of regular hours, in lower case.

    ``named`` are days in the form of timetables, ``any`` days in every form.
    """

    named: re.Pattern[str]
    any: re.Pattern[str]
    daily: re.Pattern[str]
    regular: re.Pattern[str]
    pause: re.Pattern[str]
    without: re.Pattern[str]
    event: re.Pattern[str]
    standing: re.Pattern[str]

    @classmethod
    def of(cls, contacts: Lexicon) -> Workdays:
        """The matchers for these words."""
        phrases = contacts.phrases
        stems = rf"{started_by(phrases('weekday-stem')).pattern}[^\W\d_]{{0,10}}"
        whole = whole_words((*phrases("weekday"), *phrases("weekday-form"))).pattern
        return cls(
            whole_words(phrases("weekday")),
            re.compile(f"{stems}|{whole}"),
            whole_words(phrases("daily")),
            whole_words(phrases("regular")),
            started_by(phrases("pause")),
            whole_words(phrases("pause-none")),
            whole_words(phrases("event")),
            started_by((*phrases("hours"), *phrases("reception"))),
        )


class Dialling(NamedTuple):
    """What tells of telephones: words that announce one, codes of mobile networks, beginnings of codes of areas, and how numbers are
    written with them: of an area only behind the prefix of long distance."""

    words: re.Pattern[str]
    codes: frozenset[str]
    areas: tuple[str, ...]
    written: re.Pattern[str]

    @classmethod
    def of(cls, contacts: Lexicon) -> Dialling:
        """The matchers for these words and codes."""
        codes = sorted(contacts.phrases("mobile-code"))
        number = rf"(?:{'|'.join(map(re.escape, codes))})[\s)–-]{{0,3}}\d(?:[\s–-]{{0,2}}\d){{6}}" if codes else r"(?!)"
        areas = tuple(sorted(contacts.phrases("area-code")))
        mobile = rf"(?:(?:\+?7|8)[\s(–-]{{0,3}}|\()?{number}"
        area = (
            rf"(?:\+7|8)[\s–-]?\((?:{'|'.join(map(re.escape, areas))})\d{{1,3}}\)(?:[\s–-]{{0,2}}\d){{5,7}}" if areas else r"(?!)"
        )
        written = re.compile(rf"(?<![\w.,/№+-])(?:{mobile}|{area})(?!\d|[-–.]\d)")
        return cls(started_by(contacts.phrases("phone")), frozenset(codes), areas, written)


class Words:
    """Matchers over the lexicons ``navigation``, ``language-switch``, ``contacts``, ``dates``, ``posts`` and ``hosts``.

    KeyError names a missing one.
    """

    def __init__(self, lexicons: dict[str, Lexicon]) -> None:
        navigation, switch = lexicons["navigation"], lexicons["language-switch"]
        self.contacts = lexicons["contacts"]
        self.dates = lexicons["dates"]
        self.posts = lexicons["posts"]
        self.keeping = lexicons["hosts"].phrases("files")
        self.dialling = Dialling.of(self.contacts)
        self.phone = self.dialling.words
        self.email = started_by(self.contacts.phrases("email"))
        self._contacts = started_by(navigation.phrases("contacts"))
        self._feedback = started_by(navigation.phrases("feedback"))
        self.hours = started_by(self.contacts.phrases("hours"))
        self.reception = started_by(self.contacts.phrases("reception"))
        self.workdays = Workdays.of(self.contacts)
        self.weekday = whole_words(self.contacts.phrases("weekday"))
        self.timetable = whole_words(self.contacts.phrases("timetable"))
        self.home = frozenset(fold(phrase) for phrase in navigation.phrases("home"))
        self.search = started_by(navigation.phrases("search"))
        self.breadcrumb = started_by(navigation.phrases("breadcrumb"))
        self.switch: dict[str, Language] = {}
        for language in _TOGGLED:
            for phrase in switch.phrases(language):
                self.switch.setdefault(fold(phrase), language)

    def is_home(self, label: str) -> bool:
        """Whether a link's label says that it leads to the home page."""
        return fold(label) in self.home

    def is_kept_elsewhere(self, host: str) -> bool:
        """Whether a site keeps documents of others: what lies there is no version of a site."""
        return any(host == one or host.endswith(f".{one}") for one in self.keeping)

    def is_search(self, text: str) -> bool:
        """Whether a text speaks of searching."""
        return self.search.search(fold(text)) is not None

    def names_contacts(self, heading: str) -> bool:
        """Whether a heading names contact data, and not a form for questions."""
        folded = fold(heading)
        return self._contacts.match(folded) is not None and not self._feedback.search(folded)

    def switch_to(self, label: str) -> Language | None:
        """The language to which a link with this label switches, or None."""
        return self.switch.get(fold(label)) if len(label) <= 40 else None


_ready: list[tuple[dict[str, Lexicon], Words]] = []


def words_of(lexicons: dict[str, Lexicon]) -> Words:
    """Matchers for these lexicons, made once for a process: lexicons that were read again and say the same get the same matchers."""
    for known, words in _ready:
        if known is lexicons:
            return words
    words = next((words for known, words in _ready if known == lexicons), None) or Words(lexicons)
    _ready[:] = [*_ready[-3:], (lexicons, words)]
    return words
