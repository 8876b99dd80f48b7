"""The portal's words: names of fields, codes of statuses and kinds, its spelling of days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from crawler.portals.opennpa.place import Rules
from store.base import Language

_DAY = re.compile(r"(?<!\d)(\d{2})[/.](\d{2})[/.](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_TIME = re.compile(r"(?<![\d:])(\d{2}):(\d{2})(?::(\d{2}))?(?![\d:])")
_SHORT = re.compile(r"(?<!\d)(\d{2})/(\d{2})\s*-\s*(\d{2}):(\d{2})(?!\d)")
_NUMBER = re.compile(r"\d{1,9}(?!\d)")
MOST = 500
"""Characters kept of a name."""


def line(text: str, most: int = MOST) -> str:
    """Text on one line, of bounded length."""
    return " ".join(text.split())[:most]


def fold(text: str) -> str:
    """The form in which the portal's words are compared."""
    return " ".join(text.casefold().split()).strip(" :")


def number(text: str) -> int | None:
    """The first whole number of a text."""
    found = _NUMBER.search(text)
    return int(found.group()) if found else None


def day(text: str) -> str:
    """The first day of a text as ISO text; «» where there is none."""
    found = _DAY.search(text)
    year, month, dom = (found[3], found[2], found[1]) if found else ("", "", "")
    if not found and (iso := _ISO.search(text)):
        year, month, dom = iso[1], iso[2], iso[3]
    return _iso(year, month, dom)


def moment(text: str) -> str:
    """The first day of a text with its time of the day, as ISO text; the day alone where no time stands."""
    found, time = day(text), _TIME.search(text)
    if not found or time is None or int(time[1]) > 23 or int(time[2]) > 59:
        return found
    return f"{found}T{time[1]}:{time[2]}"


def in_year(text: str, first: str, last: str) -> str:
    """A day told without its year («10/09 - 11:03»), as ISO text, where the days of the card leave one year only; else «».

    :param first: the earliest day it may be, ISO; :param last: the latest.
    """
    found = _SHORT.search(text)
    if found is None or not first or not last or first > last or int(last[:4]) - int(first[:4]) > 3:
        return ""
    days = (_iso(str(year), found[2], found[1]) for year in range(int(first[:4]), int(last[:4]) + 1))
    fitting = [one for one in days if one and first[:10] <= one <= last[:10]]
    return fitting[0] if len(fitting) == 1 else ""


def bare_day(text: str) -> str:
    """A day without its year as the portal spells it («10/09 - 11:03»); «» where there is none."""
    found = _SHORT.search(text)
    return found.group() if found else ""


def _iso(year: str, month: str, dom: str) -> str:
    try:
        return date(int(year), int(month), int(dom)).isoformat()
    except ValueError:
        return ""


class Words:
    """The words of the rules, folded once."""

    def __init__(self, rules: Rules) -> None:
        self._labels = {
            (language, fold(name)): field
            for field, by_language in rules.labels.items()
            for language, names in by_language.items()
            for name in names
        }
        self.counts, self.verdicts = _codes(rules.counts), _codes(rules.verdicts)
        self.statuses, self.types = _codes(rules.statuses), _codes(rules.types)

    def field(self, label: str) -> tuple[str, frozenset[Language]]:
        """The field that a label names, and the languages in which it bears that name."""
        wanted = fold(label)
        found = {language: field for (language, name), field in self._labels.items() if name == wanted}
        return next(iter(found.values()), ""), frozenset(found)


def _codes(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(name): code for code, names in words.items() for name in names}
