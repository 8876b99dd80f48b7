"""Addresses at which an indicator is named by more than weaker words, without headings that stand above nothing."""

from __future__ import annotations

from checks.demands import Held
from checks.derived import derived_by
from checks.hollows import hollow
from checks.named import Candidate, named
from store.base import Language
from store.snapshot import Snapshot


@derived_by
def naming(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[str]:
    """Addresses at which an indicator is named, if only by a line of text; a heading of a page below which nothing stands names none.

    :param asked: the indicator and the language of the version.
    """
    found = named(snapshot, asked)
    every = (*found.sure, *found.weak, *found.spoken)
    return frozenset(
        one.spot.url for one in every if any(not label.hint for label in one.labels) and not _bare(snapshot, asked[0], one)
    )


def _bare(snapshot: Snapshot, concept: str, one: Candidate) -> bool:
    return bool(one.spot.part) and hollow(Held(snapshot, one.spot, alone=True), snapshot.indicator(concept), part=True)


__all__ = ["naming"]
