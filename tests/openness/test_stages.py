"""A stage run again: nothing stale stays, nothing falls back, the end of the audit stays, and replay gives the same bytes."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest

from reports.numbers import shown
from tests.crawler.servant import serving
from tests.openness.small import PAGES, Run, audited

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(25)]
REPORTS = ("report.ru.html", "report.kk.html", "report.en.html")


@pytest.fixture
def run(brief: Run, tmp_path: Path) -> Run:
    return brief.copied(tmp_path / "copy")


def state(run: Run) -> str:
    with sqlite3.connect(run.root / "var" / "openness.db") as db:
        return str(db.execute("SELECT state FROM runs WHERE id = ?", (run.id,)).fetchone()[0])


def with_survey(run: Run) -> None:
    """A survey for the body, so that the next scoring comes out otherwise."""
    code = run.result["body"]["code"]
    survey = run.root / "survey.csv"
    survey.write_text("survey;service;value;respondents;conducted;proof\npopulation;;75;1000;2026-10-01;https://x.example/1\n")
    done = run.call("import", "survey", str(survey), "--body", code, "--period", "2026", "--config", run.config)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("stage", ["extract", "check", "score", "report"])
def test_a_stage_again_leaves_the_run_finished_and_its_reports_true(run: Run, stage: str) -> None:
    before = run.result
    old = {name: (run.out / name).read_bytes() for name in REPORTS}
    with sqlite3.connect(run.root / "var" / "openness.db") as db:
        db.execute("UPDATE runs SET scored_at = '2026-11-20T00:00:00+00:00'")
    # Times are told to the second: what is made anew within the second of the first making would look the same.
    time.sleep(1.1)
    done = run.call(stage, run.id, "--config", run.config)
    assert done.returncode in (0, 1), done.stderr
    assert state(run) == "reported"
    after = run.result
    assert after["run"]["finished_at"] == before["run"]["finished_at"]
    scored = after["run"]["scored_at"]
    assert (scored == before["run"]["scored_at"]) == (stage == "report")
    if stage != "report":
        assert all((run.out / name).read_bytes() != old[name] for name in REPORTS)
        assert run.call("replay", run.id, "--config", run.config).returncode == 0
    assert (run.out / "evidence" / "manifest.json").is_file()
    if stage in ("score", "report"):
        assert f"Report: {run.out / 'report.en.html'}" in done.stdout


def test_the_next_audit_is_a_new_run(brief: Run, run: Run) -> None:
    for stage in ("harvest", "check", "score"):
        assert run.call(stage, run.id, "--config", run.config).returncode in (0, 1)
    done = run.call(*run.arguments, "--stop-after", "harvest")
    assert "Going on" not in done.stderr
    assert done.stdout.strip() != brief.id


def test_a_run_killed_in_the_middle_of_a_stage_again_is_not_taken_for_an_unfinished_one(run: Run) -> None:
    with sqlite3.connect(run.root / "var" / "openness.db") as db:
        db.execute("UPDATE runs SET state = 'extracted'")
    done = run.call("report", run.id, "--config", run.config)
    assert done.returncode == 2
    assert f"openness check {run.id}" in done.stderr
    assert run.call("check", run.id, "--config", run.config).returncode == 0
    assert state(run) == "reported"
    with sqlite3.connect(run.root / "var" / "openness.db") as db:
        db.execute("UPDATE runs SET state = 'extracted'")
    assert "Going on" not in run.call(*run.arguments, "--stop-after", "harvest").stderr


def test_harvest_again_says_that_a_new_look_is_a_new_run(run: Run) -> None:
    before = run.bytes()
    done = run.call("harvest", run.id, "--config", run.config)
    assert done.returncode == 0
    assert "openness audit" in done.stderr
    assert run.bytes() == before


def test_score_after_an_import_changes_the_reports_with_the_result(run: Run) -> None:
    with_survey(run)
    assert state(run) == "reported"
    assert run.call("replay", run.id, "--config", run.config).returncode == 0
    assert run.call("score", run.id, "--config", run.config).returncode == 0
    total = run.result["total"]
    for name in REPORTS:
        html = (run.out / name).read_text(encoding="utf-8")
        assert run.result["run"]["id"] in html
        assert shown(total["range"][1], name.split(".")[1]) in html
    package = run.root / "evidence.zip"
    assert run.call("evidence", "export", run.id, "-o", str(package), "--config", run.config).returncode == 0
    assert run.call("evidence", "verify", str(package)).returncode == 0


def test_a_cohort_leaves_its_runs_finished_and_their_end_where_it_was(run: Run) -> None:
    before = run.result["run"]
    done = run.call("cohort", run.id, "--config", run.config)
    assert done.returncode in (0, 1), done.stderr
    assert run.result["run"]["finished_at"] == before["finished_at"]
    assert state(run) == "reported"
    assert run.call("replay", run.id, "--config", run.config).returncode == 0
    assert "Going on" not in run.call(*run.arguments, "--stop-after", "harvest").stderr


def test_a_score_without_report_points_to_no_report(tmp_path: Path) -> None:
    with serving(PAGES) as server:
        run = audited(tmp_path, server.url, "--stop-after", "score", methodology="kz-2025")
    done = run.call("score", run.id, "--config", run.config)
    assert done.returncode == 0, done.stderr
    assert "report.ru.html" not in done.stdout
    assert f"openness report {run.id}" in done.stdout
    assert state(run) == "scored"


def test_a_run_of_an_earlier_version_replays_to_its_own_bytes_until_it_is_scored_again(run: Run) -> None:
    """Earlier versions noted the hour of the last scoring as the end, and no scored_at."""
    old = run.result
    old["run"]["finished_at"] = "2036-11-21T10:00:00Z"
    del old["run"]["scored_at"]
    text = json.dumps(old, ensure_ascii=False, sort_keys=True, indent=1, separators=(",", ": ")) + "\n"
    (run.out / "result.json").write_text(text, encoding="utf-8")
    with sqlite3.connect(run.root / "var" / "openness.db") as db:
        db.execute("UPDATE runs SET scored_at = NULL, finished_at = '2036-11-21T10:00:00+00:00'")
    assert run.call("replay", run.id, "--config", run.config).returncode == 0
    assert run.call("report", run.id, "--config", run.config).returncode == 0
    assert run.call("score", run.id, "--config", run.config).returncode == 0
    assert run.result["run"]["finished_at"] < "2036-11-21T10:00:00Z"
    assert run.result["run"]["scored_at"] > run.result["run"]["finished_at"]
    assert run.call("replay", run.id, "--config", run.config).returncode == 0
