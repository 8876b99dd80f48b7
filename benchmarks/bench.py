"""``python -m benchmarks.bench`` (``make bench``): whole processes on generated sites, medians, a table and JSON in ``results/``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.contestants import Contestant, ours, peers
from benchmarks.measure import Measurement, run
from benchmarks.report import RESULTS, Row, machine, markdown, write
from benchmarks.serve import Server, served
from benchmarks.site import generate

ROOT = Path(__file__).parents[1]


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 2000], help="sizes of the sites (default: 1000 2000)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each contestant (default: %(default)s)")
    parser.add_argument("--only", default="", metavar="WORD", help="only contestants whose name holds this word")
    parser.add_argument("--timeout", type=float, default=900.0, metavar="SECONDS", help="bound of one run (default: %(default)s)")
    parser.add_argument("--name", default="bench", help="what the result files are called after the date (default: %(default)s)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result files")
    return parser


def one_run(contestant: Contestant, server: Server, timeout: float) -> tuple[Measurement, int, int] | str:
    """One measured run in a fresh folder with pages and requests as the server saw them, or what went wrong."""
    with tempfile.TemporaryDirectory(prefix="bench-run-") as temporary:
        folder = Path(temporary)
        told = ""
        try:
            if contestant.prepare:
                ready = run(contestant.prepare(server.url, folder), ROOT, timeout)
                if ready.status not in contestant.statuses:
                    return f"preparation ended with {ready.status}: {_last(ready.errors, folder)}"
                told = ready.output.strip().splitlines()[-1] if ready.output.strip() else ""
            server.reset()
            command = [told if word == "{run}" else word for word in contestant.command(server.url, folder)]
            measured = run(command, ROOT, timeout)
        except subprocess.TimeoutExpired:
            return f"not finished within {timeout:.0f} s"
        except OSError as fault:
            return f"could not be started: {fault.strerror}"
        if measured.status not in contestant.statuses:
            return f"ended with {measured.status}: {_last(measured.errors, folder)}"
        return (measured, *server.meter())


def _last(errors: str, folder: Path) -> str:
    """The last line of standard error, without paths of this machine and safe inside a table."""
    lines = errors.strip().splitlines() or ["no message"]
    return lines[-1].replace(str(folder), "RUN").replace(str(ROOT), ".").replace("|", "/")[:160]


Run = tuple[Measurement, int, int] | str


def in_turns(contestants: list[Contestant], server: Server, pages: int, repeats: int, timeout: float) -> list[list[Run]]:
    """Runs of each contestant, taken in turns: a slow minute of the machine meets all of them."""
    runs: list[list[Run]] = [[] for _ in contestants]
    for number in range(repeats):
        for contestant, done in zip(contestants, runs, strict=True):
            if any(isinstance(result, str) for result in done):
                continue
            print(f"{pages} pages: {contestant.name}, run {number + 1} of {repeats}", file=sys.stderr, flush=True)
            done.append(one_run(contestant, server, timeout))
    return runs


def measured_row(contestant: Contestant, pages: int, runs: list[Run]) -> Row:
    """Medians of a contestant on a site."""
    row = Row(pages, contestant.name, contestant.version)
    done = [result for result in runs if not isinstance(result, str)]
    fault = next((result for result in runs if isinstance(result, str)), "")
    if fault:
        return replace(row, fault=fault)
    wall = median(measured.wall for measured, _, _ in done)
    fetched = min(seen for _, seen, _ in done)
    if contestant.crawls and fetched < pages:
        return replace(row, fault=f"fetched only {fetched} of {pages} pages, so its speed cannot be compared")
    return replace(
        row,
        fetched=fetched,
        requests=int(median(requests for _, _, requests in done)),
        wall=wall,
        processor=median(measured.processor for measured, _, _ in done),
        peak_memory=int(median(measured.peak_memory for measured, _, _ in done)),
        rate=pages / wall,
        runs=tuple(round(measured.wall, 3) for measured, _, _ in done),
    )


def main() -> int:
    """Exit status 0, or 1 when a contestant of our own gave no figure."""
    wanted = arguments().parse_args()
    others, notes = peers()
    contestants = [one for one in [*ours(), *others] if wanted.only.casefold() in one.name.casefold()]
    rows: list[Row] = []
    name = ""
    for pages in wanted.pages:
        with served(generate(pages)) as server:
            name = server.name
            runs = in_turns(contestants, server, pages, wanted.repeats, wanted.timeout)
        found = [measured_row(one, pages, done) for one, done in zip(contestants, runs, strict=True)]
        bare = next((row.rate for row in found if row.name.startswith("bare Scrapy") and not row.fault), None)
        rows += [
            replace(row, ratio=row.rate / bare) if bare and row.rate and one.crawls else row
            for one, row in zip(contestants, found, strict=True)
        ]
    day = datetime.now(UTC).date()
    path = write(rows, notes, name, wanted.repeats, day, wanted.name, wanted.results)
    print(markdown(rows, notes, machine(), name, wanted.repeats, day))
    print(f"written to {path}", file=sys.stderr)
    own = {one.name for one in ours()}
    return 1 if any(row.fault for row in rows if row.name in own) else 0


if __name__ == "__main__":
    sys.exit(main())
