"""The command: a report on runs on record, and what is refused before minutes of scoring."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from openness.cli import run
from reports.read import read_result
from tests.openness.small import Said
from tests.openness.stored import Stored, edition, findings_with, store_run

FILES = [
    "cohort.json",
    "findings.csv",
    "findings.xlsx",
    "open-data.json",
    "parameters.csv",
    "parameters.xlsx",
    "publication.json",
]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> list[Stored]:
    root, law = tmp_path_factory.mktemp("command"), edition()
    found = findings_with(law, {})
    return [
        store_run(root, found[:length], name, site=f"https://{name}.example.kz") for name, length in (("one", None), ("two", 90))
    ]


def call(stored: list[Stored], *more: str) -> Said:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["cohort", *(one.plan.run_id for one in stored), *more, *stored[0].options, "--lang", "en"])
    return Said(status, out.getvalue(), err.getvalue())


def test_the_report_lies_in_the_folder_and_the_runs_bear_the_same_totals(stored: list[Stored], tmp_path: Path) -> None:
    folder = tmp_path / "new" / "report"
    done = call(stored, "-o", str(folder), "--json")
    assert done.returncode == 1, done.stderr
    assert f"Report on all bodies: {folder}" in done.stderr
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".html") == FILES
    said = json.loads((folder / "cohort.json").read_text("utf-8"))
    told = {one["body"]: one["range"] for group in said["groups"] for one in group["bodies"]}
    assert told == {one.plan.body.code: read_result(one.out)["total"]["range"] for one in stored}
    assert {one["body"]: one["range"] for one in json.loads(done.stdout)} == told


def test_what_is_wrong_is_told_in_one_line(stored: list[Stored], tmp_path: Path) -> None:
    done = call(stored, "--before", str(tmp_path))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "name its folder with -o as well" in done.stderr
    done = call(stored, "-o", str(tmp_path / "x"), "--before", str(tmp_path))
    assert done.returncode == 2
    assert "cohort.json" in done.stderr
    (tmp_path / "file").write_text("")
    done = call(stored, "-o", str(tmp_path / "file"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
