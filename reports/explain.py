"""Steps of the arithmetic as sentences of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from reports.i18n import LANGUAGES, t
from reports.numbers import printed
from reports.words import IMPORT, word
from store.base import Text
from store.conclusion import Step

# Values that name something; their points are no decimal points («2.9», «internal-links…», «google 1.0»).
NAMES = frozenset({"source", "names"})
# Values that list kinds of imports; each is told in words with the name that the command takes.
IMPORTS = frozenset({"kinds"})
COMMA = frozenset({"kk", "ru"})
# How a formula names the greater and the smaller of two numbers.
GREATER = {"kk": "ең үлкені(", "ru": "наибольшее(", "en": "max("}
SMALLER = {"kk": "ең кішісі(", "ru": "наименьшее(", "en": "min("}
_MINUS = re.compile(r"(?<!\w)-(?=\d)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def sentence(step: Step, language: str) -> str:
    """One step in words. Its key is a message of the catalogues, its values are the named fields."""
    return t(step.key, language, **{name: _value(name, value, language) for name, value in step.values.items()})


def _value(name: str, value: Any, language: str) -> Any:
    """Titles in the language asked for; arithmetic comes as exact text with points, Kazakh and Russian write a comma."""
    if isinstance(value, Text):
        return own(value, language)
    if not isinstance(value, str):
        return value
    if name == "place":
        return printed(value, language)
    if name == "check":
        return check_name(value, language)
    if name in NAMES:
        return value
    if name in IMPORTS:
        return ", ".join(imported(kind.strip(), language) for kind in value.split(","))
    return commas(value, language)


def commas(arithmetic: str, language: str) -> str:
    """Exact decimals of a text as the language writes them, numbers below 0 with a true minus."""
    signed = chosen(_MINUS.sub("\N{MINUS SIGN}", arithmetic), language)
    return _POINT.sub(",", signed) if language in COMMA else signed


def chosen(arithmetic: str, language: str) -> str:
    """A formula with its «max» and «min» as the language says them."""
    return arithmetic.replace("max(", GREATER[language]).replace("min(", SMALLER[language])


def own(value: Text, language: str) -> str:
    """A text of the law in one language; English readers get the Russian one, for lack of an official text."""
    return value.kk if language == "kk" else value.ru


def imported(kind: str, language: str) -> str:
    """A kind of import in words, with the command that takes it in."""
    said = word(IMPORT, kind, language)
    return f"{said} (`openness import {kind}`)" if said != kind else kind


def check_name(check: str, language: str) -> str:
    """What a check claims, in words; one that the catalogues do not know keeps its id."""
    key = f"check.{check}"
    said = t(key, language)
    return check if said == key else said


def text(steps: Iterable[Step], language: str) -> str:
    """Steps in words, one a line."""
    return "\n".join(sentence(step, language) for step in steps)


def worded(steps: Iterable[Step]) -> dict[str, str]:
    """Steps in words of every language that the program speaks, as result.json holds them."""
    kept = tuple(steps)
    return {language: text(kept, language) for language in LANGUAGES}
