"""Which database a run's folder belongs to, so that a copy of the database never writes into the original's files."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine

from openness.faults import WrongUse
from reports.i18n import N_
from store.harvest import CrawlPlan
from store.place import database_of, run_in

# In a run's folder: the path from there to its database.
OWNER_FILE = ".database"
GONE = N_(
    "the files of run {run} are not in {folder}; copy or move the folders of the runs together with their database, "
    "or give the run's folder in place of its id"
)
TAKEN = N_("{folder} holds run {other} now, not {run}; give the folder where {run} lies")
FOREIGN = N_(
    "run {run} in {folder} belongs to the database {owner}; name that one with --db, or copy the folder together with the database"
)


def claim(engine: Engine, folder: Path) -> None:
    """Notes in the folder that it belongs to this database."""
    database = database_of(engine)
    if database is not None:
        (folder / OWNER_FILE).write_text(os.path.relpath(database, folder.resolve()) + "\n", encoding="utf-8")


def owner_of(folder: Path) -> Path | None:
    """The database that the folder belongs to, where it still lies there; None where that is not known."""
    try:
        told = (folder / OWNER_FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        # Earlier versions noted no owner; their default was var/openness.db with var/runs/<run id>.
        told = "../../openness.db" if folder.parent.name == "runs" else ""
    database = Path(os.path.normpath(folder.resolve() / told)) if told else None
    return database if database is not None and database.is_file() else None


def foreign_owner(engine: Engine, folder: Path) -> Path | None:
    """Another database that the folder belongs to; None where it is ours or nobody's. A database in memory has no folders."""
    owner, ours = owner_of(folder), database_of(engine)
    if ours is None and engine.dialect.name == "sqlite":
        return owner
    if owner is None or ours is None or (ours.exists() and owner.samefile(ours)):
        return None
    return owner


def prove(engine: Engine, plan: CrawlPlan) -> None:
    """Refuses a run whose files are not at hand. Raises WrongUse: no files, files of another run or of another database."""
    folder = Path(plan.out)
    found = run_in(folder)
    if found is None:
        raise WrongUse(GONE, run=plan.run_id, folder=folder)
    if found != plan.run_id:
        raise WrongUse(TAKEN, run=plan.run_id, folder=folder, other=found)
    owner = foreign_owner(engine, folder)
    if owner is not None:
        raise WrongUse(FOREIGN, run=plan.run_id, folder=folder, owner=owner)


def at_hand(engine: Engine, plan: CrawlPlan) -> bool:
    """Whether the files of a run lie where they should and are ours to write."""
    try:
        prove(engine, plan)
    except WrongUse:
        return False
    return True
