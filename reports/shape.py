"""The shape of result.json and findings.jsonl: from the models of ``store`` to plain values."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from reports.decided import decided
from reports.explain import worded
from reports.numbers import exact, from_fraction
from store.base import Note, Text
from store.conclusion import (
    Conclusion,
    CriterionScore,
    Deduction,
    DirectionScore,
    ElementScore,
    IndicatorScore,
    Mean,
    OverallScore,
    ParameterScore,
    Range,
    Step,
    Total,
)
from store.findings import Finding
from store.harvest import Body, Coverage
from store.methodology import Citation, Rule

RESULT = "openness/result/1"
FINDING = "openness/finding/1"


def moment(value: datetime) -> str:
    """A time in UTC as ISO 8601 with Z; a time without a zone is taken as UTC."""
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def text(value: Text) -> dict[str, Any]:
    """Both wordings; ``kk_official`` says whether the Kazakh one stands in a published act."""
    return {"kk": value.kk, "ru": value.ru, "kk_official": value.kk_official}


def citation(value: Citation) -> dict[str, Any]:
    """Where a rule stands in the law."""
    return {
        "law": value.law,
        "point": value.point,
        "appendix": value.appendix,
        "table": value.table,
        "row": value.row,
        "note": None if value.note is None else text(value.note),
    }


def rule(value: Rule) -> dict[str, Any]:
    """Source of a number: law, reconstructed, precedent or assumed, with the note that says why and the open questions."""
    return {
        "basis": str(value.basis),
        "citation": citation(value.citation),
        "note": None if value.note is None else text(value.note),
        "readings": list(value.readings),
    }


def span(value: Range) -> list[str]:
    """A range as [low, high]."""
    return [exact(value.low), exact(value.high)]


def body(value: Body) -> dict[str, Any]:
    """Who was judged."""
    return {
        "code": value.code,
        "kind": value.kind,
        "name": {"kk": value.name.kk, "ru": value.name.ru},
        "sites": [{"url": site.url, "language": site.language} for site in value.sites],
        "traits": list(value.traits),
    }


def coverage(value: Coverage, conclusion: Conclusion) -> dict[str, Any]:
    """What of the site was seen, and what share of the points that decides."""
    return {
        "pages": dict(value.pages),
        "documents": dict(value.documents),
        "rendered": dict(value.rendered),
        "rendered_kept": value.rendered_kept,
        "ledger": dict(value.ledger),
        "truncated": value.truncated,
        "truncated_by": value.truncated_by,
        "home_read": value.home_read,
        "render_available": value.render_available,
        "render_note": value.render_note,
        "browser": value.browser,
        "fonts": value.fonts.model_dump() if value.fonts is not None else None,
        "unseen": list(value.unseen),
        "decided": decided(conclusion),
        "unreachable": [
            {
                "url": entry.url,
                "lane": entry.lane,
                "ledger": str(entry.ledger),
                "reason": entry.said,
                "status": entry.status,
                "attempts": entry.attempts,
                "confirmed": entry.confirmed,
            }
            for entry in sorted(value.unreachable, key=lambda entry: (entry.url, entry.lane))
        ],
    }


def total(value: Total) -> dict[str, Any]:
    """The sum; ``final`` and ``grade`` are null while anything is open. ``findings`` stand there only where the rule on false data has any."""
    return {
        "points": exact(value.points),
        "max": exact(value.max),
        "penalty": exact(value.penalty),
        "final": None if value.final is None else exact(value.final),
        "range": span(value.range),
        "grade": value.grade,
        "grade_range": list(value.grade_range),
        "open": value.open,
        "explanation": worded(value.explanation),
        **({"findings": list(value.findings)} if value.findings else {}),
    }


def direction(value: DirectionScore) -> dict[str, Any]:
    """Another direction of the same act with a total of its own."""
    return {
        "id": value.id,
        "number": value.number,
        "title": text(value.title),
        "total": total(value.total),
        "criteria": [criterion(item) for item in value.criteria],
    }


def overall(value: OverallScore) -> dict[str, Any]:
    """The directions joined; ``final`` is null while any of them is open."""
    return {
        "id": value.id,
        "title": text(value.title),
        "max": exact(value.max),
        "range": span(value.range),
        "final": None if value.final is None else exact(value.final),
        "explanation": worded(value.explanation),
    }


def average(value: Mean) -> dict[str, Any]:
    """An average of other bodies that was used, at both ends, the codes of the bodies it was made of, and what each of them has."""
    return {
        "parameter": value.parameter,
        "language": value.language,
        "low": exact(from_fraction(value.low)),
        "high": exact(from_fraction(value.high)),
        "of": list(value.of),
        "values": [
            {"body": code, "low": exact(from_fraction(low)), "high": exact(from_fraction(high))}
            for code, low, high in value.values
        ],
    }


def criterion(value: CriterionScore) -> dict[str, Any]:
    """A criterion with its tables; of role ``penalty`` its points are 0 or below."""
    return {
        "id": value.id,
        "number": value.number,
        "role": value.role,
        "title": text(value.title),
        "max": exact(value.max),
        "points": exact(value.points),
        "range": span(value.range),
        "indicators": [indicator(item) for item in value.indicators],
    }


def indicator(value: IndicatorScore) -> dict[str, Any]:
    """A printed table: its sections name the places of their rows in ``parameters``."""
    return {
        "id": value.id,
        "number": value.number,
        "title": text(value.title),
        "max": exact(value.max),
        "points": exact(value.points),
        "range": span(value.range),
        "raw": span(value.raw),
        "raw_max": exact(value.raw_max),
        "explanation": worded(value.explanation),
        "sections": [{"number": number, "title": text(title), "rows": list(rows)} for number, title, rows in value.sections],
        "parameters": [parameter(item) for item in value.parameters],
    }


def parameter(value: ParameterScore) -> dict[str, Any]:
    """A printed row, for one language where it is scored per language."""
    return {
        "id": value.id,
        "number": value.number,
        "role": value.role,
        "reference": citation(value.rule.citation),
        "title": text(value.title),
        "language": value.language,
        "weight": exact(value.weight),
        "points": exact(value.points),
        "range": span(value.range),
        "status": str(value.status),
        "deductions": [deduction(item) for item in value.deductions],
        "findings": list(value.findings),
        "basis": value.basis,
        "rule": rule(value.rule),
        "elements": [element(item) for item in value.elements],
        "explanation": worded(value.explanation),
        "open": reasons(value.open_reasons),
    }


def reasons(steps: tuple[Step, ...]) -> list[dict[str, str]]:
    """Why a row stays open, each reason in both languages; empty for a row that is closed."""
    return [worded((step,)) for step in steps]


def deduction(value: Deduction) -> dict[str, Any]:
    """Points taken under one rule, with its cap where the law sets one."""
    return {
        "rule": value.rule,
        "count": value.count,
        "points": exact(value.points),
        "cap": None if value.cap is None else exact(value.cap),
        "capped": value.capped,
    }


def element(value: ElementScore) -> dict[str, Any]:
    """A requirement inside a row."""
    return {
        "id": value.id,
        "title": text(value.title),
        "status": str(value.status),
        "findings": list(value.findings),
    }


def note(value: Text) -> dict[str, str]:
    """A sentence to who reads the result; texts of an edition have no English."""
    return {"kk": value.kk, "ru": value.ru, **({"en": value.en} if isinstance(value, Note) else {})}


def finding(value: Finding) -> dict[str, Any]:
    """One line of findings.jsonl."""
    return {
        "schema": FINDING,
        "id": value.id,
        "check": value.check,
        "check_version": value.check_version,
        "options_sha256": value.options_sha256,
        "parameter": value.parameter,
        "language": value.language,
        "outcome": str(value.outcome),
        "count": value.count,
        "url": value.url,
        "facts": plain(value.facts),
        "locator": {"css": value.locator.css, "xpath": value.locator.xpath, "quote": value.locator.quote},
        "message": {"kk": value.message.kk, "ru": value.message.ru, "en": value.message.en},
        "evidence": list(value.evidence),
        "pages": list(value.pages),
        "cause": value.cause,
        "confidence": number(value.confidence),
        "needs_review": value.needs_review,
        "captured_at": moment(value.captured_at),
    }


def number(value: str) -> int | float:
    """Confidence as a JSON number; the only number of a run that is no text, and never used in points."""
    decimal = Decimal(value)
    return int(decimal) if decimal == decimal.to_integral_value() else float(decimal)


def plain(value: Any) -> Any:
    """Facts as JSON can hold them: decimals and times as text. Raises TypeError for a float and anything else."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"a fact may be text, a whole number, a boolean or a list of them, not {type(value).__name__}")
