"""A night is made: portals that its bodies rest on first, then those who were left over, then who is slow; in one transaction with its orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from openness.faults import WrongUse
from openness.jobs import budget, expected, queue, standing
from openness.jobs.ordering import Asked, order_in
from openness.jobs.plans import NightPlan
from openness.jobs.settings import load_settings
from openness.pipeline import Pipeline
from openness.planning import Wish, portals_of
from openness.portals import found
from openness.portals.lookups import looked_up
from openness.portals.plans import make_portal_plan
from openness.registers import load_bodies, nearest
from openness.subordinates.job import wish_for
from openness.subordinates.register import register_of
from reports.i18n import N_
from store.harvest import CrawlPlan
from store.orders import batches, schedules
from store.zone import ASTANA

NO_SCHEDULE = N_("schedule «{given}» is not on record{hint}; see `openness schedule list`, or add it by `openness schedule add`")
NOBODY = N_("the register {folder} holds no body of the kinds {kinds}; see `openness bodies list`")
BY = "schedule "


class Night(NamedTuple):
    """A night that is planned: its plan as it will be stored, and its runs in the order in which they are to begin."""

    plan: NightPlan
    readings: tuple[CrawlPlan, ...]
    bodies: tuple[CrawlPlan, ...]
    first: frozenset[str]


def schedule_of(db: Connection, name: str) -> NightPlan:
    """The plan of a schedule. Raises WrongUse for one that is not there."""
    rows = {row.name: row for row in db.execute(select(schedules.c.name, schedules.c.plan)).all()}
    if name not in rows:
        raise WrongUse(NO_SCHEDULE, given=name, hint=nearest(name, rows))
    return NightPlan.model_validate_json(rows[name].plan)


def make(pipeline: Pipeline, schedule: str, due: str) -> int | None:
    """Makes the night that was due at a moment and puts all of it into the queue; its number, or None where it is made already.

    :raises WrongUse, ConfigError: a night that cannot be planned; nothing of it is on record then.
    """
    at = datetime.fromisoformat(due)
    with pipeline.engine.begin() as db:
        values = {"schedule": schedule, "due": standing.told(at), "made_at": standing.now(), "plan": "{}"}
        # Whoever comes second waits here for the first, and finds its night.
        made = insert(batches).values(**values).on_conflict_do_nothing(index_elements=["schedule", "due"])
        batch = db.execute(made.returning(batches.c.id)).scalar_one_or_none()
        if batch is None:
            return None
        night = planned(pipeline, db, schedule, at)
        db.execute(batches.update().where(batches.c.id == batch).values(plan=night.plan.model_dump_json()))
        order_in(pipeline.engine, db, (
            (plan, Asked(BY + schedule, batch, queue.LEFT if plan.body.code in night.first else queue.NIGHTLY))
            for plan in (*night.readings, *night.bodies)
        ))  # fmt: skip
    return int(batch)


def planned(pipeline: Pipeline, db: Connection, schedule: str, due: datetime) -> Night:
    """What a night would do; nothing is written. Raises WrongUse and ConfigError."""
    plan = schedule_of(db, schedule)
    day = plan.as_of or due.astimezone(ASTANA).date()
    left = frozenset(expected.left_over(db, schedule, due))
    codes = _codes(pipeline, plan, day)
    before = expected.last(db, codes)
    # Who was left over last night, then who took longest: what ends last must not begin last.
    codes = sorted(codes, key=lambda code: (code not in left, -before[code].seconds if code in before else 0.0, code))
    taken = (
        codes if plan.requests is None else budget.fitting(plan.requests, load_settings(pipeline.config).least_requests, codes)
    )
    whole = [_wish(pipeline, plan, code) for code in taken]
    limits = {wish.body: pipeline.planned(wish, day) for wish in whole}
    shares = _shares(plan, {code: limits[code].limits.max_pages for code in taken}, before)
    bodies = [_bounded(limits[code], shares.get(code)) for code in taken]
    if plan.subordinates:
        bodies += organisations(pipeline, db, bodies, {str(wish.body): wish for wish in whole})
    stored = plan.model_copy(update={"as_of": day, "left": tuple(code for code in codes if code not in set(taken))})
    return Night(stored, tuple(_readings(pipeline, plan, bodies)), tuple(bodies), left)


def _codes(pipeline: Pipeline, plan: NightPlan, day: date) -> list[str]:
    known = load_bodies(pipeline.config)
    for code in plan.bodies:
        if code not in known:
            # Refused in the words that every other command has for it.
            pipeline.planned(_wish(pipeline, plan, code), day)
    codes = list(plan.bodies) or [code for code, body in known.items() if body.kind in plan.kinds]
    if not codes:
        raise WrongUse(NOBODY, folder=pipeline.config / "bodies", kinds=", ".join(plan.kinds))
    return codes


def _wish(pipeline: Pipeline, plan: NightPlan, code: str) -> Wish:
    return Wish(
        body=code, methodology=plan.methodology, readings=plan.readings, portals=plan.portals, no_portals=plan.no_portals,
        allow_private=plan.allow_private, render=plan.render, max_pages=plan.max_pages, max_time=plan.max_time, as_of=plan.as_of,
        config=pipeline.config,
    )  # fmt: skip


def _shares(plan: NightPlan, most: dict[str, int], before: dict[str, expected.Before]) -> dict[str, int]:
    """A body of which nothing is known may need all that its bounds give; one that is known a fifth more than last time."""
    if plan.requests is None:
        return {}
    needs = {code: min(bound, before[code].requests * 6 // 5 + 1) if code in before else bound for code, bound in most.items()}
    return budget.shared(plan.requests, needs)


def _bounded(plan: CrawlPlan, share: int | None) -> CrawlPlan:
    if share is None:
        return plan
    return plan.model_copy(update={"limits": plan.limits.model_copy(update={"max_pages": max(1, share)})})


def organisations(pipeline: Pipeline, db: Connection, bodies: Sequence[CrawlPlan], wishes: dict[str, Wish]) -> list[CrawlPlan]:
    """The runs of the organisations of central bodies, each within the small bounds of organisations."""
    made = []
    for plan in bodies:
        register = register_of(db, plan.body.code, plan.period, plan.as_of) if plan.body.kind == "central" else None
        for one in register.organisations if register is not None else ():
            if one.sites and register is not None:
                made.append(pipeline.planned(wish_for(one, register, plan, wishes[plan.body.code]), plan.as_of))
    return made


def _readings(pipeline: Pipeline, plan: NightPlan, bodies: Sequence[CrawlPlan]) -> list[CrawlPlan]:
    """Readings of whole portals that the bodies will ask for and that nobody made today: one for all of them."""
    wanted = sorted({name for body in bodies for name in body.reads} - looked_up(pipeline.config).keys())
    portals = portals_of(Wish(portals=plan.portals, allow_private=plan.allow_private, config=pipeline.config)) if wanted else {}
    made, today = [], datetime.now(ASTANA).date()
    for name in wanted:
        if name in portals and found.of_day(pipeline.engine, portals[name], today, None) is None:
            made.append(
                make_portal_plan(pipeline.engine, pipeline.config, portals[name], today, allow_private=plan.allow_private)
            )
    return made
