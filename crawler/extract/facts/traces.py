"""Places that look like contact data in which no datum of a kind was read: what may stand there is never «absent»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crawler.extract.facts.inflected import told
from crawler.extract.facts.postal import Addresses
from crawler.extract.page.lines import Line
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean, fold
from crawler.extract.text.words import Words

KINDS = ("postal", "phone", "email")
MAX_TRACES = 12
_BLOCK_LINES, _LABEL, _HEADING, _QUOTE, _TOLD = 12, 40, 40, 200, 1_500
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FORMS = frozenset({"form", "label", "input", "select", "textarea", "button", "option"})
_HOLDERS = frozenset(
    {
        "div",
        "section",
        "address",
        "article",
        "aside",
        "p",
        "span",
        "ul",
        "ol",
        "li",
        "dl",
        "dd",
        "td",
        "table",
        "footer",
        "header",
        "i",
    }
)
_PART = r"(?:^|[\s_-]){}(?:$|[\s_\d-])"
_NAMED = {
    "": re.compile(_PART.format(r"(?:contacts?|kontakt\w*|requisites?|rekvizit\w*|bai?lanys\w*)")),
    "postal": re.compile(
        _PART.format(
            r"(?:addr?ess?e?|adres\w*|location|geo(?:-alt)?|map-?marker|map-?pin|marker|mekenzha\w*|[yg]?maps?|2gis|leaflet)"
        )
    ),
    "phone": re.compile(_PART.format(r"(?:phones?|tel|telephone|telefon\w*|call)")),
    "email": re.compile(_PART.format(r"(?:e-?mail|mail|envelope|__cf_email__|cf_email)")),
}
_SOURCES = frozenset({"iframe", "a", "script", "img", "embed", "object"})
_NOT_NAMED = re.compile(r"form|input|field|btn|button|subscribe|menu|nav|share|modal-backdrop|sitemap")
_MICRODATA = {"address": "postal", "streetaddress": "postal", "postalcode": "postal", "telephone": "phone", "email": "email"}
_MAPS = re.compile(
    r"google\.[a-z.]+/maps|maps\.google|(?:maps|map-widget)\.?[a-z.]*yandex|yandex\.[a-z]+/(?:maps|map-widget)|2gis\.|openstreetmap\.org",
    re.IGNORECASE,
)
_PICTURED = {
    "": re.compile(r"kontakt|contact|контакт|байланыс", re.IGNORECASE),
    "postal": re.compile(r"addres|adres|адрес|мекен|location|marker|(?<![a-z])map(?![a-z])", re.IGNORECASE),
    "phone": re.compile(r"phone|telefon|телефон", re.IGNORECASE),
    "email": re.compile(r"e-?mail|envelope|почта|пошта", re.IGNORECASE),
}
_PROTECTED = re.compile(r"email-protection|\[email[\s\xa0]protected\]|спам-бот|spambot|\*{2,}@", re.IGNORECASE)
_VEIL = re.compile(r"[*\[]|-бот|spam", re.IGNORECASE)
_MASKED = re.compile(r"\+7[\s(]*\*{2,}")
_OWNER = re.compile(r"©|\(c\)|права защищены|құқықтар|rights reserved", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[\s()–-]{0,2}){5,}")
_HOUSE = re.compile(r"(?i:[^\W\d_]{2,}[»\".]?,?\s?(?:№\s?)?\d{1,3}(?![\d:.]))")
_MOMENT = re.compile(r"\d{1,2}[.:]\d\d(?:[.:]\d{2,4})?|(?:19|20)\d\d")
_ELECTRONIC = re.compile(r"электрон|эл\.|e-?mail|сайт|веб|web|интернет|url", re.IGNORECASE)


_COLON = re.compile(r"\w*\s*:")


class Trace(NamedTuple):
    """A place where data of this kind may stand: by which sign, the text there, and the element."""

    kind: str
    sign: str
    quote: str
    element: Element


def read_traces(outline: Outline, lines: list[Line], words: Words, found: Iterable[str]) -> Iterator[Trace]:
    """Places for the kinds of contact data that were not found on the page, each kind and sign once.

    :param found: the kinds that were: ``postal``, ``phone``, ``email``.
    """
    wanted = frozenset(KINDS) - frozenset(found)
    if not wanted:
        return
    seen: set[tuple[str, str]] = set()
    reader = _Traces(outline, lines, words)
    for trace in reader.all():
        if trace.kind in wanted and (trace.kind, trace.sign) not in seen:
            seen.add((trace.kind, trace.sign))
            yield trace
            if len(seen) >= MAX_TRACES:
                return


class _Traces:
    def __init__(self, outline: Outline, lines: list[Line], words: Words) -> None:
        self.outline = outline
        self.lines = lines
        self.words = words
        self.parts = Addresses.of(words).parts
        # Pictures without words and frames may show what they like; a map shows a place, and a picture with words tells what it shows.
        self.unnamed = [
            element
            for element in outline.all("img", "iframe", "object", "embed", "canvas")
            if not element.hidden
            and not _inside(element, frozenset({"a"}))
            and not element.get("alt").strip()
            and not _MAPS.search(element.get("src"))
        ]

    def all(self) -> Iterator[Trace]:
        for index, line in enumerate(self.lines):
            if line.element.place == "nav":
                continue
            for trace in (
                *self._labelled(line),
                *self._headed(index, line),
                *self._at_the_edge(line),
                *self._veiled(line),
                *self._told(line),
            ):
                if not _inside(line.element, _FORMS | {"a"}):
                    yield trace
        for element in self.outline.elements:
            yield from self._marked(element)

    def _labelled(self, line: Line) -> Iterator[Trace]:
        text = line.text
        short = len(text) <= _LABEL
        if not short and ":" not in text:
            return
        label = self.parts.label.search(text)
        if (
            label
            and not _ELECTRONIC.search(text[max(0, label.start() - 16) : label.end() + 22])
            and _announces(text, label.start() + len(label.group().rstrip(" :")), short)
        ):
            yield Trace("postal", "label", clean(text, _QUOTE), line.element)
        folded = text.casefold()
        for kind, pattern in (("phone", self.words.phone), ("email", self.words.email)):
            word = pattern.search(folded)
            if word and _announces(folded, word.end(), short):
                yield Trace(kind, "label", clean(text, _QUOTE), line.element)

    def _headed(self, index: int, line: Line) -> Iterator[Trace]:
        """What stands under a heading that names contacts."""
        if len(line.text) > _HEADING or not self.words.names_contacts(line.text):
            return
        block: list[Line] = []
        for item in self.lines[index + 1 : index + 1 + _BLOCK_LINES]:
            if item.element.tag in _HEADINGS or item.element.place != line.element.place:
                break
            block.append(item)
        for item in block:
            for kind in self._plausible(item.text):
                yield Trace(kind, "block", clean(item.text, _QUOTE), item.element)
        after = index + 1 + len(block)
        end = self.lines[after].start if after < len(self.lines) else len(self.outline.pieces)
        for shown in self.unnamed:
            if line.start <= shown.start <= end and shown.place == line.element.place:
                for kind in KINDS:
                    yield Trace(kind, "picture", clean(line.text, _QUOTE), shown)

    def _at_the_edge(self, line: Line) -> Iterator[Trace]:
        """Lines of the header and footer, where visitors look for contacts without any heading."""
        if line.element.place in ("header", "footer") and not _OWNER.search(line.text):
            for kind in self._plausible(line.text):
                yield Trace(kind, line.element.place, clean(line.text, _QUOTE), line.element)

    def _told(self, line: Line) -> Iterator[Trace]:
        if told(line.text[:_TOLD], self.words):
            yield Trace("postal", "sentence", clean(line.text, _QUOTE), line.element)

    @staticmethod
    def _veiled(line: Line) -> Iterator[Trace]:
        if not _VEIL.search(line.text):
            return
        if _PROTECTED.search(line.text):
            yield Trace("email", "veiled", clean(line.text, _QUOTE), line.element)
        if _MASKED.search(line.text):
            yield Trace("phone", "veiled", clean(line.text, _QUOTE), line.element)

    def _plausible(self, text: str) -> Iterator[str]:
        """Kinds of data that a text in a place of contacts may be."""
        if len(text) > 2 * _QUOTE:
            return
        plain = _MOMENT.sub(" ", text)
        number = _NUMBER.search(plain)
        if number:
            yield "phone"
        if "@" in text:
            yield "email"
        elsewhere = _NUMBER.sub(" ", plain)
        if (
            _HOUSE.search(elsewhere)
            or self.parts.settlement.search(text)
            or (self.parts.word.search(text) and len(text) <= _QUOTE)
        ):
            yield "postal"

    def _marked(self, element: Element) -> Iterator[Trace]:
        """Elements that their tag, attributes or source mark as contact data."""
        attributes = element.attributes
        if "itemprop" in attributes and (microdata := _MICRODATA.get(element.get("itemprop").lower(), "")):
            yield Trace(microdata, "microdata", self._quote(element), element)
        if element.tag in _SOURCES:
            source = element.get("src") or element.get("href")
            if ("map" in source and _MAPS.search(source)) or "2gis." in source:
                yield Trace("postal", "map", clean(source, _QUOTE), element)
            if "email-protection" in source:
                yield Trace("email", "veiled", self._quote(element), element)
            if element.tag == "img" and not element.hidden:
                yield from self._pictured(element)
        elif element.tag == "address" or (element.tag in _HOLDERS and ("class" in attributes or "id" in attributes)):
            yield from self._classed(element)

    def _pictured(self, element: Element) -> Iterator[Trace]:
        told = f"{element.get('alt')} {element.get('title')} {element.get('src').rpartition('/')[2]}"[:300]
        link = next((item for item in element.ancestors() if item.tag == "a"), None)
        if link is None or link.get("href").startswith(("#", "mailto:", "tel:")):
            for kind in _pictured(told):
                yield Trace(kind, "picture", clean(told, _QUOTE), element)

    def _classed(self, element: Element) -> Iterator[Trace]:
        names = f"{element.get('class')} {element.get('id')}"[:300].lower()
        kinds = KINDS if element.tag == "address" else _named(names)
        if not kinds or element.foreign or element.place == "nav" or _inside(element, _FORMS | {"a"}):
            return
        text = self.outline.text(element, _QUOTE)
        empty = not text.strip() and next(self.outline.inside(element), None) is None
        likely = set(self._plausible(text))
        for kind in kinds:
            if empty or kind in likely:
                yield Trace(kind, "mark", clean(text, _QUOTE) or clean(names, _QUOTE), element)

    def _quote(self, element: Element) -> str:
        return self.outline.text(element, _QUOTE) or clean(element.get("content") or element.get("href"), _QUOTE)


def _announces(text: str, end: int, short: bool) -> bool:
    """Whether a word ends in a colon or fills a short line, so that something must follow it."""
    rest = text[end:]
    return bool(_COLON.match(rest)) or (short and len(fold(rest).split()) <= 1)


@lru_cache(maxsize=20_000)
def _named(names: str) -> tuple[str, ...]:
    """The kinds of data that these names of classes and identities speak of."""
    return () if _NOT_NAMED.search(names) else tuple(_kinds(_NAMED, names))


@lru_cache(maxsize=20_000)
def _pictured(told: str) -> tuple[str, ...]:
    return tuple(_kinds(_PICTURED, told))


def _kinds(patterns: dict[str, re.Pattern[str]], text: str) -> Iterator[str]:
    for kind, pattern in patterns.items():
        if pattern.search(text):
            yield from (kind,) if kind else KINDS


def _inside(element: Element, tags: frozenset[str]) -> bool:
    return element.tag in tags or any(item.tag in tags for item in element.ancestors())
