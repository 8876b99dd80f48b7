"""How far a run has come and what it saw of the site: both are written here and nowhere else."""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select, update

from store import schema
from store.harvest import Coverage


class State(StrEnum):
    """What a run has behind it, in the order in which it comes: planned, read over HTTP, harvested whole, and each stage after."""

    PLANNED = "planned"
    CRAWLED = "crawled"
    HARVESTED = "harvested"
    EXTRACTED = "extracted"
    CHECKED = "checked"
    SCORED = "scored"
    REPORTED = "reported"


_ORDER = {state.value: number for number, state in enumerate(State)}


class FallsBackError(RuntimeError):
    """A run would lose what it has behind it, and nobody said that this is meant."""


def reached(state: str, goal: str) -> bool:
    """Whether a run in ``state`` has ``goal`` behind it."""
    return _ORDER[state] >= _ORDER[goal]


def since(goal: State) -> tuple[str, ...]:
    """The states of runs that have ``goal`` behind them."""
    return tuple(state.value for state in State if reached(state, goal))


def state_of(db: Connection, run_id: str) -> State:
    """How far a run has come."""
    return State(db.execute(select(schema.runs.c.state).where(schema.runs.c.id == run_id)).scalar_one())


def move(db: Connection, run_id: str, state: str, again: bool = False, **values: str) -> None:
    """Notes how far a run has come, with other values of its row.

    :param again: the stage was run once more: what follows it is out of date, and the run falls back to it.
    :raises FallsBackError: the run is further already and ``again`` is not said.
    """
    present = state_of(db, run_id)
    if present != state and reached(present, state):
        if not again:
            raise FallsBackError(f"run {run_id} is {present.value}; it cannot be {state} again")
        logging.getLogger(__name__).info("run %s falls back from %s to %s", run_id, present.value, state)
    db.execute(update(schema.runs).where(schema.runs.c.id == run_id).values(state=State(state).value, **values))


def read_coverage(db: Connection, run_id: str) -> Coverage:
    """What was noted of the look at the site; an empty one where nothing was."""
    row = db.execute(select(schema.runs.c.coverage).where(schema.runs.c.id == run_id)).scalar_one()
    return Coverage.model_validate_json(row) if row else Coverage()


def begin_coverage(db: Connection, run_id: str) -> None:
    """Forgets what an earlier look of the run noted: the site was looked at anew."""
    db.execute(update(schema.runs).where(schema.runs.c.id == run_id).values(coverage=None))


def note_coverage(db: Connection, run_id: str, **changes: Any) -> Coverage:
    """Changes what is noted of the look at the site and returns the whole.

    :param changes: fields of ``Coverage``; the others stay as they are.
    """
    noted = read_coverage(db, run_id).model_copy(update=changes)
    db.execute(update(schema.runs).where(schema.runs.c.id == run_id).values(coverage=noted.model_dump_json()))
    return noted


def cut(db: Connection, run_id: str, why: str) -> dict[str, Any]:
    """The changes that say that a bound ended the look; the first word stays, and no word changes nothing."""
    noted = read_coverage(db, run_id)
    word = noted.truncated_by or why
    return {"truncated": noted.truncated or bool(word), "truncated_by": word}
