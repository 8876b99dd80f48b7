"""A place in the law in each language's own way: «пункты 80, 85», «20-тармақтың 1) тармақшасы»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reports import words
from reports.i18n import N_, t
from reports.numbers import printed
from store.base import Text
from store.citation import Citation
from store.methodology import Exemption, Methodology, TableNote

_INSIDE = re.compile(r"(?P<number>\d[\d-]*),? (?P<part>\d+(-\d+)?)\)")
ONE = {
    "point": N_("point {number}"),
    "appendix": N_("appendix {number}"),
    "table": N_("table {number}"),
    "row": N_("row {number}"),
}
SEVERAL = {
    "point": N_("points {numbers}"),
    "appendix": N_("appendices {numbers}"),
    "table": N_("tables {numbers}"),
    "row": N_("rows {numbers}"),
}
PART = {"point": N_("subparagraph {part}) of point {number}"), "row": N_("item {part}) of row {number}")}


def stands(citation: Any, language: str) -> list[str]:
    """Point, appendix, table and row of a citation, each in words.

    :param citation: a Citation, or the mapping that result.json holds of one.
    """
    return list(_stands(citation, language))


def _stands(citation: Any, language: str) -> Iterator[str]:
    for kind in ONE:
        number = citation.get(kind, "") if isinstance(citation, dict) else getattr(citation, kind)
        if number:
            yield said(kind, number, language)


def said(kind: str, number: str, language: str) -> str:
    """One of the places by its kind: ``point``, ``appendix``, ``table`` or ``row``."""
    inside = _INSIDE.fullmatch(number)
    if inside is not None and kind in PART:
        return t(PART[kind], language, number=inside["number"], part=inside["part"])
    if "," in number or "–" in number:
        return t(SEVERAL[kind], language, numbers=number)
    return t(ONE[kind], language, number=printed(number, language))


def act(edition: Methodology, law: str, language: str) -> str:
    """What an act is called in short, with its code in the register; the code alone where the edition gives no name."""
    name = next((one.name for one in edition.law if one.law == law and one.name is not None), None)
    return law if name is None else f"{name.kk if language == 'kk' else name.ru} ({law})"


def named_place(edition: Methodology, citation: Citation, language: str) -> str:
    """Where a rule stands in the law, with the name of the act."""
    return ", ".join([act(edition, citation.law, language), *stands(citation, language)])


def bodies_of(one: Exemption, bodies: Mapping[str, Text], language: str) -> list[str]:
    """Whom an exemption names: bodies by their names, else by their codes, and traits."""
    named = [(bodies[code].kk if language == "kk" else bodies[code].ru) if code in bodies else code for code in one.bodies]
    return [*named, *(words.word(words.TRAIT, trait, language) for trait in one.traits)]


def footnote_of(edition: Methodology, one: Exemption) -> TableNote | None:
    """The note under a table that an exemption is; None for one that stands in a point."""
    return next((note for table in edition.tables for note in table.notes if note.id == one.id), None)


def place(citation: Citation, language: str) -> str:
    """Where a rule stands in the law, in words."""
    return ", ".join([citation.law, *stands(citation, language)])
