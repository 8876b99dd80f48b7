"""Kill -9 in the middle of the browser lane: the children go too, and the same command brings the audit to its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import OperationalError

from store import schema
from store.harvest import ArtifactKind
from tests.conftest import ROOT
from tests.crawler.servant import PAGE, home, serving
from tests.e2e.conftest import UNREPORTED, audit, openness
from tests.settings import PROBES, configured

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.costs(45)]


def looked_at(db: str) -> list[str]:
    """Addresses of pages whose state the browser stored."""
    table = schema.artifacts
    try:
        with create_engine(db).connect() as connection:
            return [row.url for row in connection.execute(select(table.c.url).where(table.c.kind == ArtifactKind.PAGE.value))]
    except OperationalError:
        return []


def lanes_alive(db: str) -> list[str]:
    """Processes that still write into this database."""
    listing = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listing.splitlines() if "crawler.harvest" in line and db in line]


def test_a_killed_audit_is_finished_by_the_same_command(tmp_path: Path) -> None:
    paths = [f"/p{number}" for number in range(4)]
    pages = {
        path: PAGE.format(title=path, links=f"<p class=c{path[1:]}>Текст страницы.</p><a href='/gone'>x</a>") for path in paths
    }
    with serving({**home(*paths), **pages}) as server:
        out, db = tmp_path / "run", f"sqlite:///{tmp_path}/audit.db"
        # What watches for movement takes its time, and little of the processor's: the kill falls between two pages.
        off = tuple(name for name in PROBES if name not in ("motion", "keyboard"))
        config = ("--config", str(configured(tmp_path, off, {"engines": 0, "phones": "false"})), *UNREPORTED)
        command = [sys.executable, "-m", "openness", "audit", "--site", server.url, "--kind", "central", "--allow-private",
                   "--as-of", "2026-11-20", "--methodology", "kz-2017", "--out", str(out), "--db", db,
                   "--name-ru", "А", "--name-kk", "А", *config]  # fmt: skip
        first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 900
        while not looked_at(db) and first.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        while lanes_alive(db) and time.monotonic() < end:
            time.sleep(0.1)
        assert lanes_alive(db) == []
        before = looked_at(db)
        assert before
        again = openness(*command[3:])
        assert again.returncode == 0, again.stderr
        (tmp_path / "whole").mkdir()
        whole = audit(tmp_path / "whole", server.url, *config)
    visits = looked_at(db)
    assert len(visits) == len(set(visits))
    assert set(before) <= set(visits)
    with create_engine(db).connect() as connection:
        assert connection.execute(select(func.count()).select_from(schema.runs)).scalar_one() == 1
    told = {(item["check"], item["parameter"], item["outcome"], item["url"]) for item in whole.findings}
    lines = (out / "findings.jsonl").read_text().splitlines()
    assert {(i["check"], i["parameter"], i["outcome"], i["url"]) for i in map(json.loads, lines)} == told
