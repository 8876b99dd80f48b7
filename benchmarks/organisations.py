"""``python -m benchmarks.organisations``: the subordinate organisations of one body imported, planned and counted, in one process.

The register is a workbook. Each organisation gets a plan and a run, and the findings that its checks would have made, dealt out by a
seeded draw; harvests are not part of it. Then the body is scored in one call, with all of them, and its reports are written.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from openpyxl import Workbook

from benchmarks.report import RESULTS
from benchmarks.rescoring import machine_lines
from openness import runs
from openness.imports.every import kinds
from openness.imports.register_in import take_in_register
from openness.imports.take import Wanted
from openness.pipeline import Pipeline
from openness.planning import Wish
from openness.subordinates.job import proven, wish_for
from store import judged
from store.db import open_database
from store.findings import Finding
from store.subordinates import Organisation
from tests.openness.test_subordinates import audited, seen_whole
from tests.scoring.kit import CONFIG

DAY = date(2026, 11, 20)
HEADER = ["code", "parent", "name-kk", "name-ru", "form", "site-kk", "site-ru", "since"]


def register(path: Path, number: int) -> Path:
    """A workbook of so many organisations of one body."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Данные")
    sheet.append(HEADER)
    for one in range(number):
        code, site = f"organisation-{one:05}", f"https://organisation-{one:05}.example/"
        sheet.append([code, "mam", f"Ұйым {one}", f"Организация {one}", "quasi-state", site, site, "2024-01-01"])
    book.save(path)
    return path


def findings(number: int) -> list[Finding]:
    """What the checks of one organisation said."""
    draw = random.Random(number)
    asked = draw.randint(0, 40)
    return audited(draw.choice("0001"), (str(asked), str(draw.randint(0, asked))))


class Work:
    """One database with the body and its organisations; ``told`` are the steps with their seconds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = f"sqlite:///{folder}/organisations.db"
        self.engine = open_database(self.db)
        self.pipeline = Pipeline(self.engine, self.db, CONFIG)
        self.told: list[tuple[str, float]] = []

    def step(self, name: str, begun: float) -> None:
        """Notes how long a step took, and how much memory the process has taken so far."""
        self.told.append((name, perf_counter() - begun))
        sys.stderr.write(f"{name}: {self.told[-1][1]:.1f} s, {peak():.0f} MB\n")

    def run(self, number: int) -> None:
        """The whole course."""
        path = register(self.folder / "register.xlsx", number)
        begun = perf_counter()
        wanted = Wanted(kinds()["subordinates"], path, "", "central", "2026", DAY, CONFIG)
        take_in_register(self.engine, wanted, datetime.now(UTC))
        self.step("import", begun)
        begun = perf_counter()
        wish = Wish(
            body="mam", methodology="kz-2025", as_of=DAY, config=CONFIG, render=False, no_portals=True, out=self.folder / "mam"
        )
        plan, _ = self.pipeline.begin(wish, DAY)
        found = proven(self.pipeline, plan)
        for at, one in enumerate(found.organisations):
            self.plan(one, wish_for(one, found, plan, wish), at)
        self.step("plans and runs", begun)
        seen_whole(self.engine, plan)
        runs.advance(self.engine, plan.run_id, "checked")
        begun = perf_counter()
        self.pipeline.score(plan)
        self.step("score", begun)
        begun = perf_counter()
        self.pipeline.report(plan)
        self.step("reports", begun)

    def plan(self, one: Organisation, wish: Wish, at: int) -> None:
        """The run of one organisation, as its checks leave it."""
        wish.out = self.folder / "runs" / one.code
        mine, _ = self.pipeline.begin(wish, DAY)
        with self.engine.begin() as db:
            judged.replace(db, mine.run_id, findings(at))
        for state in ("checked", "scored"):
            runs.advance(self.engine, mine.run_id, state)


def peak() -> float:
    """The most memory that this process took, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Measures and writes a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.organisations", description=__doc__)
    parser.add_argument("--organisations", type=int, default=1200, help="how many (default: %(default)s)")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Work(Path(folder))
        work.run(wanted.organisations)
        work.engine.dispose()
    lines = [
        f"# {wanted.organisations} subordinate organisations of one body",
        "",
        *machine_lines(),
        "",
        "| step | seconds |",
        "|---|---:|",
    ]
    lines += [f"| {name} | {seconds:.1f} |" for name, seconds in work.told]
    lines += ["", f"Most memory of the process: {peak():.0f} MB."]
    target = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-organisations.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
