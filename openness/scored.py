"""The score of a run as its files tell it: what was found and given, under the edition and the readings it was scored by."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from openness import inputs, runs
from openness.elsewhere import elsewhere, told_elsewhere
from openness.periods import told_period
from reports.objections import objections
from reports.result import RunInfo, write_run
from scoring import engine as scorer
from scoring.advice import advise
from scoring.comparing import effects
from store.base import Text
from store.conclusion import Conclusion
from store.findings import Finding
from store.harvest import Coverage, CrawlPlan
from store.methodology import Methodology


class Law(NamedTuple):
    """What a run is scored by: the edition as it stands, the edition under the choices made, the note of one not in force, and what is to be said of
    the traits that the body was scored with."""

    default: Methodology
    edition: Methodology
    note: Text | None
    traits: tuple[Text, ...] = ()


def write_scored(
    out: Path,
    plan: CrawlPlan,
    law: Law,
    crawled: list[Finding],
    times: runs.Times,
    seen: Coverage,
    taken: inputs.Taken,
    before: inputs.Taken | None = None,
) -> None:
    """Scores what was found on a run's site with what was given from outside, and writes result.json and findings.jsonl.

    :param before: the same without what commissions decided on objections; None where they decided nothing.
    """
    findings = [*crawled, *taken.findings]
    means = taken.inputs.means
    conclusion = _scored(law.edition, plan, findings, taken)
    case = scorer.Case(taken.subject, plan.body.kind, tuple(findings), taken.rulings)
    moved = effects(law.default, law.edition.chosen, case, means, taken.again(crawled))
    mend = advise(law.edition, case, means, {finding.id: finding.cause or f"page: {finding.url}" for finding in findings})
    run = RunInfo(
        id=plan.run_id,
        started_at=times.started,
        finished_at=times.finished,
        scored_at=times.scored,
        as_of=plan.as_of,
        period=plan.period,
        software=plan.software,
        config_sha256=plan.config_sha256,
        portals=elsewhere(plan),
    )
    notes = (*((law.note,) if law.note else ()), *told_period(law.edition, plan.period), *told_elsewhere(plan), *law.traits)
    objected = None
    if taken.objections.kept:
        without = None if before is None else _scored(law.edition, plan, [*crawled, *before.findings], before)
        objected = objections(taken.objections, law.edition, conclusion, without)
    write_run(
        out,
        run,
        plan.body,
        law.edition,
        seen,
        conclusion,
        findings,
        notes,
        taken.decisions,
        moved,
        mend,
        objected,
        taken.inputs.subordinates,
    )


def _scored(edition: Methodology, plan: CrawlPlan, findings: list[Finding], taken: inputs.Taken) -> Conclusion:
    return scorer.score(findings, edition, plan.body.kind, taken.rulings, taken.subject, taken.inputs.means)
