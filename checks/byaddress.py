"""Files that only their address names: «prikazy_perechen.csv» says less than the page of the thing that leads to it."""

from __future__ import annotations

from checks.named import Candidate, named
from store.base import Language
from store.snapshot import Snapshot


def by_address(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate) -> bool:
    """Whether a place is a file whose address alone bears the name, while a page or a part of one bears it too; ``asked`` is the concept and
    the language."""
    if snapshot.page(candidate.spot.url) is not None or any(label.at.field != "address" for label in candidate.labels):
        return False
    return any(snapshot.page(one.spot.url) is not None for one in named(snapshot, asked).sure)


__all__ = ["by_address"]
