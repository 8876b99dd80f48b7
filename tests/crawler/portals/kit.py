"""Harvests of the stand-in's entity, in processes of their own as the program starts them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine

from openness import runs
from openness.pipeline import Pipeline
from openness.planning import Wish, make_plan
from store import schema
from store.db import open_database
from store.harvest import Capture, CrawlPlan, LedgerEntry
from store.objects import ObjectStore
from store.records import Record
from tests.conftest import ROOT
from tests.databases import empty
from tests.portals.govkz.server import Platform

R = TypeVar("R", bound=Record)
QUICK = {"confirm_spacing": 0.1, "fetch_timeout": 30.0, "max_rendered": 0, "max_external": 0}


def config_of(folder: Path, **changes: str) -> Path:
    """A copy of the configuration in which the platform is asked again without a pause; ``changes`` replace text of its file."""
    config = folder / "config"
    if not config.exists():
        shutil.copytree(ROOT / "config", config)
    path = config / "portals" / "govkz.yaml"
    text = path.read_text(encoding="utf-8").replace('pause: "2"', 'pause: "0"')
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return config


class Audit:
    """One entity's harvest and what it stored."""

    def __init__(self, folder: Path, server: Platform, config: Path | None = None, **limits: Any) -> None:
        self.server, self.config = server, config or config_of(folder)
        self.db = empty(folder / "h.db")
        self.engine: Engine = open_database(self.db)
        wish = Wish(
            site=f"{server.entity}?lang=ru",
            site_kk=f"{server.entity}?lang=kk",
            allow_private=True,
            portals=(f"gov-kz={server.root}",),
            out=folder / f"run-{len(list(folder.glob('run-*')))}",
            config=self.config,
            limits={**QUICK, **limits},
        )
        self.plan: CrawlPlan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
        runs.begin(self.engine, self.plan)
        self.pipeline = Pipeline(self.engine, self.db, self.config)

    def harvest(self) -> dict[str, LedgerEntry]:
        self.pipeline.harvest(self.plan)
        return self.ledger()

    def extract(self) -> None:
        self.pipeline.extract(self.plan)

    def ledger(self) -> dict[str, LedgerEntry]:
        with self.engine.connect() as db:
            entries = list(schema.read_ledger(db, self.plan.run_id))
        return {entry.url.removeprefix(self.server.root): entry for entry in entries}

    def captures(self, purpose: str | None = None) -> list[Capture]:
        with self.engine.connect() as db:
            return [item for item in schema.read_captures(db, self.plan.run_id) if purpose in (None, item.purpose)]

    def body(self, capture: Capture) -> bytes:
        return ObjectStore(f"{self.plan.out}/evidence").get(capture.object_sha256)

    def records(self, kind: type[R]) -> list[R]:
        with self.engine.connect() as db:
            return list(schema.read_records(db, kind, self.plan.run_id))

    def all_records(self) -> Iterator[Record]:
        for kind in schema.RECORD_TABLES:
            yield from self.records(kind)
