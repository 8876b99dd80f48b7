"""A command that was given wrongly leaves no database behind; one that can be carried out makes it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from openness.cli import run
from tests.conftest import ROOT
from tests.openness.imports.helpers import as_csv

CONFIG = ["--config", str(ROOT / "config")]
SITE = ["--site", "https://example.gov.kz/", "--kind", "central"]
HEADER = ["survey", "service", "value", "respondents", "conducted", "proof"]
GOOD = [HEADER, ["media", "", "82", "4", "2026-10-10", "r"]]
BAD = [HEADER, ["media", "", "x", "4", "2026-10-10", "r"]]
IMPORTED = ["--body", "mam", "--as-of", "2026-11-21"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the program is started in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


WRONG = {
    "no such body": ["mamm"],
    "no body": [],
    "body and site": ["mam", *SITE],
    "no address": ["--site", "example.gov.kz", "--kind", "central"],
    "private": ["--site", "http://127.0.0.1/", "--kind", "central"],
    "no such law": ["mam", "--methodology", "nosuch"],
    "no such kind": ["--site", "https://example.gov.kz/", "--kind", "federal"],
    "no period": ["mam", "--period", "last year"],
    "no portal": ["mam", "--portal", "nosuch=https://example.kz/"],
    "a folder in use": ["mam", "--out", "."],
    "a folder of files": ["mam", "--out", "full"],
}


@pytest.mark.parametrize("command", ["audit", "plan"])
@pytest.mark.parametrize("given", [pytest.param(words, id=name) for name, words in WRONG.items()])
def test_a_plan_that_cannot_be_made_makes_no_database(
    place: Path, capsys: pytest.CaptureFixture[str], command: str, given: list[str]
) -> None:
    (place / "full").mkdir()
    (place / "full" / "notes.txt").write_text("mine")
    before = sorted(place.rglob("*"))
    assert run(["--lang", "en", command, *given, *CONFIG]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (BAD, []),
        (GOOD, ["--body", "nosuch"]),
        (GOOD, ["--period", "last year"]),
        (GOOD, ["--methodology", "nosuch"]),
    ],
)
def test_a_file_that_cannot_be_taken_in_makes_no_database(
    place: Path, capsys: pytest.CaptureFixture[str], rows: list[list[str]], more: list[str]
) -> None:
    path = as_csv(place / "a.csv", rows)
    assert run(["--lang", "en", "import", "survey", str(path), *IMPORTED, *more, *CONFIG]) == 2
    assert capsys.readouterr().err
    assert [item.name for item in place.iterdir()] == ["a.csv"]


def test_a_plan_and_a_file_that_hold_make_the_database(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "mam", *CONFIG]) == 0
    name = capsys.readouterr().out.strip()
    assert count("SELECT count(*) FROM runs WHERE id = ?", name) == 1
    # The same command goes on with its run, and finds the database there.
    assert run(["plan", "mam", *CONFIG]) == 0
    assert capsys.readouterr().out.strip() == name
    Path("var/openness.db").rename("before.db")
    assert run(["import", "survey", str(as_csv(place / "a.csv", GOOD)), *IMPORTED, *CONFIG]) == 0
    assert count("SELECT count(*) FROM imports") == 1


def count(query: str, *given: str) -> int:
    """A number from the database of the default place."""
    with sqlite3.connect("var/openness.db") as db:
        return int(db.execute(query, given).fetchone()[0])


def test_a_run_of_another_database_is_not_moved_aside_for_one_that_is_not_there(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", "mam", "--out", "mine", *CONFIG]) == 0
    before = sorted(place.rglob("*"))
    assert run(["plan", "mam", "--out", "mine", "--db", "sqlite:///other.db", *CONFIG]) == 2
    assert "openness.db" in capsys.readouterr().err
    assert sorted(path for path in place.rglob("*") if path.suffix not in (".db-wal", ".db-shm")) == [
        path for path in before if path.suffix not in (".db-wal", ".db-shm")
    ]
