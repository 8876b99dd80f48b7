"""Addresses at which an indicator is named by more than weaker words, without headings that stand above nothing; and pages whose whole name
a weaker word is."""

from __future__ import annotations

from checks.derived import derived_by
from checks.held import Held
from checks.hollows import hollow
from checks.named import Candidate, named
from store.base import Language
from store.snapshot import Snapshot

# Fields in which a page says what it is called.
OWN_NAME = frozenset({"title", "heading"})


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


def is_whole_name(candidate: Candidate) -> bool:
    """Whether a page is called by the hint and nothing else: what it is then, its own words may tell in any other way."""
    return any(label.at.field in OWN_NAME and not label.extra and not label.at.part for label in candidate.labels)


__all__ = ["is_whole_name", "naming"]
