"""What a version names as an indicator, by place and by words: each candidate asks, and a large site has as many as pages."""

from __future__ import annotations

from checks.derived import derived_by
from checks.named import Spotted, named
from store.base import Language
from store.snapshot import Snapshot


@derived_by
def labels_at(snapshot: Snapshot, asked: tuple[str, Language]) -> dict[str, list[Spotted]]:
    """Addresses that are named for certain or may be meant, with the labels that name them."""
    known, found = named(snapshot, asked), dict[str, list[Spotted]]()
    for one in (*known.sure, *known.weak):
        found.setdefault(one.spot.url, []).extend(one.labels)
    return found


@derived_by
def sure_words(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[str]:
    """Labels that name a place for certain."""
    return frozenset(label.text for one in named(snapshot, asked).sure for label in one.labels)


__all__ = ["labels_at", "sure_words"]
