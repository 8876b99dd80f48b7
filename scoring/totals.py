"""Totals of a direction and of all directions: penalty for false data, floor, band, and what is open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.arithmetic import NONE, step
from scoring.exact import Fraction, decimal, equation, round_half_up, show
from scoring.measure import RowMeasure
from scoring.plan import Plan
from store.base import BodyKind
from store.conclusion import OverallScore, Range, Step, Total
from store.methodology import Direction, Methodology, Overall

Ends = tuple[Fraction, Fraction]


def total(plan: Plan, direction: Direction | None, ends: Ends, opened: int, penalty: RowMeasure | None) -> tuple[Total, Ends]:
    """The total of a direction: criteria less penalty, not below the floor; final and graded only when nothing is open."""
    methodology, kind = plan.methodology, plan.kind
    taken, steps = _penalty(penalty)
    floor = Fraction(methodology.floor.get(kind, Decimal(0)))
    low, high = max(floor, ends[0] - taken), max(floor, ends[1] - taken)
    grades = (_grade(methodology, kind, low), _grade(methodology, kind, high))
    final = not opened and low == high
    if opened:
        steps = (*steps, step("score.total.open", count=str(opened), low=show(low), high=show(high)))
    maxima = methodology.max if direction is None else direction.max
    made = Total(
        points=decimal(low),
        max=maxima.get(kind, Decimal(0)),
        penalty=decimal(taken),
        final=decimal(low) if final else None,
        range=Range(low=decimal(low), high=decimal(high)),
        grade=grades[0] if final and grades[0] else None,
        grade_range=grades,
        open=opened,
        explanation=steps,
        findings=() if penalty is None else tuple(one.id for tally in penalty.tallies for one in tally.findings),
    )
    return made, (low, high)


def _penalty(row: RowMeasure | None) -> tuple[Fraction, tuple[Step, ...]]:
    """Points taken for false data (2017, p. 12–15): what the row of the penalty has lost."""
    if row is None:
        return NONE, ()
    result, weight = row.result, row.plan.weight
    if not result.deductions:
        return NONE, (step("score.penalty.none"),)
    taken = weight - result.high
    facts = sum(deduction.count for deduction in result.deductions)
    return taken, (step("score.penalty", count=str(facts), points=show(taken), cap=show(weight)),)


def _grade(methodology: Methodology, kind: BodyKind, points: Fraction) -> str:
    """The band of the points after rounding to the places that the law's bands have; empty where the kind is not graded.

    Rounding closes the gaps between printed bands; what a band covers as printed («менее 50») is not rounded out of it.
    """
    for grade in methodology.grades:
        if kind in grade.applies and grade.below is not None and points < grade.below:
            return grade.id
    rounded = round_half_up(points, methodology.places_for_bands)
    for grade in methodology.grades:
        if kind in grade.applies and rounded >= grade.low:
            return grade.id
    return ""


def overall(rule: Overall, totals: Sequence[tuple[Total, Ends]]) -> OverallScore:
    """The directions joined: their mean or their sum, at both ends."""
    divisor = len(totals) if rule.formula == "mean" else 1
    low = sum((ends[0] for _, ends in totals), NONE) / divisor
    high = sum((ends[1] for _, ends in totals), NONE) / divisor
    final = all(one.final is not None for one, _ in totals)
    return OverallScore(
        id=rule.id,
        title=rule.title,
        max=rule.max,
        range=Range(low=decimal(low), high=decimal(high)),
        final=decimal(low) if final else None,
        explanation=_joined(rule, [ends for _, ends in totals], low, high),
    )


def _joined(rule: Overall, parts: list[Ends], low: Fraction, high: Fraction) -> tuple[Step, ...]:
    if low == high:
        return (step("score.table", text=_terms(rule, [one[0] for one in parts], low)),)
    return (
        step("score.table.low", text=_terms(rule, [one[0] for one in parts], low)),
        step("score.table.high", text=_terms(rule, [one[1] for one in parts], high)),
    )


def _terms(rule: Overall, parts: list[Fraction], value: Fraction) -> str:
    terms = " + ".join(show(one) for one in parts)
    return equation(f"({terms}) ÷ {len(parts)}" if rule.formula == "mean" else terms, value)
