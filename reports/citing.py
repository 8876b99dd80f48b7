"""A place in the law in each language's own way: «пункты 80, 85», «20-тармақтың 1) тармақшасы»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reports.i18n import N_, t
from reports.numbers import printed

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
