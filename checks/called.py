"""Pages by what they are called: their title and headings, and the words of links that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from checks.derived import derived
from checks.sweep import FRAMES, Key, sweep
from checks.words import holds, names
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

LONGEST_HEADING = 90


def labels(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Short labels of links inside the site by the address they lead to."""
    return sweep(snapshot).labels


def called(snapshot: Snapshot, page: PageRecord, phrases: tuple[str, ...]) -> bool:
    """Whether the page is called so: by its title, a short heading, or a link whose whole label names it."""
    if any(holds(text, phrases) for text in (page.title, *page.headings) if len(text) <= LONGEST_HEADING):
        return True
    return any(names(label, phrases) for label in labels(snapshot).get(page.url, ()))


def pages_called(snapshot: Snapshot, phrases: tuple[str, ...]) -> Iterator[PageRecord]:
    """Pages that are called so, by address and lane."""
    return (page for page in snapshot.pages() if called(snapshot, page, phrases))


@derived
def frames_elsewhere(snapshot: Snapshot) -> dict[Key, tuple[str, ...]]:
    """Frames of pages that show what other sites hold, by page."""
    found: dict[Key, dict[str, None]] = {}
    for link in snapshot.records(LinkRecord, tag=FRAMES, scope="external"):
        found.setdefault((link.url, link.lane), {})[link.target] = None
    return {key: tuple(targets) for key, targets in found.items()}
