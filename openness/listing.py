"""The runs on record with their totals, and the removal of one run with all that belongs to it alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from fsspec.implementations.local import LocalFileSystem
from sqlalchemy import Engine, delete, select

from openness import runs
from openness.belonging import at_hand
from openness.claims import claimed
from openness.faults import WrongUse
from openness.forms.shelf import FOLDER as FORMS
from openness.forms.shelf import read_book
from openness.portals.found import resting_on
from reports.errors import ReportError
from reports.i18n import N_
from reports.read import read_result
from store import schema
from store.harvest import CrawlPlan
from store.objects import opened
from store.place import PLAN_FILE, evidence_of, plan_of

PROVES_FORMS = N_(
    "run {run}: forms were issued of it (numbers: {numbers}), and its evidence proves them; keep a package of it and give --force"
)
NEEDED = N_(
    "run {run} stays, for other runs rest on this reading of a portal and could not be scored or replayed without it ({number}): {runs}; "
    "remove those first, or give --force"
)
NAMED = 10


def every(engine: Engine, body: str | None = None) -> list[dict[str, Any]]:
    """The runs of one body or of all, by body and beginning.

    :returns: of each run its identity, law, day, period, state, times, folder, whether its files are at hand, and its total
        (points, max, range, final, grade as in result.json; None where it has no score).
    """
    table = schema.runs
    query = select(table).order_by(table.c.body, table.c.started_at, table.c.id)
    if body is not None:
        query = query.where(table.c.body == body)
    with engine.connect() as db:
        return [_told(engine, plan_of(engine, row), row) for row in db.execute(query)]


def one(engine: Engine, plan: CrawlPlan) -> dict[str, Any]:
    """One run as ``every`` gives it."""
    with engine.connect() as db:
        row = db.execute(select(schema.runs).where(schema.runs.c.id == plan.run_id)).one()
    return _told(engine, plan, row)


def _told(engine: Engine, plan: CrawlPlan, row: Any) -> dict[str, Any]:
    there = at_hand(engine, plan)
    return {
        "run": plan.run_id,
        "body": plan.body.code,
        "name": {"kk": plan.body.name.kk, "ru": plan.body.name.ru},
        "sites": [site.url for site in plan.body.sites],
        "methodology": plan.methodology,
        "edition": plan.edition,
        "as_of": plan.as_of.isoformat(),
        "period": plan.period,
        "state": row.state,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "scored_at": row.scored_at,
        "out": plan.out,
        "files": there,
        "total": _total(Path(plan.out)) if there and runs.reached(row.state, "scored") else None,
    }


def _total(out: Path) -> dict[str, Any] | None:
    try:
        total: dict[str, Any] = read_result(out)["total"]
    except ReportError:
        return None
    return total


def prove_unneeded(engine: Engine, plan: CrawlPlan) -> None:
    """Raises WrongUse where other runs rest on this one, for it is the reading of a portal that they were judged by, or forms of it were
    issued, which its evidence proves."""
    others = resting_on(engine, plan)
    if others:
        more = ["…"] if len(others) > NAMED else []
        raise WrongUse(NEEDED, run=plan.run_id, number=len(others), runs=", ".join([*others[:NAMED], *more]))
    if at_hand(engine, plan):
        issued = read_book(Path(plan.out) / FORMS).issued
        if issued:
            raise WrongUse(PROVES_FORMS, run=plan.run_id, numbers=", ".join(str(one.number) for one in issued))


def remove(engine: Engine, plan: CrawlPlan) -> bool:
    """Removes the rows of a run and, where they are at hand and ours, its files; ``prove_unneeded`` says whether others need it.

    :returns: whether there were files to remove.
    :raises WrongUse: another process works on the run, on PostgreSQL also one of another machine.
    """
    if not at_hand(engine, plan):
        with claimed(engine, plan.run_id):
            _forget(engine, plan)
        return False
    out = Path(plan.out)
    with runs.held(engine, plan):
        # Without its plan the folder is no run's any more: should this be cut off here, nobody goes on with half of the files.
        (out / PLAN_FILE).unlink()
        _forget(engine, plan)
        _clear(plan)
        shutil.rmtree(out)
    return True


def _clear(plan: CrawlPlan) -> None:
    """Removes the evidence of a run that lies on another file system than its folder."""
    fs, path = opened(evidence_of(plan))
    if not isinstance(fs, LocalFileSystem) and fs.exists(path):
        fs.rm(path, recursive=True)


def _forget(engine: Engine, plan: CrawlPlan) -> None:
    with engine.begin() as db:
        db.execute(delete(schema.runs).where(schema.runs.c.id == plan.run_id))
