"""One database and harvest after harvest over a server, in processes of their own as the program starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from openness import runs
from openness.pipeline import Pipeline
from openness.planning import Wish, make_plan
from store import schema
from store.db import open_database
from store.harvest import CrawlPlan, LedgerEntry
from tests.conftest import ROOT
from tests.databases import empty
from tests.forked import Process
from tests.warm import started

QUICK = {"confirm_spacing": 0.2, "fetch_timeout": 30.0, "max_body": 1_000_000, "max_rendered": 0}


def begun_lane(db: str, run_id: str, config: Path) -> Process:
    """The HTTP lane of a run, of which nobody hears, to be killed."""
    with Path(os.devnull).open("r+b") as nothing:
        words = ["http", db, run_id, str(config)]
        return started("crawler.harvest", words, (nothing.fileno(), nothing.fileno(), 2), ROOT, dict(os.environ))


class Harvest:
    """One database and one harvest after another over a server."""

    def __init__(self, tmp_path: Path, url: str, **limits: Any) -> None:
        self.tmp_path, self.url, self.limits = tmp_path, url, {**QUICK, **limits}
        self.db = empty(tmp_path / "h.db")
        self.engine: Engine = open_database(self.db)
        self.number = 0

    def plan(self, **more: Any) -> CrawlPlan:
        self.number += 1
        wish = Wish(
            site=self.url,
            allow_private=True,
            out=self.tmp_path / f"run{self.number}",
            config=ROOT / "config",
            limits=self.limits,
            **more,
        )
        plan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
        runs.begin(self.engine, plan)
        return plan

    def run(self, plan: CrawlPlan | None = None) -> dict[str, LedgerEntry]:
        plan = plan or self.plan()
        Pipeline(self.engine, self.db, ROOT / "config").harvest(plan)
        return self.ledger(plan)

    def begun(self, plan: CrawlPlan) -> Process:
        """The HTTP lane alone, of which nobody hears, to be killed."""
        return begun_lane(self.db, plan.run_id, ROOT / "config")

    def run_in_world(self, plan: CrawlPlan) -> dict[str, LedgerEntry]:
        """The HTTP lane alone, in a world where names of stand-ins resolve to the loopback."""
        command = [sys.executable, "-m", "tests.hostile.world", self.db, plan.run_id, str(ROOT / "config")]
        subprocess.run(command, stdout=subprocess.DEVNULL, cwd=ROOT, timeout=1500, check=True)
        return self.ledger(plan)

    def ledger(self, plan: CrawlPlan) -> dict[str, LedgerEntry]:
        with self.engine.connect() as db:
            entries = list(schema.read_ledger(db, plan.run_id))
        assert len({(entry.url, entry.lane) for entry in entries}) == len(entries)
        return {entry.url.removeprefix(self.url): entry for entry in entries}

    def captures(self, plan: CrawlPlan) -> list[Any]:
        with self.engine.connect() as db:
            return list(schema.read_captures(db, plan.run_id))
