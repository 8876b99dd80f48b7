"""The tables of the queue (Procrastinate's own) in a database of PostgreSQL: made and brought up to date by its scripts, with ours.

Which of its scripts ran last stands in the comment of its table of jobs: the package keeps no account of that itself.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from store.dbfaults import QUEUE_NEWER, QUEUE_STRANGE, StoreError

JOBS = "procrastinate_jobs"
_NOTE = "openness queue "


@cache
def _sql() -> Path:
    """Where the package keeps its scripts; it is found, not loaded, for every command opens a database."""
    spec = find_spec("procrastinate")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("procrastinate")
    return Path(spec.submodule_search_locations[0]) / "sql"


@cache
def scripts() -> tuple[str, ...]:
    """The names of the scripts that this version of the package brings, in the order in which they follow each other."""
    return tuple(
        sorted(one.name for one in (_sql() / "migrations").iterdir() if re.fullmatch(r"\d\d\.\d\d\.\d\d_\d\d_\w+\.sql", one.name))
    )


def script_of(connection: Connection) -> str | None:
    """The last script that ran on the tables there; None where there are none, «» where another program made them."""
    if not inspect(connection).has_table(JOBS):
        return None
    note = connection.execute(text("SELECT obj_description(to_regclass(:table), 'pg_class')"), {"table": JOBS}).scalar_one() or ""
    return str(note).removeprefix(_NOTE) if str(note).startswith(_NOTE) else ""


def stands(connection: Connection) -> bool:
    """Whether the tables are those of the package at hand."""
    return script_of(connection) == scripts()[-1]


def bring_up(connection: Connection, address: str) -> None:
    """Makes the tables, or runs the scripts that came since, in the transaction of the connection.

    :param address: of the database, for the words of a refusal.
    :raises StoreError: tables of another program, or of a newer package.
    """
    last = script_of(connection)
    if last == "":
        raise StoreError(QUEUE_STRANGE, address=address, table=JOBS)
    if last is not None and last not in scripts():
        raise StoreError(QUEUE_NEWER, address=address, script=last)
    if last is None:
        _run(connection, (_sql() / "schema.sql").read_text(encoding="utf-8"))
    else:
        for name in scripts()[scripts().index(last) + 1 :]:
            _run(connection, (_sql() / "migrations" / name).read_text(encoding="utf-8"))
    if last != scripts()[-1]:
        _run(connection, f"COMMENT ON TABLE {JOBS} IS '{_NOTE}{scripts()[-1]}'")


def _run(connection: Connection, script: str) -> None:
    """Many statements at once, which only the driver itself takes."""
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    driver.execute(script)
