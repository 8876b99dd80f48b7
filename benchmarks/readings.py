"""``python -m benchmarks.readings``: every other reading of an act scored for one body, medians of twenty, inside a process.

The body has findings or figures for every row, dealt out by a seeded draw, as in ``rescoring.py``. Measured are the seconds of the
processor too, which tell more than the clock where the machine is shared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.report import RESULTS
from benchmarks.rescoring import cases, edition_of, machine_lines, prepare
from scoring.comparing import effects
from scoring.engine import score

REPEATS = 20


def measured(law: str) -> str:
    """One line of the table: choices compared, seconds by the clock and of the processor, beside those of scoring once."""
    edition = edition_of(law)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.jsonl"
        prepare(edition, 2, path)
        case = list(cases(path))[1]
    clock, processor, once = [], [], []
    for _ in range(REPEATS):
        begun, spent = perf_counter(), process_time()
        found = effects(edition, {}, case)
        clock.append(perf_counter() - begun)
        processor.append(process_time() - spent)
        spent = process_time()
        score(case.findings, edition, case.kind, subject=case.subject)
        once.append(process_time() - spent)
    moving = sum(not one.nothing for one in found)
    cells = (law, len(found), moving, f"{median(clock):.3f}", f"{median(processor):.3f}", f"{median(once) * 1000:.1f}")
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> int:
    """Measures and writes a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readings", description=__doc__)
    parser.add_argument("--law", nargs="+", default=["kz-2025", "kz-2017"], help="laws to compare by")
    wanted = parser.parse_args()
    lines = ["# All other readings of one body", "", *machine_lines(), ""]
    lines += ["| law | choices | that change something | seconds | processor seconds | scoring once, processor ms |"]
    lines += ["|---|---:|---:|---:|---:|---:|", *map(measured, wanted.law)]
    target = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-readings.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
