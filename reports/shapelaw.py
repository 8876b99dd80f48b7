"""The shape of what result.json tells of the law: the edition, what it asks to be shown, whom it releases, how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reports.law import every, exempted, rows_of
from reports.numbers import exact
from reports.order import natural
from reports.shape import citation, rule, span, text
from store.conclusion import Effect, Range
from store.demands import Proof
from store.methodology import Exemption, Methodology, Reading


def methodology(value: Methodology) -> dict[str, Any]:
    """Edition of the law, its references, its bands, and what of it is not encoded yet."""
    return {
        "id": value.id,
        "edition": value.edition,
        "title": text(value.title),
        "valid_from": value.valid_from.isoformat(),
        "valid_to": None if value.valid_to is None else value.valid_to.isoformat(),
        "sha256": value.sha256,
        "law": [citation(item) for item in value.law],
        "grades": [{"id": item.id, "title": text(item.title), "low": exact(item.low)} for item in value.grades],
        "note": None if value.partial is None else text(value.partial),
        "assessment": value.assessment,
        "period": {"each": value.period.each, "fits": list(value.period.fits), "rule": rule(value.period.rule)},
        "direction": None if value.direction is None else text(value.direction),
        "figures": {row.id: {name: text(title) for name, title in row.figures.items()} for row in every(value) if row.figures},
        "exemptions": [exemption(item, value) for item in value.exemptions],
        "proofs": [proof(item, value) for item in value.demands.proofs],
    }


def proof(value: Proof, edition: Methodology) -> dict[str, Any]:
    """What the act asks to be shown for which rows, and by whom where it is not the body itself."""
    return {
        "id": value.id,
        "number": value.number,
        "rows": sorted(rows_of(value.rows, edition), key=natural),
        "text": text(value.text),
        "by": None if value.by is None else text(value.by),
    }


def reading(value: Reading, chosen: Mapping[str, str], effects: Iterable[Effect] = ()) -> dict[str, Any]:
    """An open question of the act, how it was read, whether that is the default, and what each other choice would change."""
    choice = next(one for one in value.choices if one.id == chosen.get(value.id, value.default.id))
    return {
        "id": value.id,
        "choice": choice.id,
        "default": choice.default,
        "question": text(value.question),
        "sentence": text(choice.sentence),
        "citation": citation(value.citation),
        "others": [effect(item, value) for item in effects if item.reading == value.id],
    }


def effect(value: Effect, reading: Reading) -> dict[str, Any]:
    """What another choice of a reading would change: totals at both ends, grades, rows; null totals where it contradicts others."""
    choice = reading.choice(value.choice)
    return {
        "choice": value.choice,
        "sentence": None if choice is None else text(choice.sentence),
        "possible": value.possible,
        "total": None if value.total is None else moved(value.total.before, value.total.after),
        "grade": {"before": list(value.grade_before), "after": list(value.grade_after)},
        "others": [{"id": item.id, **moved(item.before, item.after)} for item in value.others],
        "rows": [
            {"id": item.parameter, "number": item.number, "language": item.language, **moved(item.before, item.after)}
            for item in value.rows
        ],
    }


def moved(before: Range, after: Range) -> dict[str, Any]:
    """A range as it is and as it would be."""
    return {"before": span(before), "after": span(after)}


def exemption(value: Exemption, edition: Methodology) -> dict[str, Any]:
    """Who is not scored on which rows and what stands there instead; tables and criteria are told as their rows."""
    return {
        "id": value.id,
        "bodies": list(value.bodies),
        "traits": list(value.traits),
        "rows": sorted(exempted(value, edition), key=natural),
        "instead": value.instead,
        "when": value.when,
        "rule": rule(value.rule),
    }
