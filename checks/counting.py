"""Lines in which a figure counts something: «освоено 412,6 млн тенге», «41 объект». An explanation of how a budget is made has none."""

from __future__ import annotations

from collections.abc import Iterable

from store.asked import asked
from store.snapshot import Snapshot

WORDS = "content-marks"
COUNTED, OTHER_FIGURES = asked(__name__, WORDS, "counted"), asked(__name__, WORDS, "other-figures")


def counting(snapshot: Snapshot, lines: Iterable[str]) -> int:
    """How many lines bear a figure that is no year, day, hour, term, telephone, room, or number of an act, of a part of one or of an entry."""
    counted, other = (snapshot.lexicon(WORDS).pattern(one) for one in (COUNTED, OTHER_FIGURES))
    return sum(1 for line in lines if counted.search(other.sub(" ", line)) is not None)


__all__ = ["counting"]
