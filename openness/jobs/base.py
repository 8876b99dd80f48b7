"""The database of the queue: PostgreSQL and no other, spoken to without a proxy that deals its sessions out anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select, text
from sqlalchemy.exc import OperationalError

from openness import sessions
from openness.faults import WrongUse
from reports.i18n import N_
from store.db import open_database, plain_url
from store.dbfaults import EMPTY, NONE_THERE, StoreError

NEEDS_SERVER = N_(
    "{command} needs PostgreSQL, for many machines share its work; give --db postgresql+psycopg://… (`openness audit` works with SQLite too)"
)
# The server learns within some ten seconds that a machine lost its power: by asking where it waits, and by the last where an answer of its own is
# on the way, which it would otherwise send again for a quarter of an hour.
ALIVE = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=11000"

# What a proxy says to settings that are given with the connection and that it was not told to drop.
_NO_SETTINGS = "unsupported startup parameter"


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
    """Refuses a proxy that gives a worker no session of its own with the settings that it asks for. Raises WrongUse."""
    engine = apart(address)
    try:
        sessions.prove(engine)
        with engine.connect() as db:
            kept = db.execute(text("SELECT current_setting('statement_timeout')")).scalar_one()
    except OperationalError as fault:
        if _NO_SETTINGS in str(fault):
            raise sessions.refusal(engine) from fault
        raise
    finally:
        engine.dispose()
    if kept != "5s":
        raise sessions.refusal(engine)


def server_now(db: Connection) -> datetime:
    """The server's clock: the one that all machines share."""
    now: datetime = db.execute(select(func.clock_timestamp())).scalar_one()
    return now.astimezone(UTC)


__all__ = ["ALIVE", "apart", "conninfo", "opened", "prove_sessions", "server_now"]
