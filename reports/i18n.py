"""Texts of the program in Kazakh, Russian and English: gettext catalogues, read as .po and kept in memory.

The message id of a text is its English wording; of a step of the scoring it is the step's key. Named fields are written
``{name}``. ``python -m reports.catalogue`` brings the catalogues up to the code.
"""

from __future__ import annotations

import gettext
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reports.numbers import day, moment, shown
from store.told import N_

__all__ = ["DOMAIN", "LANGUAGES", "N_", "fill", "said", "t", "tn", "translator", "written"]
LANGUAGES = ("kk", "ru", "en")
DOMAIN = "openness"


@cache
def translator(language: str) -> gettext.GNUTranslations:
    """The translations of one language. Raises ValueError for a language that the program does not speak."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    place = files("reports").joinpath("locale", language, "LC_MESSAGES", f"{DOMAIN}.po")
    catalog = read_po(BytesIO(place.read_bytes()), locale=language, domain=DOMAIN)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def t(key: str, /, language: str, **values: Any) -> str:
    """A text in one language with its named fields filled in; a key that no catalogue knows is its own text."""
    return said(key, language, values)


def said(key: str, language: str, values: dict[str, Any]) -> str:
    """The same with fields of any name, also those of the function's own parameters."""
    return fill(translator(language).gettext(key), language, values)


def tn(one: str, many: str, number: int, /, language: str, **values: Any) -> str:
    """A text that changes with a number; the number is the field ``{n}``."""
    return fill(translator(language).ngettext(one, many, number), language, {"n": number, **values})


def fill(text: str, language: str, values: dict[str, Any]) -> str:
    """Puts values into the named fields of a text of the catalogues, written as the language writes them."""
    return text.format_map({name: written(value, language) for name, value in values.items()}) if values else text


def written(value: Any, language: str) -> str:
    """One value as the language writes it: decimals, times and lists; anything else as its text."""
    if isinstance(value, Decimal):
        return shown(value, language)
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, list | tuple):
        return ", ".join(written(item, language) for item in value)
    return str(value)
