"""What other readings of an act would change for a run, and for its place among the runs of other bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openness import inputs, runs
from openness.cohort import newest, places
from openness.faults import WrongUse
from openness.pipeline import Pipeline
from openness.unhindered import unhindered
from reports.i18n import N_
from reports.shape import span
from reports.shapelaw import reading as shaped
from scoring.comparing import cohort_totals, effects
from store.conclusion import Conclusion
from store.harvest import CrawlPlan

Place = tuple[int, int]


@dataclass(frozen=True)
class Comparison:
    """Every open question with what its other readings would change for a run.

    ``readings`` are as in result.json; where other bodies were scored by the same edition each other choice bears ``places``, the
    best and the worst that the body can take before and after. ``place`` is that as it was scored, ``bodies`` how many were compared.
    """

    plan: CrawlPlan
    total: list[str]
    place: Place | None
    bodies: int
    readings: list[dict[str, Any]]


def compare(pipeline: Pipeline, plan: CrawlPlan) -> Comparison:
    """The comparison of a scored run.

    :raises WrongUse: a run without a score.
    """
    if not runs.reached(runs.state_of(pipeline.engine, plan.run_id), "scored"):
        raise WrongUse(N_("run {run} has no score yet; finish it by `openness score {run}`"), run=plan.run_id)
    default, _ = pipeline.edition(plan.methodology, plan.as_of)
    taken = inputs.of_run(pipeline.engine, plan.run_id)
    chosen = pipeline.read(plan, taken.readings).chosen
    case, again = pipeline.member(plan, taken)
    with unhindered():
        found = effects(default, chosen, case, taken.means, again)
        by_choice = _places(pipeline, plan, chosen)
    readings = [shaped(one, chosen, found) for one in default.readings]
    now = by_choice.get(("", ""))
    total = next((one.total for one in found if one.total is not None), None)
    for one in readings:
        for other in one["others"]:
            after = by_choice.get((one["id"], other["choice"]))
            other["places"] = None if after is None else {"before": now, "after": after}
    return Comparison(plan, [] if total is None else span(total.before), now, len(_others(pipeline, plan)) + 1, readings)


def _others(pipeline: Pipeline, plan: CrawlPlan) -> list[CrawlPlan]:
    """The newest scored runs of other bodies under the same edition."""
    found = newest(pipeline, plan.methodology)
    return [one for one in found if one.edition == plan.edition and one.body.code != plan.body.code]


def _places(pipeline: Pipeline, plan: CrawlPlan, chosen: dict[str, str]) -> dict[tuple[str, str], Place]:
    """Reading and choice → best and worst place of the run's body; («», «») for the readings as they were chosen."""
    plans = [plan, *_others(pipeline, plan)]
    if len(plans) == 1:
        return {}
    default, _ = pipeline.edition(plan.methodology, plan.as_of)
    members = [
        pipeline.member(one, inputs.of_run(pipeline.engine, one.run_id).model_copy(update={"readings": chosen})) for one in plans
    ]
    found = {}
    for other, conclusions in cohort_totals(default, chosen, members):
        if conclusions:
            key = ("", "") if other is None else (other.reading.id, other.choice.id)
            found[key] = _place(plan, plans, conclusions)
    return found


def _place(plan: CrawlPlan, plans: list[CrawlPlan], conclusions: dict[str, Conclusion]) -> Place:
    standings = places([(one, conclusions[one.body.code].total) for one in plans])
    mine = next(one for one in standings if one.plan is plan)
    return mine.best, mine.worst


__all__ = ["Comparison", "compare"]
