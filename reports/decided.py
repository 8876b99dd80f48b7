"""The decided share: how much of the points is settled by what was found, whichever way what is still open is closed.

1 − (high − low) / maximum, for the whole, each criterion, each table and each language. It says nothing of how good a site is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from reports.i18n import t
from reports.numbers import exact, from_fraction
from store.conclusion import Conclusion, CriterionScore, IndicatorScore, ParameterScore, Range

OFFICIAL = ("kk", "ru")


def decided(conclusion: Conclusion) -> dict[str, Any]:
    """Shares as exact text, from 0.00 to 1.00.

    :returns: ``total``; ``languages`` (rows scored per language, by language), ``criteria`` and ``tables`` by id, of all directions;
        each table with its ``total`` and the languages of its rows; ``directions`` by id.
    """
    parts = [conclusion.criteria, *(one.criteria for one in conclusion.directions)]
    criteria = [criterion for part in parts for criterion in part]
    tables = [table for criterion in criteria for table in criterion.indicators]
    return {
        "total": share([conclusion.total.range], [conclusion.total.max or _most(conclusion.criteria)]),
        "languages": _languages([row for table in tables for row in table.parameters]),
        "criteria": {one.id: share([one.range], [_most([one])]) for one in criteria},
        "tables": {one.id: {"total": share([one.range], [one.max]), **_languages(one.parameters)} for one in tables},
        "directions": {one.id: share([one.total.range], [one.total.max or _most(one.criteria)]) for one in conclusion.directions},
    }


def _most(criteria: Iterable[CriterionScore]) -> Decimal:
    """The most that criteria can give, or take where they are penalties."""
    return sum((_taken(one.indicators) if one.role == "penalty" else one.max for one in criteria), Decimal(0))


def _taken(tables: Iterable[IndicatorScore]) -> Decimal:
    return sum((abs(table.max) for table in tables), Decimal(0))


def _languages(rows: Iterable[ParameterScore]) -> dict[str, str]:
    """Shares of the rows scored per language, that bear points of their own."""
    known = [row for row in rows if row.role == "points" and row.language is not None]
    spoken = sorted({str(row.language) for row in known})
    groups = {language: [row for row in known if row.language == language] for language in spoken}
    return {name: share([row.range for row in group], [row.weight for row in group]) for name, group in groups.items()}


def share(ranges: Sequence[Range], most: Sequence[Decimal]) -> str:
    """The share that several ranges leave settled, between 0 and 1; whole where there is nothing to be had."""
    width = sum((Fraction(one.high) - Fraction(one.low) for one in ranges), Fraction(0))
    whole = sum((Fraction(one) for one in most), Fraction(0))
    settled = 1 - width / whole if whole else Fraction(0 if width else 1)
    return exact(from_fraction(str(max(Fraction(0), min(Fraction(1), settled)))))


def percent(value: str, language: str) -> str:
    """A share as whole per cent, rounded down: what is not wholly decided is never 100 %."""
    whole = (Decimal(value) * 100).to_integral_value(ROUND_DOWN)
    return f"{whole}%" if language == "en" else f"{whole}\N{NO-BREAK SPACE}%"


def sentence(result: dict[str, Any], language: str) -> str:
    """The decided share of a whole result in one sentence; empty for a result made before it was told."""
    known = result["coverage"].get("decided")
    if not known:
        return ""
    spoken, total = known["languages"], percent(known["total"], language)
    if not all(name in spoken for name in OFFICIAL):
        return t("Decided share of the points: {percent}.", language, percent=total)
    kk, ru = (percent(spoken[name], language) for name in OFFICIAL)
    return t(
        "Decided share of the points: {percent} (Kazakh rows {kk}, Russian rows {ru}).", language, percent=total, kk=kk, ru=ru
    )


def of_table(result: dict[str, Any], table: str, language: str) -> str:
    """The decided share of a table in per cent; empty for a result made before it was told."""
    known = (result["coverage"].get("decided") or {}).get("tables", {}).get(table)
    return percent(known["total"], language) if known else ""


def of_criterion(result: dict[str, Any], criterion: str, language: str) -> str:
    """The decided share of a criterion in per cent; empty for a result made before it was told."""
    known = (result["coverage"].get("decided") or {}).get("criteria", {}).get(criterion)
    return percent(known, language) if known else ""


def of_total(total: dict[str, Any], least: str, language: str) -> str:
    """The decided share of a total of the result in per cent; ``least``: what its criteria can take off, where they give no points."""
    low, high = total["range"]
    most = Decimal(total["max"]) or Decimal(least)
    return percent(share([Range(low=Decimal(low), high=Decimal(high))], [most]), language)
