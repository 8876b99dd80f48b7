"""Database and runs copied or moved together are found; a database copied alone never writes into the original's files."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.upgrade import versions
from tests.crawler.servant import serving
from tests.openness.small import PAGES, Run, audited

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(10)]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A run with ``--out`` beside the database's folder, not below it."""
    root = tmp_path_factory.mktemp("elsewhere") / "first"
    with serving(PAGES) as server:
        yield audited(root, server.url, "--out", str(root / "out" / "mine"), methodology="kz-2025")


def row(db: Path) -> tuple[str, str]:
    with sqlite3.connect(db) as opened:
        out, plan = opened.execute("SELECT out, plan FROM runs").fetchone()
    return out, json.loads(plan)["out"]


def test_no_path_on_record_is_a_whole_one(brief: Run, elsewhere: Run) -> None:
    assert row(brief.database) == (f"runs/{brief.id}", ".")
    assert row(elsewhere.database) == ("../out/mine", ".")
    for run in (brief, elsewhere):
        assert json.loads((run.out / "run.json").read_text(encoding="utf-8"))["out"] == "."
        assert str(run.root) not in (run.out / "run.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["brief", "elsewhere"])
def test_a_copy_of_everything_works_on_its_own_files(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    original: Run = request.getfixturevalue(kind)
    before = original.bytes()
    copy = original.copied(tmp_path / "copy")
    assert copy.call("replay", copy.id, "--config", copy.config).returncode == 0
    done = copy.call("score", copy.id, "--config", copy.config)
    assert done.returncode == 0, done.stderr
    assert str(copy.out) in done.stdout
    assert copy.call("report", str(copy.out), "--config", copy.config).returncode == 0
    assert original.bytes() == before


def test_everything_moved_works_where_it_is_now(brief: Run, tmp_path: Path) -> None:
    copy = brief.copied(tmp_path / "one")
    moved = Run(tmp_path / "two", copy.arguments)
    copy.root.rename(moved.root)
    assert moved.call("score", moved.id, "--config", moved.config).returncode == 0
    assert moved.call("evidence", "export", moved.id, "-o", str(tmp_path / "e.zip"), "--config", moved.config).returncode == 0


@pytest.mark.parametrize("place", ["other/openness.db", "first/var/second.db", "first/second.db"])
@pytest.mark.parametrize(
    "command", [["score"], ["check"], ["report"], ["replay"], ["cohort"], ["harvest"], ["runs", "remove", "--yes"]]
)
def test_a_database_copied_alone_touches_nothing(
    brief: Run, elsewhere: Run, place: str, command: list[str], tmp_path: Path
) -> None:
    for original in (brief, elsewhere):
        whole = original.copied(tmp_path / original.root.parent.name / "first")
        copy = whole.root.parent / place
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(whole.database, copy)
        before = whole.bytes()
        done = whole.call(
            *command, whole.id, "--db", f"sqlite:///{copy}", *([] if "remove" in command else ["--config", whole.config])
        )
        assert whole.bytes() == before
        if "remove" in command:
            assert done.returncode == 0, done.stderr
            continue
        assert done.returncode == 2, done.stdout
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert whole.id in done.stderr
        assert "database" in done.stderr


def test_a_copied_run_is_not_mistaken_for_the_original(brief: Run, tmp_path: Path) -> None:
    whole = brief.copied(tmp_path / "whole")
    copy = tmp_path / "copy-of-run"
    shutil.copytree(whole.out, copy)
    before = whole.bytes()
    done = whole.call("score", str(copy), "--config", whole.config)
    assert done.returncode == 2
    assert str(whole.out) in done.stderr
    assert whole.bytes() == before


def test_a_run_moved_alone_is_found_by_its_folder(brief: Run, tmp_path: Path) -> None:
    whole = brief.copied(tmp_path / "whole")
    run_id, place = whole.id, tmp_path / "kept here"
    whole.out.rename(place)
    gone = whole.call("score", run_id, "--config", whole.config)
    assert gone.returncode == 2
    assert "not in" in gone.stderr
    assert whole.call("score", str(place), "--config", whole.config).returncode == 0
    assert whole.call("report", run_id, "--config", whole.config).returncode == 0


def test_a_database_that_was_renamed_keeps_its_runs(brief: Run, tmp_path: Path) -> None:
    whole = brief.copied(tmp_path / "whole")
    renamed = whole.database.with_name("audits.db")
    whole.database.rename(renamed)
    done = whole.call("score", whole.id, "--db", f"sqlite:///{renamed}", "--config", whole.config)
    assert done.returncode == 0, done.stderr


def test_rows_of_an_earlier_version_are_found_where_they_lie_now(brief: Run, tmp_path: Path) -> None:
    """Earlier versions put the whole path on record, in the row and in both copies of the plan."""
    whole = brief.copied(tmp_path / "whole")
    run_id = whole.id
    plan = json.loads((whole.out / "run.json").read_text(encoding="utf-8")) | {"out": str(brief.out)}
    (whole.out / "run.json").write_text(json.dumps(plan), encoding="utf-8")
    (whole.out / ".database").unlink()
    with sqlite3.connect(whole.database) as old:
        old.execute("UPDATE runs SET out = ?, plan = ?", (str(brief.out), json.dumps(plan)))
        old.execute("ALTER TABLE runs DROP COLUMN reported_at")
        old.execute("ALTER TABLE runs DROP COLUMN scored_at")
        old.execute("UPDATE alembic_version SET version_num = '0005'")
    before = brief.bytes()
    refused = whole.call("score", run_id, "--config", whole.config)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert "`openness db migrate`" in refused.stderr
    assert whole.call("db", "check").returncode == 1
    told = whole.call("db", "migrate", "--json")
    assert json.loads(told.stdout) == {"before": "0005", "schema": versions()[-1]}
    assert whole.call("db", "check").returncode == 0
    done = whole.call("score", run_id, "--config", whole.config)
    assert done.returncode == 0, done.stderr
    assert str(whole.out) in done.stdout
    assert brief.bytes() == before
    assert row(whole.database)[0] == f"runs/{run_id}"
    with sqlite3.connect(whole.database) as db:
        assert db.execute("SELECT reported_at IS NOT NULL FROM runs").fetchone() == (1,)


def test_another_database_does_not_move_a_run_aside(brief: Run, tmp_path: Path) -> None:
    whole = brief.copied(tmp_path / "whole")
    before = whole.bytes()
    done = whole.call(*whole.arguments, "--out", str(whole.out), "--db", f"sqlite:///{tmp_path}/other.db")
    assert done.returncode == 2
    assert str(whole.database) in done.stderr
    assert whole.bytes() == before
