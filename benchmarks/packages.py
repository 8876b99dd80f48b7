"""``python -m benchmarks.packages``: the package of a site of 2,000 pages made, proved by its hashes, and judged again.

The site is the generated one of the other benchmarks, audited once without a browser; then each command is a process of its own. What
signing adds is the owner's command, not ours, and is left out; proving a signature takes the time of one import.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.contestants import audit, database, python
from benchmarks.measure import Measurement, run
from benchmarks.report import RESULTS
from benchmarks.rescoring import machine_lines
from benchmarks.second_run import served, wait_for

ROOT = Path(__file__).parents[1]
MEGABYTE = 1_000_000


def steps(folder: Path, package: Path) -> dict[str, list[str]]:
    """The commands that are measured."""
    run_id = json.loads((folder / "run" / "run.json").read_text(encoding="utf-8"))["run_id"]
    return {
        "evidence export": python("openness", "evidence", "export", run_id, "-o", str(package), *database(folder)),
        "evidence verify --quick": python("openness", "evidence", "verify", str(package), "--quick"),
        "evidence verify": python("openness", "evidence", "verify", str(package)),
    }


def measured(pages: int, folder: Path) -> tuple[Path, dict[str, Measurement]]:
    """The package of a site of so many pages, and what each command took."""
    with served(pages, True, 0) as url:
        wait_for(url)
        # Without the last stage to stop after, the report is written too, which a package needs.
        words = audit(url, folder, "score")
        place = words.index("--stop-after")
        done = run([*words[:place], *words[place + 2 :]], ROOT, 3600)
    if done.status not in (0, 1):
        raise SystemExit(done.errors)
    package, found = folder / "evidence.zip", {}
    for name, command in steps(folder, package).items():
        found[name] = run(command, ROOT, 3600)
        if found[name].status:
            raise SystemExit(f"{name}: {found[name].errors}")
    return package, found


def table(pages: int, facts: list[str], package: Path, found: dict[str, Measurement]) -> list[str]:
    """What was measured, for people; ``facts`` on the machine are those from before."""
    with zipfile.ZipFile(package) as archive:
        entries = archive.infolist()
    size, whole = package.stat().st_size / MEGABYTE, sum(entry.file_size for entry in entries) / MEGABYTE
    rows = [
        f"| {name} | {one.wall:.1f} | {one.processor:.1f} | {one.peak_memory / MEGABYTE:.0f} |" for name, one in found.items()
    ]
    return [
        f"# Evidence package of a site of {pages} pages", "", *facts, "",
        f"The package: {len(entries)} files, {size:.1f} MB, unpacked {whole:.1f} MB.", "",
        "| command | seconds | processor, s | most memory, MB |", "|---|---:|---:|---:|", *rows,
    ]  # fmt: skip


def main() -> int:
    """Measures and writes a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.packages", description=__doc__)
    parser.add_argument("--pages", type=int, default=2000, help="pages of the site (default: %(default)s)")
    wanted = parser.parse_args()
    facts = machine_lines()
    with tempfile.TemporaryDirectory(prefix="packages-") as folder:
        lines = table(wanted.pages, facts, *measured(wanted.pages, Path(folder)))
    target = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-packages.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
