"""Postal addresses told within a sentence, their words inflected: «Абай көшесіндегі 41-үйде отырамыз», «мы сидим на улице Абая в доме 41».

What such a line says is not read as an address, as stories tell of houses in streets, too; but where it stands no address is absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crawler.extract.facts.postal import Addresses, story
from crawler.extract.facts.streets import NUMBER, UPPER, any_of
from crawler.extract.text.words import Words

# Shorter words are abbreviations, which nobody inflects.
SHORTEST = 4
# The longest ending of a Kazakh name of a kind of street or settlement: «көшесіндегі»; of a Russian one: «улицей».
_KK, _RU = r"\w{0,6}(?!\w)", r"\w{0,3}(?!\w)"
_NAME = rf"(?-i:[{UPPER}«\"“№])[^\s,;]{{0,39}}(?:\s[^\s,;]{{1,40}}){{0,3}}?"
_NEAR = 160
# The phrases that the patterns are made of, in their order.
_ASKED = (
    ("street-after", "kk"),
    ("street-before", "ru"),
    ("settlement-after", "kk"),
    ("settlement-before", "ru"),
    ("house", "ru"),
)


def told(line: str, words: Words) -> bool:
    """Whether a line tells of a house in a street and of the settlement or post code beside it.

    :param line: the text as a reader sees it.
    """
    word, street, settlement = _patterns(*(words.contacts.phrases(concept, language) for concept, language in _ASKED))
    if not word.search(line):
        return False
    return any(_placed(line, found, settlement, words) for found in street.finditer(line))


def _placed(line: str, street: re.Match[str], settlement: re.Pattern[str], words: Words) -> bool:
    near = line[max(0, street.start() - _NEAR) : street.end() + _NEAR]
    parts = Addresses.of(words).parts
    if parts.code.search(near):
        return True
    return not story(line, street) and bool(settlement.search(near) or parts.town.search(near))


@lru_cache(maxsize=4)
def _patterns(
    streets_kk: tuple[str, ...],
    streets_ru: tuple[str, ...],
    settlements_kk: tuple[str, ...],
    settlements_ru: tuple[str, ...],
    houses: tuple[str, ...],
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A word of streets, a street with its house, and a settlement, in any case."""
    after, before, house = _stems(streets_kk), _stems(streets_ru), _stems(houses, shortest=3)
    named = any_of((*_stems(settlements_kk), *_stems(settlements_ru)))
    flags = re.IGNORECASE
    return (
        re.compile(rf"(?<!\w)(?:{any_of((*after, *before))})", flags),
        re.compile(
            rf"(?<!\w){_NAME}\s(?:{any_of(after)}){_KK},?\s(?:\w+\s)?{NUMBER}"
            rf"|(?<!\w)(?:{any_of(before)}){_RU}\s{_NAME},?\s(?:(?:в\s)?(?:{any_of(house)}){_RU}\s)?{NUMBER}"
            rf"|(?<!\w)(?:{any_of(house)}){_RU}\s{NUMBER},?\s(?:по\s|на\s)?(?:{any_of(before)}){_RU}\s(?-i:[{UPPER}«])",
            flags,
        ),
        re.compile(rf"(?<!\w)(?:{named}){_KK}", flags),
    )


def _stems(phrases: Iterable[str], shortest: int = SHORTEST) -> tuple[str, ...]:
    """What stays of words in every case: without their last vowel."""
    return tuple(phrase.rstrip("аеоуыьйё") if " " not in phrase else phrase for phrase in phrases if len(phrase) >= shortest)


__all__ = ["told"]
