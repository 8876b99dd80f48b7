"""What there is to tell of a night: read from its orders and from the results of its runs; nothing on record changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from openness.belonging import at_hand
from openness.cohort import Standing, places
from openness.cohorts.summary import rows_of
from openness.comparing.runs import compare
from openness.nights.model import BodyNight, Change, Missed, Night, OpenRow, Place, Unread
from openness.pipeline import Pipeline
from openness.planning import WrongUse
from reports.compared import Moved
from reports.numbers import exact
from reports.read import read_result
from store import schema
from store.base import Text
from store.conclusion import Range, Total
from store.course import State, since
from store.harvest import CrawlPlan
from store.orders import NIGHT_OVER, batches, orders
from store.place import plan_of, root
from store.visible import line

# Of each body the dearest open rows and the addresses that could not be read are told; all of them stand in its report.
DEAREST, UNREAD = 5, 10


def night_of(pipeline: Pipeline, batch: int, plans: Iterable[CrawlPlan], closed_at: datetime) -> Night:
    """The night of a batch.

    :param plans: the runs of its bodies that came to their end, scored.
    :param closed_at: when it is closed.
    :raises ReportError: a result that cannot be read.
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
    results = {plan.body.code: read_result(Path(plan.out)) for plan in told}
    standings = _standings(told, results)
    missed = [_missed(one) for one in ordered if one.standing in ("failed", "cancelled")]
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
    unread = [Unread(what=line(entry.url), why=line(entry.said or entry.ledger.value)) for entry in seen.unreachable]
    unread += [Unread(what=portal, why=why) for portal, why in sorted(seen.portals_unread.items()) if why != "portal-not-asked"]
    waiting = sorted(_open(result), key=lambda one: (-Decimal(one.points), one.id, one.language or ""))
    return BodyNight(
        code=plan.body.code, kind=plan.body.kind, name=Text(kk=line(plan.body.name.kk), ru=line(plan.body.name.ru)), run=plan.run_id,
        report=_place(Path(plan.out)), total=standing.total.range, max=result["total"]["max"],
        decided=result["coverage"]["decided"]["total"], place=Place(best=standing.best, worst=standing.worst),
        change=_change(pipeline, plan), unread=tuple(unread[:UNREAD]), cut=seen.truncated_by, open=len(waiting),
        open_points=exact(sum((Decimal(one.points) for one in waiting), Decimal(0))), dearest=tuple(waiting[:DEAREST]),
    )  # fmt: skip


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


def _change(pipeline: Pipeline, plan: CrawlPlan) -> Change | None:
    """What moved since the body's newest earlier run by the same act; None where there is none."""
    before = _earlier(pipeline, plan)
    if before is None:
        return None
    low, high = read_result(Path(before.out))["total"]["range"]
    total = Range(low=Decimal(low), high=Decimal(high))
    started = _started(pipeline, before)
    try:
        found = compare(pipeline, before, plan)
    except WrongUse as fault:
        return Change(run=before.run_id, started_at=started, total=total, note=str(fault))
    whole = next((one for one in found.of("total") if not one.id), None)
    return Change(run=before.run_id, started_at=started, total=total, rows=_rows(found.of("row")), why=_why(whole))


def _rows(rows: tuple[Moved, ...]) -> tuple[Moved, ...]:
    return tuple(sorted(rows, key=lambda one: (-_size(one), one.id, one.language or "")))


def _size(one: Moved) -> Decimal:
    """By how much a row moved at the end that moved most."""
    return max((max(abs(move.low), abs(move.high)) for move in one.moves), default=Decimal(0))


def _why(whole: Moved | None) -> tuple[str, ...]:
    moves = [] if whole is None else sorted(whole.moves, key=lambda one: -max(abs(one.low), abs(one.high)))
    return tuple(dict.fromkeys(str(cause) for move in moves for cause in move.causes))


def _earlier(pipeline: Pipeline, plan: CrawlPlan) -> CrawlPlan | None:
    table = schema.runs.c
    started = select(table.started_at).where(table.id == plan.run_id).scalar_subquery()
    query = (
        select(table.plan, table.out)
        .where(
            table.body == plan.body.code,
            table.id != plan.run_id,
            table.started_at < started,
            table.state.in_(since(State.SCORED)),
        )
        .order_by(table.started_at.desc(), table.id)
    )
    with pipeline.engine.connect() as db:
        for row in db.execute(query):
            found = plan_of(pipeline.engine, row)
            same = (found.methodology, found.body.kind) == (plan.methodology, plan.body.kind)
            if same and at_hand(pipeline.engine, found) and (Path(found.out) / "result.json").is_file():
                return found
    return None


def _started(pipeline: Pipeline, plan: CrawlPlan) -> str:
    with pipeline.engine.connect() as db:
        return str(db.execute(select(schema.runs.c.started_at).where(schema.runs.c.id == plan.run_id)).scalar_one())


def _missed(row: Any) -> Missed:
    plan = CrawlPlan.model_validate_json(row.plan)
    error = json.loads(row.error) if row.error else {}
    values = {key: str(value) for key, value in (error.get("values") or {}).items()}
    if "status" in error:
        values["status"] = str(error["status"])
    name = Text(kk=line(plan.body.name.kk), ru=line(plan.body.name.ru))
    reason = error.get("key") or error.get("code") or row.standing
    return Missed(code=plan.body.code, name=name, run=plan.run_id, standing=row.standing, reason=reason, values=values)
