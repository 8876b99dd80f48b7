"""Every stage as a function of a run's id: for a worker that has no terminal, on any machine that has the database and the storage.

Nothing is printed and nobody is asked; what a stage has to tell goes to the listener, what keeps it from its work is raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from openness import runs
from openness.pipeline import NONE_GIVEN, Pipeline, Progress, silent


class Place(NamedTuple):
    """Where runs are on record, and the folder of the registers and methodologies."""

    database: str
    config: Path


class Done(NamedTuple):
    """How far the run is now, and whether there was anything to do."""

    state: str
    worked: bool


def harvest(run: str, place: Place, hear: Progress = silent) -> Done:
    """Asks the site for what is not yet stored of it; goes on where it was cut off. A run is harvested once.

    :param run: the run's id, or its folder.
    :param hear: told of the progress: the stage, and facts about it.
    :raises WrongUse: no such run, no files of it at hand, another process works on it, or it has not come far enough.
    :raises StorageFault: nothing can be stored or read now. Interrupted, LaneDied: as ``openness.lanes`` tells.
    """
    return again("harvest", run, place, hear)


def extract(run: str, place: Place, hear: Progress = silent) -> Done:
    """Draws records from what is stored; raises as ``harvest``."""
    return again("extract", run, place, hear)


def check(run: str, place: Place, hear: Progress = silent) -> Done:
    """Judges the records; raises as ``harvest``."""
    return again("check", run, place, hear)


def score(run: str, place: Place, hear: Progress = silent, readings: Mapping[str, str] = NONE_GIVEN) -> Done:
    """Counts the points; raises as ``harvest``, and ConfigError for a reading that there is not.

    :param readings: choices made now; all others stay as the run was scored last.
    """
    return again("score", run, place, hear, readings)


def report(run: str, place: Place, hear: Progress = silent) -> Done:
    """Writes the reports; raises as ``harvest``."""
    return again("report", run, place, hear)


def again(stage: str, run: str, place: Place, hear: Progress = silent, readings: Mapping[str, str] = NONE_GIVEN) -> Done:
    """One stage by its name, then those after it which the run had behind it; raises as ``harvest``."""
    pipeline = opened(run, place, hear)
    try:
        plan = runs.find(pipeline.engine, run)
        worked = pipeline.stage(stage, plan, readings)
        return Done(runs.state_of(pipeline.engine, plan.run_id), worked)
    finally:
        pipeline.engine.dispose()


def finish(run: str, place: Place, hear: Progress = silent, until: str | None = None) -> Done:
    """Every stage that the run has not behind it, in their order; raises as ``harvest``.

    :param until: the last stage to do; None for all.
    """
    pipeline = opened(run, place, hear)
    try:
        plan = runs.find(pipeline.engine, run)
        before = runs.state_of(pipeline.engine, plan.run_id)
        pipeline.all(plan, until)
        state = runs.state_of(pipeline.engine, plan.run_id)
        return Done(state, state != before)
    finally:
        pipeline.engine.dispose()


def opened(run: str, place: Place, hear: Progress = silent) -> Pipeline:
    """The pipeline of the database that the run is looked for in; none is made. Raises WrongUse and StorageFault."""
    return Pipeline(runs.database(place.database, run), place.database, place.config, hear)
