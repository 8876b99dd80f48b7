"""Why a database refuses: what its driver says, put into one line that names the database and the mend."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import URL, ExceptionContext

from store.faults import StorageFault, disk_of, no_room, standing
from store.told import N_

NO_ADDRESS = N_("--db {address}: not a database address; expected sqlite:///var/openness.db or postgresql+psycopg://…")
NO_FOLDER = N_("--db {address}: {reason}; choose a folder that can be written")
NO_ANSWER = N_("--db {address}: {reason}; check the address and that it can be written")
NONE_THERE = N_("--db {address}: there is no database of runs yet; name another with --db, or audit a body first")
HELD = N_(
    "--db {address}: another process{holders} has held the database for more than {seconds} s; wait until it is done or end it "
    "(to wait longer, write ?timeout=SECONDS at the end of the address)"
)
DAMAGED = N_("--db {address}: {reason}; name another file with --db or put a copy back in its place")
UNREADABLE = N_(
    "--db {address}: the disk {disk} cannot be read or written ({reason}); look at the disk, then give the same command again"
)
STRANGE = N_("--db {address}: the table «{table}» is there, but no version of the schema; name another database with --db")
NEWER = N_(
    "--db {address}: made by a newer openness (schema {version}, known are {known}); use that one, or name another with --db"
)
OLDER = N_(
    "--db {address}: made by an earlier openness (schema {version}, this one needs {needed}); make a copy, then give "
    "`openness db migrate` with the same --db"
)
QUEUE_STRANGE = N_(
    "--db {address}: the table «{table}» of a queue is there that another program made; name another database with --db"
)
QUEUE_NEWER = N_(
    "--db {address}: the queue's tables are of a newer version ({script}); use that openness, or name another with --db"
)
EMPTY = N_("--db {address}: the database holds no tables yet; give `openness db migrate` once with the same --db")

_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SPOILT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CLOSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
# Classes of PostgreSQL's states: disk full, lock not available.
_PG_FULL, _PG_HELD = "53100", "55P03"
_PROCESSES = Path("/proc")


class StoreError(StorageFault):
    """The database cannot be used: one line that names the mend."""


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database; None for one in memory and for a server."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def explain(url: URL, wait: float, fault: BaseException) -> StorageFault | None:
    """The line for a driver's fault that lies in the database's surroundings; None for any other fault."""
    address = url.render_as_string()
    words = (str(fault).strip().splitlines() or ["–"])[0]
    if isinstance(fault, sqlite3.Error):
        return _explain_sqlite(url, address, words, wait, getattr(fault, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(fault, "sqlstate", None)
    if state == _PG_FULL:
        return StoreError(UNREADABLE, address=address, disk="–", reason=words)
    if state == _PG_HELD:
        return StoreError(HELD, address=address, holders="", seconds=f"{wait:g}")
    return None


def _explain_sqlite(url: URL, address: str, words: str, wait: float, code: int) -> StorageFault | None:
    file = file_of(url)
    if code in _HELD:
        return StoreError(HELD, address=address, holders=_holders(file), seconds=f"{wait:g}")
    if code == sqlite3.SQLITE_FULL:
        return no_room(file or address)
    if code == sqlite3.SQLITE_IOERR:
        disk = disk_of(standing(file.absolute())) if file is not None else "–"
        return StoreError(UNREADABLE, address=address, disk=disk, reason=words)
    if code in _SPOILT:
        return StoreError(DAMAGED, address=address, reason=words)
    return StoreError(NO_ANSWER, address=address, reason=words) if code in _CLOSED else None


def _holders(file: Path | None) -> str:
    """Numbers of other processes that have the file open, in brackets, as far as this user may see them."""
    if file is None:
        return ""
    names = {f"{file.resolve()}{end}" for end in ("", "-wal", "-shm", "-journal")}
    found = []
    for process in _PROCESSES.glob("[0-9]*"):
        if int(process.name) == os.getpid():
            continue
        try:
            if any(os.readlink(link) in names for link in (process / "fd").iterdir()):
                found.append(int(process.name))
        except OSError:
            continue
    return f" ({', '.join(map(str, sorted(found)[:5]))})" if found else ""


def teller(url: URL, wait: float) -> Callable[[ExceptionContext], StorageFault | None]:
    """A listener for ``handle_error`` of an engine: the driver's fault becomes the line that a user is told."""

    def tell(context: ExceptionContext) -> StorageFault | None:
        told = explain(url, wait, context.original_exception)
        if told is not None:
            told.__cause__ = context.original_exception
        return told

    return tell
