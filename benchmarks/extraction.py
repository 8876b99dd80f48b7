"""``python -m benchmarks.extraction SITE …``: what reading captures in a process beside takes, against reading them in the same one.

Each SITE is a folder of static files; every file becomes a capture of a stored harvest, without a network. Then whole processes
extract it, ``beside`` as the program does and ``inside`` with the captures read where the rows are written, which this measurement alone
does: nothing bounds the reading there. Processor time is that of a process and its children. All records of both ways must be the same
byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import mimetypes
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from benchmarks.measure import run
from benchmarks.report import RESULTS, machine
from crawler.extract import run as extraction
from crawler.extract.bounded import Bounds, Ended
from openness.planning import Wish, make_plan
from store import schema
from store.db import open_database
from store.harvest import Capture, CrawlPlan, Device, Ledger, LedgerEntry
from store.lexicon import load_lexicons
from store.objects import ObjectStore

ROOT = Path(__file__).parents[1]
WAYS = ("inside", "beside")
HOST = "http://127.0.0.1/"
WHEN = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


class Run(NamedTuple):
    """One process: captures in all, seconds on the clock and of the processor while it extracted, peak memory in bytes, digest of records."""

    captures: int
    wall: float
    processor: float
    memory: int
    digest: str


def stored(site: Path, folder: Path) -> str:
    """Keeps every file of the site as a harvest would; gives the run's name."""
    wish = Wish(site=HOST, allow_private=True, out=folder / "run", config=ROOT / "config")
    plan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
    objects, items = ObjectStore(str(folder / "objects")), list[Capture | LedgerEntry]()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        body, name = path.read_bytes(), path.relative_to(site).as_posix()
        objects.put(body)
        items.extend(_asked(name, body))
    engine = open_database(_address(folder))
    with engine.begin() as db:
        own = {"id": plan.run_id, "key": plan.key, "body": plan.body.code, "state": "harvested", "out": "", "started_at": ""}
        db.execute(insert(schema.runs).values(**own, plan=plan.model_dump_json()))
        schema.write(db, plan.run_id, items)
    engine.dispose()
    return plan.run_id


def _asked(name: str, body: bytes) -> tuple[Capture, LedgerEntry]:
    url = HOST + name.removesuffix("index.html")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    capture = Capture(
        id=hashlib.sha256(url.encode()).hexdigest()[:16],
        url=url,
        lane="*",
        device=Device.HTTP,
        requested_at=WHEN,
        status=200,
        headers=(("Content-Type", kind),),
        object_sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
        media_type=kind,
    )
    return capture, LedgerEntry(
        url=url, lane="*", ledger=Ledger.FETCHED, status=200, depth=name.count("/"), capture_id=capture.id
    )


def _address(folder: Path) -> str:
    return f"sqlite:///{folder / 'run.db'}"


def inside(do: Callable[[Any], Any], pieces: Iterable[Any], _bounds: Bounds) -> Iterator[tuple[Any, Any | Ended]]:
    """What ``bounded`` gives, done in this process and without a bound."""
    return ((piece, do(piece)) for piece in pieces)


def extracted(folder: Path, run_id: str, way: str) -> dict[str, Any]:
    """Extracts the harvest once; nothing of it is kept."""
    if way == "inside":
        vars(extraction)["bounded"] = inside
    lexicons = load_lexicons(ROOT / "config")
    with open_database(_address(folder)).connect() as db:
        known = db.execute(select(schema.runs.c.plan).where(schema.runs.c.id == run_id)).scalar_one()
        plan = CrawlPlan.model_validate_json(known)
        objects = ObjectStore(str(folder / "objects"))
        used, began = _used(), perf_counter()
        extraction.extract(db, objects, plan, lexicons)
        wall, processor = perf_counter() - began, _used() - used
        total = len(db.execute(select(schema.captures.c.id).where(schema.captures.c.run_id == run_id)).all())
        return {"captures": total, "wall": wall, "processor": processor, "digest": _digest(db, run_id)}


def _used() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _digest(db: Any, run_id: str) -> str:
    seen = hashlib.sha256()
    for table in sorted((table for table, _ in schema.RECORD_TABLES.values()), key=lambda table: table.name):
        names = [column.name for column in table.columns if column.name != "run_id"]
        query = select(*(table.c[name] for name in names)).where(table.c.run_id == run_id)
        # In the order in which the rows were written, which is part of what must be the same.
        for row in db.execute(query):
            seen.update(json.dumps([table.name, *row], ensure_ascii=False, default=str).encode())
    return seen.hexdigest()


def measured(folder: Path, run_id: str, way: str) -> Run:
    """One whole process."""
    command = [sys.executable, "-m", "benchmarks.extraction", "--one", str(folder), run_id, way]
    done = run(command, ROOT)
    if done.status:
        raise SystemExit(f"extraction {way} ended with {done.status}: {done.errors}")
    told = json.loads(done.output.splitlines()[-1])
    return Run(told["captures"], told["wall"], told["processor"], done.peak_memory, told["digest"])


def table(name: str, runs: dict[str, list[Run]]) -> list[str]:
    """Lines of the result: one a way."""
    base = median(item.processor for item in runs[WAYS[0]])
    lines = []
    for way, items in runs.items():
        processor, wall = median(item.processor for item in items), median(item.wall for item in items)
        each = " ".join(f"{item.processor:.2f}" for item in items)
        lines.append(
            f"| {name} | {items[0].captures} | {way} | {processor:.2f} | {each} | {100 * processor / base:.0f} % | {wall:.2f} "
            f"| {max(item.memory for item in items) / 1e6:.0f} |"
        )
    return lines


def main() -> int:
    """Measures each site and writes a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("sites", type=Path, nargs="*", help="folders of static files")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    parser.add_argument("--one", nargs=3, metavar=("FOLDER", "RUN", "WAY"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        folder, run_id, way = wanted.one
        sys.stdout.write(json.dumps(extracted(Path(folder), run_id, way)) + "\n")
        return 0
    facts = machine()
    lines = ["# Extraction with captures read beside and inside", "", *(f"{key}: {value}" for key, value in facts.items()), ""]
    lines += ["| site | captures | way | processor, s (median) | each | share | wall, s (median) | most memory, MB |"]
    lines += ["|---|---:|---|---:|---|---:|---:|---:|"]
    for site in wanted.sites:
        with tempfile.TemporaryDirectory() as place:
            run_id = stored(site, Path(place))
            runs: dict[str, list[Run]] = {way: [] for way in WAYS}
            for _ in range(wanted.repeats):
                for way in WAYS:
                    runs[way].append(measured(Path(place), run_id, way))
        if len({item.digest for items in runs.values() for item in items}) > 1:
            raise SystemExit(f"{site}: the two ways make different records")
        lines += table(site.parent.name if site.name == "site" else site.name, runs)
        sys.stderr.write("\n".join(lines[-len(WAYS) :]) + f"\n{runs[WAYS[0]][0].digest}\n")
    text = "\n".join(lines) + "\n"
    (wanted.results / f"{datetime.now(UTC):%Y-%m-%d}-extraction.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
