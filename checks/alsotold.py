"""Things that a row asks for beside the one it is looked up by: «information on the leadership *and the units*»."""

from __future__ import annotations

from collections.abc import Iterable

from checks.held import held
from checks.own import Spot
from checks.personlines import named_alone
from checks.presence import Stand
from checks.standing import stands
from store.base import Language
from store.snapshot import Snapshot

# A place that bears the thing's name and says something tells of it, though it gives less than the thing's own row asks for.
_TOLD = frozenset({Stand.WITHOUT, Stand.PERSON})


def untold(snapshot: Snapshot, concepts: Iterable[str], language: Language) -> str:
    """The first of these concepts of which no place of a version is named and says who leads there; empty where each is told of."""
    return next((one for one in concepts if not _told(snapshot, one, language)), "")


def _told(snapshot: Snapshot, concept: str, language: Language) -> bool:
    found = stands(snapshot, (concept, language))
    saying = (one for one in (*found.unclear, *found.against) if one.stand in _TOLD)
    return any(_led(snapshot, one.candidate.spot) for one in (*found.holding, *found.lacking, *saying))


def _led(snapshot: Snapshot, spot: Spot) -> bool:
    """Whether a place, or a page below it, names a person."""
    return any(one.persons or any(named_alone(snapshot, line) for line in one.lines) for one in held(snapshot, spot).apart)


__all__ = ["untold"]
