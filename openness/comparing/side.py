"""One of two runs that are compared: everything that its score was made of, as it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from openness import inputs, runs
from openness.faults import WrongUse
from openness.pipeline import Pipeline
from openness.programs import program_of
from reports.compared import Cause, Points, Side, points_stored
from reports.i18n import N_
from reports.read import read_result
from scoring import methodology as law
from store import schema
from store.findings import CheckOrder, Finding
from store.harvest import Coverage, CrawlPlan
from store.methodology import Methodology
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore
from store.place import evidence_of

NO_SCORE = N_("run {run} has no score yet; finish it by `openness score {run}`")
STAGES = ("extract", "check")


@dataclass(frozen=True)
class Half:
    """A run with what was noted of it. ``edition`` is that of its day as it stands in the configuration now, read as the run read it."""

    pipeline: Pipeline
    plan: CrawlPlan
    result: dict[str, Any]
    noted: inputs.Inputs
    edition: Methodology
    coverage: Coverage
    findings: tuple[Finding, ...]

    @property
    def points(self) -> Points:
        """The points as they are stored."""
        return points_stored(self.result)

    @property
    def program(self) -> str:
        """By which program it was judged; empty where that was not noted of every stage."""
        told = [self.coverage.programs.get(stage, "") for stage in STAGES]
        return "" if not all(told) else told[0] if len(set(told)) == 1 else "+".join(told)

    @property
    def foreign(self) -> bool:
        """Whether another program judged it than this one, or that is not known."""
        return self.program != program_of(self.pipeline.config)

    @cached_property
    def outdated(self) -> frozenset[Cause]:
        """What of the criteria of that day is not at hand any more: the law, the mapping, both or nothing."""
        by, now = self.result["methodology"], self.edition
        found = set()
        if (by["edition"], by["sha256"]) != (now.edition, now.sha256):
            found.add(Cause.LAW)
        if self.result.get("mapping", now.mapping_sha256) != now.mapping_sha256:
            found.add(Cause.MAPPING)
        return frozenset(found)

    @cached_property
    def harvest_at_hand(self) -> bool:
        """Whether everything that was harvested still lies where it was stored."""
        store = ObjectStore(evidence_of(self.plan))
        with self.pipeline.engine.connect() as db:
            kept = [one.object_sha256 for one in schema.read_captures(db, self.plan.run_id)]
            kept += [one.object_sha256 for one in schema.read_artifacts(db, self.plan.run_id)]
        return bool(kept) and all(store.fs.exists(store.path(one)) for one in dict.fromkeys(kept))

    def judged(self, edition: Methodology) -> tuple[Finding, ...] | None:
        """What today's program finds in its harvest by an edition; None where the harvest is not at hand."""
        if not self.harvest_at_hand:
            return None
        try:
            return tuple(self.pipeline.judged_again(self.plan, False, edition)[0])
        except (ObjectMissing, ObjectDamaged):
            return None

    def orders(self, edition: Methodology) -> frozenset[tuple[str, str, str, tuple[str, ...]]]:
        """What an edition asks of this body, comparable."""
        return frozenset(_asked(one) for one in law.orders(edition, self.plan.body.kind))

    def told(self) -> Side:
        """The run as the comparison names it."""
        by, run = self.result["methodology"], self.result["run"]
        return Side(
            run=self.plan.run_id,
            started_at=run["started_at"],
            as_of=run["as_of"],
            period=run["period"],
            methodology=by["id"],
            edition=by["edition"],
            sha256=by["sha256"],
            mapping=self.result.get("mapping", ""),
            readings={one["id"]: one["choice"] for one in self.result.get("readings", [])},
            program=self.program,
            software=run["software"],
        )


def _asked(order: CheckOrder) -> tuple[str, str, str, tuple[str, ...]]:
    return order.check, order.parameter, order.options_sha256, order.languages


def opened(pipeline: Pipeline, plan: CrawlPlan) -> Half:
    """A run on record with its score.

    :raises WrongUse: it has no score. ReportError: its files cannot be read. ConfigError: its readings are not known any more.
    """
    if not runs.reached(runs.state_of(pipeline.engine, plan.run_id), "scored"):
        raise WrongUse(NO_SCORE, run=plan.run_id)
    noted = inputs.of_run(pipeline.engine, plan.run_id)
    return Half(
        pipeline=pipeline,
        plan=plan,
        result=read_result(Path(plan.out)),
        noted=noted,
        edition=pipeline.read(plan, noted.readings),
        coverage=pipeline.coverage(plan),
        findings=tuple(pipeline.findings(plan)),
    )
