"""What moved since a body's run before: walked step by step where both runs were judged alike, else laid side by side."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from openness import inputs
from openness.belonging import at_hand
from openness.comparing.runs import compare
from openness.nights.model import Change
from openness.pipeline import Pipeline
from openness.programs import program_of
from reports.compared import Cause, Leg, Moved, moved, named, points_stored
from reports.matched import matched
from reports.read import read_lines, read_result
from store import schema
from store.conclusion import Range
from store.course import State, since
from store.harvest import CrawlPlan
from store.place import plan_of
from store.told import Told

JUDGING = ("extract", "check")
Counts = tuple[tuple[Moved, ...], int, int]


def change_of(pipeline: Pipeline, plan: CrawlPlan, result: dict[str, Any]) -> Change | None:
    """What moved since the body's newest earlier run by the same act; None where there is none.

    :param result: result.json of the run. A comparison that cannot be made is told and never loses the night.
    """
    found = _earlier(pipeline, plan)
    if found is None:
        return None
    before, old = found
    low, high = (Decimal(end) for end in old["total"]["range"])
    told = Change(run=before.run_id, started_at=old["run"]["started_at"], total=Range(low=low, high=high))
    try:
        every, new, gone = _compared(pipeline, (before, old), (plan, result))
    except Told as fault:
        return told.model_copy(update={"note": fault.key, "values": fault.values})
    whole = next((one for one in every if one.kind == "total" and not one.id), None)
    rows = [one for one in every if one.kind == "row"]
    rows.sort(key=lambda one: (-_size(one), one.id, one.language or ""))
    return told.model_copy(update={"rows": tuple(rows), "why": _why(whole), "new": new, "gone": gone})


def _compared(pipeline: Pipeline, before: tuple[CrawlPlan, dict[str, Any]], after: tuple[CrawlPlan, dict[str, Any]]) -> Counts:
    """What moved, and how many findings are new and gone."""
    causes = _differing(pipeline, before, after)
    if causes == {Cause.SITE}:
        found = compare(pipeline, before[0], after[0])
        return found.moved, len(found.seen("new")), len(found.seen("gone"))
    # Every body would have to be judged anew, which no night has the time for. `openness runs compare` does it for one.
    legs = [Leg(frozenset(causes), points_stored(before[1]), points_stored(after[1]))]
    findings = matched(read_lines(Path(before[0].out)), read_lines(Path(after[0].out)), (before[1], after[1]))
    states = [one.state for one in findings]
    return moved(legs, before[1], after[1], findings), states.count("new"), states.count("gone")


def _differing(
    pipeline: Pipeline, before: tuple[CrawlPlan, dict[str, Any]], after: tuple[CrawlPlan, dict[str, Any]]
) -> set[Cause]:
    """What may have moved points besides the site, where only judging both runs anew would tell it apart; else the site alone."""
    (a, old), (b, new) = before, after
    programs = {_program(pipeline, one) for one in (a, b)}
    law = [
        {(one["methodology"]["edition"], one["methodology"]["sha256"]) for one in (old, new)},
        {_mapping(one) for one in (old, new)},
    ]
    edition = pipeline.read(b, inputs.of_run(pipeline.engine, b.run_id).readings)
    current = law == [{(edition.edition, edition.sha256)}, {_mapping(new)}] and new.get("mapping") == edition.mapping_sha256
    if programs == {program_of(pipeline.config)} and current:
        return {Cause.SITE}
    found = {Cause.SITE, Cause.RULING, Cause.GIVEN}
    found |= {cause for cause, known in zip((Cause.LAW, Cause.MAPPING), law, strict=True) if len(known) > 1}
    return found | ({Cause.PROGRAM} if len(programs) > 1 or None in programs else set())


def _mapping(result: dict[str, Any]) -> tuple[Any, ...]:
    return result.get("mapping"), *sorted((one["id"], one["choice"]) for one in result.get("readings", []))


def _program(pipeline: Pipeline, plan: CrawlPlan) -> str | None:
    """The program that judged a run; None where several did, or none was noted."""
    programs = pipeline.coverage(plan).programs
    told = {programs.get(stage) for stage in JUDGING}
    return told.pop() if len(told) == 1 else None


def _size(one: Moved) -> Decimal:
    """By how much a row moved at the end that moved most."""
    return max((max(abs(move.low), abs(move.high)) for move in one.moves), default=Decimal(0))


def _why(whole: Moved | None) -> tuple[tuple[Cause, ...], ...]:
    moves = [] if whole is None else sorted(whole.moves, key=lambda one: -max(abs(one.low), abs(one.high)))
    return tuple(dict.fromkeys(named(move.causes) for move in moves))


def _earlier(pipeline: Pipeline, plan: CrawlPlan) -> tuple[CrawlPlan, dict[str, Any]] | None:
    """The newest earlier run of the body by the same act whose result can be read, with it."""
    table = schema.runs.c
    started = select(table.started_at).where(table.id == plan.run_id).scalar_subquery()
    query = (
        select(table.plan, table.out)
        .where(
            table.body == plan.body.code,
            table.id != plan.run_id,
            table.started_at < started,
            table.state.in_(since(State.SCORED)),
        )
        .order_by(table.started_at.desc(), table.id)
    )
    with pipeline.engine.connect() as db:
        rows = db.execute(query).all()
    for row in rows:
        found = plan_of(pipeline.engine, row)
        same = (found.methodology, found.body.kind) == (plan.methodology, plan.body.kind)
        if same and at_hand(pipeline.engine, found):
            try:
                return found, read_result(Path(found.out))
            except Told:
                continue
    return None
