"""Places that may be meant though nothing names them so: what heads them is told to a person."""

from __future__ import annotations

from checks.labels import Sighting
from checks.letters import words
from checks.named import Candidate, Spotted
from checks.own import Spot
from checks.phrases import LIKE_WORDS, Match


def meant(heading: str, spot: Spot) -> Candidate:
    """A place that may be meant, by what heads it."""
    at = Sighting(heading, "heading", spot.url, (spot.url, spot.lane), part=spot.part)
    match = Match(heading, 0, len(words(heading)), LIKE_WORDS, 0)
    return Candidate(spot, [Spotted(heading, match, 0, at, hint=True)])


__all__ = ["meant"]
