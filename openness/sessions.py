"""Whether sessions of a database are ours alone: locks that live as long as a session hold nothing behind a proxy that deals sessions out."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select, text

from openness.faults import WrongUse
from reports.i18n import N_

PROXY = N_(
    "--db {address}: a proxy stands before the server and keeps no session of ours (transaction pooling, or settings that it drops): locks "
    "that keep two audits from one site would hold nothing there; name the server itself"
)
_proved: set[str] = set()


def prove(engine: Engine) -> None:
    """Refuses a proxy that pools transactions; asked once a process of each database. Raises WrongUse."""
    address = engine.url.render_as_string(hide_password=False)
    if address in _proved:
        return
    with _session(engine) as one, _session(engine) as other:
        first = _number(one)
        # While the other one is within a transaction, its session of the server can be given to nobody else.
        other.execute(text("BEGIN"))
        _number(other)
        # Behind such a proxy the lock would stay with a session that others are given: no two ask for the same one.
        key = secrets.randbits(62)
        one.execute(select(func.pg_advisory_lock(key)))
        held = _number(one)
        free = other.execute(select(func.pg_try_advisory_lock(key))).scalar_one()
        other.execute(text("ROLLBACK"))
        one.execute(select(func.pg_advisory_unlock(key)))
    if held != first or free:
        raise refusal(engine)
    _proved.add(address)


def refusal(engine: Engine) -> WrongUse:
    """The one line for whoever named a proxy."""
    return WrongUse(PROXY, address=engine.url.render_as_string())


@contextmanager
def _session(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as session:
        yield session


def _number(session: Connection) -> int:
    return int(session.execute(select(func.pg_backend_pid())).scalar_one())
