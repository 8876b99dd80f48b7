"""``openness import`` on the command line: what it says, in three languages, its exit status, and ``--json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openness.cli import run
from openness.commands.imports import KINDS
from openness.imports.every import kinds
from store.db import open_database
from tests.openness.imports.helpers import as_csv

HEADER = ["survey", "service", "value", "respondents", "conducted", "proof"]
GOOD = [HEADER, ["media", "", "82", "4", "2026-10-10", "r"]]
BAD = [HEADER, ["media", "", "x", "4", "2026-10-10", "r"], ["press", "", "1", "4", "2026-10-10", "r"]]
SHARED = ["--body", "mam", "--as-of", "2026-11-21"]


@pytest.fixture
def db(tmp_path: Path) -> list[str]:
    return ["--db", f"sqlite:///{tmp_path}/x.db"]


def test_the_commands_are_the_kinds() -> None:
    assert tuple(kinds()) == KINDS


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("command", [*KINDS, "template", "list"])
def test_help_with_an_example(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "import", command, "--help"]) == 0
    said = capsys.readouterr().out
    assert {"ru": "Пример: openness import", "kk": "Мысал: openness import", "en": "Example: openness import"}[language] in said


@pytest.mark.parametrize(
    ("language", "taken", "again", "replaced"),
    [
        ("ru", "принят для органа mam, период 2026. Строк: 1.", "ничего не изменено", "Он заменяет файл a.csv"),
        ("kk", "mam органы үшін қабылданды, кезең: 2026.", "ештеңе өзгертілген жоқ", "a.csv файлының орнын басады"),
        ("en", "taken in for mam, period 2026. Lines: 1.", "nothing was changed", "It takes the place of a.csv"),
    ],
)
def test_a_good_file_twice_and_a_newer_one(
    tmp_path: Path, db: list[str], capsys: pytest.CaptureFixture[str], language: str, taken: str, again: str, replaced: str
) -> None:
    path = as_csv(tmp_path / "a.csv", GOOD)
    command = ["--lang", language, "import", "survey"]
    assert run([*command, str(path), *SHARED, *db]) == 0
    said = capsys.readouterr().out
    assert taken in said
    assert "satisfied-media" in said
    assert run([*command, str(path), *SHARED, *db]) == 0
    assert again in capsys.readouterr().out
    newer = as_csv(tmp_path / "b.csv", [HEADER, ["media", "", "83", "4", "2026-10-10", "r"]])
    assert run([*command, str(newer), *SHARED, *db]) == 0
    assert replaced in capsys.readouterr().out
    assert run(["--lang", language, "import", "list", "--body", "mam", *db]) == 0
    said = capsys.readouterr().out
    assert "a.csv" in said
    assert "b.csv" in said


def test_json_of_what_was_taken_in(tmp_path: Path, db: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = as_csv(tmp_path / "a.csv", GOOD)
    assert run(["import", "survey", str(path), *SHARED, *db, "--json"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["schema"], told["kind"], told["body"], told["period"]) == ("openness/import/1", "survey", "mam", "2026")
    assert (told["name"], told["lines"], told["new"], told["replaces"], told["examples"]) == ("a.csv", 1, True, None, [])
    assert told["facts"] == [{"name": "satisfied-media", "value": "82", "places": ["A2:F2"], "proof": ["r"]}]
    assert err == ""
    assert run(["import", "list", *db, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["counts"], one["sha256"]) for one in listed] == [(told["id"], True, told["sha256"])]


def test_faults_are_told_line_by_line_with_status_2(tmp_path: Path, db: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    path = as_csv(tmp_path / "a.csv", BAD)
    assert run(["--lang", "ru", "import", "survey", str(path), *SHARED, *db]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "a.csv, ячейка C2: найдено «x»; ожидалось число от 0; напишите, например, 12 или 82,5, без пробелов и знаков",
        "a.csv, ячейка A3: найдено «press»; ожидалось одно из: население, масс-медиа, государственная услуга",
    ]
    assert run(["--lang", "kk", "import", "survey", str(path), *SHARED, *db]) == 2
    said = capfd.readouterr().err
    assert "A3 ұяшығы: «press» табылды; мыналардың бірі күтілген еді: халық, масс-медиа, мемлекеттік көрсетілетін қызмет" in said
    assert [item.name for item in tmp_path.iterdir()] == ["a.csv"]
    # Where there is a database already, a faulty file adds nothing to it.
    assert run(["import", "survey", str(as_csv(tmp_path / "b.csv", GOOD)), *SHARED, *db]) == 0
    assert run(["import", "survey", str(path), *SHARED, *db]) == 2
    capfd.readouterr()
    assert run(["import", "list", *db, "--json"]) == 0
    assert [one["name"] for one in json.loads(capfd.readouterr().out)] == ["b.csv"]


WRONG = [
    (["import", "survey", "{file}", "--body", "mamm"], "mam"),
    (["import", "survey", "{file}"], "--body"),
    (["import", "survey", "/nosuch.csv", *SHARED], "/nosuch.csv"),
    (["import", "survey", "{file}", *SHARED, "--period", "2026-Q5"], "2026-Q5"),
    (["import", "survey", "{file}", *SHARED, "--methodology", "kz-1999"], "kz-1999"),
    (["import", "survey", "{file}", "--body", "mam", "--as-of", "21.11.2026"], "21.11.2026"),
    (["import", "nosuch", "{file}", *SHARED], "nosuch"),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG, ids=[" ".join(arguments[1:]) for arguments, _ in WRONG])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wrong_use_is_one_line(
    arguments: list[str], named: str, language: str, tmp_path: Path, db: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    path = as_csv(tmp_path / "a.csv", GOOD)
    given = [argument.replace("{file}", str(path)) for argument in arguments]
    assert run(["--lang", language, *given, *db]) == 2
    said = capfd.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert named in said


def test_a_template_from_the_command_line(tmp_path: Path, db: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.xlsx"
    assert run(["--lang", "kk", "import", "template", "survey", "-o", str(path), "--as-of", "2026-11-21"]) == 0
    assert str(path) in capfd.readouterr().out
    assert run(["--lang", "kk", "import", "survey", str(path), *SHARED, *db]) == 0
    assert "t.xlsx, 2-жол: бұл – үлгінің мысалы" in capfd.readouterr().err
    assert run(["import", "template", "nosuch", "-o", str(tmp_path / "x.xlsx")]) == 2
    assert "media-requests" in capfd.readouterr().err


def test_an_empty_register_says_so(db: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    open_database(db[1]).dispose()
    assert run(["--lang", "en", "import", "list", *db]) == 0
    assert capsys.readouterr().out.strip() == "Nothing was taken in yet."


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "период оценки этой редакции – календарный год"), ("kk", "бұл редакцияның бағалау кезеңі – күнтізбелік жыл")],
)
def test_a_period_that_does_not_fit_the_edition_is_told(
    tmp_path: Path, db: list[str], capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    path = as_csv(tmp_path / "a.csv", GOOD)
    assert run(["--lang", language, "import", "survey", str(path), *SHARED, "--period", "2026-H2", *db]) == 0
    assert words in " ".join(capsys.readouterr().err.split())
    assert run(["--lang", language, "import", "survey", str(path), *SHARED, "--period", "2026", *db]) == 0
    assert words not in " ".join(capsys.readouterr().err.split())
