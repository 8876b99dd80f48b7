"""The stages as functions of a run's id, in a process that has no terminal and loads nothing of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from openness import stages
from openness.faults import WrongUse
from tests.crawler.servant import serving
from tests.openness.small import PAGES, Run
from tests.tools import ROOT

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(40)]
# No standard streams at all: whoever prints or asks dies here.
WORKER = """
import os, sys
from pathlib import Path
answer = os.fdopen(int(sys.argv[1]), "w")
for number in (0, 1, 2):
    os.close(number)
from openness import stages
place, heard, told = stages.Place(sys.argv[2], Path(sys.argv[3])), set(), []
hear = lambda stage, facts: heard.add(stage)
run = sys.argv[4]
for stage in (stages.harvest, stages.extract, stages.check, stages.score, stages.report):
    told.append(tuple(stage(run, place, hear)))
told.append(tuple(stages.harvest(run, place)))
told.append(tuple(stages.finish(run, place)))
import json
json.dump({"told": told, "heard": sorted(heard), "loaded": sorted({"typer", "openness.cli", "openness.console"} & set(sys.modules))}, answer)
"""


def planned(root: Path, site: str) -> Run:
    root.mkdir()
    made = Run(root, ("plan", "--site", site, "--kind", "central", "--allow-private", "--as-of", "2026-11-20", "--no-render",
                      "--methodology", "kz-2017", "--config", str(ROOT / "config")))  # fmt: skip
    done = made.call(*made.arguments)
    assert done.returncode == 0, done.stderr
    return made


def test_a_run_goes_through_its_stages_without_a_terminal(tmp_path: Path) -> None:
    with serving(PAGES) as server:
        run = planned(tmp_path / "one", server.url)
        mine, theirs = os.pipe()
        command = [sys.executable, "-c", WORKER, str(theirs), run.db, run.config, run.id]
        with subprocess.Popen(
            command, pass_fds=[theirs], cwd=tmp_path, start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        ) as worker:
            os.close(theirs)
            with os.fdopen(mine) as answer:
                said = answer.read()
        assert worker.returncode == 0
    found = json.loads(said)
    states = ["harvested", "extracted", "checked", "scored", "reported"]
    assert found["told"] == [*([state, True] for state in states), ["reported", False], ["reported", False]]
    assert {"http", "extract", "check", "score", "report"} <= set(found["heard"])
    assert found["loaded"] == []
    assert (run.out / "report.kk.html").is_file()
    assert run.call("replay", run.id, "--config", run.config).returncode == 0


def test_a_stage_too_early_and_an_unknown_run_are_refused(tmp_path: Path) -> None:
    run = planned(tmp_path / "one", "http://127.0.0.1:9/")
    place = stages.Place(run.db, Path(run.config))
    with pytest.raises(WrongUse, match="has not come that far"):
        stages.check(run.id, place)
    with pytest.raises(WrongUse, match="is not in the database"):
        stages.finish("nobody", place)
    with pytest.raises(WrongUse, match="not on record"):
        stages.score("nobody", stages.Place(f"sqlite:///{tmp_path}/none.db", Path(run.config)))
    assert not (tmp_path / "none.db").exists()
