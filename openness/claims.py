"""The hold of one process on one run, seen by every machine that uses the same PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from openness.planning import WrongUse
from reports.i18n import N_

BUSY = N_("run {run} is being worked on by another process; wait for it or stop it")
# The server learns within some ten seconds that the machine of a session lost its power.
_ALIVE = ("tcp_keepalives_idle = 5", "tcp_keepalives_interval = 2", "tcp_keepalives_count = 3")


@contextmanager
def claimed(engine: Engine, run_id: str) -> Iterator[None]:
    """Holds a run on PostgreSQL by an advisory lock of a session that lives as long as the work; does nothing on SQLite, which is
    used from one machine, where the lock in the run's folder tells.

    :raises WrongUse: another session holds the run, on whatever machine.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    session = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    # A session that went back to the pool would keep its locks.
    session.detach()
    key = func.hashtextextended(f"run {run_id}", 0)
    try:
        for setting in _ALIVE:
            session.execute(text(f"SET {setting}"))
        if not session.execute(select(func.pg_try_advisory_lock(key))).scalar_one():
            raise WrongUse(BUSY, run=run_id)
        yield
    finally:
        # Closing alone is noticed by the server a moment later, when the next stage may ask already.
        with suppress(DBAPIError):
            session.execute(select(func.pg_advisory_unlock_all()))
        session.close()
