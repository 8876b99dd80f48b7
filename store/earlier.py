"""The run before: which finished harvest of the same body a run is compared with."""

from __future__ import annotations

from sqlalchemy import Connection, select

from store import schema
from store.course import State, since
from store.harvest import CrawlPlan


def run_before(db: Connection, plan: CrawlPlan) -> CrawlPlan | None:
    """The plan of the newest run over the same body and sites that was started before this one and whose records are stored.

    A later run of the body changes nothing: what was compared once is compared alike when the stage is run again.
    """
    runs = schema.runs.c
    started = select(runs.started_at).where(runs.id == plan.run_id).scalar_subquery()
    found = db.execute(
        select(runs.plan)
        .where(
            runs.body == plan.body.code,
            runs.id != plan.run_id,
            runs.started_at < started,
            runs.state.in_(since(State.EXTRACTED)),
        )
        .order_by(runs.started_at.desc(), runs.id.desc())
    ).scalars()
    plans = (CrawlPlan.model_validate_json(text) for text in found)
    return next((one for one in plans if one.body.sites == plan.body.sites and one.page_only == plan.page_only), None)
