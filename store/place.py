"""Where a run's folder lies, told from the folder of its database: so both can be copied or moved together.

A server's database lies in no folder of ours; its runs bear whole paths.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from store.dbfaults import file_of
from store.harvest import CrawlPlan

PLAN_FILE = "run.json"
# What run.json says of its own place: the folder that it lies in.
HERE = "."


def database_of(engine: Engine) -> Path | None:
    """The file of the database, or None for a server's."""
    file = file_of(engine.url)
    return None if file is None else file.resolve()


def anchored(engine: Engine, out: str, run_id: str = "") -> str:
    """The path as it is put on record.

    :param run_id: given for a row of an earlier version, which bears a whole path. Where that run lies beside this
        database as well, that place is meant: the path was written before both were copied.
    """
    database = database_of(engine)
    path = Path(out)
    if database is None or not path.is_absolute():
        return out
    near = (database.parent / "runs" / path.name, database.parent / path.name) if run_id else ()
    path = next((place for place in near if run_in(place) == run_id), path)
    return os.path.relpath(path.resolve(), database.parent)


def located(engine: Engine, out: str) -> Path:
    """The folder that a path on record means now."""
    database = database_of(engine)
    return Path(os.path.normpath(database.parent / out)) if database is not None else Path(out)


def plan_of(engine: Engine, row: Any) -> CrawlPlan:
    """The plan of a row that holds ``plan`` and ``out``, with its folder where it lies now."""
    plan = CrawlPlan.model_validate_json(row.plan)
    return plan.model_copy(update={"out": str(located(engine, row.out))})


def run_in(folder: Path) -> str | None:
    """The id of the run whose folder this is; None for any other folder."""
    try:
        value = json.loads((folder / PLAN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    found = value.get("run_id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
