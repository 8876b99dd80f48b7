"""``python -m benchmarks.large``: a site of 1,000, 10,000 and 100,000 light pages from its harvest to its report, stage by stage.

Every stage is a process of its own, measured from outside: seconds on the clock and of the processor, memory of the largest of its processes
and of all together. HTTP only. ``per page`` set beside that of the smallest site says whether time is linear. ``--keep`` leaves the
runs where they are, for a closer look; each stage has ``--limit`` seconds. ``--again`` measures stages once more on runs that were kept.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, func, select

from benchmarks.contestants import audit, database, python
from benchmarks.measure import Measurement, run
from benchmarks.report import RESULTS, machine
from benchmarks.serve import served
from benchmarks.site import SMALL, generate
from store import schema
from store.records import LinkRecord, PageRecord

ROOT = Path(__file__).parents[1]
STAGES = ("harvest", "extract", "check", "score", "report")
# Reading what a large process holds takes its time too.
SAMPLING = 0.5
METHOD = f"Memory: proportional set size (PSS) of each process, looked at every {SAMPLING} s."
GOAL = 1_500_000_000


class Stage(NamedTuple):
    """One stage of one site."""

    pages: int
    name: str
    wall: float
    processor: float
    largest: int
    together: int


def staged(pages: int, folder: Path, limit: float) -> Iterator[Stage]:
    """Each stage in its order, on a site of so many pages.

    :raises SystemExit: a stage did not come to its end, or read other pages than there are.
    """
    with served(generate(pages, shape=SMALL)) as server:
        harvest = [*audit(server.url, folder, "harvest"), "--max-pages", str(pages + 1), "--max-time", str(int(limit))]
        yield _of(pages, "harvest", _done("harvest", harvest, limit))
        found = server.meter()[0]
    if found != pages:
        raise SystemExit(f"{found} pages of {pages} were read")
    yield from again(pages, folder, limit, STAGES[1:])


def again(pages: int, folder: Path, limit: float, names: Sequence[str]) -> Iterator[Stage]:
    """These stages on a run whose site was harvested.

    :raises SystemExit: a stage did not come to its end.
    """
    for name in names:
        yield _of(pages, name, _done(name, python("openness", name, str(folder / "run"), *database(folder)), limit))


def _of(pages: int, name: str, told: Measurement) -> Stage:
    return Stage(pages, name, told.wall, told.processor, told.largest, told.peak_memory)


def _done(name: str, command: list[str], limit: float) -> Measurement:
    try:
        told = run(command, ROOT, limit, sampling=SAMPLING)
    except subprocess.TimeoutExpired as late:
        raise SystemExit(f"{name} did not end within {limit:g} s") from late
    if told.status not in (0, 1):
        raise SystemExit(f"{name} ended with {told.status}: {told.errors}")
    return told


def rows_of(folder: Path) -> dict[str, int]:
    """How much of each kind the run holds."""
    kinds = (
        schema.ledger,
        schema.captures,
        schema.failures,
        schema.table_of(PageRecord),
        schema.table_of(LinkRecord),
        schema.findings,
    )
    with create_engine(f"sqlite:///{folder / 'bench.db'}").connect() as db:
        return {kind.name: db.execute(select(func.count()).select_from(kind)).scalar_one() for kind in kinds}


def table(stages: list[Stage]) -> list[str]:
    """A line for each stage; time a page beside that of the smallest site."""
    base = {stage.name: stage for stage in reversed(stages)}
    lines = [
        "| pages | stage | wall, s | processor, s | processor a page, ms | of the smallest | largest process, MB | all, MB |"
    ]
    lines.append("|--:|---|--:|--:|--:|--:|--:|--:|")
    for stage in stages:
        each, first = stage.processor / stage.pages, base[stage.name].processor / base[stage.name].pages
        lines.append(
            f"| {stage.pages} | {stage.name} | {stage.wall:.1f} | {stage.processor:.1f} | {1000 * each:.2f} | {each / first:.2f} × "
            f"| {stage.largest / 1e6:.0f} | {stage.together / 1e6:.0f} |"
        )
    return lines


def main() -> int:
    """Measures each site and writes a page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--limit", type=float, default=14_400, help="seconds that one stage may take (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="the folder in which the runs are left")
    parser.add_argument("--again", nargs="+", choices=STAGES[1:], help="measure these stages alone, on the runs in --keep")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    if wanted.again and wanted.keep is None:
        parser.error("--again needs --keep, the folder with the runs")
    facts, stages, notes = machine(), list[Stage](), list[str]()
    for pages in wanted.pages:
        folder = Path(tempfile.mkdtemp(prefix="large-")) if wanted.keep is None else wanted.keep / str(pages)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            course = again(pages, folder, wanted.limit, wanted.again) if wanted.again else staged(pages, folder, wanted.limit)
            for stage in course:
                stages.append(stage)
                sys.stderr.write(table([stage])[-1] + "\n")
            held = ", ".join(f"{kind} {number}" for kind, number in rows_of(folder).items())
            notes.append(f"- {pages} pages: {held}")
        finally:
            if wanted.keep is None:
                shutil.rmtree(folder)
    most = max(stages, key=lambda stage: stage.largest)
    notes.append(
        f"- largest process: {most.largest / 1e6:.0f} MB ({most.name}, {most.pages} pages); the goal is {GOAL / 1e6:.0f} MB"
    )
    head = [
        "# Large sites, stage by stage",
        "",
        *(f"{key}: {value}" for key, value in facts.items()),
        "",
        METHOD,
        "",
    ]
    text = "\n".join([*head, *table(stages), "", *notes]) + "\n"
    wanted.results.mkdir(parents=True, exist_ok=True)
    (wanted.results / f"{datetime.now(UTC):%Y-%m-%d}-large.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
