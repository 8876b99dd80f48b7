"""A lane that cannot even begin says why in one line, and nothing that is no progress on standard output."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from store.db import open_database

ROOT = Path(__file__).parents[2]


def test_a_lane_of_an_unknown_run_says_so_on_standard_error_alone(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/lane.db"
    open_database(address).dispose()
    command = [sys.executable, "-m", "crawler.harvest", "http", address, "nosuch", str(ROOT / "config")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "KeyError: 'nosuch'\n")
