"""Texts of a result in the language of the page; where one is lacking, the Russian one, marked as Russian."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from reports.html import safe
from reports.html.allowance import WORDS

# The act has no English text, and results of earlier versions explain nothing in English.
ELSE = "ru"


def own(language: str, text: Mapping[str, str], bounded: bool = False) -> str:
    """A text for a place that takes markup.

    :param bounded: for what people entered: cut like all words of unknown length.
    """
    said = plain(language, text)
    said = safe.cut(said, WORDS) if bounded else said
    return said if text.get(language) is not None else _else(said)


def plain(language: str, text: Mapping[str, str]) -> str:
    """The same for attributes, options and sentences."""
    said = text.get(language)
    return safe.clean(str(text[ELSE] if said is None else said))


def lines(language: str, text: Mapping[str, str]) -> list[str]:
    """The lines of a text, without empty ones."""
    said = [line for line in plain(language, text).split("\n") if line]
    return said if text.get(language) is not None else [_else(line) for line in said]


def _else(said: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(ELSE, said)
