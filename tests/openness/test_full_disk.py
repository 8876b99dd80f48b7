"""No room left: one line names the place and the disk, what was gathered is kept, and the same command goes on when there is room.

A limit on the size of files stands for the full disk: the system refuses the write in the same way, and no test needs to mount
anything.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from checks import runner
from crawler.books.frontier import Frontier, Target
from crawler.books.recorder import Recorder
from openness import runs
from openness.pipeline import Pipeline
from reports.i18n import LANGUAGES, t
from store import schema
from store.db import open_database
from store.faults import NO_ROOM, TOO_LARGE, NoRoom, StorageFault, no_room, within
from store.findings import CheckOrder
from store.harvest import FailureReason
from store.objects import ObjectStore
from store.snapshot import Snapshot
from store.warc import Exchange, WarcWriter
from tests.conftest import ROOT
from tests.crawler.servant import serving
from tests.openness.small import ABOUT, HOME, Run, audited
from tests.warm import program

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(20)]
LARGE = ABOUT.replace("<main>", "<main>" + "<p>Комитет публикует отчёты о своей работе каждый квартал.</p>" * 10_000)
SITE = {"/": HOME.replace("/ru/gone", "/ru/large"), "/ru/about": ABOUT, "/ru/large": LARGE}
LIMIT = 1_000_000


@pytest.fixture
def run(brief: Run, tmp_path: Path) -> Run:
    return brief.copied(tmp_path / "copy")


def limited(run: Run, limit: int, *words: str) -> subprocess.CompletedProcess[str]:
    """The program where no file may grow beyond ``limit`` bytes; it and its lanes have EFBIG for an answer."""
    command = [*program("openness"), *words, "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=run.root,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)))  # fmt: skip


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file of this process may grow beyond 100 KB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_harvest_keeps_what_it_has_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    assert len(LARGE.encode()) > LIMIT
    with serving(SITE) as server:
        run = Run(tmp_path, ("audit", "--site", server.url, "--kind", "central", "--allow-private", "--as-of", "2026-11-20",
                             "--no-render", "--methodology", "kz-2025", "--config", str(ROOT / "config")))  # fmt: skip
        open_database(run.db).dispose()
        done = limited(run, LIMIT, *run.arguments)
        assert done.returncode == 2, done.stderr
        last = done.stderr.strip().splitlines()[-1]
        assert str(run.out / "evidence") in last
        assert "on the disk /" in last
        assert "Arguments" not in done.stderr
        assert not list(run.out.rglob("*.part"))
        again = run.call(*run.arguments)
    assert again.returncode in (0, 1), again.stderr
    assert f"Going on with the unfinished run {run.id}" in again.stderr
    with sqlite3.connect(run.database) as db:
        read = {
            url.rpartition("/")[2]: size for url, size in db.execute("SELECT url, size FROM captures WHERE purpose = 'crawl'")
        }
    assert read["large"] == len(LARGE.encode())
    assert "about" in read
    assert run.call("replay", run.id, "--config", run.config).returncode == 0
    package = run.root / "e.zip"
    assert run.call("evidence", "export", run.id, "-o", str(package), "--config", run.config).returncode == 0
    assert run.call("evidence", "verify", str(package)).returncode == 0


@pytest.mark.parametrize("stage", ["report", "evidence"])
def test_report_and_export_name_the_file(run: Run, stage: str) -> None:
    target = run.root / "package.zip"
    words = {"report": ["report", run.id], "evidence": ["evidence", "export", run.id, "-o", str(target)]}[stage]
    done = limited(run, 60_000, *words, "--config", run.config)
    assert done.returncode == 2, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert str(target if stage == "evidence" else run.out) in last
    assert "ulimit -f" in last
    assert not target.exists()
    assert not list(run.root.glob(".openness-*"))
    assert not list(run.out.rglob("*.part"))
    assert run.call(*words, "--config", run.config).returncode == 0


def test_extraction_into_a_full_database_is_told_and_goes_on(tmp_path: Path) -> None:
    with serving(SITE) as server:
        run = audited(tmp_path, server.url, "--stop-after", "harvest")
    engine = open_database(run.db)

    def full(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count=1")

    event.listen(engine, "connect", full)
    engine.dispose()
    pipeline = Pipeline(engine, run.db, ROOT / "config")
    with pytest.raises(NoRoom, match="no room left on the disk") as told:
        pipeline.stage("extract", runs.find(engine, run.id))
    assert str(run.database) in str(told.value)
    assert runs.state_of(engine, run.id) == "harvested"
    event.remove(engine, "connect", full)
    engine.dispose()
    assert pipeline.stage("extract", runs.find(engine, run.id))
    assert runs.state_of(engine, run.id) == "extracted"


def test_a_check_that_cannot_store_is_no_finding(run: Run, small_files: None) -> None:
    """What a check wants to keep of an absence does not fit: nothing is judged by that."""
    engine = open_database(run.db)
    plan = runs.find(engine, run.id)
    with engine.connect() as db:
        snapshot = Snapshot(db, ObjectStore(f"{plan.out}/evidence"), plan, {})
        check = next(iter(runner.page_checks().values()))

        def greedy(kept: Snapshot, _options: Any) -> Iterator[Any]:
            kept.keep(["x" * 200_000])
            yield from ()

        job = runner._Job(CheckOrder(check=check.meta.id, parameter="page", options={}), replace(check, run=greedy), None)  # type: ignore[arg-type]
        with pytest.raises(NoRoom):
            runner._findings(snapshot, job)


def test_room_passed_over_as_a_fault_of_a_page_is_told_at_the_commit(run: Run, small_files: None) -> None:
    """The browser lane takes any fault of a visit for one of the page; nothing of such a page may be committed."""
    engine = open_database(run.db)
    plan = runs.find(engine, run.id)
    recorder = Recorder(engine, plan)
    with pytest.raises(NoRoom):
        recorder.objects.put(b"x" * 200_000)
    recorder.failure(Target("http://127.0.0.1/x", "*", 0, None), FailureReason.BROWSER, "no room")
    with pytest.raises(NoRoom):
        recorder.commit(Frontier())
    recorder.close()
    with engine.connect() as db:
        assert not [failure for failure in schema.read_failures(db, plan.run_id) if failure.url.endswith("/x")]


def written(writer: WarcWriter, exchange: Exchange) -> None:
    """Record after record, until the file is as large as it may be."""
    for _ in range(1000):
        writer.write(exchange)
        writer.flush()


def test_a_record_that_a_full_disk_cut_is_never_committed(tmp_path: Path, small_files: None) -> None:
    writer = WarcWriter(tmp_path, {}, "openness test")
    lengths = writer.flush()
    noise = bytes(byte * 7919 % 251 for byte in range(400_000)) + (tmp_path / writer.name).read_bytes()
    exchange = Exchange("http://a.kz/", datetime(2026, 11, 20, tzinfo=UTC), "GET", [], 200, "OK", [], noise, None)
    with pytest.raises(NoRoom):
        written(writer, exchange)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    with pytest.raises(NoRoom):
        writer.flush()
    writer.close()
    again = WarcWriter(tmp_path, lengths, "openness test")
    assert again.flush() == lengths
    again.close()


def test_a_fault_is_found_inside_groups_and_causes() -> None:
    full = no_room("/tmp", None)  # noqa: S108
    wrapped = RuntimeError("a task failed")
    wrapped.__cause__ = full
    assert within(ExceptionGroup("tasks", [ValueError("x"), ExceptionGroup("more", [wrapped])])) is full
    assert within(ValueError("x")) is None
    assert isinstance(within(OSError(28, "No space left on device", "/tmp/x")), StorageFault)  # noqa: S108


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_names_place_and_disk_in_every_language(language: str) -> None:
    for key in (NO_ROOM, TOO_LARGE):
        line = no_room("/tmp/x", None).line(lambda _text, key=key, **values: t(key, language, **values))  # noqa: S108
        assert "/tmp/x" in line  # noqa: S108
        assert line.count("/") >= 3
