"""One row in one language as it stands in the conclusion: its points, its status, what they rest on, and how they came about."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from scoring.arithmetic import NONE, RowScore, Tally, step
from scoring.exact import Fraction, decimal, equation, show
from scoring.measure import RowMeasure
from store.base import trusted
from store.conclusion import ElementScore, ParameterScore, Range, Status, Step
from store.methodology import Parameter


def parameter_score(row: RowMeasure, result: RowScore, penal: bool = False) -> ParameterScore:
    """One row in one language as it stands in the conclusion; a row of penalties has points of 0 or below."""
    parameter, opened = row.plan.parameter, result.low != result.high
    shift = row.plan.weight if penal else NONE
    low, high = result.low - shift, result.high - shift
    return trusted(
        ParameterScore,
        id=parameter.id,
        number=parameter.number,
        title=parameter.title,
        language=row.language,
        weight=decimal(row.plan.weight),
        points=decimal(low),
        range=span(low, high),
        status=_status(row, result),
        deductions=result.deductions,
        findings=tuple([finding.id for tally in row.tallies for finding in (*tally.findings, *tally.asking)]),
        basis=_basis(row),
        rule=parameter.rule,
        elements=_elements(parameter, row.tallies, result),
        explanation=_explanation(row, result, penal),
        open_reasons=_reasons(row, result) if opened or _open_duty(row) else (),
        role=parameter.role,
    )


def _reasons(row: RowMeasure, result: RowScore) -> tuple[Step, ...]:
    reasons = (*result.doubts, *(reason for tally in row.tallies for reason in tally.reasons))
    return reasons or (_awaited(row),)


def _awaited(row: RowMeasure) -> Step:
    """What a row waits for of which nothing else says why it is open: a figure that only an import brings, else a person."""
    asked, told = row.plan.parameter, {name for tally in row.tallies for finding in tally.findings for name in finding.facts}
    if asked.reported and any(name not in told for name in row.plan.formula.figures(row.plan.options)):
        return step("score.open.import", place=asked.number, kinds=", ".join(asked.reported))
    return step("score.open.person", place=asked.number)


def _open_duty(row: RowMeasure) -> bool:
    return row.plan.parameter.role == "duty" and any(tally.undetermined for tally in row.tallies)


def _explanation(row: RowMeasure, result: RowScore, penal: bool) -> tuple[Step, ...]:
    weight = show(row.plan.weight)
    if row.plan.parameter.role == "duty":
        return (step("score.duty"), *_decided(row), *result.steps)
    steps: list[Step] = [step("score.weight.penalty" if penal else "score.weight", weight=weight)]
    steps += _decided(row)
    if row.exemption is not None:
        steps.append(step(f"score.exempted.{row.exemption.instead}"))
    elif _exempt(row.tallies):
        steps.append(step("score.exempt", weight=weight))
    elif not result.steps and result.low == result.high and not penal:
        steps.append(step("score.flawless", weight=weight))
    steps += result.steps
    if penal and result.low == result.high:
        taken = result.high - row.plan.weight
        steps.append(step("score.row.penalty", text=equation(f"{show(result.high)} − {weight}", taken)))
    if result.low != result.high:
        shift = row.plan.weight if penal else NONE
        steps.append(step("score.range", low=show(result.low - shift), high=show(result.high - shift)))
    return tuple(steps)


def _decided(row: RowMeasure) -> tuple[Step, ...]:
    """Says before the arithmetic that people decided on facts of the row."""
    names = {name for tally in row.tallies for name in tally.rulings}
    return (step("score.decided", count=str(len(names)), names=", ".join(sorted(names))),) if names else ()


def _exempt(tallies: tuple[Tally, ...]) -> bool:
    for tally in tallies:
        if not tally.exempt and not tally.beside:
            return False
    return bool(tallies)


def _status(row: RowMeasure, result: RowScore) -> Status:
    if row.plan.parameter.role == "duty":
        return _duty_status(row.tallies)
    if result.low != result.high:
        return Status.UNVERIFIED
    if row.exemption is not None or _exempt(row.tallies):
        return Status.EXEMPT
    if result.high == row.plan.weight:
        return Status.MET
    return Status.PARTLY if result.high else Status.MISSING


def _duty_status(tallies: tuple[Tally, ...]) -> Status:
    if any(tally.known for tally in tallies):
        return Status.MISSING
    if any(tally.open for tally in tallies):
        return Status.UNVERIFIED
    return Status.EXEMPT if _exempt(tallies) else Status.MET


def _elements(parameter: Parameter, found: tuple[Tally, ...], result: RowScore) -> tuple[ElementScore, ...]:
    if not parameter.elements:
        return ()
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
        ids = tuple(finding.id for finding in (*tally.findings, *tally.asking))
        made.append(trusted(ElementScore, id=element.id, title=element.title, status=status, findings=ids))
    return tuple(made)


def _basis(row: RowMeasure) -> str:
    """The strongest of what the requirements rest on; a row without any check awaits a person."""
    if row.averaged:
        return "average"
    bases = {tally.basis for tally in row.tallies}
    if "override" in bases:
        return "override"
    by_hand = any(tally.basis == "manual" and tally.findings for tally in row.tallies)
    if by_hand or bases == {"manual"}:
        return "manual"
    return "reported" if "reported" in bases else "automatic"


def span(low: Fraction, high: Fraction) -> Range:
    """Both ends as decimals."""
    return _span(decimal(low), decimal(high))


@lru_cache(maxsize=1 << 14)
def _span(low: Decimal, high: Decimal) -> Range:
    return trusted(Range, low=low, high=high)
