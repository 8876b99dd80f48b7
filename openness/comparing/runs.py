"""The comparison of two runs on record."""

from __future__ import annotations

from pathlib import Path

from openness.comparing.chain import Way
from openness.comparing.side import opened
from openness.faults import WrongUse
from openness.pipeline import Pipeline
from openness.unhindered import unhindered
from reports.compared import Compared, moved, named
from reports.i18n import N_
from reports.matched import matched
from reports.read import read_lines
from store.harvest import CrawlPlan

OTHER_BODY = N_("runs {one} and {other} are of different bodies ({a}, {b}); name two runs of one body, see `openness runs list`")
OTHER_ACT = N_(
    "runs {one} and {other} are scored by different acts or kinds of bodies ({a}, {b}), which share no rows; audit by one "
    "act, or compare the acts by `openness methodologies diff`"
)
SAME = N_("{run} is given twice; name two different runs")


def prove(a: CrawlPlan, b: CrawlPlan) -> None:
    """Raises WrongUse for two runs that cannot be compared."""
    if a.run_id == b.run_id:
        raise WrongUse(SAME, run=a.run_id)
    if a.body.code != b.body.code:
        raise WrongUse(OTHER_BODY, one=a.run_id, other=b.run_id, a=a.body.code, b=b.body.code)
    if (a.methodology, a.body.kind) != (b.methodology, b.body.kind):
        told = [f"{one.methodology}, {one.body.kind}" for one in (a, b)]
        raise WrongUse(OTHER_ACT, one=a.run_id, other=b.run_id, a=told[0], b=told[1])


def compare(pipeline: Pipeline, a: CrawlPlan, b: CrawlPlan) -> Compared:
    """What is new, gone and unchanged from run ``a`` to run ``b``, and why points moved. Nothing on record changes.

    :raises WrongUse: runs of different bodies, acts or kinds, one run twice, or a run without a score.
    """
    prove(a, b)
    before, after = opened(pipeline, a), opened(pipeline, b)
    with unhindered():
        legs = Way(before, after).legs()
    results = before.result, after.result
    findings = matched(read_lines(Path(a.out)), read_lines(Path(b.out)), results)
    return Compared(
        body=b.body.code,
        name=b.body.name,
        before=before.told(),
        after=after.told(),
        legs=tuple(named(leg.causes) for leg in legs),
        moved=moved(legs, *results, findings),
        findings=findings,
    )


__all__ = ["compare", "prove"]
