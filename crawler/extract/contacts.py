"""Contact data on a page: postal addresses, e-mail addresses, telephones. What is doubtful is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from crawler.extract.phones import phone_of_link, phones_in
from crawler.extract.postal import Addresses
from crawler.extract.text import clean
from crawler.extract.tree import Element, Outline
from crawler.extract.words import Words

MAX_LINE = 1_500
MAX_OF_KIND = 150
_GLUED = re.compile(r"(?=https?://|www\.)")
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,62}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,12}(?![\w-])"
)
_DIGIT = re.compile(r"\d")
_FILES = ("png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css")


class ContactFact(NamedTuple):
    """One datum: kind ``postal``, ``email`` or ``phone``, its value, the line it stands in and the element."""

    kind: str
    value: str
    quote: str
    element: Element


class Line(NamedTuple):
    """One visible line of the page and the element in which it begins."""

    text: str
    element: Element


def lines_of(outline: Outline) -> list[Line]:
    """Visible text as a reader sees it, line by line."""
    lines: list[Line] = []
    parts: list[str] = []
    first: Element | None = None
    for piece, owner in zip(outline.pieces, outline.owners, strict=True):
        if piece != "\n":
            if not owner.hidden:
                if first is None and not piece.isspace():
                    first = owner
                parts.append(piece)
            continue
        if first is not None:
            lines.append(Line(clean("".join(parts), MAX_LINE), first))
        parts, first = [], None
    if first is not None:
        lines.append(Line(clean("".join(parts), MAX_LINE), first))
    return lines


def read_contacts(outline: Outline, words: Words) -> Iterator[ContactFact]:
    """Contact data in page order by kind: postal, email, phone; the same value counts once for a page."""
    lines = lines_of(outline)
    yield from _bounded(_postal(lines, words))
    yield from _bounded(_emails(outline, lines))
    yield from _bounded(_phones(outline, lines, words))


def _bounded(facts: Iterator[ContactFact]) -> Iterator[ContactFact]:
    seen: set[str] = set()
    for fact in facts:
        if fact.value in seen:
            continue
        seen.add(fact.value)
        yield fact
        if len(seen) >= MAX_OF_KIND:
            return


def _links(outline: Outline, scheme: str) -> Iterator[tuple[Element, str]]:
    for element in outline.all("a", "area"):
        address = element.get("href").strip()
        if address[: len(scheme)].lower() == scheme and not element.hidden:
            yield element, address[len(scheme) : len(scheme) + 500]


def _postal(lines: list[Line], words: Words) -> Iterator[ContactFact]:
    addresses = Addresses.of(words)
    for index, line in enumerate(lines):
        if not _DIGIT.search(line.text):
            continue
        before = " ".join(item.text for item in lines[max(0, index - 2) : index] if len(item.text) <= 120)
        after = " ".join(item.text for item in lines[index + 1 : index + 2] if len(item.text) <= 60)
        value = addresses.find(line.text, before, after)
        if value:
            yield ContactFact("postal", value, clean(line.text), line.element)


def _emails(outline: Outline, lines: list[Line]) -> Iterator[ContactFact]:
    for element, address in _links(outline, "mailto:"):
        for part in unquote(address.partition("?")[0]).split(","):
            match = _EMAIL.fullmatch(part.strip())
            if match:
                yield ContactFact("email", part.strip().lower(), outline.text(element) or clean(part), element)
    for line in lines:
        if "@" not in line.text:
            continue
        for match in _EMAIL.finditer(_GLUED.sub(" ", line.text)):
            value = match.group().lower()
            if value.rsplit(".", 1)[-1] not in _FILES:
                yield ContactFact("email", value, _around(line.text, match.start()), line.element)


def _phones(outline: Outline, lines: list[Line], words: Words) -> Iterator[ContactFact]:
    for element, address in _links(outline, "tel:"):
        value = phone_of_link(unquote(address))
        if value:
            yield ContactFact("phone", value, outline.text(element) or clean(address), element)
    spoken = words.phone
    for index, line in enumerate(lines):
        if not _DIGIT.search(line.text):
            continue
        before = lines[index - 1].text[-60:] if index and len(lines[index - 1].text) <= 80 else ""
        for value, start in phones_in(line.text, bool(spoken.search(before.casefold())), spoken):
            yield ContactFact("phone", value, _around(line.text, start), line.element)


def _around(line: str, position: int) -> str:
    """At most 300 characters of the line with the found place inside."""
    start = max(0, min(position - 120, len(line) - 300))
    return clean(line[start : start + 300])
