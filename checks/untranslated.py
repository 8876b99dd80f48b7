"""Lines in Cyrillic letters that stand in the texts of pages written in a language of Latin letters: headings and names left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.records import PageRecord
from store.snapshot import Snapshot

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]{4,}")
# One word may be a language of a switch, a mark of goods or a button that a program brought along.
WORDS = 2


class Left(NamedTuple):
    """Such a line with its page."""

    page: PageRecord
    line: str


def left(snapshot: Snapshot, pages: Iterable[PageRecord]) -> Iterator[Left]:
    """The lines, page by page; a name in Cyrillic letters within a sentence in Latin ones is none."""
    for page in pages:
        record = snapshot.text(page.url, page.lane)
        for line in record.text.split("\n") if record is not None else ():
            if _is_left(line):
                yield Left(page, line.strip())


def _is_left(line: str) -> bool:
    if len(_CYRILLIC.findall(line)) <= len(_LATIN.findall(line)):
        return False
    return sum(1 for word in _WORD.findall(line) if _CYRILLIC.search(word)) >= WORDS
