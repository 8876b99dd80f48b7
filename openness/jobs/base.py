"""The database of the queue: PostgreSQL and no other, spoken to without a proxy that deals its sessions out anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select

from openness.planning import WrongUse
from reports.i18n import N_
from store.db import open_database, plain_url
from store.dbfaults import EMPTY, NONE_THERE, StoreError

NEEDS_SERVER = N_(
    "{command} needs PostgreSQL, for many machines share its work; give --db postgresql+psycopg://… (`openness audit` works with SQLite too)"
)
PROXY = N_(
    "--db {address}: a proxy gives every transaction another session (transaction pooling), and locks of a session hold nothing there; "
    "name the server itself"
)
# The server learns within some ten seconds that a machine lost its power: by asking where it waits, and by the last where an answer of its own is
# on the way, which it would otherwise send again for a quarter of an hour.
ALIVE = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=11000"


def conninfo(address: str) -> str:
    """The address as the driver takes it."""
    return plain_url(address).set(drivername="postgresql").render_as_string(hide_password=False)


def opened(address: str, command: str) -> Engine:
    """The engine of a database with the newest schema.

    :param command: that needs it, for the words of a refusal.
    :raises WrongUse: SQLite. StorageFault: as ``store.db.open_database``.
    """
    if not address.startswith("postgresql"):
        raise WrongUse(NEEDS_SERVER, command=command)
    try:
        engine = open_database(address, create=False)
    except StoreError as fault:
        if fault.key != NONE_THERE:
            raise
        # A file is made by the first audit; the tables of a server are made by a person.
        raise StoreError(EMPTY, address=address) from fault
    event.listen(engine, "connect", _stay_alive)
    engine.dispose()
    return engine


def _stay_alive(session: Any, _record: object) -> None:
    """A machine that died in a transaction, the keeper's among them, would hold its locks for hours."""
    for setting in ALIVE.split("-c ")[1:]:
        session.execute(f"SET {setting.strip()}")
    session.commit()


def apart(address: str) -> Engine:
    """An engine for watching beside the work: its sessions end by themselves where the server does not answer."""
    options = {"options": f"{ALIVE} -c statement_timeout=5000", "connect_timeout": 3}
    return create_engine(plain_url(address), hide_parameters=True, connect_args=options, pool_size=2, max_overflow=2)


def prove_sessions(address: str) -> None:
    """Refuses a proxy that pools transactions. Raises WrongUse."""
    with _two(address) as (one, other):
        first = _session(one)
        with other.transaction():
            _session(other)
            one.execute("SELECT pg_advisory_lock(7074)")
            held = _session(one)
            free = other.execute("SELECT pg_try_advisory_lock(7074)").fetchone()
        if held != first or free is None or free[0]:
            raise WrongUse(PROXY, address=make_url(address).render_as_string())


@contextmanager
def _two(address: str) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    info = conninfo(address)
    with psycopg.connect(info, autocommit=True) as one, psycopg.connect(info, autocommit=True) as other:
        yield one, other


def _session(db: psycopg.Connection) -> int:
    row = db.execute("SELECT pg_backend_pid()").fetchone()
    return 0 if row is None else int(row[0])


def server_now(db: Connection) -> datetime:
    """The server's clock: the one that all machines share."""
    now: datetime = db.execute(select(func.clock_timestamp())).scalar_one()
    return now.astimezone(UTC)


__all__ = ["ALIVE", "apart", "conninfo", "opened", "prove_sessions", "server_now"]
