"""What judging again needs besides what a package holds anyway: the ledger as it is stored, failures, inputs, portal readings, config."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from openness import inputs, runs
from openness.planning import SOFTWARE
from openness.rejudging.build import build
from reports.files import canonical
from store import course, objections, reported, schema
from store.base import Frozen
from store.harvest import Capture, CrawlPlan
from store.items import ItemRecord, SourceRecord
from store.place import HERE
from store.reported import StoredImport

JUDGING, CONFIG = "judging", "config"
RUN, LEDGER, FAILURES, IMPORTS, RULINGS, OBJECTIONS, MADE_BY = (
    "run.json", "ledger.jsonl", "failures.jsonl", "imports.jsonl", "rulings.jsonl", "objections.jsonl", "made-by.json",
)  # fmt: skip
READINGS = "readings"
# Of a portal's reading: rows by the file that holds them.
READ: dict[str, type[Frozen]] = {"captures.jsonl": Capture, "items.jsonl": ItemRecord, "sources.jsonl": SourceRecord}
TIMES = ("started_at", "finished_at", "scored_at")


def pack(engine: Engine, plan: CrawlPlan, config: Path, room: Path) -> None:
    """Writes into ``room`` the folders ``judging`` and ``config`` of a package.

    :param plan: of a run that was scored, with its folder.
    :param config: the folder of registers and methodologies that the run was made with.
    :raises OSError: ``room`` cannot be written.
    """
    _copied(config, room / CONFIG)
    folder = room / JUDGING
    folder.mkdir(parents=True)
    _row(folder / MADE_BY, {"software": SOFTWARE, **build()})
    _row(folder / RUN, _run(engine, plan.run_id))
    with engine.connect() as db:
        _lines(folder / LEDGER, _plain(schema.read_ledger(db, plan.run_id)))
        _lines(folder / FAILURES, _plain(schema.read_failures(db, plan.run_id)))
        for name, run_id in sorted(runs_of_portals(engine, plan).items()):
            reading = folder / READINGS / name
            reading.mkdir(parents=True)
            _row(reading / RUN, _run(engine, run_id) | {"plan": _plan(engine, run_id)})
            _lines(reading / "captures.jsonl", _plain(schema.read_captures(db, run_id)))
            _lines(reading / "items.jsonl", _plain(schema.read_records(db, ItemRecord, run_id)))
            _lines(reading / "sources.jsonl", _plain(schema.read_records(db, SourceRecord, run_id)))
    _given(engine, plan, folder)


def runs_of_portals(engine: Engine, plan: CrawlPlan) -> dict[str, str]:
    """The readings that a run rests on: portal and run."""
    with engine.connect() as db:
        return dict(course.read_coverage(db, plan.run_id).portals)


def _copied(config: Path, target: Path) -> None:
    for source in sorted(config.rglob("*")):
        place = source.relative_to(config)
        if source.is_file() and not any(part.startswith(".") for part in place.parts):
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / place)


def _run(engine: Engine, run_id: str) -> dict[str, Any]:
    table = schema.runs.c
    columns = table.body, table.coverage, table.inputs, *(table[name] for name in TIMES)
    with engine.connect() as db:
        return dict(db.execute(select(*columns).where(table.id == run_id)).one()._mapping)


def _plan(engine: Engine, run_id: str) -> dict[str, Any]:
    return runs.on_record(engine, run_id).model_copy(update={"out": HERE}).model_dump(mode="json")


def _given(engine: Engine, plan: CrawlPlan, folder: Path) -> None:
    """Reported data and decisions that the last scoring took in; their files are among the objects."""
    noted = inputs.of_run(engine, plan.run_id)
    wanted = set(noted.rulings)
    with engine.connect() as db:
        decided = [row for row in _rulings(db, plan.body.code) if row["id"] in wanted]
        named = {*noted.imports, *(row["import_id"] for row in decided)}
        imports: list[StoredImport] = [one for one in reported.all_imports(db, plan.body.code) if one.id in named]
        objected = objections.of_run(db, plan.run_id, noted.objections)
    _lines(folder / IMPORTS, _plain(imports))
    _lines(folder / RULINGS, decided)
    _lines(folder / OBJECTIONS, _plain(one.entry for one in objected.kept))


def _rulings(db: Connection, body: str) -> Iterator[dict[str, Any]]:
    table = schema.rulings.c
    columns = [column for column in table if column.name != "proof"]
    query = select(*columns, table.proof.is_not(None).label("own")).where(table.body == body).order_by(table.id)
    yield from (dict(row._mapping) for row in db.execute(query))


def _plain(items: Iterable[Frozen]) -> Iterator[dict[str, Any]]:
    return (item.model_dump(mode="json") for item in items)


def _row(path: Path, value: dict[str, Any]) -> None:
    path.write_text(canonical(value, indent=1) + "\n", encoding="utf-8")


def _lines(path: Path, values: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{canonical(value)}\n" for value in values)
