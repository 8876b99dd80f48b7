"""Many bodies scored together: averages for those that the law gives them, and the places of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from openness import runs
from openness.belonging import at_hand
from openness.faults import WrongUse
from openness.pipeline import NONE_GIVEN, Pipeline
from openness.unhindered import unhindered
from reports.i18n import N_
from scoring import engine as scorer
from store import schema
from store.conclusion import Total
from store.course import State, since
from store.harvest import CrawlPlan
from store.place import plan_of


@dataclass(frozen=True)
class Standing:
    """A body in the table of a cohort. ``best`` and ``worst`` are the places it can still take; equal when all is closed."""

    plan: CrawlPlan
    total: Total
    best: int
    worst: int


def chosen(pipeline: Pipeline, names: Iterable[str], methodology: str | None) -> list[CrawlPlan]:
    """The runs to score together: those named, or the newest scored run of every body under one edition.

    :raises WrongUse: no runs; a run without checks; two runs of one body; runs under different editions.
    """
    given = [runs.find(pipeline.engine, name) for name in names]
    plans = given or newest(pipeline, methodology)
    if not plans:
        raise WrongUse(N_("no scored runs are in the database; audit some bodies first, or name the runs"))
    for plan in plans:
        if not runs.reached(runs.state_of(pipeline.engine, plan.run_id), "checked"):
            raise WrongUse(N_("run {run} has no findings yet; finish it by `openness check {run}`"), run=plan.run_id)
    _one_edition(plans)
    return sorted(plans, key=lambda plan: plan.body.code)


def newest(pipeline: Pipeline, methodology: str | None) -> list[CrawlPlan]:
    """The newest scored run of every body under one law: that of the newest run where none is named."""
    table = schema.runs
    query = (
        select(table.c.plan, table.c.out).where(table.c.state.in_(since(State.SCORED))).order_by(table.c.started_at, table.c.id)
    )
    with pipeline.engine.connect() as db:
        found = [plan_of(pipeline.engine, row) for row in db.execute(query)]
    found = [plan for plan in found if methodology in (None, plan.methodology) and at_hand(pipeline.engine, plan)]
    if not found:
        return []
    wanted = methodology or found[-1].methodology
    return list({plan.body.code: plan for plan in found if plan.methodology == wanted}.values())


def _one_edition(plans: list[CrawlPlan]) -> None:
    first = plans[0]
    seen: dict[str, CrawlPlan] = {}
    for plan in plans:
        if (plan.methodology, plan.edition) != (first.methodology, first.edition):
            raise WrongUse(
                N_("runs {one} and {other} are scored by different editions ({a}, {b}); name runs of one edition"),
                one=first.run_id,
                other=plan.run_id,
                a=f"{first.methodology} {first.edition}",
                b=f"{plan.methodology} {plan.edition}",
            )
        if plan.body.code in seen:
            raise WrongUse(
                N_("runs {one} and {other} are of the same body {body}; name one run a body"),
                one=seen[plan.body.code].run_id,
                other=plan.run_id,
                body=plan.body.code,
            )
        seen[plan.body.code] = plan


def score_together(pipeline: Pipeline, plans: list[CrawlPlan], given: Mapping[str, str] = NONE_GIVEN) -> list[Standing]:
    """Scores the runs with the averages of each other, writes their results and reports, and gives the table of places.

    :param given: choices of readings made now; all others stay as the runs were scored last.
    :raises WrongUse: runs that would be scored under different readings.
    """
    chosen = _one_reading(pipeline, plans, given)
    taken = {plan.run_id: pipeline.current(plan, (), chosen) for plan in plans}
    edition = pipeline.read(plans[0], chosen)
    cases = [pipeline.member(plan, taken[plan.run_id])[0] for plan in plans]
    with unhindered():
        conclusions = scorer.cohort(cases, edition)
    for number, plan in enumerate(plans, 1):
        pipeline.progress("cohort", {"number": number, "of": len(plans), "what": plan.body.code})
        means = conclusions[plan.body.code].means
        with runs.held(pipeline.engine, plan):
            pipeline.count(plan, taken[plan.run_id].model_copy(update={"means": means}))
            pipeline.report(plan)
    return places([(plan, conclusions[plan.body.code].total) for plan in plans])


def _one_reading(pipeline: Pipeline, plans: list[CrawlPlan], given: Mapping[str, str]) -> dict[str, str]:
    """The readings under which all runs are scored: places compare nothing else."""
    first = pipeline.chosen(plans[0], given)
    for plan in plans:
        other = pipeline.chosen(plan, given)
        differing = sorted(name for name in first.keys() | other.keys() if first.get(name) != other.get(name))
        if differing:
            raise WrongUse(
                N_("runs {one} and {other} were scored under different readings ({names}); choose them with --reading for all"),
                one=plans[0].run_id,
                other=plan.run_id,
                names=", ".join(differing),
            )
    return first


def places(totals: list[tuple[CrawlPlan, Total]]) -> list[Standing]:
    """The table: by certain points, with the best and worst place that what is open can still give."""
    made = []
    for plan, total in totals:
        others = [other for one, other in totals if one is not plan]
        best = 1 + sum(other.range.low > total.range.high for other in others)
        worst = 1 + sum(other.range.high > total.range.low for other in others)
        made.append(Standing(plan, total, best, worst))
    return sorted(made, key=_order)


def _order(one: Standing) -> tuple[Decimal, Decimal, str]:
    return -one.total.range.low, -one.total.range.high, one.plan.body.code
