"""Language lanes of a run: how each language is asked for where one address serves several, and how that is noted with the run."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection, select

from store import schema


class Lane(NamedTuple):
    """How a language is asked for: the header's value and, where the site remembers by cookie, the cookie."""

    name: str
    accept: str
    cookie: str = ""


PLAIN = Lane("*", "kk, ru;q=0.9, en;q=0.5")


def read_lanes(db: Connection, run_id: str) -> dict[str, Lane]:
    """The lanes that a harvest learnt; empty while it has not."""
    learnt = db.execute(select(schema.runs.c.lanes).where(schema.runs.c.id == run_id)).scalar_one()
    return {name: Lane(*value) for name, value in json.loads(learnt or "{}").items()}
