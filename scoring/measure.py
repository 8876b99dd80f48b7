"""First pass of scoring: every row of one body by itself, and which rows the law gives the average of other bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from scoring.acceptance import Ledger, ledger, tallies
from scoring.answers import answer
from scoring.arithmetic import NONE, RowScore, Tally, step
from scoring.exact import Fraction, show
from scoring.plan import Plan, RowPlan
from store.base import BodyKind, Language
from store.findings import Fact, Outcome, Ruling
from store.methodology import Exemption

Key = tuple[str, Language | None]


@dataclass(frozen=True)
class Subject:
    """Who is scored: code in the register and traits that the law treats apart (``secret-budget``)."""

    code: str = ""
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RowMeasure:
    """A row in one language before averages: its formula's answer, or an exemption in its place."""

    plan: RowPlan
    language: Language | None
    tallies: tuple[Tally, ...]
    result: RowScore
    exemption: Exemption | None = None

    @property
    def key(self) -> Key:
        """Row and language."""
        return self.plan.parameter.id, self.language

    @property
    def averaged(self) -> bool:
        """Whether the law gives this row the average of other bodies."""
        return self.result.average

    @property
    def of(self) -> tuple[BodyKind, ...]:
        """Kinds of bodies whose average it is."""
        return self.exemption.of if self.exemption is not None else ("central", "local", "subordinate")

    @property
    def need(self) -> Need:
        """Which average it is."""
        return self.key, self.of, self.plan.weight


@dataclass(frozen=True)
class Measured:
    """All rows of one body, in printed order, and what became of the findings and rulings."""

    subject: Subject
    plan: Plan
    rows: Mapping[Key, RowMeasure]
    known: Ledger


def measure(
    plan: Plan, subject: Subject, findings: Iterable[Fact], rulings: Iterable[Ruling], like: Measured | None = None
) -> Measured:
    """Scores every row of every direction and of the penalties for one body.

    :param like: the same body, with the same findings and rulings, by a plan that shares rows with this one.
    """
    known = ledger(findings, rulings) if like is None else replace(like.known, used=set(like.known.used))
    exempt = exempted(plan, subject)
    was = {} if like is None else exempted(like.plan, subject)
    before = {} if like is None else like.rows
    rows: dict[Key, RowMeasure] = {}

    def add(row: RowPlan, language: Language | None, exemption: Exemption | None) -> None:
        key = row.parameter.id, language
        same = before.get(key)
        if same is not None and same.plan is row and was.get(row.parameter.id) is exempt.get(row.parameter.id):
            rows[key] = same
        else:
            rows[key] = row_measure(row, language, known, exemption)

    for part in plan.parts:
        for row in part.rows():
            for language in row.languages:
                add(row, language, exempt.get(row.parameter.id))
        if part.penalty is not None:
            add(part.penalty, None, None)
    return Measured(subject, plan, rows, known)


def exempted(plan: Plan, subject: Subject) -> dict[str, Exemption]:
    """Row → the exemption that holds for this body; the first one listed counts."""
    found: dict[str, Exemption] = {}
    for exemption, rows in plan.exempted:
        if subject.code in exemption.bodies or subject.traits.intersection(exemption.traits):
            for name in rows:
                found.setdefault(name, exemption)
    return found


def row_measure(row: RowPlan, language: Language | None, known: Ledger, exemption: Exemption | None) -> RowMeasure:
    """One row in one language by the findings at hand, or by the exemption that holds for the body."""
    if exemption is not None and exemption.when == "every":
        return RowMeasure(row, language, (), _instead(row, exemption), exemption)
    found = tallies(row, language, known)
    if exemption is not None and _not_assessed(found):
        return RowMeasure(row, language, found, _instead(row, exemption), exemption)
    result = _looked_at(found, answer(row, found))
    if exemption is not None and any(tally.open for tally in found):
        result = replace(result, doubts=(*result.doubts, step("score.open.not-assessed", place=row.parameter.number)))
    return RowMeasure(row, language, found, result)


def _instead(row: RowPlan, exemption: Exemption) -> RowScore:
    average = exemption.instead == "average"
    return RowScore(NONE if average else row.weight, row.weight, average=average)


def _not_assessed(found: tuple[Tally, ...]) -> bool:
    """Whether every requirement of a row was found not to apply to the body, with nothing left open."""
    outcomes = [{finding.outcome for finding in tally.findings} for tally in found if not tally.open]
    return len(outcomes) == len(found) and all(one == {Outcome.NOT_APPLICABLE} for one in outcomes)


def _looked_at(found: tuple[Tally, ...], result: RowScore) -> RowScore:
    """A row that nobody has looked at gives no points, even where its deductions could not take the whole weight."""
    if result.low == result.high or any(tally.findings for tally in found):
        return result
    return replace(result, low=NONE, before=None if result.before is None else (NONE, result.before[1]))


@dataclass(frozen=True)
class Average:
    """Average of a row over the bodies ``of``, both ends exact; ``values`` are those of each body."""

    low: Fraction
    high: Fraction
    of: tuple[str, ...]
    values: tuple[tuple[str, str, str], ...] = ()


Need = tuple[Key, tuple[BodyKind, ...], Fraction]
"""Row and language, kinds of bodies, and the weight: a row that weighs more for another kind cannot be averaged with it."""
Averages = Mapping[Need, Average]


def averages(cohort: Iterable[Measured]) -> dict[Need, Average]:
    """The averages that some body of the cohort needs, over all bodies that are scored on the row themselves."""
    bodies = list(cohort)
    needed = {row.need for body in bodies for row in body.rows.values() if row.averaged}
    found = {}
    for need in sorted(needed, key=repr):
        donors = [(body.subject.code, body.rows[need[0]].result) for body in bodies if _gives(body, need)]
        if donors:
            low = sum((result.low for _, result in donors), NONE) / len(donors)
            high = sum((result.high for _, result in donors), NONE) / len(donors)
            values = tuple(sorted((code, str(result.low), str(result.high)) for code, result in donors))
            found[need] = Average(low, high, tuple(code for code, *_ in values), values)
    return found


def _gives(body: Measured, need: Need) -> bool:
    """Whether a body is scored on the row itself and counts for the average."""
    key, kinds, weight = need
    row = body.rows.get(key)
    return (
        row is not None and body.plan.kind in kinds and not row.averaged and row.exemption is None and row.plan.weight == weight
    )


def settled(row: RowMeasure, known: Averages) -> RowScore:
    """The row with the average in its place where the law gives it; open where no other body is scored on it."""
    if not row.averaged:
        return row.result
    average = known.get(row.need)
    if average is None:
        doubt = step("score.open.average", place=row.plan.parameter.number)
        return replace(row.result, doubts=(doubt,))
    told = step("score.average", count=str(len(average.of)), points=show(average.low))
    if average.low != average.high:
        told = step("score.average.open", count=str(len(average.of)), low=show(average.low), high=show(average.high))
    doubts = () if average.low == average.high else (step("score.open.average.open", place=row.plan.parameter.number),)
    steps = (*row.result.steps, told)
    return replace(row.result, low=average.low, high=average.high, steps=steps, doubts=doubts, before=None)
