"""``python -m benchmarks.rescoring``: a cohort scored again from its stored findings, whole processes, medians.

Every body has findings or figures for every row of the edition, dealt out by a seeded draw; the first
is the Ministry of Defence with its exemptions. The measured process reads the findings from JSON lines, scores the cohort in two passes and writes
one line of totals a body. ``--one`` measures a single body a hundred times inside a process.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from pydantic import TypeAdapter

from benchmarks.measure import run
from benchmarks.report import RESULTS, machine
from openness.unhindered import unhindered
from scoring.engine import Case, each_of, score
from scoring.measure import Subject
from scoring.methodology import available, load
from store.base import BodyKind
from store.findings import Finding, Weighed
from store.methodology import Methodology
from tests.scoring.kit import CONFIG, Asked, Kit

ROOT = Path(__file__).parents[1]
OUTCOMES = ["met", "met", "met", "deficiency", "missing"]
FINDINGS = TypeAdapter(list[Finding])
STORED = TypeAdapter(list[Weighed])
KINDS: tuple[BodyKind, ...] = ("central", "local")


def edition_of(name: str) -> Methodology:
    """The newest edition of a law at hand."""
    return load([one for one in available(CONFIG) if one.id == name][-1].folder)


def prepare(edition: Methodology, bodies: int, path: Path) -> int:
    """Writes the findings of so many bodies as JSON lines, one body a line, and returns how many findings they are."""
    kit = Kit()
    asked = {kind: list(kit.asked(edition, kind)) for kind in KINDS}
    total = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(bodies):
            kind = KINDS[number % 3 == 2]
            found = list(_body(kit, asked[kind], number))
            total += len(found)
            code = "mod" if number == 0 else f"body-{number}"
            file.write(f"{code}\t{kind}\t{FINDINGS.dump_json(found).decode()}\n")
    return total


def _body(kit: Kit, asked: list[Asked], number: int) -> Iterator[Finding]:
    draw = random.Random(number)
    for one in asked:
        outcome, count = draw.choice(OUTCOMES), draw.randint(1, 9)
        yield from kit.answer(one, outcome, count=count, facts=_figures(kit, one, outcome, count, draw.randint(1, 20)))


def _figures(kit: Kit, one: Asked, outcome: str, count: int, size: int) -> dict[str, str] | None:
    """Figures of a share at the body's own size (of 12 things, of 24, …): no two bodies count the same things."""
    if one.row.formula != "ratio" or one.uses or {"of", "at_least"} & one.row.options.keys():
        return None
    return {name: str(int(value) * size) for name, value in kit.counted(one.row, outcome, count).items()}


def cases(path: Path) -> Iterator[Case]:
    """The cohort as stored."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            code, kind, found = line.split("\t", 2)
            yield Case(Subject(code), "local" if kind == "local" else "central", tuple(STORED.validate_json(found)))


def rescore(name: str, path: Path, out: Path) -> None:
    """The measured work: read, score, write totals."""
    edition = edition_of(name)
    with unhindered(), out.open("w", encoding="utf-8") as file:
        for code, conclusion in each_of(cases(path), edition):
            file.write(json.dumps([code, str(conclusion.total.points), str(conclusion.total.range.high)]) + "\n")


def one_body(name: str, path: Path) -> float:
    """Seconds that scoring one body takes, median of a hundred."""
    edition = edition_of(name)
    case = next(cases(path))
    spent = []
    for _ in range(100):
        begun = perf_counter()
        score(case.findings, edition, case.kind, subject=case.subject)
        spent.append(perf_counter() - begun)
    return median(spent)


def main() -> int:
    """Measures and writes a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rescoring", description=__doc__)
    parser.add_argument("--law", default="kz-2025", help="law to score by (default: %(default)s)")
    parser.add_argument("--bodies", type=int, nargs="+", default=[100, 1000, 5000], help="sizes of the cohorts")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each size (default: %(default)s)")
    parser.add_argument("--work", nargs=2, metavar=("FINDINGS", "OUT"), help=argparse.SUPPRESS)
    parser.add_argument("--one", metavar="FINDINGS", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.work:
        rescore(wanted.law, Path(wanted.work[0]), Path(wanted.work[1]))
        return 0
    if wanted.one:
        sys.stdout.write(f"{one_body(wanted.law, Path(wanted.one)):.6f}\n")
        return 0
    lines = [f"# Rescoring a cohort by {wanted.law}", "", *machine_lines(), ""]
    lines += ["| bodies | findings | seconds (median) | ms a body | most memory, MB |", "|---:|---:|---:|---:|---:|"]
    with tempfile.TemporaryDirectory() as folder:
        for bodies in wanted.bodies:
            path = Path(folder) / f"{bodies}.jsonl"
            findings = prepare(edition_of(wanted.law), bodies, path)
            command = [sys.executable, "-m", "benchmarks.rescoring", "--law", wanted.law, "--work", str(path), f"{folder}/out"]
            measured = [run(command, ROOT, 900) for _ in range(wanted.repeats)]
            if any(one.status for one in measured):
                sys.stderr.write(measured[0].errors)
                return 3
            seconds = median(one.wall for one in measured)
            memory = max(one.peak_memory for one in measured) / 2**20
            lines.append(f"| {bodies} | {findings} | {seconds:.2f} | {seconds * 1000 / bodies:.2f} | {memory:.0f} |")
            sys.stderr.write(lines[-1] + "\n")
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.rescoring", "--law", wanted.law, "--one", str(path)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
    lines += ["", f"One body alone, its edition loaded: {float(told) * 1000:.1f} ms (median of 100)."]
    target = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-rescoring.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def machine_lines() -> list[str]:
    """What it was measured on."""
    return [f"{name}: {value}" for name, value in machine().items()]


if __name__ == "__main__":
    sys.exit(main())
