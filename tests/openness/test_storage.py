"""A root for runs that each machine mounts where it likes, and evidence on another file system than the run's folder."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.servant import serving
from tests.openness.small import PAGES, Run, audited

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(15)]


@pytest.fixture(scope="module")
def rooted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A run whose files lie below a root, while the database lies elsewhere."""
    place = tmp_path_factory.mktemp("rooted")
    (place / "mounted").mkdir()
    with serving(PAGES) as server:
        with pytest.MonkeyPatch.context() as setting:
            setting.setenv("OPENNESS_STORAGE", str(place / "mounted"))
            made = audited(place / "here", server.url, methodology="kz-2025")
        yield made


def recorded(run: Run) -> tuple[str, str]:
    with sqlite3.connect(run.database) as opened:
        run_id, out = opened.execute("SELECT id, out FROM runs").fetchone()
    return run_id, out


def mounted(run: Run, place: Path) -> tuple[Path, Run]:
    """The same storage and database as another machine has them: the root is mounted at another place."""
    root = place / "another mount"
    shutil.copytree(run.root.parent / "mounted", root)
    return root, run.copied(place / "there")


def test_a_run_is_told_from_the_root(rooted: Run) -> None:
    run_id, out = recorded(rooted)
    assert out == f"runs/{run_id}"
    assert (rooted.root.parent / "mounted" / out / "result.json").is_file()
    assert not (rooted.root / "var" / "runs").exists()


def test_another_mount_of_the_root_serves_as_well(rooted: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, other = mounted(rooted, tmp_path)
    run_id, out = recorded(rooted)
    before = (rooted.root.parent / "mounted" / out / "result.json").read_bytes()
    monkeypatch.setenv("OPENNESS_STORAGE", str(root))
    assert other.call("replay", run_id, "--config", other.config).returncode == 0
    done = other.call("score", run_id, "--config", other.config)
    assert done.returncode == 0, done.stderr
    assert str(root) in done.stdout
    assert (rooted.root.parent / "mounted" / out / "result.json").read_bytes() == before


def test_rows_from_before_the_root_are_found(brief: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the root named later, a run stays beside its database or is found below the root, whichever way it was recorded."""
    whole = brief.copied(tmp_path / "whole")
    (tmp_path / "root" / "runs").mkdir(parents=True)
    monkeypatch.setenv("OPENNESS_STORAGE", str(tmp_path / "root"))
    assert whole.call("replay", whole.id, "--config", whole.config).returncode == 0
    run_id, place = whole.id, whole.out
    shutil.move(place, tmp_path / "root" / "runs" / run_id)
    for out in (f"runs/{run_id}", f"../elsewhere/{run_id}", str(place)):
        with sqlite3.connect(whole.database) as opened:
            opened.execute("UPDATE runs SET out = ?", (out,))
        done = whole.call("runs", "show", run_id, "--json")
        told = json.loads(done.stdout)
        assert (told["out"], told["files"]) == (str(tmp_path / "root" / "runs" / run_id), True), out


@pytest.mark.parametrize("given", ["/nowhere/at all", "relative"])
def test_a_root_that_is_none_is_told_in_one_line(brief: Run, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_STORAGE", given)
    done = brief.call("runs", "list")
    assert done.returncode == 2
    assert done.stderr.strip() == (
        f"openness: OPENNESS_STORAGE={given}: a folder that is there was expected, with its whole path; "
        "mount or make it, or name another"
    )


def test_evidence_on_another_file_system(brief: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects and WARC lie at an address that takes whole files only; every stage, the package and the removal find them there."""
    store = tmp_path / "store"
    monkeypatch.setenv("OPENNESS_EVIDENCE", f"dir::file://{store}")
    with serving(PAGES) as server:
        run = audited(tmp_path / "here", server.url, methodology="kz-2025")
        again = run.call(*run.arguments)
        assert again.returncode == 0, again.stderr
    # The second audit took unchanged bytes over from the first, from one place of the store to the other.
    first, second = sorted(json.loads(run.call("runs", "list", "--json").stdout), key=lambda one: str(one["started_at"]))
    for told in (first, second):
        out = Path(told["out"])
        assert [path.name for path in (out / "evidence").iterdir()] == ["manifest.json"]
        manifest = json.loads((out / "evidence" / "manifest.json").read_text())
        there = {path.name for path in store.rglob("*") if path.is_file() and told["run"] in path.parts}
        assert {entry["path"].rpartition("/")[2] for entry in (*manifest["objects"], *manifest["warc"])} == there
        assert manifest["warc"]
        assert run.call("replay", told["run"], "--config", run.config).returncode == 0
    package = tmp_path / "evidence.zip"
    done = run.call("evidence", "export", second["run"], "-o", str(package), "--config", run.config)
    assert done.returncode == 0, done.stderr
    proved = run.call("evidence", "verify", str(package))
    assert proved.returncode == 0, proved.stderr
    assert run.call("runs", "remove", first["run"], "--yes").returncode == 0
    assert not [path for path in store.rglob("*") if first["run"] in str(path) and path.is_file()]
    assert [path for path in store.rglob("*") if second["run"] in str(path) and path.is_file()]
    told_here = [json.loads(line)["id"] for line in (brief.out / "findings.jsonl").read_text().splitlines()]
    told_there = [json.loads(line)["id"] for line in (Path(second["out"]) / "findings.jsonl").read_text().splitlines()]
    assert len(told_here) == len(told_there)


def test_an_address_of_evidence_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_EVIDENCE", "bucket")
    with serving(PAGES) as server:
        run = audited(tmp_path / "here", server.url, status=2)
    assert not list(run.root.glob("var/runs/*/result.json"))
