"""Stores of data: figures that stand in files alone, hundreds of them, under no name but a number of an indicator."""

from __future__ import annotations

from checks.derived import derived
from checks.labels import documents
from checks.meant import meant
from checks.named import Candidate
from checks.own import Spot
from store.snapshot import Snapshot

# Files that hold figures and hardly a word; a document in an office format may tell anything.
FIGURES = frozenset({"csv", "json", "xml"})
# Fewer files of data are beside pages that tell what they are.
STORE = 12


@derived
def stored_data(snapshot: Snapshot) -> tuple[Candidate, ...]:
    """Files of data of a site that keeps many, the nearest first; nothing on any other site."""
    data = [item for item in documents(snapshot).values() if item.kind in FIGURES and not item.broken]
    nearest = sorted(data, key=lambda item: (item.depth, item.url))[:STORE]
    return tuple(
        meant(item.title or item.url.rpartition("/")[2], Spot(item.url, item.lane)) for item in nearest if len(data) >= STORE
    )


__all__ = ["stored_data"]
