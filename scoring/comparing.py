"""What each other reading of the act would change for a body: rows, totals, grade. Only what a choice touches is counted anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from scoring.choosing import under
from scoring.conclude import Memory, conclude
from scoring.engine import Case, given
from scoring.measure import Averages, Measured, averages, measure
from scoring.plan import Plan, make_plan, plan_of
from store.base import BodyKind
from store.conclusion import Conclusion, CriterionScore, Effect, Mean, MovedRow, MovedTotal, ParameterScore
from store.findings import Fact
from store.methodology import Methodology
from store.readings import Choice, Reading
from store.strictyaml import ConfigError

Again = Callable[[Plan, frozenset[str]], list[Fact] | None]
"""Findings of a body under a plan with these rows changed; None where they are the ones it has."""


def unchanged(plan: Plan, rows: frozenset[str]) -> None:
    """For a body whose findings depend on no reading."""


@dataclass(frozen=True)
class Other:
    """An edition under one more choice. ``edition`` is None where the choice cannot stand beside those made already."""

    reading: Reading
    choice: Choice
    edition: Methodology | None


def others(edition: Methodology, chosen: dict[str, str]) -> list[Other]:
    """Every choice that was not made, each by itself beside those that were, in the order of the readings.

    :param edition: the edition by default. :param chosen: reading → choice, as they were made.
    """
    found = []
    for reading in edition.readings:
        made = chosen.get(reading.id, reading.default.id)
        for choice in reading.choices:
            if choice.id != made:
                try:
                    other = under(edition, {**chosen, reading.id: choice.id})
                except ConfigError:
                    other = None
                found.append(Other(reading, choice, other))
    return found


class Comparer:
    """One body, scored once, and scored again under other editions.

    :param plan: the plan of the edition as it was chosen. :param case: the body with all that is known of it.
    :param again: findings that depend on the reading (made of imports), under another plan.
    """

    def __init__(self, plan: Plan, case: Case, again: Again = unchanged) -> None:
        self.plan, self.case, self.again = plan, case, again
        self.measured = measure(plan, case.subject, case.findings, case.rulings)
        self._memory = Memory()

    def conclusion(self, known: Averages) -> Conclusion:
        """The body under its own plan."""
        return conclude(self.measured, known, self._memory)

    def measured_by(self, plan: Plan) -> Measured:
        """The body by a plan made like its own."""
        findings = self.again(plan, changed(self.plan, plan))
        if findings is None:
            return measure(plan, self.case.subject, (), (), self.measured)
        return measure(plan, self.case.subject, findings, self.case.rulings)

    def concluded(self, body: Measured, known: Averages) -> Conclusion:
        """The conclusion of such a measure."""
        return conclude(body, known, self._memory)


def changed(before: Plan, after: Plan) -> frozenset[str]:
    """Ids of the rows that are not the very same in two plans."""
    old = {id(row) for part in before.parts for row in part.rows()}
    return frozenset(row.parameter.id for part in after.parts for row in part.rows() if id(row) not in old)


def effects(
    edition: Methodology, chosen: dict[str, str], case: Case, means: Iterable[Mean] = (), again: Again = unchanged
) -> list[Effect]:
    """What each other choice would change for one body, by itself; its averages stay those given.

    :param edition: the edition by default. :param chosen: the choices made. :param means: averages of a cohort scored before.
    :returns: one effect a choice, in the order of the readings.
    """
    plan = plan_of(under(edition, chosen), case.kind)
    body, means = Comparer(plan, case, again), tuple(means)
    before = body.conclusion(given(body.measured, means))
    found = []
    for other in others(edition, chosen):
        if other.edition is None:
            found.append(Effect(reading=other.reading.id, choice=other.choice.id, possible=False))
            continue
        measured = body.measured_by(make_plan(other.edition, case.kind, plan))
        found.append(effect(other, before, body.concluded(measured, given(measured, means))))
    return found


def cohort_totals(
    edition: Methodology, chosen: dict[str, str], members: list[tuple[Case, Again]]
) -> Iterator[tuple[Other | None, dict[str, Conclusion]]]:
    """The conclusions of all bodies as chosen (None), then under each other choice, with the averages of each pass."""
    mine = under(edition, chosen)
    plans: dict[BodyKind, Plan] = {case.kind: plan_of(mine, case.kind) for case, _ in members}
    bodies = [Comparer(plans[case.kind], case, again) for case, again in members]
    known = averages(body.measured for body in bodies)
    yield None, {body.case.subject.code: body.conclusion(known) for body in bodies}
    for other in others(edition, chosen):
        if other.edition is None:
            yield other, {}
            continue
        made = {kind: make_plan(other.edition, kind, plan) for kind, plan in plans.items()}
        measured = [body.measured_by(made[body.case.kind]) for body in bodies]
        known = averages(measured)
        yield (
            other,
            {body.case.subject.code: body.concluded(one, known) for body, one in zip(bodies, measured, strict=True)},
        )


def effect(other: Other, before: Conclusion, after: Conclusion) -> Effect:
    """What lies between two conclusions of one body."""
    return Effect(
        reading=other.reading.id,
        choice=other.choice.id,
        total=MovedTotal(id="", before=before.total.range, after=after.total.range),
        grade_before=before.total.grade_range,
        grade_after=after.total.grade_range,
        others=tuple(_totals(before, after)),
        rows=tuple(_rows(before, after)),
    )


def _totals(before: Conclusion, after: Conclusion) -> Iterator[MovedTotal]:
    mine = {one.id: one.total.range for one in before.directions}
    for one in after.directions:
        if one.id in mine and mine[one.id] != one.total.range:
            yield MovedTotal(id=one.id, before=mine[one.id], after=one.total.range)
    if before.overall is not None and after.overall is not None and before.overall.range != after.overall.range:
        yield MovedTotal(id=after.overall.id, before=before.overall.range, after=after.overall.range)


def _rows(before: Conclusion, after: Conclusion) -> Iterator[MovedRow]:
    old = {(row.id, row.language): row for row in _every(before)}
    for row in _every(after):
        was = old.get((row.id, row.language))
        if was is not None and was is not row and (was.range, was.weight) != (row.range, row.weight):
            yield MovedRow(parameter=row.id, number=row.number, language=row.language, before=was.range, after=row.range)


def _every(conclusion: Conclusion) -> Iterator[ParameterScore]:
    criteria: list[CriterionScore] = [*conclusion.criteria, *(one for part in conclusion.directions for one in part.criteria)]
    for criterion in criteria:
        for indicator in criterion.indicators:
            yield from indicator.parameters
