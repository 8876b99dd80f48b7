"""What a report tells of an earlier run: the comparison with it, and the totals of all runs that may be compared with both."""

from __future__ import annotations

from collections.abc import Iterator

from openness.comparing.runs import compare
from openness.history import groups, history
from openness.pipeline import Pipeline
from reports.since import Point, Since
from store.conclusion import Range
from store.harvest import CrawlPlan

# A chart has room for so many runs; the newest are shown.
MOST = 12


def since(pipeline: Pipeline, earlier: CrawlPlan, plan: CrawlPlan) -> Since:
    """The comparison of a run with an earlier one and the way of the body's total up to it. Nothing on record changes.

    :raises WrongUse: runs that cannot be compared, or one without a score.
    """
    found = compare(pipeline, earlier, plan)
    return Since(title=found.name, compared=found, trend=tuple(_trend(pipeline, plan))[-MOST:])


def _trend(pipeline: Pipeline, plan: CrawlPlan) -> Iterator[Point]:
    told = history(pipeline.engine, plan.body.code).runs
    own = next((group for group in groups(told) if any(one["run"] == plan.run_id for one in group)), [])
    for one in own:
        low, high = one["total"]["range"]
        yield Point(
            run=one["run"],
            as_of=one["as_of"],
            period=one["period"],
            total=Range(low=low, high=high),
            most=one["total"]["max"],
        )
        if one["run"] == plan.run_id:
            return
