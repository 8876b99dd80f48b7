"""Reports are taken away before what they tell changes: nobody shall read an old page beside a new result."""

from __future__ import annotations

from pathlib import Path

from reports.evidence import REPORTS
from reports.manifest import MANIFEST_FILE
from reports.since import SINCE_FILE


def withdraw(out: Path) -> None:
    """Removes the reports of a run, what they told of an earlier one, and the manifest of its evidence; ``report`` writes them anew."""
    printed = (Path(name).with_suffix(".pdf").name for name in REPORTS)
    for name in (*REPORTS, *printed, SINCE_FILE, f"evidence/{MANIFEST_FILE}"):
        (out / name).unlink(missing_ok=True)
