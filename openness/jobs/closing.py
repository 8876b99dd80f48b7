"""A night is closed: its bodies are scored together, and its summary is written and sent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from openness.belonging import at_hand
from openness.cohort import score_together
from openness.jobs.base import server_now
from openness.jobs.standing import Standing, told
from openness.jobs.telling import later
from openness.nights.closing import close_night
from openness.nights.delivery import noted
from openness.nights.settings import load_settings
from openness.pipeline import Pipeline
from store import schema
from store.course import State, since
from store.harvest import CrawlPlan
from store.orders import batches, orders
from store.place import anchored, located, plan_of, root

FOLDER = "nights"


def close(pipeline: Pipeline, batch: int) -> Path | None:
    """Closes a night; None where it is closed already. What was scored and sent before a kill is not done twice.

    :returns: the folder of its summary.
    """
    with pipeline.engine.connect() as db:
        row = db.execute(select(batches).where(batches.c.id == batch)).one()
        now = server_now(db)
    if row.closed_at is not None:
        return None
    plans = scored(pipeline, batch)
    for together in _by_law(plans):
        score_together(pipeline, together)
    folder = folder_of(row.schedule, datetime.fromisoformat(row.due))
    folder.mkdir(parents=True, exist_ok=True)
    close_night(pipeline, batch, plans, folder, now)
    left = any(not one.taken for one in noted(folder))
    with pipeline.engine.begin() as db:
        change = batches.update().where(batches.c.id == batch, batches.c.closed_at.is_(None))
        db.execute(change.values(closed_at=told(now), out=anchored(pipeline.engine, str(folder.absolute()))))
        if left:
            later(db, batch, 0, load_settings(pipeline.config), server_now(db))
    return folder


def scored(pipeline: Pipeline, batch: int) -> list[CrawlPlan]:
    """The runs of a night's bodies that were audited to their end, by body; readings of portals are none."""
    table = schema.runs.c
    query = (
        select(table.plan, table.out)
        .join(orders, orders.c.run_id == table.id)
        .where(orders.c.batch == batch, orders.c.standing == Standing.DONE.value, table.state.in_(since(State.SCORED)))
        .order_by(table.body, table.started_at, table.id)
    )
    with pipeline.engine.connect() as db:
        found = [plan_of(pipeline.engine, row) for row in db.execute(query)]
    # A body that was asked for on demand beside its night has two runs: the later one counts.
    return [plan for plan in {one.body.code: one for one in found if not one.portal}.values() if at_hand(pipeline.engine, plan)]


def _by_law(plans: list[CrawlPlan]) -> list[list[CrawlPlan]]:
    """Only runs under one edition are scored together."""
    groups: dict[tuple[str, str], list[CrawlPlan]] = {}
    for plan in plans:
        groups.setdefault((plan.methodology, plan.edition), []).append(plan)
    return [groups[key] for key in sorted(groups)]


def folder_of(schedule: str, due: datetime) -> Path:
    """Where the summary of a night lies."""
    return (root() or Path("var")) / FOLDER / f"{schedule}-{due:%Y%m%d-%H%M}"


def summary_of(pipeline: Pipeline, batch: int) -> Path | None:
    """Where the summary of a closed night lies now; None for one that is not closed."""
    with pipeline.engine.connect() as db:
        out = db.execute(select(batches.c.out).where(batches.c.id == batch)).scalar_one_or_none()
    return None if out is None else located(pipeline.engine, out, "")
