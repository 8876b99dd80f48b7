"""What to mend and what it returns, as result.json holds it."""

from __future__ import annotations

from typing import Any

from reports.explain import worded
from reports.numbers import exact
from store.advice import Advice, Part, Remedy
from store.conclusion import Range


def advice(value: Advice) -> dict[str, Any]:
    """Remedies, the dearest first, and what all of them return together."""
    return {
        "remedies": [remedy(item) for item in value.remedies],
        "together": [{"direction": item.direction, "returns": _span(item.returns)} for item in value.together],
    }


def remedy(value: Remedy) -> dict[str, Any]:
    """One requirement: the findings to mend, and what its row, its table and the total gain at both ends of what is open."""
    return {
        "parameter": value.parameter,
        "requirement": value.requirement,
        "number": value.number,
        "title": {"kk": value.title.kk, "ru": value.title.ru},
        "language": value.language,
        "indicator": value.indicator,
        "direction": value.direction,
        "findings": list(value.findings),
        "figures": list(value.figures),
        "count": value.count,
        "row": _span(value.row),
        "table": _span(value.table),
        "returns": _span(value.returns),
        "parts": [_part(item) for item in value.parts],
        "explanation": worded(value.explanation),
    }


def _part(value: Part) -> dict[str, Any]:
    return {
        "cause": value.cause,
        "findings": list(value.findings),
        "count": value.count,
        "returns": _span(value.returns),
    }


def _span(value: Range) -> list[str]:
    return [exact(value.low), exact(value.high)]
