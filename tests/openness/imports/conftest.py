"""A database for imports, and editions of the law that are read from disk once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from openness.imports import editions
from scoring import methodology as law
from store import schema
from store.db import open_database

FINDINGS = ("0123456789abcdef", "fedcba9876543210")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and the findings that the rulings of these tests are about, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "imports.db"
    made = open_database(f"sqlite:///{path}")
    with made.begin() as db:
        run = {"id": "2026-11-20-mam-01", "key": "k", "body": "mam", "state": "reported", "plan": "{}", "out": "/nosuch"}
        db.execute(insert(schema.runs).values(**run, started_at="2026-11-20T07:00:00+00:00"))
        for seq, name in enumerate(FINDINGS):
            row = {
                "run_id": run["id"],
                "seq": seq,
                "id": name,
                "parameter": "kz-2017:a14.2.4",
                "check": "x",
                "outcome": "missing",
                "url": "/",
                "needs_review": False,
                "finding": "{}",
            }
            db.execute(insert(schema.findings).values(**row))
    with made.connect() as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.dispose()
    return path


@pytest.fixture
def engine(tmp_path: Path, empty_database: Path) -> Iterator[Engine]:
    path = tmp_path / "imports.db"
    shutil.copyfile(empty_database, path)
    made = open_database(f"sqlite:///{path}")
    yield made
    made.dispose()


CHOSEN, AVAILABLE = cache(law.choose), cache(law.available)


@pytest.fixture(autouse=True)
def editions_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same editions serve every test of this folder, and only those; reading one takes a second."""
    monkeypatch.setattr(editions.law, "choose", CHOSEN)
    monkeypatch.setattr(editions.law, "available", AVAILABLE)
