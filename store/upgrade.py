"""The schema is made and brought up to date by one process at a time and in one transaction: all of it or nothing.

Opening a database proves its schema and changes nothing, but that a new file of SQLite gets its tables; the command ``db migrate``
brings an older one up to date.

SQLite's driver commits nothing of its own before the first row is written, so tables made one by one would stay after a
kill; the transaction is opened by hand here. What such kills left behind in earlier versions is put in order first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, column, create_engine, insert, inspect, select, table, text
from sqlalchemy.exc import SQLAlchemyError

from store import orders, queueschema
from store.dbfaults import EMPTY, NEWER, NONE_THERE, OLDER, STRANGE, StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = "alembic_version"
# Any number that no other program on the server takes for its own lock.
LOCK = 0x6F70656E


class Step(NamedTuple):
    """The migration that a database stood at (None: it had no tables of ours) and the one that it stands at now."""

    before: str | None
    after: str


def prove(engine: Engine, address: str, wait: float, create: bool = True) -> None:
    """Refuses a database whose schema is not the newest; one that is costs two queries.

    :param wait: seconds to wait for another process that makes the tables of a new file.
    :param create: whether a new file of SQLite gets its tables; else it is refused.
    :raises StoreError: an older or a newer schema, tables of another program, or nothing there to be read.
    """
    with engine.connect() as connection:
        version = version_of(connection)
    newest = versions()[-1]
    if version == newest:
        return
    if version is not None:
        _refuse_newer(version, address)
        raise StoreError(OLDER, address=address, version=version, needed=newest)
    if not create:
        raise StoreError(NONE_THERE, address=address)
    if engine.dialect.name != "sqlite":
        raise StoreError(EMPTY, address=address)
    migrate(engine, address, wait)


def migrate(engine: Engine, address: str, wait: float) -> Step:
    """Brings the schema to the newest migration.

    :param wait: seconds to wait for another process that does the same.
    :raises StoreError: tables of another program, or a schema of a newer openness.
    """
    newest = versions()[-1]
    with alone(engine, wait) as connection:
        version = version_of(connection)
        if version is None:
            _clear(connection, address)
        else:
            _refuse_newer(version, address)
        if version is None and connection.dialect.name == "sqlite":
            _begin(connection, newest)
        elif version != newest:
            _upgrade(connection)
        if connection.dialect.name == "postgresql":
            queueschema.bring_up(connection, address)
    return Step(version, newest)


def differing(engine: Engine) -> list[str]:
    """Tables whose columns are not those that the migrations make, sorted; for a schema that is the newest."""
    there = inspect(engine)
    names = set(there.get_table_names())
    other = {
        name
        for name, table in orders.TABLES.tables.items()
        if name not in names or {column["name"] for column in there.get_columns(name)} != set(table.columns.keys())
    }
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            other |= set() if queueschema.stands(connection) else {queueschema.JOBS}
    return sorted(other)


def _refuse_newer(version: str, address: str) -> None:
    known = versions()
    if version not in known:
        raise StoreError(NEWER, address=address, version=version, known=", ".join(known))


def versions() -> list[str]:
    """Migrations are numbered in order; the number is the beginning of the file's name and the revision."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def version_of(connection: Connection) -> str | None:
    """The migration that the database stands at; None where none ever came to its end."""
    if not inspect(connection).has_table(VERSION):
        return None
    return connection.execute(select(column("version_num")).select_from(table(VERSION))).scalar_one_or_none()


@contextmanager
def alone(engine: Engine, wait: float) -> Iterator[Connection]:
    """A connection in a transaction of its own that no other migration runs beside."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(wait * 1000)}")
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection
        return
    with engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        # A table that is made anew must not take the rows of others with it; the switch works outside of a transaction only.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(SQLAlchemyError, StoreError):
                connection.exec_driver_sql("ROLLBACK")
            raise
        finally:
            with suppress(SQLAlchemyError, StoreError):
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")


@cache
def first_tables() -> tuple[str, ...]:
    """The statements that make the tables of an empty file of SQLite: what all migrations together left in memory.

    They are run once in a process, for they take half a second, and a command may make an empty database several times: in memory to prove
    itself, then the file; for each package that is judged again.
    """
    engine = create_engine("sqlite://")
    with alone(engine, 0) as connection:
        _upgrade(connection)
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")).scalars()
        found = tuple(str(statement) for statement in made)
    engine.dispose()
    return found


def _begin(connection: Connection, newest: str) -> None:
    for statement in first_tables():
        connection.exec_driver_sql(statement)
    connection.execute(insert(table(VERSION, column("version_num"))).values(version_num=newest))


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _clear(connection: Connection, address: str) -> None:
    """Removes what a kill in the middle of making the first tables left: tables of ours, every one without a row."""
    there = sorted(set(inspect(connection).get_table_names()) & {*orders.TABLES.tables, VERSION})
    for name in there:
        rows = connection.execute(select(text("1")).select_from(table(name)).limit(1)).first()
        if connection.dialect.name != "sqlite" or rows is not None:
            raise StoreError(STRANGE, address=address, table=name)
    for name in there:
        connection.exec_driver_sql(f'DROP TABLE "{name}"')
