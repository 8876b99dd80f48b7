"""A database for imports, and editions of the law that are read from disk once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from openness.imports import editions
from scoring import methodology as law
from store.db import open_database


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "imports.db"
    made = open_database(f"sqlite:///{path}")
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
