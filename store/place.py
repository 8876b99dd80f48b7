"""Where a run's folder and its evidence lie, told from a root: so both can be moved, and found from another machine.

The root is the folder named in ``OPENNESS_STORAGE``, which may be mounted elsewhere on each machine; without it the folder of the
database, so that both can be copied or moved together. A server's database lies in no folder of ours: without a root its runs
bear whole paths. ``OPENNESS_EVIDENCE`` names another file system for objects and WARC files, in any way that fsspec knows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from store.dbfaults import file_of
from store.faults import StorageFault
from store.harvest import CrawlPlan
from store.told import N_

PLAN_FILE = "run.json"
# What run.json says of its own place: the folder that it lies in.
HERE = "."
ROOT, EVIDENCE = "OPENNESS_STORAGE", "OPENNESS_EVIDENCE"
RUNS = "runs"
NO_ROOT = N_("{name}={given}: a folder that is there was expected, with its whole path; mount or make it, or name another")
NO_S3 = N_("{name}={given}: this installation cannot reach it; add what it needs by `pip install 'openness[s3]'`")
NO_ADDRESS = N_("{name}={given}: an address of storage was expected; write for example s3://openness")


def root() -> Path | None:
    """The folder in which runs are kept; None where the setting names none. Raises StorageFault for one that is not there."""
    given = os.environ.get(ROOT, "")
    if not given:
        return None
    if not Path(given).is_absolute() or not Path(given).is_dir():
        raise StorageFault(NO_ROOT, name=ROOT, given=given)
    return Path(given).resolve()


def default_out(run_id: str) -> Path:
    """The folder of a new run whose command names none."""
    return (root() or Path("var")) / RUNS / run_id


def evidence_of(plan: CrawlPlan) -> str:
    """The folder or the address under which the objects and WARC files of a run lie.

    A run whose evidence lies in its own folder keeps it there, whatever the setting says now.

    :raises StorageFault: the setting is no address.
    """
    given, own = os.environ.get(EVIDENCE, ""), Path(plan.out) / "evidence"
    if not given or (own / "warc").is_dir():
        return str(own)
    if "://" not in given:
        raise StorageFault(NO_ADDRESS, name=EVIDENCE, given=given)
    if given.startswith("s3://") and find_spec("s3fs") is None:
        raise StorageFault(NO_S3, name=EVIDENCE, given=given)
    return f"{given.rstrip('/')}/{RUNS}/{plan.run_id}/evidence"


def database_of(engine: Engine) -> Path | None:
    """The file of the database, or None for a server's."""
    file = file_of(engine.url)
    return None if file is None else file.resolve()


def anchored(engine: Engine, out: str, run_id: str = "") -> str:
    """The path as it is put on record.

    :param run_id: given for a row of an earlier version, which bears a whole path. Where that run lies beside this
        database as well, that place is meant: the path was written before both were copied.
    """
    path, shared = Path(out), root()
    if not path.is_absolute():
        return out
    if shared is not None and path.resolve().is_relative_to(shared):
        return str(path.resolve().relative_to(shared))
    database = database_of(engine)
    if database is None:
        return out
    near = (database.parent / RUNS / path.name, database.parent / path.name) if run_id else ()
    path = next((place for place in near if run_in(place) == run_id), path)
    return os.path.relpath(path.resolve(), database.parent)


def located(engine: Engine, out: str, run_id: str) -> Path:
    """The folder that a path on record means now: the first place where the run lies, else the first where it should."""
    places = list(_places(engine, out))
    return places[0] if len(places) == 1 else next((place for place in places if run_in(place) == run_id), places[0])


def _places(engine: Engine, out: str) -> Iterator[Path]:
    """Rows were written under a root, beside a database, or with a whole path; where the root came later all may be found under it."""
    shared, database, path = root(), database_of(engine), Path(out)
    if shared is not None:
        yield Path(os.path.normpath(shared / path))
    if database is not None:
        yield Path(os.path.normpath(database.parent / path))
    if shared is not None:
        yield shared / RUNS / path.name
    elif database is None:
        yield path


def plan_of(engine: Engine, row: Any) -> CrawlPlan:
    """The plan of a row that holds ``plan`` and ``out``, with its folder where it lies now."""
    plan = CrawlPlan.model_validate_json(row.plan)
    return plan.model_copy(update={"out": str(located(engine, row.out, plan.run_id))})


def run_in(folder: Path) -> str | None:
    """The id of the run whose folder this is; None for any other folder."""
    try:
        value = json.loads((folder / PLAN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    found = value.get("run_id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
