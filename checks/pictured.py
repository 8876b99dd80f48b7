"""Words that were read on pictures of pages: they are there for whoever sees, and no text. So they never prove that a thing is absent or given;
they show a person where it may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from checks.derived import derived
from checks.scans import SURE
from checks.words import holds
from store.base import Language
from store.records import LinkRecord, PageRecord, ScanRecord
from store.snapshot import Snapshot

# Fewer letters on a picture are a sign or a stamp.
FEWEST = 20
_PHONE = re.compile(r"(?:\+7|\b8)[\s(-]*\d{3,5}[\s)-]*\d[\d\s-]{4,}|\b\d{2,3}[-–\s]\d{2}[-–\s]\d{2}\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")


class Pictured(NamedTuple):
    """A page, the address of a picture that it shows or offers, and the words that were read there."""

    page: PageRecord
    address: str
    text: str


@derived
def pictured(snapshot: Snapshot) -> tuple[Pictured, ...]:
    """Every picture whose words were surely read, with the first page of each version that shows it."""
    read = {one.url: one.text for one in snapshot.records(ScanRecord) if one.confidence >= SURE and _letters(one.text) >= FEWEST}
    found: dict[tuple[str, Language | None], Pictured] = {}
    for url, lane, address in _shown(snapshot) if read else ():
        page = snapshot.page(url, lane) if address in read else None
        if page is not None:
            found.setdefault((address, page.language), Pictured(page, address, read[address]))
    return tuple(found.values())


def _shown(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    for image in snapshot.images():
        if image.src and not image.hidden:
            yield image.url, image.lane, urljoin(image.url, image.src)
    for link in snapshot.records(LinkRecord, tag="a"):
        yield link.url, link.lane, link.target


def plain_test(kind: str) -> Callable[[str], object] | None:
    """Whether a line bears contact data that any reader knows by their form; None for the kinds that have none."""
    return {"phone": _PHONE.search, "email": _EMAIL.search}.get(kind)


def bearing(snapshot: Snapshot, kind: str, language: Language) -> Iterator[tuple[Pictured, str]]:
    """Pictures of a version on which contact data of a kind may be read, with the line that tells so."""
    labels = snapshot.lexicon("contacts").phrases("address-label", language)
    test = (lambda line: holds(line, labels)) if kind == "postal" else plain_test(kind)
    for one in pictured(snapshot) if test is not None else ():
        if one.page.language == language:
            yield from ((one, line) for line in one.text.split("\n") if test is not None and test(line))


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
