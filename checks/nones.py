"""A body that says itself that it has none of what is given only where there is any: «В 2026 году гранты не поступали».

Only a short place says so, in a sentence that names the thing. «Сведения отсутствуют» says nothing of the thing: nobody filled the section.
"""

from __future__ import annotations

from checks.letters import words
from checks.own import Own
from checks.phrases import OWN, SHORT
from checks.words import holds
from store.base import Language
from store.indicators import Indicator
from store.snapshot import Snapshot

# A place that says more tells of something that there is.
BRIEF = 500


def says_none(snapshot: Snapshot, indicator: Indicator, top: Own, language: Language) -> str:
    """The sentence in which a place of what a body need not have says that there is none; empty where none does."""
    if not indicator.when_available or top.files or top.frames or top.forms or not top.complete or top.letters > BRIEF:
        return ""
    lexicon = snapshot.lexicon("none-statements")
    none, unfilled = lexicon.phrases("none", language), lexicon.phrases("unfilled", language)
    thing = _starts(" ".join(indicator.names.of(language)))
    lines = (line for line in top.lines if holds(line, none) and not holds(line, unfilled))
    return next((line for line in lines if thing & _starts(line)), "")


def _starts(text: str) -> frozenset[str]:
    return frozenset(one[:OWN] for one in words(text) if len(one) > SHORT)
