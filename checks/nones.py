"""A body that says itself that it has none of what is given only where there is any: «В 2026 году гранты не поступали».

Only a short place says so for certain, in a sentence that names the thing; such a sentence on any other page is for a person. «Сведения
отсутствуют» says nothing of the thing: nobody filled the section.
"""

from __future__ import annotations

import re

from checks.index import index
from checks.letters import words
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import news_item
from checks.own import Own, Spot
from checks.phrases import OWN, SHORT, in_label, phrases
from checks.sentences import bearing
from checks.words import holds
from store.base import Language
from store.indicators import Indicator
from store.snapshot import Snapshot

# A place that says more tells of something that there is.
BRIEF = 500
# Places that are told to a person are few.
MOST = 12
_CLAUSES = re.compile(r"[,;]\s")


def says_none(snapshot: Snapshot, indicator: Indicator, top: Own, language: Language) -> str:
    """The sentence in which a place of what a body need not have says that there is none; empty where none does."""
    if not indicator.when_available or top.files or top.frames or top.forms or not top.complete or top.letters > BRIEF:
        return ""
    lexicon = snapshot.lexicon("none-statements")
    none, unfilled = lexicon.phrases("none", language), lexicon.phrases("unfilled", language)
    thing = _starts(" ".join(indicator.names.of(language)))
    lines = (line for line in top.lines if holds(line, none) and not holds(line, unfilled))
    return next((line for line in lines if thing & _starts(line)), "")


def said_none(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Sentences on pages of a version that are no news by which the body says that it has none of a thing; ``asked`` is the concept and the
    language."""
    concept, language = asked
    lexicon = snapshot.lexicon("none-statements")
    none, unfilled = lexicon.phrases("none", language), lexicon.phrases("unfilled", language)
    found: dict[Spot, Candidate] = {}
    for name in phrases(snapshot.indicator(concept).names.of(language), language):
        for hit in index(snapshot, language).find(name):
            clauses = (
                part for one in bearing(hit.text, name) for part in _CLAUSES.split(one) if in_label((name,), part) is not None
            )
            told = next((one for one in clauses if holds(one, none) and not holds(one, unfilled)), "")
            for at in hit.sightings if told else ():
                spot = Spot(*at.page)
                if at.field == "body" and snapshot.page(spot.url, spot.lane) is not None and not news_item(snapshot, spot.url):
                    found.setdefault(spot, meant(told, spot))
    return tuple(found.values())[:MOST]


def _starts(text: str) -> frozenset[str]:
    return frozenset(one[:OWN] for one in words(text) if len(one) > SHORT)
