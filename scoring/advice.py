"""What a body gains by mending what was found: each remedy scored on its own, with every formula, cap and normalisation of the law.

Nothing is estimated: the body is measured and concluded again with the findings of a remedy passed, and the gain is the difference
of the totals as they are shown. So an audit that finds just these things in order gives exactly these points more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.arithmetic import step
from scoring.conclude import Memory, conclude
from scoring.engine import Case, given
from scoring.exact import PLACES, Fraction, decimal, round_half_up
from scoring.measure import Averages, Key, Measured, RowMeasure, measure
from scoring.plan import Plan, Requirement, RowPlan, plan_of
from scoring.remedies import CHARGES, mended
from store.advice import Advice, Gain, Part, Remedy
from store.base import Language
from store.conclusion import Conclusion, CriterionScore, IndicatorScore, Mean, ParameterScore, Range, Step
from store.findings import Fact
from store.methodology import Methodology

# More things of one remedy than this are not told one by one; findings.jsonl names them all.
THINGS = 12
_Pair = tuple[IndicatorScore | None, IndicatorScore | None]
NOTHING = Range(low=Decimal(0), high=Decimal(0))


@dataclass(frozen=True)
class _Lost:
    """A requirement in the language of its findings, with those that charge it; without any where figures took the points."""

    row: RowPlan
    requirement: Requirement
    language: Language | None
    findings: tuple[Fact, ...] = ()
    filled: tuple[Key, ...] = ()


def advise(edition: Methodology, case: Case, means: Iterable[Mean] = (), causes: dict[str, str] | None = None) -> Advice:
    """What to mend, the dearest first.

    :param edition: the edition under the readings chosen. :param case: the body with all that is known of it.
    :param means: averages of a cohort scored before. :param causes: finding → what it comes of, for remedies with many findings.
    :returns: one remedy for each requirement and language that lost points, also those that return none by themselves.
    """
    return _Adviser(plan_of(edition, case.kind), case, tuple(means), causes or {}).advice()


class _Adviser:
    """One body concluded as it is, and concluded again for each remedy; tables that a remedy does not touch are taken over."""

    def __init__(self, plan: Plan, case: Case, means: tuple[Mean, ...], causes: dict[str, str]) -> None:
        self.plan, self.causes = plan, causes
        self.body = measure(plan, case.subject, case.findings, case.rulings)
        self.known: Averages = given(self.body, means)
        self.memory = Memory()
        self.before = conclude(self.body, self.known, self.memory)
        self.places = _places(plan)

    def advice(self) -> Advice:
        lost = list(_lost(self.plan, self.body))
        remedies = [self._remedy(one) for one in lost]
        order = sorted(range(len(remedies)), key=lambda place: (-remedies[place].size, -remedies[place].returns.low, place))
        return Advice(remedies=tuple(remedies[place] for place in order), together=self._together(lost))

    def _after(self, findings: Iterable[str], filled: Iterable[Key] = ()) -> Conclusion:
        return conclude(mended(self.body, tuple(findings), tuple(filled)), self.known, self.memory)

    def _together(self, lost: list[_Lost]) -> tuple[Gain, ...]:
        if not lost:
            return ()
        after = self._after((finding.id for one in lost for finding in one.findings), (key for one in lost for key in one.filled))
        gains = {name: _gain(span, _totals(after)[name]) for name, span in _totals(self.before).items()}
        return tuple(Gain(direction=name, returns=gain) for name, gain in gains.items() if name == "" or gain != NOTHING)

    def _remedy(self, one: _Lost) -> Remedy:
        ids = tuple(finding.id for finding in one.findings)
        after = self._after(ids, one.filled)
        indicator, direction = self.places[one.row.parameter.id]
        tables = _table(self.before, indicator), _table(after, indicator)
        rows = tuple(_sum(_rows(table, one.row.parameter.id)) for table in tables)
        returns = _gain(_totals(self.before)[direction], _totals(after)[direction])
        return Remedy(
            parameter=one.row.parameter.id,
            requirement=one.requirement.id,
            number=one.requirement.label,
            title=one.requirement.element.title if one.requirement.element is not None else one.row.parameter.title,
            language=one.language,
            indicator=indicator,
            direction=direction,
            findings=ids,
            figures=_figures(one.row) if one.filled else (),
            count=sum(max(1, finding.count) for finding in one.findings),
            row=_gain(rows[0], rows[1]),
            table=returns if tables[0] is None or tables[1] is None else _gain(tables[0].range, tables[1].range),
            returns=returns,
            parts=self._parts(one, direction),
            explanation=tuple(_explained(one, (rows[0], rows[1]), tables, returns)),
        )

    def _parts(self, one: _Lost, direction: str) -> tuple[Part, ...]:
        """The remedy by what its findings come of, where that is more than one thing; what returns most stands first."""
        groups: dict[str, list[Fact]] = {}
        for finding in one.findings:
            groups.setdefault(self.causes.get(finding.id, ""), []).append(finding)
        if len(groups) < 2:
            return ()
        chosen = sorted(groups.items(), key=lambda item: (-sum(max(1, found.count) for found in item[1]), item[0]))[:THINGS]
        made = []
        for cause, found in chosen:
            ids = tuple(finding.id for finding in found)
            after = _totals(self._after(ids))[direction]
            count = sum(max(1, finding.count) for finding in found)
            gain = _gain(_totals(self.before)[direction], after)
            made.append(Part(cause=cause, findings=ids, count=count, returns=gain))
        return tuple(sorted(made, key=lambda part: (-part.returns.high, -part.count, part.cause)))


def _lost(plan: Plan, body: Measured) -> Iterator[_Lost]:
    """Requirements that lost points, in printed order; a finding without a language is one remedy for all languages of its row."""
    for part in plan.parts:
        for row in (*part.rows(), *((part.penalty,) if part.penalty is not None else ())):
            if row.parameter.role != "duty":
                yield from _of_row(row, [one for key, one in body.rows.items() if key[0] == row.parameter.id])


def _of_row(row: RowPlan, measured: list[RowMeasure]) -> Iterator[_Lost]:
    if row.rests_on != "standing":
        short = [one for one in measured if one.result.high < row.weight and any(tally.findings for tally in one.tallies)]
        if row.parameter.role == "points":
            yield from (_Lost(row, row.requirements[0], one.language, filled=(one.key,)) for one in short)
        return
    for place, requirement in enumerate(row.requirements):
        found: dict[Language | None, dict[str, Fact]] = {}
        for one in measured:
            for finding in one.tallies[place].findings if place < len(one.tallies) else ():
                if finding.outcome in CHARGES:
                    found.setdefault(finding.language, {})[finding.id] = finding
        for language in sorted(found, key=str):
            yield _Lost(row, requirement, language, tuple(found[language].values()))


def _figures(row: RowPlan) -> tuple[str, ...]:
    """What the points of the row were lost by: the figures that its formula reads, or the facts of its findings."""
    return row.names if row.parameter.figures else tuple(row.formula.FACTS)


def _places(plan: Plan) -> dict[str, tuple[str, str]]:
    """Row → its table and its direction; rows of penalties have no table."""
    places = {}
    for part in plan.parts:
        name = part.direction.id if part.direction is not None else ""
        for criterion in part.criteria:
            for indicator in criterion.indicators:
                for _, rows in indicator.sections:
                    places.update({row.parameter.id: (indicator.indicator.id, name) for row in rows})
        if part.penalty is not None:
            places[part.penalty.parameter.id] = ("", name)
    return places


def _totals(conclusion: Conclusion) -> dict[str, Range]:
    """Totals by direction; the main one bears no name."""
    return {"": conclusion.total.range, **{one.id: one.total.range for one in conclusion.directions}}


def _table(conclusion: Conclusion, name: str) -> IndicatorScore | None:
    return next((one for one in _tables(conclusion) if one.id == name), None)


def _tables(conclusion: Conclusion) -> Iterator[IndicatorScore]:
    criteria: list[CriterionScore] = [*conclusion.criteria, *(one for part in conclusion.directions for one in part.criteria)]
    for criterion in criteria:
        yield from criterion.indicators


def _rows(table: IndicatorScore | None, name: str) -> list[ParameterScore]:
    return [] if table is None else [row for row in table.parameters if row.id == name]


def _sum(rows: list[ParameterScore]) -> Range:
    return Range(low=sum((row.range.low for row in rows), Decimal(0)), high=sum((row.range.high for row in rows), Decimal(0)))


def _gain(before: Range, after: Range) -> Range:
    return Range(low=after.low - before.low, high=after.high - before.high)


def _explained(one: _Lost, rows: tuple[Range, Range], tables: _Pair, returns: Range) -> Iterator[Step]:
    """The arithmetic: the row before and after, the table's own sums before and after with its caps, and why nothing comes of it."""
    before, after = tables
    if before is not None and after is not None:
        yield step("score.advice.row", place=one.row.parameter.number, before=_ends(rows[0]), after=_ends(rows[1]))
        yield step("score.advice.before")
        yield from before.explanation
        yield step("score.advice.after")
        yield from after.explanation
    if returns == NOTHING:
        yield step("score.advice.nothing")
    elif returns.low != returns.high:
        yield step("score.advice.open", low=_short(returns.low), high=_short(returns.high))


def _ends(span: Range) -> str:
    low, high = _short(span.low), _short(span.high)
    return low if low == high else f"{low}…{high}"


def _short(points: Decimal) -> str:
    """Points as an explanation writes them: what has no end within its places is cut at four and marked."""
    exact = decimal(Fraction(points))
    _, _, part = str(exact).partition(".")
    return str(exact) if len(part) < PLACES else f"≈{round_half_up(Fraction(points), 4)}"
