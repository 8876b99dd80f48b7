"""A run put on record without a harvest: its findings are stored as the check stage stores them, so every later stage can run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, update

from openness import runs
from openness.pipeline import Pipeline
from openness.planning import Wish
from store import judged, schema
from store.base import BodyKind
from store.db import open_database
from store.findings import Finding
from store.harvest import CrawlPlan
from store.methodology import Methodology
from store.objects import ObjectStore
from tests.databases import empty
from tests.reports import sample
from tests.scoring.kit import CONFIG, FOLDER, answer, asked, loaded

DAY = "2026-11-20"
SITE = "https://example.gov.kz"


@dataclass
class Stored:
    """A run and how to name it on the command line."""

    plan: CrawlPlan
    db: str
    findings: list[Finding]
    config: Path = CONFIG

    @property
    def out(self) -> Path:
        return Path(self.plan.out)

    @property
    def options(self) -> list[str]:
        return ["--db", self.db, "--config", str(self.config)]


def edition() -> Methodology:
    return loaded(FOLDER)


def findings_with(law: Methodology, faults: dict[str, tuple[str, int]], kind: BodyKind = "central") -> list[Finding]:
    """A flawless body but for the requirements named: their outcome and count."""
    found: list[Finding] = []
    for one in asked(law, kind):
        outcome, count = faults.get(one.id, ("met", 1))
        found += answer(one, outcome, count=count)
    return found


def store_run(
    folder: Path,
    findings: list[Finding],
    name: str = "run",
    config: Path = CONFIG,
    site: str = SITE,
    readings: tuple[str, ...] = (),
    period: str | None = None,
    as_of: str = DAY,
    methodology: str = "kz-2017",
    kind: BodyKind = "central",
) -> Stored:
    """Puts a run with these findings on record, checked and not yet scored; its evidence is one stored page."""
    db = empty(folder / "stored.db")
    engine = open_database(db)
    wish = Wish(site=site, kind=kind, name_ru="Орган", name_kk="Орган", methodology=methodology,
                as_of=date.fromisoformat(as_of), period=period, out=folder / name, config=config, render=False,
                readings=readings)  # fmt: skip
    plan, _ = Pipeline(engine, db, config).begin(wish, date.fromisoformat(as_of))
    page = ObjectStore(f"{plan.out}/evidence").put(f"<!doctype html><title>{name}</title>".encode())
    kept = [one.model_copy(update={"evidence": (page,)}) for one in findings]
    _write(engine, plan, kept)
    runs.advance(engine, plan.run_id, "checked")
    engine.dispose()
    return Stored(plan, db, kept, config)


def _write(engine: Engine, plan: CrawlPlan, findings: list[Finding]) -> None:
    seen = sample.coverage().model_copy(update={"unreachable": (), "truncated": False, "truncated_by": ""})
    with engine.begin() as db:
        judged.replace(db, plan.run_id, findings)
        db.execute(update(schema.runs).where(schema.runs.c.id == plan.run_id).values(coverage=seen.model_dump_json()))
