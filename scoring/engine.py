"""Findings and an edition of the law in, conclusions out: pure, exact, and the same whatever the order of the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scoring.conclude import conclude
from scoring.exact import read_fraction
from scoring.measure import Average, Averages, Measured, RowMeasure, Subject, averages, measure
from scoring.plan import Plan, plan_of
from scoring.standing import parameter_score
from store.base import BodyKind
from store.conclusion import Conclusion, Mean, ParameterScore
from store.findings import Fact, Ruling
from store.methodology import Methodology


@dataclass(frozen=True)
class Case:
    """One body of a cohort with everything that is known of it."""

    subject: Subject
    kind: BodyKind
    findings: tuple[Fact, ...]
    rulings: tuple[Ruling, ...] = ()


def score(
    findings: Iterable[Fact],
    methodology: Methodology,
    kind: BodyKind,
    rulings: Iterable[Ruling] = (),
    subject: Subject = Subject(),  # noqa: B008 - frozen
    means: Iterable[Mean] = (),
) -> Conclusion:
    """Scores one body by one edition.

    :param findings: what checks, people and reports found; those of other checks or options than the edition demands do not
        count.
    :param methodology: the edition, as ``scoring.methodology.load`` gives it.
    :param kind: central, local or subordinate: which tables apply.
    :param rulings: people's decisions on findings.
    :param subject: which body it is, for exemptions by name or trait.
    :param means: averages of other bodies from a cohort that was scored before; rows that need one stay open without it.
    :returns: every row of the tables that apply, with certain points, range, status and arithmetic; what is open stays open.
    """
    body = measure(plan_of(methodology, kind), subject, findings, rulings)
    return conclude(body, given(body, means))


def cohort(cases: Iterable[Case], methodology: Methodology) -> dict[str, Conclusion]:
    """Scores many bodies in two passes: each by itself, then those that the law gives the average of the others.

    :param cases: the bodies, each code once. :param methodology: the edition for all of them.
    :returns: conclusions by code, in the order of the cases.
    :raises ValueError: one code twice.
    """
    return dict(each_of(cases, methodology))


def each_of(cases: Iterable[Case], methodology: Methodology) -> Iterator[tuple[str, Conclusion]]:
    """The same as ``cohort``, one conclusion after the other, for cohorts whose conclusions need not be held together."""
    plans: dict[BodyKind, Plan] = {}
    bodies: dict[str, Measured] = {}
    for case in cases:
        if case.subject.code in bodies:
            raise ValueError(f"the body «{case.subject.code}» stands twice in the cohort; name it once")
        if case.kind not in plans:
            plans[case.kind] = plan_of(methodology, case.kind)
        bodies[case.subject.code] = measure(plans[case.kind], case.subject, case.findings, case.rulings)
    known = averages(bodies.values())
    for code in list(bodies):
        yield code, conclude(bodies.pop(code), known)


def score_row(
    methodology: Methodology, kind: BodyKind, parameter: str, findings: Iterable[Fact]
) -> dict[str | None, ParameterScore]:
    """One row of an edition by itself, for each of its languages; empty where the row does not apply to the kind."""
    body = measure(plan_of(methodology, kind), Subject(), findings, ())
    rows: list[RowMeasure] = [row for (name, _), row in body.rows.items() if name == parameter]
    return {row.language: parameter_score(row, row.result) for row in rows}


def given(body: Measured, means: Iterable[Mean]) -> Averages:
    """The averages of a cohort scored before, for the rows of this body that need one."""
    known: Mapping[tuple[str, str | None], Mean] = {(one.parameter, one.language): one for one in means}
    found = {}
    for row in body.rows.values():
        mean = known.get(row.key) if row.averaged else None
        if mean is not None:
            found[row.need] = Average(read_fraction(mean.low), read_fraction(mean.high), mean.of, mean.values)
    return found
