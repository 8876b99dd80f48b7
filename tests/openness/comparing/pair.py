"""Two stored runs of one body, scored by the command line, and their comparison."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from openness import runs
from openness.cli import run
from openness.comparing.runs import compare
from openness.pipeline import Pipeline
from openness.programs import sign
from reports.compared import Compared, Moved
from store.db import open_database
from tests.openness.small import Said
from tests.openness.stored import DAY, Stored, edition, findings_with, store_run
from tests.scoring.kit import CONFIG

CRUMBS = "kz-2017:a14.2.4"
LINKS = "kz-2017:a14.2.9.1"
Faults = dict[str, tuple[str, int]]


def stored(
    folder: Path,
    name: str,
    faults: Faults,
    config: Path = CONFIG,
    signed: bool = True,
    readings: tuple[str, ...] = (),
    day: str = DAY,
) -> Stored:
    """A run with these faults, judged by this program where ``signed``, and scored."""
    one = store_run(folder, findings_with(edition(), faults), name, config, readings=readings, as_of=day)
    if signed:
        sign_all(one)
    assert call(one, "score", one.plan.run_id).returncode in (0, 1)
    return one


def sign_all(one: Stored) -> None:
    """Notes this program as the one that judged a run."""
    engine = open_database(one.db)
    with engine.begin() as db:
        for stage in ("extract", "check"):
            sign(db, one.plan.run_id, stage, one.config)
    engine.dispose()


def call(one: Stored, *words: str, lang: str = "en") -> Said:
    """The program with the database of a run."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run([*words, *one.options, "--lang", lang])
    return Said(status, out.getvalue(), err.getvalue())


def compared(a: Stored, b: Stored) -> Compared:
    """The comparison, proved to add up."""
    engine = open_database(b.db)
    pipeline = Pipeline(engine, b.db, b.config)
    plans = [runs.find(engine, one.plan.run_id) for one in (a, b)]
    found = compare(pipeline, *plans)
    engine.dispose()
    proved(found, result(a), result(b))
    return found


def result(one: Stored) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((one.out / "result.json").read_text(encoding="utf-8"))
    return value


def ends(value: dict[str, Any]) -> dict[tuple[str, str, str | None], tuple[Decimal, Decimal]]:
    """Every total, table and row of a result.json with both ends, read apart from the product."""
    found: dict[tuple[str, str, str | None], list[str]] = {("total", "", None): value["total"]["range"]}
    parts = [value["criteria"], *(one["criteria"] for one in value["directions"])]
    found |= {("total", one["id"], None): one["total"]["range"] for one in value["directions"]}
    if value["overall"]:
        found["total", value["overall"]["id"], None] = value["overall"]["range"]
    for table in (table for part in parts for criterion in part for table in criterion["indicators"]):
        found["table", table["id"], None] = table["range"]
        found |= {("row", row["id"], row["language"]): row["range"] for row in table["parameters"]}
    return {key: (Decimal(low), Decimal(high)) for key, (low, high) in found.items()}


def proved(found: Compared, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Moves of every place add up to what lies between both results; no place that differs is left out."""
    old, new = ends(before), ends(after)
    nothing = Decimal(0), Decimal(0)
    told: dict[tuple[str, str, str | None], Moved] = {(one.kind, one.id, one.language): one for one in found.moved}
    for key in old.keys() | new.keys():
        lies = tuple(b - a for a, b in zip(old.get(key, nothing), new.get(key, nothing), strict=True))
        one = told.get(key)
        moves = (Decimal(0), Decimal(0)) if one is None else summed(one)
        assert moves == lies, key


def summed(one: Moved) -> tuple[Decimal, Decimal]:
    return sum((move.low for move in one.moves), Decimal(0)), sum((move.high for move in one.moves), Decimal(0))


def causes(found: Compared) -> set[tuple[str, ...]]:
    """Every cause, or several not separable, by which anything moved."""
    return {tuple(map(str, move.causes)) for one in found.moved for move in one.moves}


def row(found: Compared, name: str) -> Moved:
    return next(one for one in found.of("row") if one.id == name)
