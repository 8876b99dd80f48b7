"""Second pass of scoring: rows, tables, criteria and totals of one body, with the averages of its cohort in place."""

from __future__ import annotations

from dataclasses import dataclass, field

from scoring.arithmetic import NONE, RowScore, Table, TableScore, step
from scoring.exact import Fraction, decimal, show
from scoring.measure import Averages, Measured, RowMeasure, settled
from scoring.plan import CriterionPlan, IndicatorPlan, PartPlan
from scoring.standing import parameter_score, span
from scoring.tablecap import Sums, kept
from scoring.totals import overall, total
from store.base import Language, Text, trusted
from store.conclusion import (
    Conclusion,
    CriterionScore,
    DirectionScore,
    IndicatorScore,
    Mean,
    ParameterScore,
    Status,
    Step,
    Total,
)

Ends = tuple[Fraction, Fraction]


class Memory:
    """Tables of a body that were concluded once, for further conclusions by plans that share them.

    A table is taken again when it is the same plan with the very same measures of its rows, and no average stands in it; a row, when its
    measure is the very same.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[IndicatorPlan, tuple[RowMeasure, ...], tuple[IndicatorScore, Ends]]] = {}
        self._rows: dict[int, tuple[RowMeasure, ParameterScore]] = {}

    def table(self, body: Measured, plan: IndicatorPlan, known: Averages, penal: bool) -> tuple[IndicatorScore, Ends]:
        """The table concluded, now or before."""
        rows = tuple(
            body.rows[row.parameter.id, language] for _, found in plan.sections for row in found for language in row.languages
        )
        before = self._known.get(id(plan))
        if before is not None and all(one is other for one, other in zip(rows, before[1], strict=True)):
            return before[2]
        made = _indicator(body, plan, known, penal, self)
        if before is None and not any(row.averaged for row in rows):
            self._known[id(plan)] = plan, rows, made
        return made

    def row(self, row: RowMeasure, result: RowScore, penal: bool) -> ParameterScore:
        """A row of a table as it stands in the conclusion, now or before."""
        before = self._rows.get(id(row))
        if before is not None and before[0] is row:
            return before[1]
        made = parameter_score(row, result, penal)
        if not row.averaged:
            self._rows[id(row)] = row, made
        return made


def conclude(body: Measured, known: Averages, memory: Memory | None = None) -> Conclusion:
    """What scoring says of one body; directions of the same act appear once any data serves them."""
    plan = body.plan
    tables = memory or Memory()
    main, main_ends = _part(body, plan.parts[0], known, tables)
    others = [(_part(body, part, known, tables), part) for part in plan.parts[1:]]
    if not any(_served(body, part) for part in plan.parts[1:]):
        others = []
    directions = tuple(_direction(part, scored) for (scored, _), part in others)
    methodology = plan.methodology
    totals = [(main[0], main_ends), *((scored[0], ends) for (scored, ends), _ in others)]
    return Conclusion(
        methodology=methodology.id,
        edition=methodology.edition,
        methodology_sha256=methodology.sha256,
        total=main[0],
        criteria=main[1],
        notes=_notes(body),
        unused_findings=_unused(body),
        unused_rulings=body.known.unused_rulings,
        rulings=body.known.rulings,
        decided=tuple(body.known.decided.values()),
        means=_means(body, known),
        directions=directions,
        overall=overall(methodology.overall, totals) if others and methodology.overall is not None else None,
    )


def _served(body: Measured, part: PartPlan) -> bool:
    return any(
        tally.findings for row in part.rows() for language in row.languages
        for tally in body.rows[row.parameter.id, language].tallies
    )  # fmt: skip


def _part(
    body: Measured, part: PartPlan, known: Averages, tables: Memory
) -> tuple[tuple[Total, tuple[CriterionScore, ...]], Ends]:
    criteria, low, high = [], NONE, NONE
    for plan in part.criteria:
        scored, ends = _criterion(body, plan, known, tables)
        criteria.append(scored)
        low, high = low + ends[0], high + ends[1]
    opened = sum(
        row.status is Status.UNVERIFIED and row.role != "duty"
        for criterion in criteria
        for indicator in criterion.indicators
        for row in indicator.parameters
    )
    penalty = None if part.penalty is None else body.rows[part.penalty.parameter.id, None]
    made, ends = total(body.plan, part.direction, (low, high), opened, penalty)
    return (made, tuple(criteria)), ends


def _direction(part: PartPlan, scored: tuple[Total, tuple[CriterionScore, ...]]) -> DirectionScore:
    direction = part.direction
    assert direction is not None  # noqa: S101 - only the first part of a plan has none
    return DirectionScore(id=direction.id, number=direction.number, title=direction.title, total=scored[0], criteria=scored[1])


def _criterion(body: Measured, plan: CriterionPlan, known: Averages, tables: Memory) -> tuple[CriterionScore, Ends]:
    scores, low, high = [], NONE, NONE
    penal = plan.criterion.role == "penalty"
    for indicator in plan.indicators:
        scored, ends = tables.table(body, indicator, known, penal)
        scores.append(scored)
        low, high = low + ends[0], high + ends[1]
    criterion = plan.criterion
    made = trusted(
        CriterionScore,
        id=criterion.id,
        number=criterion.number,
        title=criterion.title,
        max=criterion.max,
        points=decimal(low),
        range=span(low, high),
        role=criterion.role,
        indicators=tuple(scores),
    )
    return made, (low, high)


@dataclass
class _Sum:
    """Raw sums of a table while its rows are scored."""

    languages: dict[Language | None, Sums] = field(default_factory=dict)
    rows: dict[str, Ends] = field(default_factory=dict)
    rules: dict[str, tuple[Fraction, Fraction, Fraction]] = field(default_factory=dict)

    def add(self, row: RowMeasure, result: RowScore) -> None:
        """Takes in one row in one language."""
        name, role = row.plan.parameter.id, row.plan.parameter.role
        if role == "points":
            self.languages.setdefault(row.language, Sums()).add(result)
            low, high = self.rows.get(name, (NONE, NONE))
            self.rows[name] = (low + result.low, high + result.high)
        else:
            weight, low, high = self.rules.get(name, (NONE, NONE, NONE))
            self.rules[name] = (weight + row.plan.weight, low + result.low, high + result.high)


def _indicator(body: Measured, plan: IndicatorPlan, known: Averages, penal: bool, tables: Memory) -> tuple[IndicatorScore, Ends]:
    raw = _Sum()
    parameters: list[ParameterScore] = []
    sections: list[tuple[str, Text, tuple[int, ...]]] = []
    for section, rows in plan.sections:
        first = len(parameters)
        for row in rows:
            for language in row.languages:
                measured = body.rows[row.parameter.id, language]
                result = settled(measured, known)
                raw.add(measured, result)
                parameters.append(tables.row(measured, result, penal))
        sections.append((section.number, section.title, tuple(range(first, len(parameters)))))
    indicator = plan.indicator
    (raw_low, raw_high), capped = kept(indicator.deductions_cap, raw.languages)
    table = Table(
        raw_low=raw_low,
        raw_high=raw_high,
        total=Fraction(indicator.printed_total),
        max=Fraction(indicator.max),
        options=plan.options,
        rules=raw.rules,
        rows=raw.rows,
    )
    points = plan.formula.normalise(table)
    shift = Fraction(indicator.max) if penal else NONE
    low, high = points.low - shift, points.high - shift
    made = trusted(
        IndicatorScore,
        id=indicator.id,
        number=indicator.number,
        title=indicator.title,
        max=indicator.max,
        raw=span(raw_low, raw_high),
        raw_max=indicator.printed_total,
        points=decimal(low),
        range=span(low, high),
        explanation=(*capped, *(_taken(points, shift) if penal else points.steps)),
        sections=tuple(sections),
        parameters=tuple(parameters),
    )
    return made, (low, high)


def _taken(points: TableScore, shift: Fraction) -> tuple[Step, ...]:
    """A table of penalties tells what is taken off, not what is kept."""
    most, least = shift - points.low, shift - points.high
    if most == least:
        return (step("score.table.penalty", points=show(most)),)
    return (step("score.table.penalty.open", low=show(least), high=show(most)),)


def _notes(body: Measured) -> tuple[Text, ...]:
    methodology = body.plan.methodology
    notes = [methodology.partial] if methodology.partial is not None else []
    rule = methodology.rules.get(body.plan.kind)
    if rule is not None and rule.note is not None:
        notes.append(rule.note)
    return tuple(notes)


def _unused(body: Measured) -> tuple[str, ...]:
    known = body.known
    return tuple(sorted(one.id for found in known.by_parameter.values() for one in found if one.id not in known.used))


def _means(body: Measured, known: Averages) -> tuple[Mean, ...]:
    made = []
    for row in body.rows.values():
        average = known.get(row.need) if row.averaged else None
        if average is not None:
            low, high = str(average.low), str(average.high)
            name, values = row.key[0], average.values
            made.append(Mean(parameter=name, language=row.language, low=low, high=high, of=average.of, values=values))
    return tuple(made)
