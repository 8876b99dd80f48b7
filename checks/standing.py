"""How one version of a site stands to one indicator: what holds it, what lacks a part, what only a person can tell.

Worked out once: where a version says nothing of a thing, the other version is asked how it stands.
"""

from __future__ import annotations

from typing import NamedTuple

from checks.derived import derived_by
from checks.lacking import given_elsewhere
from checks.named import Candidate
from checks.presence import AGAINST, MET, OPEN, Judged, Stand, judged, likely, past, speaking
from checks.wellstocked import poorly_stocked
from store.base import Language
from store.snapshot import Snapshot


class Stands(NamedTuple):
    """The places of a version by what became of them; ``weak`` may be meant, and are looked into only where none holds all that is asked for."""

    holding: tuple[Judged, ...]
    lacking: tuple[Judged, ...]
    unclear: tuple[Judged, ...]
    against: tuple[Judged, ...]
    weak: tuple[Candidate, ...]


@derived_by
def stands(snapshot: Snapshot, asked: tuple[str, Language]) -> Stands:
    """How a version stands to an indicator; ``asked`` is the concept and the language."""
    concept, language = asked
    if not snapshot.addresses(language):
        return Stands((), (), (), (), ())
    found = judged(snapshot, concept, language)
    holding = tuple(one for one in found if one.stand in MET)
    lacking = tuple(one for one in found if one.stand is Stand.LACKING)
    # Without a place that is named for certain and holds all that is asked for, the doubtful ones are looked into.
    weak = () if holding else tuple(likely(snapshot, concept, language))
    given = (
        one._replace(stand=Stand.PERSON)
        for one in lacking
        if given_elsewhere(snapshot, one, weak) or _newer(snapshot, asked, one)
    )
    unclear = (*(one for one in found if one.stand in OPEN), *given)
    return Stands(holding, lacking, unclear, tuple(one for one in found if one.stand in AGAINST), weak)


def _newer(snapshot: Snapshot, asked: tuple[str, Language], one: Judged) -> bool:
    """Whether a page of no such name speaks of a thing that is of years that are over: it may tell of the newest."""
    return past(one) and bool(speaking(snapshot, *asked))


@derived_by
def spoken(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Pages of a version that nothing names so and whose text speaks of it: what they hold a person must read. None where the body names
    hardly anything of what is asked for."""
    if poorly_stocked(snapshot) or not snapshot.addresses(asked[1]):
        return ()
    return tuple(speaking(snapshot, *asked))


__all__ = ["Stands", "spoken", "stands"]
