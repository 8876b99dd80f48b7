"""Patterns of the parts of a postal address, made from the words of the lexicon ``contacts``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from store.lexicon import Lexicon

UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_MARKS = "«»\"“”.’'"
_WORD = rf"[\w{_MARKS}-]{{1,40}}"
_NAME = rf"[\w{_MARKS}№-]{{1,40}}(?:[ ]{_WORD}){{0,5}}?"
# A name that stands before its kind of street begins with a capital: what is written small belongs to the sentence.
_FIRST = rf"(?:(?-i:[{UPPER}«\"“№])[\w{_MARKS}№-]{{0,39}}|(?<!\d\s)\d{{1,3}}(?:-?[^\W\d]{{1,8}}\.?)?(?!\s?[\d.:-]*\d))"
_PROPER = rf"{_FIRST}(?:[ ]{_WORD}){{0,5}}?"
_LETTER = r"(?:\s?(?:[абвгдежзиклa-h]|«[абвгд]»)(?!\w)(?!\.\s?(?-i:[А-ЯЁӘҒҚҢӨҰҮҺІ])))?"
NUMBER = rf"№?\s?\d{{1,4}}(?!\d)(?:\s?[-/]\s?\d{{1,3}}(?!\d))?{_LETTER}"
# A number followed by these counts something else than houses.
_COUNTED = (
    r"(?!\s?(?:км|метр|м(?!\w)|жыл|год|г\.(?!\s?(?-i:[А-ЯЁӘҒҚҢӨҰҮҺІ]))|кв\.?\s?м|%|тг|тенге|теңге|млн|мың|тыс|рабоч|нов|дом(?:а|ов)|жаңа|ағаш"
    r"|чел|адам|час|мин|га(?!\w)|гект)|[.,]?\d|\s\d{3}(?![\d-]))"
)
POST_CODE = r"(?<![\w-])(?:0[1-9]|1[0-6])\d{4}(?![\w-])|(?<!\w)[A-ZАВСЕНКМОРТХ]\d{2}[A-ZАВСЕНКМОРТХ]\d[A-ZАВСЕНКМОРТХ]\d(?!\w)"
_CASE_ENDING = r"\w{0,2}(?!\w)"


class Parts(NamedTuple):
    """Patterns: a word of streets, a street with its house, a house without such a word, towns, codes and what announces an address."""

    word: re.Pattern[str]
    street: re.Pattern[str]
    bare: re.Pattern[str]
    settlement: re.Pattern[str]
    town: re.Pattern[str]
    code: re.Pattern[str]
    coded: re.Pattern[str]
    label: re.Pattern[str]


def parts_of(contacts: Lexicon) -> Parts:
    """The patterns for these words."""
    after, before = any_of(contacts.phrases("street-after")), any_of(contacts.phrases("street-before"))
    house = any_of(contacts.phrases("house"))
    settlement = _settlement(contacts)
    town = _town(contacts.phrases("settlement-name"))
    country = any_of(contacts.phrases("country"))
    no_house = rf"(?!\.?[,\s]\s*(?:(?:{house})\.?[,\s]*)?№?\d)"
    number = rf"(?:(?:{house})\.?[,\s]*)?{NUMBER}{_COUNTED}"
    flags = re.IGNORECASE
    return Parts(
        # Told first, because looking for a name of any length at every letter of a line costs a hundred times as much.
        word=re.compile(rf"(?<!\w)(?:{before})[.\s]|[\s-](?:{after})(?!\w)", flags),
        street=re.compile(
            rf"(?<!\w)(?:{before})(?:\.|\s)\s*{_NAME}[,;\s]\s*{number}"
            rf"|(?<![\w-])(?-i:\d{{1,4}}(?=\s[A-Z]))(?:\s{_WORD}){{1,3}}\s(?:{any_of(contacts.phrases('street-after', 'en'))})(?!\w){no_house}"
            rf"|(?<![\w.:-]){_PROPER}[\s-](?:{after})(?!\w)\.?[,;\s]\s*{number}"
            rf"|(?<![\w.:-]){_PROPER},\s?{NUMBER}[\s-](?:{after})(?!\w){no_house}",
            flags,
        ),
        bare=re.compile(rf"(?-i:[{UPPER}«])[^\W\d_]{{1,30}}»?(?:[ -][^\W\d_]{{1,30}}»?){{0,3}}(?P<comma>,?)\s{number}", flags),
        settlement=re.compile(f"{settlement}"),
        town=re.compile(town),
        code=re.compile(POST_CODE),
        coded=re.compile(rf"(?:{POST_CODE})[,\s]{{1,3}}(?:(?i:{country})[,\s]*)?(?:{settlement}|{town})"),
        # «Адресная помощь» tells of no address.
        label=re.compile(rf"(?<![\w-])(?:{any_of(contacts.phrases('address-label'))})(?!н[аоы])\w*\s*:?", flags),
    )


def _settlement(contacts: Lexicon) -> str:
    after, before = contacts.phrases("settlement-after"), contacts.phrases("settlement-before")
    full = any_of(phrase for phrase in after if len(phrase) > 1)
    letters = any_of(phrase for phrase in after if len(phrase) == 1)
    return (
        rf"(?<!\w)[{UPPER}][\w-]+\s(?:(?i:{full})(?!\w)\.?|(?:{letters})\.)"
        rf"|(?<!\w)(?i:{any_of(before)})(?:\.\s*|\s)[{UPPER}]\w+"
    )


def _town(names: tuple[str, ...]) -> str:
    """Towns by name alone; «Астана» also as «Астане», «Астанада»."""
    return rf"(?<![\w-])(?:{any_of(name.removesuffix('а') for name in names)}){_CASE_ENDING}"


def any_of(phrases: Iterable[str]) -> str:
    """Alternatives, longer ones first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in ordered)
