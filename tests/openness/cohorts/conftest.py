"""One cohort report with an earlier one, made once for all tests that only read it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from openness.cohorts.build import read_cohort
from openness.cohorts.closed import load_closed
from openness.cohorts.model import Cohort
from openness.cohorts.write import write_cohort
from tests.conftest import ROOT
from tests.openness.cohorts import kit


class Made(NamedTuple):
    """The folder of a report, the folders of its runs by body, what cohort.json says, and the folder of the report before."""

    folder: Path
    runs: dict[str, Path]
    cohort: Cohort
    before: Path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("cohort")
    law, rules = kit.law(), load_closed(ROOT / "config")
    bodies = kit.members(law)
    before = root / "before"
    write_cohort(before, kit.written(root / "old", law, kit.before(law), "2025-11-20"), rules)
    runs = kit.written(root / "runs", law, bodies)
    return Made(root / "report", runs, write_cohort(root / "report", runs, rules, read_cohort(before)), before)
