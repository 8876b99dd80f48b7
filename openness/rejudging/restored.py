"""An unpacked package put into an empty database and a folder of its own, so that every stage can be made again.

What stands in a package comes from anybody: each row must be of the type that this program stores, and no name in it becomes a path.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, Engine, insert

from openness.belonging import claim
from openness.rejudging.packed import CONFIG, FAILURES, IMPORTS, JUDGING, LEDGER, OBJECTIONS, READ, READINGS, RULINGS, RUN, TIMES
from reports.errors import ReportError
from reports.expected import AnyObject
from reports.jsonread import read_object, read_objects
from reports.manifest import linked
from store import objections, schema
from store.course import State
from store.db import open_database
from store.findings import Ruling
from store.harvest import Artifact, Capture, CrawlPlan, FetchFailure, LedgerEntry
from store.objections import Objection, Sitting
from store.place import HERE, PLAN_FILE, anchored, plan_of
from store.reported import StoredImport
from store.told import N_

M = TypeVar("M", bound=BaseModel)
OTHER = N_("not what this program stores there (key {key}); the package was changed or made by another version")
ABSENT = N_("not in the package; without it nothing can be judged again: the package was changed or made by an earlier version")
NEEDED = (PLAN_FILE, "result.json", "findings.jsonl", "ledger.jsonl", "captures.jsonl", f"{JUDGING}/{RUN}", f"{JUDGING}/{LEDGER}",
          f"{JUDGING}/{FAILURES}", f"{JUDGING}/{IMPORTS}", f"{JUDGING}/{RULINGS}", CONFIG)  # fmt: skip
RESULTS = ("result.json", "findings.jsonl", "counsel.json", "since.json")


class Restored(NamedTuple):
    """A run as it lay when it was packed: its database, its plan with its folder, and its configuration."""

    engine: Engine
    address: str
    plan: CrawlPlan
    config: Path


def restore(data: Path, room: Path) -> Restored:
    """Puts the payload of a package on record again in the empty folder ``room``.

    :raises ReportError: one line: a file that judging needs is absent, or holds what this program does not store there.
    """
    for name in NEEDED:
        if not (data / name).exists():
            raise ReportError(data / name, ABSENT)
    address = f"sqlite:///{room}/openness.db"
    engine = open_database(address)
    row = _run(engine, data / PLAN_FILE, data / JUDGING / RUN, room / "run")
    plan = plan_of(engine, row)
    _evidence(data, Path(plan.out) / "evidence")
    for name in RESULTS:
        if (data / name).exists():
            shutil.copyfile(data / name, Path(plan.out) / name)
    with engine.begin() as db:
        schema.write(db, plan.run_id, _items(data / "captures.jsonl", Capture))
        if (data / "artifacts.jsonl").exists():
            schema.write(db, plan.run_id, _items(data / "artifacts.jsonl", Artifact))
        schema.write(db, plan.run_id, _items(data / JUDGING / LEDGER, LedgerEntry))
        schema.write(db, plan.run_id, _items(data / JUDGING / FAILURES, FetchFailure))
        _imports(db, data)
        _rulings(db, data)
        _objections(db, data / JUDGING / OBJECTIONS)
    for number, reading in enumerate(sorted((data / JUDGING / READINGS).glob("*"))):
        _reading(engine, reading, room / f"reading-{number}")
    return Restored(engine, address, plan, data / CONFIG)


class _Row(NamedTuple):
    plan: str
    out: str


def _run(engine: Engine, plan_file: Path, state_file: Path, folder: Path) -> _Row:
    plan = _model(plan_file, CrawlPlan, read_object(plan_file, AnyObject)[0]).model_copy(update={"out": HERE})
    noted, _ = read_object(state_file, AnyObject)
    (folder / "evidence").mkdir(parents=True)
    text = plan.model_dump_json()
    (folder / PLAN_FILE).write_text(text + "\n", encoding="utf-8")
    claim(engine, folder)
    row = _Row(text, anchored(engine, str(folder)))
    values = {name: noted.get(name) for name in ("coverage", "inputs", *TIMES)}
    if not all(value is None or isinstance(value, str) for value in values.values()) or not values["started_at"]:
        raise ReportError(state_file, OTHER, key="started_at")
    with engine.begin() as db:
        db.execute(
            insert(schema.runs).values(
                id=plan.run_id, key=plan.key, body=plan.body.code, state=State.SCORED.value, plan=text, out=row.out, **values
            )
        )
    return row


def _reading(engine: Engine, source: Path, folder: Path) -> None:
    value, _ = read_object(source / RUN, AnyObject)
    plan = folder.with_suffix(".json")
    plan.write_text(json.dumps(value.get("plan")), encoding="utf-8")
    row = _run(engine, plan, source / RUN, folder)
    with engine.begin() as db:
        for name, model in READ.items():
            schema.write(db, plan_of(engine, row).run_id, _items(source / name, model))


def _evidence(data: Path, target: Path) -> None:
    """Objects and WARC files under the names that a run gives them; as links, for they may be gigabytes."""
    for source in (*data.glob("objects/??/*"), *data.glob("warc/*")):
        place = source.relative_to(data)
        goal = target.joinpath(*place.parts[1:]) if place.parts[0] == "objects" else target / place
        goal.parent.mkdir(parents=True, exist_ok=True)
        linked(source, goal)


def _imports(db: Connection, data: Path) -> None:
    for item in sorted(_items(data / JUDGING / IMPORTS, StoredImport), key=lambda one: one.seq):
        values = item.model_dump(mode="python", exclude={"facts", "imported_at"})
        facts = json.dumps([fact.model_dump(exclude_defaults=True) for fact in item.facts], ensure_ascii=False)
        moment = item.imported_at.isoformat(timespec="microseconds")
        content = _object(data, item.sha256)
        db.execute(insert(schema.imports).values(**values, facts=facts, imported_at=moment, content=content))


def _rulings(db: Connection, data: Path) -> None:
    path = data / JUDGING / RULINGS
    for number, (value, _) in enumerate(read_objects(path, AnyObject), 1):
        own = value.pop("own", False)
        known = {column.name for column in schema.rulings.c} - {"proof"}
        if set(value) != known or not isinstance(value["ruling"], str):
            raise ReportError(f"{path}:{number}", OTHER, key="ruling")
        _model(path, Ruling, json.loads(value["ruling"]))
        db.execute(insert(schema.rulings).values(**value, proof=_object(data, str(value["sha256"])) if own else None))


def _objections(db: Connection, path: Path) -> None:
    for number, (value, _) in enumerate(read_objects(path, AnyObject) if path.exists() else (), 1):
        kind: type[Objection | Sitting] = Sitting if value.get("kind") == "sitting" else Objection
        objections.write(db, _model(f"{path}:{number}", kind, value))


def _object(data: Path, sha256: str) -> bytes:
    """A stored object; nothing where it is not among those of the package, which its proof tells."""
    path = data / "objects" / sha256[:2] / sha256
    return path.read_bytes() if sha256.isalnum() and path.is_file() else b""


def _items(path: Path, model: type[M]) -> Iterator[M]:
    for number, (value, _) in enumerate(read_objects(path, AnyObject), 1):
        yield _model(f"{path}:{number}", model, value)


def _model(place: Path | str, model: type[M], value: Any) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        raise ReportError(place, OTHER, key=".".join(str(part) for part in first["loc"])[:80]) from fault
