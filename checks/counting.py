"""Lines in which a figure counts something: «освоено 412,6 млн тенге», «41 объект»; and lines that name an act: «Приказ № 74 от 18.06.2026». An
explanation of how a budget is made has none of the one, one of what an act is none of the other."""

from __future__ import annotations

from collections.abc import Iterable

from checks.own import Own
from store.asked import asked
from store.snapshot import Snapshot

WORDS = "content-marks"
AN_ACT, LAW_OF_ALL = asked(__name__, WORDS, "an-act"), asked(__name__, WORDS, "law-of-all")
COUNTED, OTHER_FIGURES = asked(__name__, WORDS, "counted"), asked(__name__, WORDS, "other-figures")


def counting(snapshot: Snapshot, lines: Iterable[str]) -> int:
    """How many lines bear a figure that is no year, day, hour, term, telephone, room, or number of an act, of a part of one or of an entry."""
    return sum(1 for line in lines if figures_of(snapshot, line))


def figures_of(snapshot: Snapshot, line: str) -> int:
    """How many such figures a line bears."""
    counted, other = (snapshot.lexicon(WORDS).pattern(one) for one in (COUNTED, OTHER_FIGURES))
    return len(counted.findall(other.sub(" ", line)))


def naming_acts(snapshot: Snapshot, places: Iterable[Own]) -> int:
    """How many lines, links and files of places name an act or a draft of one, but for laws of the republic."""
    act, law = (snapshot.lexicon(WORDS).pattern(one) for one in (AN_ACT, LAW_OF_ALL))
    texts = (
        text for one in places for text in (*one.lines, *(link.text for link in one.links), *(item.title for item in one.files))
    )
    return sum(1 for text in dict.fromkeys(texts) if law.search(text) is None and act.search(text) is not None)


__all__ = ["counting", "figures_of", "naming_acts"]
