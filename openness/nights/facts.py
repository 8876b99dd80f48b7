"""What there is to tell of a night: read from its orders and from the results of its runs; nothing on record changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from openness.cohort import Standing, places
from openness.cohorts.summary import rows_of
from openness.nights.changes import change_of
from openness.nights.model import BodyNight, Missed, Night, OpenRow, Place, Unread
from openness.pipeline import Pipeline
from reports import words
from reports.errors import ReportError
from reports.numbers import exact
from reports.read import read_result
from store import schema
from store.base import Text
from store.conclusion import Range, Total
from store.harvest import CrawlPlan, LedgerEntry
from store.orders import NIGHT_OVER, batches, orders
from store.place import root
from store.visible import line

# Of each body the dearest open rows and the addresses that could not be read are told; all of them stand in its report.
DEAREST, UNREAD = 5, 10


def night_of(pipeline: Pipeline, batch: int, plans: Iterable[CrawlPlan], closed_at: datetime) -> Night:
    """The night of a batch.

    :param plans: the runs of its bodies that came to their end, scored.
    :param closed_at: when it is closed.
        One whose result cannot be read is told as missed.
    """
    told = sorted(plans, key=lambda plan: plan.body.code)
    with pipeline.engine.connect() as db:
        row = db.execute(select(batches).where(batches.c.id == batch)).one()
        ordered = db.execute(
            select(orders.c.run_id, orders.c.standing, orders.c.error, schema.runs.c.plan, schema.runs.c.out)
            .join(schema.runs, schema.runs.c.id == orders.c.run_id)
            .where(orders.c.batch == batch)
            .order_by(orders.c.run_id)
        ).all()
    missed = [_missed(one) for one in ordered if one.standing in ("failed", "cancelled")]
    results = {}
    for plan in told:
        try:
            results[plan.body.code] = read_result(Path(plan.out))
        except ReportError as fault:
            missed.append(_unreadable(plan, fault))
    told = [plan for plan in told if plan.body.code in results]
    standings = _standings(told, results)
    over = [one.code for one in missed if one.reason == NIGHT_OVER]
    counts = {name: sum(one.standing == name for one in ordered) for name in sorted({one.standing for one in ordered})}
    return Night(
        id=f"{row.schedule}-{datetime.fromisoformat(row.due):%Y%m%d-%H%M}",
        schedule=row.schedule, due=row.due, made_at=row.made_at, closed_at=closed_at.isoformat(timespec="seconds"),
        methodology=tuple(sorted({f"{plan.methodology} {plan.edition}" for plan in told})),
        counts=counts,
        bodies=tuple(_body(pipeline, plan, results[plan.body.code], standings[plan.body.code]) for plan in told),
        missed=tuple(one for one in missed if one.reason not in (NIGHT_OVER, "replaced")),
        left=tuple(sorted({*over, *json.loads(row.plan).get("left", ())})),
    )  # fmt: skip


def _standings(plans: list[CrawlPlan], results: dict[str, Any]) -> dict[str, Standing]:
    """Places among bodies of one kind under one edition."""
    groups: dict[tuple[str, ...], list[tuple[CrawlPlan, Total]]] = {}
    for plan in plans:
        total = Total.model_validate(_total(results[plan.body.code]))
        groups.setdefault((plan.body.kind, plan.methodology, plan.edition), []).append((plan, total))
    return {one.plan.body.code: one for group in groups.values() for one in places(group)}


def _total(result: dict[str, Any]) -> dict[str, Any]:
    low, high = result["total"]["range"]
    final = result["total"]["final"]
    return {
        "points": Decimal(result["total"]["points"]), "max": Decimal(result["total"]["max"]), "penalty": Decimal(result["total"]["penalty"]),
        "final": None if final is None else Decimal(final), "range": Range(low=Decimal(low), high=Decimal(high)), "grade": None,
        "grade_range": ("", ""), "open": result["total"]["open"],
    }  # fmt: skip


def _body(pipeline: Pipeline, plan: CrawlPlan, result: dict[str, Any], standing: Standing) -> BodyNight:
    seen = pipeline.coverage(plan)
    unread = [Unread(what=line(entry.url), why=line(_why_not(entry))) for entry in sorted(seen.unreachable, key=_by_address)]
    unread += [Unread(what=portal, why=why) for portal, why in sorted(seen.portals_unread.items()) if why != "portal-not-asked"]
    waiting = sorted(_open(result), key=lambda one: (-Decimal(one.points), one.id, one.language or ""))
    return BodyNight(
        code=plan.body.code, kind=plan.body.kind, name=Text(kk=line(plan.body.name.kk), ru=line(plan.body.name.ru)), run=plan.run_id,
        report=_place(Path(plan.out)), total=standing.total.range, max=result["total"]["max"],
        decided=result["coverage"]["decided"]["total"], place=Place(best=standing.best, worst=standing.worst),
        change=change_of(pipeline, plan, result), unread=tuple(unread[:UNREAD]), unread_more=max(0, len(unread) - UNREAD),
        cut=seen.truncated_by or ("bound" if seen.truncated else ""), grades=_grades(result), open=len(waiting),
        open_points=exact(sum((Decimal(one.points) for one in waiting), Decimal(0))), dearest=tuple(waiting[:DEAREST]),
    )  # fmt: skip


def _by_address(entry: LedgerEntry) -> tuple[str, str]:
    return entry.url, entry.lane


def _why_not(entry: LedgerEntry) -> str:
    """The reason of the closed lists; else the status that the server gave; else the class."""
    if entry.reason in words.LEDGER_REASON:
        return entry.reason
    return str(entry.status) if entry.status else entry.reason or entry.ledger.value


def _grades(result: dict[str, Any]) -> tuple[Text, ...]:
    """The grade, or the worst and the best that can come true; nothing where the act gives this kind none."""
    titles = {one["id"]: Text(kk=one["title"]["kk"], ru=one["title"]["ru"]) for one in result["methodology"]["grades"]}
    return tuple(titles[one] for one in dict.fromkeys(result["total"]["grade_range"]) if one in titles)


def _place(out: Path) -> str:
    """A run's folder as it is told from the storage root, so that it means the same on every machine."""
    above = root()
    return str(out.resolve().relative_to(above)) if above is not None and out.resolve().is_relative_to(above) else str(out)


def _open(result: dict[str, Any]) -> list[OpenRow]:
    found = []
    for at in rows_of(result):
        low, high = (Decimal(end) for end in at.row["range"])
        if at.row["status"] == "unverified" and high != low:
            title = {key: at.row["title"][key] for key in ("kk", "ru")}
            found.append(OpenRow(id=at.row["id"], title=Text(**title), language=at.row["language"], points=exact(high - low)))
    return found


def _missed(row: Any) -> Missed:
    plan = CrawlPlan.model_validate_json(row.plan)
    error = json.loads(row.error) if row.error else {}
    values = {key: str(value) for key, value in (error.get("values") or {}).items()}
    if "status" in error:
        values["status"] = str(error["status"])
    name = Text(kk=line(plan.body.name.kk), ru=line(plan.body.name.ru))
    reason = error.get("key") or error.get("code") or row.standing
    return Missed(code=plan.body.code, name=name, run=plan.run_id, standing=row.standing, reason=reason, values=values)


def _unreadable(plan: CrawlPlan, fault: ReportError) -> Missed:
    name = Text(kk=line(plan.body.name.kk), ru=line(plan.body.name.ru))
    return Missed(code=plan.body.code, name=name, run=plan.run_id, standing="done", reason=fault.key, values=fault.values)
