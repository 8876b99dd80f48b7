"""When nights are due: the last moment that a schedule names, in its own zone. A missed night is made once, older ones are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from croniter import croniter
from croniter.croniter import CroniterError
from sqlalchemy import Connection, select

from openness.faults import WrongUse
from openness.jobs.plans import NightPlan
from openness.jobs.standing import told
from reports.i18n import N_
from store.orders import batches, schedules
from store.zone import ASTANA

HOME = "Asia/Almaty"
NO_ZONE = N_("--zone «{given}»: a zone was expected; write for example `Asia/Almaty`")
NO_CRON = N_("--cron «{given}»: five fields were expected (minute, hour, day, month, weekday); write for example `0 1 * * *`")
_FIELDS = 5


def zone_of(name: str) -> tzinfo:
    """A zone by its name. The country's own is the one that every stage reckons in. Raises WrongUse."""
    if name == HOME:
        return ASTANA
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise WrongUse(NO_ZONE, given=name) from fault


def proved(cron: str) -> str:
    """The times of a schedule as they were given. Raises WrongUse."""
    if len(cron.split()) != _FIELDS or not croniter.is_valid(cron):
        raise WrongUse(NO_CRON, given=cron)
    return cron


def last(cron: str, zone: str, now: datetime) -> datetime | None:
    """The last moment, in UTC, at which a schedule was due; None where it never was.

    Counted on the wall clock of its zone: where clocks are set back an hour comes twice and counts once.
    """
    return _near(cron, zone, now + timedelta(microseconds=1), forward=False)


def following(cron: str, zone: str, now: datetime) -> datetime | None:
    """The next moment, in UTC, at which it will be; None where it never will."""
    return _near(cron, zone, now, forward=True)


def _near(cron: str, zone: str, now: datetime, forward: bool) -> datetime | None:
    here = zone_of(zone)
    wall = now.astimezone(here).replace(tzinfo=None)
    walk = croniter(cron, wall)
    try:
        found: datetime = walk.get_next(datetime) if forward else walk.get_prev(datetime)
    except CroniterError:
        return None
    return found.replace(tzinfo=here).astimezone(UTC)


def missing(db: Connection, now: datetime) -> list[tuple[str, datetime]]:
    """Schedules whose last night is not made yet, with the moment at which it was due."""
    found = []
    for row in db.execute(select(schedules).where(schedules.c.enabled).order_by(schedules.c.name)).all():
        at = last(row.cron, row.zone, now)
        if at is None or at < datetime.fromisoformat(row.since):
            continue
        made = select(batches.c.id).where(batches.c.schedule == row.name, batches.c.due == told(at))
        if db.execute(made).first() is None:
            found.append((row.name, at))
    return found


def over(db: Connection, now: datetime) -> list[int]:
    """Nights whose time is up: what of them did not begin is the first of the next one."""
    rows = db.execute(select(batches.c.id, batches.c.plan, batches.c.made_at).where(batches.c.closed_at.is_(None))).all()
    return [row.id for row in rows if _up(NightPlan.model_validate_json(row.plan), datetime.fromisoformat(row.made_at), now)]


def _up(plan: NightPlan, made: datetime, now: datetime) -> bool:
    return plan.minutes is not None and now >= made + timedelta(minutes=plan.minutes)
