"""Workers as processes, on a real PostgreSQL and a small slow site: each test orders audits and watches what becomes of them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, select

from crawler.browser.program.memory import descendants
from openness.jobs import ordering, standing
from openness.pipeline import Pipeline
from openness.planning import Wish
from store import schema
from store.db import open_database
from store.harvest import CrawlPlan
from store.orders import TABLES, events, orders
from tests.forked import Process
from tests.tools import ROOT
from tests.warm import started

T = TypeVar("T")
# Fast enough for a test; on a slow machine a worker may be taken for dead too soon, which costs an attempt and nothing else.
ENGINE = """schema: openness/engine/1
beat: "0.5"
fence: "2"
stale: "3"
sweep: "0.3"
poll: "0.3"
attempts: "50"
grace: "2"
held: "20"
"""
PAGES = 8
AS_OF = date(2026, 11, 20)
PATIENCE = 600.0


def slow_site(seconds: float, pages: int = PAGES) -> dict[str, Any]:
    """Pages that link to each other, each answered after a while; one link leads nowhere."""

    def page(number: int) -> Callable[[Any, bool], None]:
        links = "".join(f"<a href=/ru/{to}>Страница {to}</a> " for to in (number + 1, (number * 5) % pages))
        body = (
            f"<!doctype html><html lang=ru><title>Страница {number}</title><body><h1>Страница {number}</h1>"
            f"<nav>{links}<a href=/gone>Отчёт</a></nav><main><p>Комитет ведёт учёт под номером {number}.</p></main></body></html>"
        )

        def answer(servant: Any, with_body: bool) -> None:
            time.sleep(seconds)
            servant.send(200, body, with_body)

        return answer

    return {"/": page(0)} | {f"/ru/{number}": page(number) for number in range(pages)}


def configured(folder: Path, **settings: str) -> Path:
    """The registers of the source with a fast engine."""
    shutil.copytree(ROOT / "config", folder)
    text_ = ENGINE
    for name, value in settings.items():
        text_ = "\n".join(line for line in text_.splitlines() if not line.startswith(f"{name}:")) + f'\n{name}: "{value}"\n'
    (folder / "engine.yaml").write_text(text_, encoding="utf-8")
    return folder


@dataclass
class Yard:
    """A database, a configuration and a storage root; workers that were started are ended with the test."""

    address: str
    config: Path
    storage: Path
    workers: list[Process | subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.engine: Engine = open_database(self.address)
        self.pipeline = Pipeline(self.engine, self.address, self.config)

    def wish(self, site: str, **more: Any) -> Wish:
        asked = {"kind": "central", "as_of": AS_OF, "render": False, "methodology": "kz-2017", **more}
        return Wish(site=site, allow_private=True, config=self.config, **asked)

    def planned(self, site: str, **more: Any) -> CrawlPlan:
        return self.pipeline.planned(self.wish(site, **more), AS_OF)

    def ordered(self, site: str, **more: Any) -> str:
        plan = self.planned(site, **more)
        ordering.order(self.engine, [plan], ordering.Asked("test"))
        return plan.run_id

    def worker(self, *words: str, around: tuple[str, ...] = (), plain: bool = False) -> Process | subprocess.Popen[bytes]:
        """A worker, forked by a process that has the program loaded.

        :param around: the beginning of its command, as of one that runs it on another machine; then it is started plainly.
        :param plain: as a user starts it.
        """
        asked = ["worker", "--db", self.address, "--config", str(self.config), *words]
        environment = {**os.environ, "OPENNESS_STORAGE": str(self.storage)}
        made: Process | subprocess.Popen[bytes]
        with (self.storage / f"worker-{len(self.workers)}.log").open("wb") as log, Path(os.devnull).open("rb") as nothing:
            if around or plain:
                command = [*around, sys.executable, "-m", "openness", *asked]
                made = subprocess.Popen(command, cwd=ROOT, stdin=nothing, stderr=log, stdout=log, env=environment)
            else:
                streams = (nothing.fileno(), log.fileno(), log.fileno())
                made = started("openness", asked, streams, ROOT, environment)
        self.workers.append(made)
        return made

    def said(self) -> str:
        """What all workers said, for a test that fails."""
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(self.storage.glob("worker-*.log")))

    def row(self, run: str) -> Any:
        with self.engine.connect() as db:
            return db.execute(select(orders).where(orders.c.run_id == run)).one()

    def stages(self, run: str) -> list[tuple[int, str]]:
        """What the run told, as (attempt, stage)."""
        with self.engine.connect() as db:
            query = select(events.c.attempt, events.c.stage).where(events.c.run_id == run).order_by(events.c.seq)
            return [(row.attempt, row.stage) for row in db.execute(query)]

    def captures(self, run: str) -> list[str]:
        with self.engine.connect() as db:
            return list(db.execute(select(schema.captures.c.url).where(schema.captures.c.run_id == run)).scalars())

    def until(self, what: Callable[[], T], words: str) -> T:
        """Waits until something is so, and says what it is."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = what()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{words}\n{self.said()}")

    def ended(self, run: str) -> Any:
        """The order of a run once it has come to its end."""
        return self.until(lambda: (row := self.row(run)).standing not in standing.OPEN and row, f"{run} did not end")

    def reading(self, run: str, pages: int = 3) -> None:
        """Waits until a run has some pages behind it."""
        self.until(lambda: len(self.captures(run)) >= pages, f"{run} did not begin")

    def children(self) -> list[int]:
        """Processes that workers of this database started and that are still there."""
        return self._called("openness-work")

    def browsers(self) -> list[int]:
        """Processes of browsers that lanes of this database started."""
        below = descendants(set(self.lanes()))
        return [pid for pid, words in _processes() if pid in below and ("--openness-lane=" in words or "--type=" in words)]

    def lanes(self) -> list[int]:
        """Harvest lanes of this database."""
        return self._called("openness-lane")

    def warm(self) -> list[int]:
        """Processes that fork those of workers of this database, and lanes for these."""
        return self._called("openness-warm")

    def _called(self, name: str) -> list[int]:
        return [pid for pid, words in _processes() if name_of(pid) == name and self.address in words]

    def close(self) -> None:
        for worker in self.workers:
            worker.send_signal(signal.SIGCONT)
            worker.kill()
            worker.wait()
        self.until(lambda: not self.children() and not self.lanes(), "processes are left")
        self.engine.dispose()


