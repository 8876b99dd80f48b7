"""The hold of one process on one run, seen by every process that uses the same database: by every machine, where it is PostgreSQL."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from openness import sessions
from openness.faults import WrongUse
from openness.lanes import shared_with_lanes
from reports.i18n import N_

LOCK_FILE = ".lock"
BUSY = N_("run {run} is being worked on by another process; wait for it or stop it")


class Busy(WrongUse):
    """Another process holds the run."""


# The server learns within some ten seconds that the machine of a session lost its power, also while an answer of its own is on the way.
_ALIVE = ("tcp_keepalives_idle = 5", "tcp_keepalives_interval = 2", "tcp_keepalives_count = 3", "tcp_user_timeout = 11000")


@contextmanager
def claimed(engine: Engine, run_id: str, folder: Path | None = None) -> Iterator[None]:
    """Holds a run: on PostgreSQL by an advisory lock of a session that lives as long as the work. SQLite is used from one machine
    and has no such locks; there a lock of the system on a file in the run's folder does it.

    :param folder: of the run; None where its files are not at hand, and nobody with SQLite can work on it.
    :raises Busy: another process holds the run, on whatever machine.
    """
    hold = _by_session(engine, run_id) if engine.dialect.name == "postgresql" else _by_file(run_id, folder)
    with hold:
        yield


@contextmanager
def _by_file(run_id: str, folder: Path | None) -> Iterator[None]:
    if folder is None:
        yield
        return
    with open(folder / LOCK_FILE, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise Busy(BUSY, run=run_id) from fault
        with shared_with_lanes(file.fileno()):
            yield


@contextmanager
def _by_session(engine: Engine, run_id: str) -> Iterator[None]:
    sessions.prove(engine)
    session = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    # A session that went back to the pool would keep its locks.
    session.detach()
    key = func.hashtextextended(f"run {run_id}", 0)
    try:
        for setting in _ALIVE:
            session.execute(text(f"SET {setting}"))
        if not session.execute(select(func.pg_try_advisory_lock(key))).scalar_one():
            raise Busy(BUSY, run=run_id)
        with shared_with_lanes(session.connection.fileno()):
            yield
    finally:
        # Closing alone is noticed by the server a moment later, when the next stage may ask already.
        with suppress(DBAPIError):
            session.execute(select(func.pg_advisory_unlock_all()))
        session.close()
