"""What the audits of a body's organisations say of each row that the law counts over them, read from their stored findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select

from openness import inputs
from openness.subordinates.register import Register, register_of
from scoring.exact import decimal
from scoring.measure import RowMeasure, measure
from scoring.plan import Plan, plan_of
from store import judged, schema
from store.course import State, since
from store.findings import Fact, Outcome
from store.harvest import CrawlPlan
from store.methodology import Methodology
from store.place import plan_of as plan_in
from store.subordinates import FoundOf, Gathered, Standing

AT_ONCE = 500
SHARE = frozenset({"organisations", "lacking"})
"""The figures of a row that counts organisations."""


def gathered(engine: Engine, plan: CrawlPlan, edition: Methodology) -> Gathered | None:
    """All organisations of a central body with what their newest audits found; None of other bodies and where no register was taken in.

    :param edition: of the body's run; audits of organisations by other editions or for other periods do not count.
    """
    if plan.body.kind != "central" or not counts_organisations(edition):
        return None
    with engine.connect() as db:
        found = register_of(db, plan.body.code, plan.period, plan.as_of)
    if found is None:
        return None
    whole, item = plan_of(edition, "subordinate"), found.item
    return Gathered(
        day=found.day,
        register_id=item.id,
        register_name=item.name,
        register_sha256=item.sha256,
        organisations=tuple(_standings(engine, plan, edition, whole, found)),
    )


def counts_organisations(edition: Methodology) -> bool:
    """Whether an edition takes points from a central body for its subordinate organisations."""
    return any(one.role == "penalty" and {"central", "subordinate"} <= set(one.applies) for one in edition.criteria)


def _standings(engine: Engine, plan: CrawlPlan, edition: Methodology, whole: Plan, found: Register) -> Iterator[Standing]:
    known = newest(engine, [one.code for one in found.organisations], plan)
    for one in found.organisations:
        run = known.get(one.code)
        site = one.sites[0].url if one.sites else ""
        standing = Standing(code=one.code, name=one.name, site=site, state="no-site", since=one.since, until=one.until)
        if run is not None:
            folder = os.path.relpath(Path(run.out).resolve(), Path(plan.out).resolve())
            rows = tuple(_rows(engine, run, edition, whole))
            yield standing.model_copy(update={"state": "audited", "run": run.run_id, "folder": folder, "rows": rows})
        else:
            yield standing.model_copy(update={"state": "waiting"}) if site else standing


def newest(
    engine: Engine, codes: Sequence[str], parent: CrawlPlan, fresh: timedelta | None = None, now: datetime | None = None
) -> dict[str, CrawlPlan]:
    """The newest scored audit of each organisation by the edition and for the period of its parent's run, by code.

    :param fresh: how long ago it may have begun, counted from ``now``; however long where None.
    """
    table, found = schema.runs, dict[str, CrawlPlan]()
    query = select(table.c.body, table.c.plan, table.c.out, table.c.started_at).where(table.c.state.in_(since(State.SCORED)))
    with engine.connect() as db:
        for start in range(0, len(codes), AT_ONCE):
            mine = query.where(table.c.body.in_(codes[start : start + AT_ONCE]))
            for row in db.execute(mine.order_by(table.c.started_at.desc(), table.c.id)):
                young = fresh is None or now is None or datetime.fromisoformat(row.started_at) >= now - fresh
                if row.body in found or not young:
                    continue
                plan = plan_in(engine, row)
                same = (plan.methodology, plan.edition, plan.period) == (parent.methodology, parent.edition, parent.period)
                if same and plan.body.kind == "subordinate":
                    found[row.body] = plan
    return found


def _rows(engine: Engine, run: CrawlPlan, edition: Methodology, whole: Plan) -> Iterator[FoundOf]:
    taken = inputs.take(engine, run, edition, inputs.of_run(engine, run.run_id))
    with engine.connect() as db:
        findings: list[Fact] = [*judged.weighed(db, run.run_id), *taken.findings]
    for row in measure(whole, taken.subject, findings, taken.rulings).rows.values():
        if row.plan.parameter.figures and row.plan.parameter.role == "points":
            yield _found(row)


def _found(row: RowMeasure) -> FoundOf:
    """One row of one organisation as its parent counts it."""
    parameter = row.plan.parameter
    points = str(decimal(row.result.low - row.plan.weight)), str(decimal(row.result.high - row.plan.weight))
    told = FoundOf(parameter=parameter.id, language=row.language, points=points)
    if parameter.figures.keys() >= SHARE:
        ends = ("1" if row.result.high == 0 else "0", "0" if row.result.low == row.plan.weight else "1")
        return told.model_copy(
            update={"figures": {"organisations": "1", "lacking": ends[0] if ends[0] == ends[1] else list(ends)}}
        )
    findings = [one for tally in row.tallies for one in tally.findings]
    if findings and all(one.outcome is Outcome.NOT_APPLICABLE for one in findings):
        return told.model_copy(update={"none": True})
    given = [{name: one.facts[name] for name in parameter.figures if name in one.facts} for one in findings]
    if len(given) == 1 and given[0].keys() == parameter.figures.keys():
        return told.model_copy(update={"figures": given[0]})
    return told
