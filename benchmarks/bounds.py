"""``python -m benchmarks.bounds``: what hostile sites, pages, files and lines take of memory and time, each beside its bound.

Bounds of a machine are no matter of tests: a test proves that a hostile page ends with a reason, this that it ends within reason.
Whole processes are measured (``benchmarks.measure``); of the readers the processor time of each input is told.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import MEMORY_METHOD, Measurement, run
from benchmarks.report import RESULTS, machine

ROOT = Path(__file__).parents[1]
CAP = 1800.0
MEGABYTE = 1_000_000


class Row(NamedTuple):
    """One measurement and its bounds: seconds, and bytes where memory is bounded."""

    name: str
    seconds: float
    most_seconds: float
    memory: int = 0
    most_memory: int = 0

    @property
    def kept(self) -> bool:
        """Whether it lies within its bounds."""
        return self.seconds <= self.most_seconds and self.memory <= (self.most_memory or self.memory)


def browser() -> Iterator[Row]:
    """The browser lane over the hostile site."""
    from tests.crawler.browser.kit import command_of
    from tests.crawler.browser.test_hostile import LIMITS, PROBES, site
    from tests.crawler.kit import Harvest

    with tempfile.TemporaryDirectory() as folder, site() as url:
        harvest = Harvest(Path(folder), url, **LIMITS, probes=PROBES)
        plan = harvest.plan()
        program = [sys.executable, "-m", "crawler.harvest"]
        _good(run([*program, *command_of(harvest, "http", plan.run_id)], ROOT, CAP))
        done = _good(run([*program, *command_of(harvest, "browser", plan.run_id)], ROOT, CAP))
    yield Row("browser lane, hostile pages", done.wall, 300.0, done.peak_memory, 3000 * MEGABYTE)


def http() -> Iterator[Row]:
    """The HTTP lane over the hostile site."""
    from store.db import open_database
    from tests.hostile import hostile
    from tests.hostile.test_http_lane import begun, command_of
    from tests.hostile.world import DOMAIN

    with tempfile.TemporaryDirectory() as folder, hostile(f"www.{DOMAIN}", DOMAIN) as server:
        address = f"sqlite:///{folder}/h.db"
        engine = open_database(address)
        plan = begun(engine, server, Path(folder) / "run")
        done = _good(run(command_of(address, plan), ROOT, CAP))
        engine.dispose()
    yield Row("HTTP lane, hostile server", done.wall, 150.0, done.peak_memory, 575 * MEGABYTE)


def files() -> Iterator[Row]:
    """Files that claim more than a gigabyte, read in one process; the same process without them is taken off."""
    idle = _good(run([sys.executable, "-m", "benchmarks.bounds", "--read", "nothing"], ROOT, CAP))
    done = _good(run([sys.executable, "-m", "benchmarks.bounds", "--read", "bombs"], ROOT, CAP))
    yield Row("five files that claim a gigabyte", done.wall, 60.0, done.peak_memory - idle.peak_memory, 400 * MEGABYTE)


def lines() -> Iterator[Row]:
    """Lines and pages that would hang a careless reader, the slowest of each."""
    done = _good(run([sys.executable, "-m", "benchmarks.bounds", "--read", "lines"], ROOT, CAP))
    found = json.loads(done.output)
    yield Row("a line of dates", found["dates"], 2.0)
    yield Row("a page of hostile markup", found["markup"], 20.0)


def read(what: str) -> None:
    """What a process of its own does: reads the files, or prints the processor seconds of the slowest line and page."""
    if what == "lines":
        print(json.dumps({"dates": _slowest(_dates()), "markup": _slowest(_markup())}))
        return
    from crawler.extract.files import pdf
    from tests.crawler.extract.filemaker import bombs

    # Both processes make the files and load the readers; one of them reads.
    made = bombs()
    pdf.read_pdf(b"%PDF-1.4")
    for reader, arguments in made if what == "bombs" else ():
        reader(*arguments)


def _dates() -> Iterator[Callable[[], object]]:
    from crawler.extract.text.datewords import DateWords
    from crawler.extract.text.words import words_of
    from store.lexicon import load_lexicons
    from tests.crawler.extract.test_dates import HOSTILE

    reader = DateWords.of(words_of(load_lexicons(ROOT / "config")))
    for part in HOSTILE:
        yield lambda line=(part * 1_500)[:1_500]: reader.read(line)  # type: ignore[misc]


def _markup() -> Iterator[Callable[[], object]]:
    from crawler.extract.page.tree import parse
    from tests.crawler.extract.test_hostile import HOSTILE

    for markup, _ in HOSTILE:
        yield lambda page=markup: parse(page)  # type: ignore[misc]


def _slowest(jobs: Iterator[Callable[[], object]]) -> float:
    spent = []
    for job in jobs:
        begun = time.process_time()
        job()
        spent.append(time.process_time() - begun)
    return round(max(spent), 3)


def _good(done: Measurement) -> Measurement:
    if done.status:
        raise SystemExit(f"ended with {done.status}: {done.errors}")
    return done


def markdown(rows: list[Row]) -> str:
    """The results as a page."""
    facts = machine()
    head = [
        "# Bounds on hostile input",
        "",
        f"{facts['cores']} cores, {facts['memory_mb']} MB, Python {facts['python']}, load {facts['load_at_start']} at the end. "
        f"Memory: {MEMORY_METHOD}.",
        "",
        "| what | s | bound, s | peak, MB | bound, MB | within |",
        "|---|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*head, *map(_line, rows), ""])


def _line(row: Row) -> str:
    memory = f"{row.memory / MEGABYTE:.0f} | {row.most_memory / MEGABYTE:.0f}" if row.most_memory else "– | –"
    return f"| {row.name} | {row.seconds:.2f} | {row.most_seconds:.0f} | {memory} | {'yes' if row.kept else 'no'} |"


GROUPS = {"browser": browser, "http": http, "files": files, "lines": lines}


def main() -> int:
    """Exit status 1 where a bound was broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bounds", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--read", choices=("nothing", "bombs", "lines"), help=argparse.SUPPRESS)
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    if wanted.read:
        read(wanted.read)
        return 0
    rows = [row for name in wanted.only for row in GROUPS[name]()]
    text = markdown(rows)
    path = wanted.results / f"{datetime.now(UTC).date()}-bounds.md"
    path.write_text(text, encoding="utf-8")
    print(text)
    print(f"written to {path}", file=sys.stderr)
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
