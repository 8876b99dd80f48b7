"""Readings on record: that of a day, the newest, and the one that a run rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from openness.belonging import at_hand
from openness.faults import WrongUse
from openness.portals.plans import BODY
from reports.i18n import N_
from store import schema
from store.course import State, since
from store.harvest import Body, Coverage, CrawlPlan, Portal
from store.items import SourceRecord
from store.objects import ObjectStore
from store.place import evidence_of, plan_of
from store.portalview import READ, PortalView
from store.zone import ASTANA

GONE = N_(
    "run {run} rests on the reading {reading} of the portal {portal}, which is no longer at hand; "
    "bring it back with its files, or audit the body anew"
)


class Reading(NamedTuple):
    """One reading on record; ``ended`` is when its last answer came, None while it is not finished."""

    plan: CrawlPlan
    state: str
    started: datetime
    ended: datetime | None

    @property
    def finished(self) -> bool:
        """Whether its items were drawn."""
        return self.state in since(State.EXTRACTED)

    @property
    def whole(self) -> bool:
        """Whether it was for all bodies and all sources."""
        return not self.plan.portal_bodies and not self.plan.portal_sources

    @property
    def day(self) -> date:
        """The day of Astana on which the portal was seen."""
        return (self.ended or self.started).astimezone(ASTANA).date()


def readings(engine: Engine, name: str) -> Iterator[Reading]:
    """All readings of a portal, the newest first."""
    table = schema.runs
    query = select(table.c.id, table.c.plan, table.c.out, table.c.state, table.c.started_at, table.c.finished_at)
    query = query.where(table.c.body == BODY + name).order_by(table.c.started_at.desc(), table.c.id)
    with engine.connect() as db:
        rows = db.execute(query).all()
    for row in rows:
        plan = plan_of(engine, row)
        if plan.portal == name:
            ended = datetime.fromisoformat(row.finished_at) if row.finished_at else None
            yield Reading(plan, row.state, datetime.fromisoformat(row.started_at), ended)


def of_day(engine: Engine, portal: Portal, day: date, body: str | None) -> CrawlPlan | None:
    """The reading that a body's run can rest on: a whole one of the day, else one for this body; None where there is none.

    A reading that a bound ended, or in which no source was read, is none.

    :param body: the portal's own name of the body; None where nobody knows it.
    """
    found = [one for one in readings(engine, portal.name) if _serves(engine, one, portal, day)]
    whole = next((one.plan for one in found if one.whole), None)
    return whole or next((one.plan for one in found if body and body in one.plan.portal_bodies), None)


def _serves(engine: Engine, one: Reading, portal: Portal, day: date) -> bool:
    if not one.finished or one.day != day or one.plan.body.sites[0].url != portal.url or not at_hand(engine, one.plan):
        return False
    with engine.connect() as db:
        row = db.execute(select(schema.runs.c.coverage).where(schema.runs.c.id == one.plan.run_id)).scalar_one()
        cut = Coverage.model_validate_json(row).truncated if row else True
        return not cut and any(source.state == READ and source.answered for source in sources_of(db, one.plan))


def resting_on(engine: Engine, reading: CrawlPlan) -> list[str]:
    """Runs that rest on a reading, by id: none of them can be scored, explained or replayed without it."""
    table = schema.runs.c
    with engine.connect() as db:
        rows = db.execute(select(table.id, table.coverage).where(table.coverage.is_not(None), table.id != reading.run_id)).all()
    return sorted(row.id for row in rows if reading.run_id in Coverage.model_validate_json(row.coverage).portals.values())


def sources_of(db: Connection, plan: CrawlPlan) -> tuple[SourceRecord, ...]:
    """How the sources of a reading answered."""
    return tuple(schema.read_records(db, SourceRecord, plan.run_id))


def name_on(engine: Engine, portal: Portal, body: Body) -> str | None:
    """What a portal calls a body: as the register has it, else as the newest reading that lists bodies tells; None where nobody knows."""
    given = body.portals.get(portal.name)
    if given:
        return given
    with engine.connect() as db:
        for one in readings(engine, portal.name):
            if one.finished and one.plan.body.sites[0].url == portal.url and at_hand(engine, one.plan):
                name = view(db, one.plan, body).body
                if name:
                    return name
    return None


def view(db: Connection, plan: CrawlPlan, body: Body) -> PortalView:
    """A reading as the checks of a body see it."""
    return PortalView(db, ObjectStore(evidence_of(plan)), plan, body)


def views(engine: Engine, db: Connection, plan: CrawlPlan, coverage: Coverage) -> dict[str, PortalView]:
    """The readings that a run rests on, by portal.

    :raises WrongUse: one of them is not on record any more, or its files are not at hand.
    """
    found: dict[str, PortalView] = {}
    for name, run_id in sorted(coverage.portals.items()):
        row = db.execute(select(schema.runs.c.plan, schema.runs.c.out).where(schema.runs.c.id == run_id)).first()
        reading = plan_of(engine, row) if row is not None else None
        if reading is None or not at_hand(engine, reading):
            raise WrongUse(GONE, run=plan.run_id, reading=run_id, portal=name)
        found[name] = view(db, reading, plan.body)
    return found
