"""A board that tells nobody who its persons are leaves them open."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.portals.bulletin.place import Place

from crawler.portals import seam
from store.harvest import READ, Capture, LedgerEntry


def unseen(place: Place, entries: Iterable[LedgerEntry], captures: Iterable[Capture]) -> tuple[seam.Unseen, ...]:
    """The persons, where they were refused."""
    refused = [entry for entry in entries if entry.url == place.question and entry.ledger not in READ]
    return tuple(seam.Unseen("leadership", "kk", entry.said, True) for entry in refused)
