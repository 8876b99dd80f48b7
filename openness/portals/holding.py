"""One reading of a portal at a time: whoever needs it waits for the one that reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from sqlalchemy import Engine

from openness.claims import Busy, claimed
from openness.portals.plans import BODY
from store.place import database_of, root

POLL = 1.0
FOLDER = "portals"


@contextmanager
def reading_alone(engine: Engine, name: str, progress: Callable[[str, dict[str, Any]], None]) -> Iterator[None]:
    """Holds a portal for one reading into this database; waits while another process holds it, and tells so."""
    folder = None
    database = database_of(engine)
    place = root() or (database.parent if database is not None else None)
    if place is not None:
        folder = place / FOLDER / name
        folder.mkdir(parents=True, exist_ok=True)
    told = 0
    while True:
        hold = claimed(engine, BODY + name, folder)
        try:
            hold.__enter__()
        except Busy:
            progress("portal", {"phase": "portal-wait", "number": told, "what": name})
            told += 1
            sleep(POLL)
            continue
        break
    try:
        yield
    finally:
        hold.__exit__(None, None, None)
