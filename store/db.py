"""Opening the database: SQLite with WAL and foreign keys, or PostgreSQL; schema brought up to date by Alembic."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from store.told import N_, Told

MIGRATIONS = Path(__file__).parent / "migrations"
NO_ADDRESS = N_("--db {address}: not a database address; expected sqlite:///var/openness.db or postgresql+psycopg://…")
NO_FOLDER = N_("--db {address}: {reason}; choose a folder that can be written")
NO_ANSWER = N_("--db {address}: {reason}; check the address and that it can be written")


class StoreError(Told):
    """The database cannot be used: one line that names the mend."""


def _sqlite_settings(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def open_database(address: str) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql+psycopg://…`` with the schema up to date.

    Raises StoreError for an address that is none, a folder that cannot be written and a server that does not answer.
    """
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as fault:
        raise StoreError(NO_ADDRESS, address=address) from fault
    except OSError as fault:
        raise StoreError(NO_FOLDER, address=address, reason=str(fault.strerror or fault)) from fault
    event.listen(engine, "connect", _sqlite_settings)
    try:
        migrate(engine)
    except (OperationalError, DatabaseError) as fault:
        words = str(fault.orig or fault).strip().splitlines()[0]
        raise StoreError(NO_ANSWER, address=url.render_as_string(), reason=words) from fault
    return engine


def migrate(engine: Engine) -> None:
    """Brings the schema to the newest migration; a database that is there already costs two queries."""
    with engine.begin() as connection:
        if _version(connection) == _newest():
            return
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _newest() -> str:
    """Migrations are numbered in order, the number is the beginning of the file's name and the revision."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
