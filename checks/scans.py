"""What was read on scans: that a text stands there and in which language; never that something is not there, for the engine errs."""

from __future__ import annotations

from checks.differences import written_in
from store.base import Language
from store.records import DocumentRecord
from store.snapshot import Snapshot

# Below this, in percent, the words of a scan are guesses.
SURE = 60


def scanned(item: DocumentRecord) -> bool:
    """Whether a document is pictures of pages."""
    return bool(item.pages_read) and not item.text_pages


def read_surely(snapshot: Snapshot, item: DocumentRecord) -> str:
    """The words of a scan, where the engine was sure of them; empty for any other document."""
    scan = snapshot.scan(item.url, item.lane) if scanned(item) else None
    return scan.text if scan is not None and scan.confidence >= SURE else ""


def letters(snapshot: Snapshot, item: DocumentRecord, language: Language | None) -> int:
    """Letters and figures read on a scan; 0 where nothing sure was read, or where it is surely written in the other language.

    :param language: that of the page which leads to the scan; None for any.
    """
    said = read_surely(snapshot, item)
    if written_in(said) not in (None, language or written_in(said)):
        return 0
    return sum(character.isalnum() for character in said)


def language_of(snapshot: Snapshot, item: DocumentRecord) -> Language | None:
    """The language that a scan is surely written in; None where that cannot be told."""
    return written_in(read_surely(snapshot, item))
