"""Opening the database: SQLite with WAL and foreign keys, or PostgreSQL; its schema is proved, not changed (``store.upgrade``)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from store.dbfaults import NO_ADDRESS, NO_ANSWER, NO_FOLDER, NONE_THERE, StoreError, file_of, teller
from store.faults import is_full, no_room
from store.upgrade import Step, differing, migrate, prove, version_of, versions

__all__ = ["StoreError", "migrate_database", "open_database", "plain_url", "standing_of"]

T = TypeVar("T")

# Seconds to wait for a database that another process holds, and the field of the address that sets another number.
WAIT, WAIT_FIELD = 60.0, "timeout"
_PAUSE = 0.05


def open_database(address: str, create: bool = True) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql+psycopg://…`` whose schema is the newest.

    :param address: may end in ``?timeout=SECONDS``: how long to wait for a database that another process holds.
    :param create: whether a file of SQLite that is not there is made; a command that only reads leaves nothing behind.
    :raises StorageFault: an address that is none, a folder that cannot be written, a full disk, a server that does not
        answer, a database that another process holds, another schema, or nothing there to be read.
    """
    return _opened(address, create, lambda engine, told, wait: prove(engine, told, wait, create))[0]


def migrate_database(address: str) -> Step:
    """Makes the tables of a database or brings them up to date; says where it stood and stands.

    :raises StorageFault: as ``open_database``; an older schema is none here.
    """
    engine, step = _opened(address, True, migrate)
    engine.dispose()
    return step


def standing_of(address: str) -> tuple[str | None, str, list[str]]:
    """The migration that a database stands at (None: no tables), the newest one, and at the newest the tables that differ from it.

    :raises StorageFault: as ``open_database``, but for another schema.
    """
    engine, version = _opened(address, False, lambda opened, _address, _wait: _version(opened))
    newest = versions()[-1]
    try:
        return version, newest, differing(engine) if version == newest else []
    finally:
        engine.dispose()


def _version(engine: Engine) -> str | None:
    with engine.connect() as db:
        return version_of(db)


def _opened(address: str, create: bool, first: Callable[[Engine, str, float], T]) -> tuple[Engine, T]:
    """An engine and what the first work with it gave, whose faults are told as those of opening."""
    url, wait = _parted(address)
    _make_folder(url, address, create)
    try:
        engine = create_engine(url, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as fault:
        raise StoreError(NO_ADDRESS, address=address) from fault
    event.listen(engine, "handle_error", teller(url, wait), retval=True)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _settings(wait))
    try:
        return engine, first(engine, url.render_as_string(), wait)
    except DatabaseError as fault:
        words = str(fault.orig or fault).strip().splitlines()[0]
        raise StoreError(NO_ANSWER, address=url.render_as_string(), reason=words) from fault


def plain_url(address: str) -> URL:
    """The address without what only we read in it. Raises StorageFault for one that is none."""
    return _parted(address)[0]


def _parted(address: str) -> tuple[URL, float]:
    """The address for the driver, and the seconds to wait, which SQLite and PostgreSQL are told each in its own way."""
    try:
        url = make_url(address)
        given = url.query.get(WAIT_FIELD, str(WAIT))
        wait = float(given if isinstance(given, str) else given[-1])
        if not 0 <= wait <= 86_400:
            raise ValueError(given)
    except (ArgumentError, ValueError) as fault:
        raise StoreError(NO_ADDRESS, address=address) from fault
    return url.difference_update_query([WAIT_FIELD]), wait


def _make_folder(url: URL, address: str, create: bool) -> None:
    file = file_of(url)
    if file is None:
        return
    try:
        if create:
            file.parent.mkdir(parents=True, exist_ok=True)
        elif not file.exists():
            raise StoreError(NONE_THERE, address=address)
    except OSError as fault:
        if is_full(fault):
            raise no_room(file.parent, fault.errno) from fault
        raise StoreError(NO_FOLDER, address=address, reason=str(fault.strerror or fault)) from fault


def _settings(wait: float) -> Callable[[Any, Any], None]:
    def settle(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in (f"busy_timeout={int(wait * 1000)}", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        _write_ahead(connection, wait)

    return settle


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Sets the write-ahead log, once for each file. SQLite does not wait by itself for the lock that this takes."""
    end = monotonic() + wait
    while connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= end:
                raise
            sleep(_PAUSE)
