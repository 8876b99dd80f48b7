"""A process that opens a fresh database and is killed at each of its statements in turn; run by ``test_open``.

``python killed.py DATABASE FROM`` makes the whole schema once more after every kill and prints how many kills there were.
Forks share the loaded libraries, so that a hundred kills take seconds.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config  # noqa: F401
from sqlalchemy import Engine, event, insert, select

from store import schema
from store.db import migrate_database, open_database
from store.upgrade import first_tables

MOST = 400
# Every statement is tried when a person runs it; the tests try every ninth.
STEP = int(os.environ.get("KILL_STEP", "1"))


def opened(path: Path) -> Engine:
    migrate_database(f"sqlite:///{path}")
    return open_database(f"sqlite:///{path}")


def killed_at(number: int, path: Path) -> bool:
    """Opens the database in a child that dies at its ``number``-th statement. Whether it came that far."""
    child = os.fork()
    if child == 0:
        left = number

        def count(*_: Any) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "after_cursor_execute", count)
        try:
            opened(path)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def works(path: Path) -> bool:
    """Whether another process can open the database, write a run and read it back."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            engine = opened(path)
            with engine.begin() as db:
                values = {"id": "r", "key": "k", "body": "b", "state": "planned", "plan": "{}", "out": "o", "started_at": "t"}
                db.execute(insert(schema.runs).values(**values))
                status = int(len(db.execute(select(schema.runs.c.id)).all()) != 1)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def main(folder: Path, before: Path | None) -> None:
    """``before`` is an older database that is brought up to date instead of a fresh one."""
    # Made in memory once, where a kill hurts no file: what is cut off is the writing of the file.
    first_tables()
    for number in range(1, MOST, STEP):
        path = folder / f"{number}.db"
        if before is not None:
            shutil.copy(before, path)
        killed = killed_at(number, path)
        if not works(path):
            sys.exit(f"killed at statement {number}: the database cannot be used any more")
        if not killed:
            print(number - 1)
            return
    sys.exit("the schema never came to its end")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
