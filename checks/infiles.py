"""Contact data that stand in a file which a version offers and on none of its pages: they are there for whoever opens it.

A contract or a report may give the body's own address or that of anybody; which it is the file does not say, so it is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checks.clicks import linked_documents
from checks.pictured import plain_test
from checks.scans import read_surely
from store.base import Language
from store.records import DocumentRecord, PageRecord
from store.snapshot import Snapshot

# A post code and the town or country after it: forms of contracts bear the bare label of an address, and sums have six figures too.
_CODE = r"(?<![\w-])(?:0[1-9]|1[0-6])\d{4}[,\s]{1,3}"
_COUNTRY = r"г\.|город\s|(?:Республика\s)?Казахстан|Қазақстан|РК|ҚР"
_TOWN = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+(?:\s(?:қ\.|қаласы|облысы)|,)"
_POSTAL = re.compile(rf"{_CODE}(?:{_COUNTRY}|{_TOWN})")


class InFile(NamedTuple):
    """A file, the page of the version that leads to it, and the line that bears the datum."""

    file: DocumentRecord
    page: PageRecord
    line: str


def in_files(snapshot: Snapshot, kind: str, language: Language) -> Iterator[InFile]:
    """Files to which pages of a version lead and whose text bears contact data of a kind."""
    test: Callable[[str], object] | None = _POSTAL.search if kind == "postal" else plain_test(kind)
    for item in linked_documents(snapshot) if test is not None else ():
        page = offering(snapshot, item, language)
        line = next((line for line in _lines(snapshot, item) if test is not None and test(line)), "") if page else ""
        if page is not None and line:
            yield InFile(item, page, line.strip())


def offering(snapshot: Snapshot, item: DocumentRecord, language: Language) -> PageRecord | None:
    """The first page of a version that leads to a file; none where no page does."""
    pages = (snapshot.page(link.url, link.lane) for link in snapshot.links_to(item.url) if link.tag == "a")
    return next((page for page in pages if page is not None and page.language == language), None)


def _lines(snapshot: Snapshot, item: DocumentRecord) -> list[str]:
    record = snapshot.text(item.url, item.lane)
    return (record.text if record is not None and record.text else read_surely(snapshot, item)).split("\n")
