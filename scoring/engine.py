"""Findings and an edition of the law in, conclusion out: pure, exact, and the same whatever the order of the findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.acceptance import Ledger, ledger, tallies
from scoring.arithmetic import NONE, Row, RowScore, Table, Tally, step
from scoring.exact import decimal, round_half_up, show
from scoring.formulas import row_formulas, table_formulas
from scoring.tables import parse_options
from store.base import BodyKind, Language, Text
from store.conclusion import (
    Conclusion,
    CriterionScore,
    ElementScore,
    IndicatorScore,
    ParameterScore,
    Range,
    Status,
    Step,
    Total,
)
from store.findings import Finding, Ruling
from store.methodology import Criterion, Indicator, Methodology, Parameter

Ends = tuple[Fraction, Fraction]


def score(findings: Iterable[Finding], methodology: Methodology, kind: BodyKind, rulings: Iterable[Ruling] = ()) -> Conclusion:
    """Scores one body by one edition.

    :param findings: what checks and people found; those of other checks or options than the edition demands do not count.
    :param methodology: the edition, as ``scoring.methodology.load`` gives it.
    :param kind: central, local or subordinate: which tables apply.
    :param rulings: people's decisions on findings.
    :returns: every row of the tables that apply, with certain points, range, status and arithmetic; what is open stays open.
    """
    known = ledger(findings, rulings)
    criteria, ends, opened = [], (NONE, NONE), 0
    for criterion in methodology.criteria:
        if kind not in criterion.applies:
            continue
        scored, (low, high) = _criterion(criterion, kind, known)
        criteria.append(scored)
        ends = (ends[0] + low, ends[1] + high)
        rows = [row for indicator in scored.indicators for row in indicator.parameters]
        opened += sum(row.status is Status.UNVERIFIED for row in rows)
    total = _total(methodology, kind, ends, opened, known)
    return Conclusion(
        methodology=methodology.id,
        edition=methodology.edition,
        methodology_sha256=methodology.sha256,
        total=total,
        criteria=tuple(criteria),
        notes=_notes(methodology, kind),
        unused_findings=tuple(
            sorted(one.id for found in known.by_parameter.values() for one in found if one.id not in known.used)
        ),
        unused_rulings=known.unused_rulings,
    )


def _criterion(criterion: Criterion, kind: BodyKind, known: Ledger) -> tuple[CriterionScore, Ends]:
    scores, low, high = [], NONE, NONE
    for indicator in criterion.indicators:
        if kind in indicator.applies:
            scored, ends = _indicator(indicator, kind, known)
            scores.append(scored)
            low, high = low + ends[0], high + ends[1]
    made = CriterionScore(
        id=criterion.id,
        number=criterion.number,
        title=criterion.title,
        max=criterion.max,
        points=decimal(low),
        range=_range(low, high),
        indicators=tuple(scores),
    )
    return made, (low, high)


@dataclass
class _Sum:
    """Raw sums of a table while its rows are scored."""

    low: Fraction = NONE
    high: Fraction = NONE


def _indicator(indicator: Indicator, kind: BodyKind, known: Ledger) -> tuple[IndicatorScore, Ends]:
    raw, rules = _Sum(), {}
    parameters: list[ParameterScore] = []
    sections: list[tuple[str, Text, tuple[int, ...]]] = []
    for section in indicator.sections:
        first = len(parameters)
        for parameter in section.parameters:
            if kind not in parameter.applies:
                continue
            for language in parameter.languages or (None,):
                scored, (low, high) = score_row(parameter, language, known)
                parameters.append(scored)
                if parameter.role == "points":
                    raw.low += low
                    raw.high += high
                else:
                    rules[parameter.id] = (Fraction(parameter.weight), low, high)
        sections.append((section.number, section.title, tuple(range(first, len(parameters)))))
    formula = table_formulas()[indicator.formula]
    table = Table(
        raw_low=raw.low,
        raw_high=raw.high,
        total=Fraction(indicator.printed_total),
        max=Fraction(indicator.max),
        options=parse_options(formula, indicator.options),
        rules=rules,
    )
    points = formula.normalise(table)
    made = IndicatorScore(
        id=indicator.id,
        number=indicator.number,
        title=indicator.title,
        max=indicator.max,
        raw=_range(raw.low, raw.high),
        raw_max=indicator.printed_total,
        points=decimal(points.low),
        range=_range(points.low, points.high),
        explanation=points.steps,
        sections=tuple(sections),
        parameters=tuple(parameters),
    )
    return made, (points.low, points.high)


def score_row(parameter: Parameter, language: Language | None, known: Ledger) -> tuple[ParameterScore, Ends]:
    """One row in one language, with its exact ends for the sums above it."""
    formula = row_formulas()[parameter.formula]
    found = tallies(parameter, language, known)
    row = Row(
        id=parameter.id,
        label=parameter.number,
        weight=Fraction(parameter.weight),
        options=parse_options(formula, parameter.options),
        tallies=found,
    )
    result: RowScore = _looked_at(row, formula.score(row))
    opened = result.low != result.high
    reasons = tuple(reason for tally in found for reason in tally.reasons)
    made = ParameterScore(
        id=parameter.id,
        number=parameter.number,
        title=parameter.title,
        language=language,
        weight=parameter.weight,
        points=decimal(result.low),
        range=_range(result.low, result.high),
        status=_status(row, result),
        deductions=result.deductions,
        findings=tuple(finding.id for tally in found for finding in tally.findings),
        basis=_basis(found),
        rule=parameter.rule,
        elements=_elements(parameter, found, result),
        explanation=_explanation(row, result),
        open_reasons=(reasons or (step("score.open.person", place=parameter.number),)) if opened else (),
        role=parameter.role,
    )
    return made, (result.low, result.high)


def _looked_at(row: Row, result: RowScore) -> RowScore:
    """A row that nobody has looked at gives no points, even where its deductions could not take the whole weight."""
    untouched = not any(tally.findings for tally in row.tallies)
    return replace(result, low=NONE) if untouched and result.low != result.high else result


def _explanation(row: Row, result: RowScore) -> tuple[Step, ...]:
    steps: list[Step] = [step("score.weight", weight=show(row.weight))]
    if all(tally.exempt for tally in row.tallies):
        steps.append(step("score.exempt", weight=show(row.weight)))
    elif not result.steps and result.low == result.high:
        steps.append(step("score.flawless", weight=show(row.weight)))
    steps += result.steps
    if result.low != result.high:
        steps.append(step("score.range", low=show(result.low), high=show(result.high)))
    return tuple(steps)


def _status(row: Row, result: RowScore) -> Status:
    if result.low != result.high:
        return Status.UNVERIFIED
    if all(tally.exempt for tally in row.tallies):
        return Status.EXEMPT
    if result.high == row.weight:
        return Status.MET
    return Status.PARTLY if result.high else Status.MISSING


def _elements(parameter: Parameter, found: tuple[Tally, ...], result: RowScore) -> tuple[ElementScore, ...]:
    made = []
    for element, tally, lost in zip(parameter.elements, found, result.lost, strict=False):
        if lost:
            status = Status.MISSING
        elif tally.known:
            status = Status.PARTLY
        elif tally.open:
            status = Status.UNVERIFIED
        else:
            status = Status.EXEMPT if tally.exempt else Status.MET
        ids = tuple(finding.id for finding in tally.findings)
        made.append(ElementScore(id=element.id, title=element.title, status=status, findings=ids))
    return tuple(made)


def _basis(found: tuple[Tally, ...]) -> str:
    """The strongest of what the requirements rest on; a row without any check awaits a person."""
    bases = {tally.basis for tally in found}
    if "override" in bases:
        return "override"
    by_hand = any(tally.basis == "manual" and tally.findings for tally in found)
    return "manual" if by_hand or bases == {"manual"} else "automatic"


def _range(low: Fraction, high: Fraction) -> Range:
    return Range(low=decimal(low), high=decimal(high))


def _total(methodology: Methodology, kind: BodyKind, ends: Ends, opened: int, known: Ledger) -> Total:
    penalty, steps = _penalty(methodology, known)
    low, high = max(NONE, ends[0] - penalty), max(NONE, ends[1] - penalty)
    grades = (_grade(methodology, kind, low), _grade(methodology, kind, high))
    final = not opened and low == high
    if opened:
        steps = (*steps, step("score.total.open", count=str(opened), low=show(low), high=show(high)))
    return Total(
        points=decimal(low),
        max=methodology.max[kind],
        penalty=decimal(penalty),
        final=decimal(low) if final else None,
        range=_range(low, high),
        grade=grades[0] if final and grades[0] else None,
        grade_range=grades,
        open=opened,
        explanation=steps,
    )


def _penalty(methodology: Methodology, known: Ledger) -> tuple[Fraction, tuple[Step, ...]]:
    """Points taken for false data (2017, p. 12–15): what the row of the penalty has lost."""
    if methodology.penalty is None:
        return NONE, ()
    row, (_, high) = score_row(methodology.penalty, None, known)
    taken = Fraction(methodology.penalty.weight) - high
    if not row.deductions:
        return NONE, (step("score.penalty.none"),)
    facts = sum(deduction.count for deduction in row.deductions)
    return taken, (step("score.penalty", count=str(facts), points=show(taken), cap=show(Fraction(methodology.penalty.weight))),)


def _grade(methodology: Methodology, kind: BodyKind, points: Fraction) -> str:
    """The band of the points after rounding to the places that the law's bands have; empty where the kind is not graded."""
    rounded = round_half_up(points, methodology.places_for_bands)
    for grade in methodology.grades:
        if kind in grade.applies and rounded >= grade.low:
            return grade.id
    return ""


def _notes(methodology: Methodology, kind: BodyKind) -> tuple[Text, ...]:
    notes = [methodology.partial] if methodology.partial is not None else []
    rule = methodology.rules.get(kind)
    if rule is not None and rule.note is not None:
        notes.append(rule.note)
    return tuple(notes)
