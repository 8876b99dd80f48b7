"""The schedules on record: added, paused, resumed, and when each is due next."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from openness.faults import WrongUse
from openness.jobs import due
from openness.jobs.base import server_now
from openness.jobs.nights import NO_SCHEDULE
from openness.jobs.plans import NightPlan
from openness.jobs.standing import told
from openness.jobs.telling import left_of
from openness.registers import nearest
from reports.i18n import N_
from store.orders import batches, schedules
from store.zone import ASTANA

# It becomes part of the name of a folder.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
NO_NAME = N_("schedule «{given}»: a name of small Latin letters, digits and hyphens was expected, for example `republic-night`")
KNOWN = N_("schedule «{given}» is on record already; take another name, or remove it first by `openness schedule remove {given}`")


def add(engine: Engine, name: str, cron: str, zone: str, plan: NightPlan) -> None:
    """Puts a schedule on record; nights before this moment are not made. Raises WrongUse."""
    due.zone_of(zone)
    if not NAME.fullmatch(name):
        raise WrongUse(NO_NAME, given=name)
    values = {"name": name, "cron": due.proved(cron), "zone": zone, "plan": plan.model_dump_json(), "enabled": True}
    with engine.begin() as db:
        made = insert(schedules).values(**values, since=told(server_now(db))).on_conflict_do_nothing(index_elements=["name"])
        if db.execute(made.returning(schedules.c.name)).first() is None:
            raise WrongUse(KNOWN, given=name)


def enable(engine: Engine, name: str, enabled: bool) -> None:
    """Pauses or resumes; nights missed in between are not made. Raises WrongUse for one that is not there."""
    with engine.begin() as db:
        values = {"enabled": enabled} | ({"since": told(server_now(db))} if enabled else {})
        if not db.execute(update(schedules).where(schedules.c.name == name).values(**values)).rowcount:
            raise _unknown(engine, name)


def remove(engine: Engine, name: str) -> None:
    """Forgets a schedule; its nights and their runs stay. Raises WrongUse for one that is not there."""
    with engine.begin() as db:
        if not db.execute(delete(schedules).where(schedules.c.name == name)).rowcount:
            raise _unknown(engine, name)


def _unknown(engine: Engine, name: str) -> WrongUse:
    return WrongUse(NO_SCHEDULE, given=name, hint=nearest(name, {one["name"]: one for one in every(engine)}))


def every(engine: Engine) -> list[dict[str, Any]]:
    """All schedules by name: their plan, when each is due next, and how its last night went."""
    with engine.connect() as db:
        now = server_now(db)
        rows = db.execute(select(schedules).order_by(schedules.c.name)).all()
        lasts = [db.execute(_last_of(row.name)).first() for row in rows]
    return [_value(engine, row, now, last) for row, last in zip(rows, lasts, strict=True)]


def _last_of(name: str) -> Any:
    query = select(batches.c.id, batches.c.due, batches.c.closed_at).where(batches.c.schedule == name)
    return query.order_by(batches.c.due.desc()).limit(1)


def _value(engine: Engine, row: Any, now: datetime, last: Any) -> dict[str, Any]:
    following = due.following(row.cron, row.zone, now) if row.enabled else None
    plan = NightPlan.model_validate_json(row.plan)
    return {
        "name": row.name, "cron": row.cron, "zone": row.zone, "enabled": row.enabled, "next": None if following is None else told(following),
        "plan": plan.model_dump(mode="json", exclude_defaults=True),
        "last": None if last is None else {
            "batch": last.id, "due": last.due, "closed_at": last.closed_at, "untold": left_of(engine, last.id),
        },
    }  # fmt: skip


def nexts(engine: Engine, name: str, count: int) -> list[str]:
    """The next moments at which a schedule is due, ISO 8601 in UTC. Raises WrongUse for one that is not there."""
    with engine.connect() as db:
        row = db.execute(select(schedules).where(schedules.c.name == name)).first()
        at: datetime | None = server_now(db)
    if row is None:
        raise _unknown(engine, name)
    found: list[str] = []
    while len(found) < count and at is not None:
        at = due.following(row.cron, row.zone, at)
        if at is not None:
            found.append(told(at))
    return found


def only(engine: Engine) -> str:
    """The name of the one schedule there is. Raises WrongUse where there are none or several."""
    names = [one["name"] for one in every(engine)]
    if len(names) != 1:
        words = N_("name the schedule: {known}") if names else N_("no schedule is on record; add one by `openness schedule add`")
        raise WrongUse(words, known=", ".join(names))
    return str(names[0])


def due_of(engine: Engine, name: str, day: str | None) -> datetime:
    """The moment of the night that a person makes: the last one due on a day of Astana, or this moment.

    :param day: ISO date. Raises WrongUse where the schedule is not due on that day.
    """
    with engine.connect() as db:
        row = db.execute(select(schedules).where(schedules.c.name == name)).first()
        now = server_now(db).replace(microsecond=0)
    if row is None:
        raise _unknown(engine, name)
    if day is None:
        return now
    end = datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=ASTANA)
    at = due.last(row.cron, row.zone, end.astimezone(UTC))
    if at is None or at.astimezone(ASTANA).date().isoformat() != day:
        raise WrongUse(N_("--due {given}: schedule {name} ({cron}) is not due on that day"), given=day, name=name, cron=row.cron)
    return at