def register(config: Path, sites: Mapping[str, tuple[str, str]]) -> None:
    """Puts bodies in the place of those of the register: code → (kind, address)."""
    for path in (config / "bodies").glob("*.yaml"):
        path.unlink()
    (config / "traits.yaml").unlink(missing_ok=True)
    bodies = [
        {"code": code, "kind": kind, "name": {"ru": f"Орган {code}", "kk": f"{code} органы"}, "sites": [{"url": url}]}
        for code, (kind, url) in sites.items()
    ]
    text = json.dumps({"schema": "openness/bodies/1", "source": "invented", "bodies": bodies}, ensure_ascii=False, indent=1)
    (config / "bodies" / "invented.yaml").write_text(text, encoding="utf-8")


def name_of(process: int) -> str:
    """What lists of processes call one; nothing for one that is gone or has ended."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    return "" if told.rpartition(")")[2].split()[0] == "Z" else told[told.index("(") + 1 : told.rindex(")")]


def _processes() -> Iterator[tuple[int, str]]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield int(path.parent.name), path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue


def told(storage: Path, run: str) -> Mapping[str, Any]:
    """What an audit found and scored, without its name, place and times."""
    out = storage / "runs" / run
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (out / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    found = sorted((one["id"], one["parameter"], one["outcome"], one["count"]) for one in lines)
    return {"total": result["total"], "found": found, "coverage": result["coverage"]["decided"]}


@contextmanager
def yard(address: str, folder: Path, **settings: str) -> Iterator[Yard]:
    """A yard whose storage is this process's root as well."""
    storage = folder / "storage"
    storage.mkdir(parents=True)
    before = os.environ.get("OPENNESS_STORAGE")
    os.environ["OPENNESS_STORAGE"] = str(storage)
    made = Yard(address, configured(folder / "config", **settings), storage)
    try:
        yield made
    finally:
        made.close()
        with open_database(address).begin() as db:
            for table in reversed(TABLES.sorted_tables):
                db.execute(table.delete())
            db.exec_driver_sql("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
        if before is None:
            del os.environ["OPENNESS_STORAGE"]
        else:
            os.environ["OPENNESS_STORAGE"] = before
