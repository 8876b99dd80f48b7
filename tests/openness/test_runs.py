"""``runs list|show|remove``, ``--version`` and the completion of shells."""

from __future__ import annotations

import fcntl
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from openness import __version__
from openness.cli import run as program
from reports.i18n import LANGUAGES, t
from tests.openness.small import Run
from tests.tools import ROOT

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(10)]


@pytest.fixture
def run(brief: Run, tmp_path: Path) -> Run:
    return brief.copied(tmp_path / "copy")


def rows_of(run: Run, run_id: str) -> dict[str, int]:
    """How many rows of a run each table holds."""
    with sqlite3.connect(run.database) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for table in tables:
            columns = {column[1] for column in db.execute(f"PRAGMA table_info({table})")}
            key = "run_id" if "run_id" in columns else "id" if table == "runs" else None
            if key is not None:
                found[table] = db.execute(f"SELECT count(*) FROM {table} WHERE {key} = ?", (run_id,)).fetchone()[0]  # noqa: S608
        return found


def test_the_list_holds_the_total_of_the_result(run: Run) -> None:
    (found,) = json.loads(run.call("runs", "list", "--json").stdout)
    assert found["run"] == run.id
    assert found["total"] == run.result["total"]
    assert (found["state"], found["files"], found["out"]) == ("reported", True, str(run.out))
    assert found["finished_at"][:19] == run.result["run"]["finished_at"][:19]
    assert json.loads(run.call("runs", "show", run.id, "--json").stdout) == found
    assert json.loads(run.call("runs", "list", "nosuch", "--json").stdout) == []
    assert json.loads(run.call("runs", "list", "--body", found["body"], "--json").stdout) == [found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_of_the_language(run: Run, language: str) -> None:
    for words in (["list"], ["show", run.id]):
        said = run.call("runs", *words, lang=language).stdout
        assert t("finished", language) in said
        assert "reported" not in said
    assert t("No such runs are on record.", language) in run.call("runs", "list", "nosuch", lang=language).stdout


def test_a_run_whose_files_are_gone_is_listed_without_total(run: Run) -> None:
    run_id = run.id
    run.out.rename(run.root / "away")
    (found,) = json.loads(run.call("runs", "list", "--json").stdout)
    assert (found["run"], found["files"], found["total"]) == (run_id, False, None)
    # A narrow terminal breaks a cell between its words.
    assert {"not", "at", "hand"} <= set(run.call("runs", "list").stdout.split())


def test_removing_takes_the_rows_and_files_of_that_run_only(run: Run) -> None:
    first, out = run.id, run.out
    assert run.call(*run.arguments, "--out", str(run.root / "second")).returncode == 0
    others = json.loads(run.call("runs", "list", "--json").stdout)
    (second,) = (item["run"] for item in others if item["run"] != first)
    before = rows_of(run, second)
    kept = {path: path.read_bytes() for path in (run.root / "second").rglob("*") if path.is_file()}
    assert rows_of(run, first)["captures"] > 0
    done = run.call("runs", "remove", first, "--yes")
    assert done.returncode == 0, done.stderr
    assert set(rows_of(run, first).values()) == {0}
    assert not out.exists()
    assert rows_of(run, second) == before
    assert {path: path.read_bytes() for path in (run.root / "second").rglob("*") if path.is_file()} == kept
    assert run.call("replay", second, "--config", run.config).returncode == 0


@pytest.mark.parametrize(("language", "word"), [("en", "yes"), ("ru", "да"), ("kk", "иә")])
def test_it_asks_before_it_removes(run: Run, language: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, rows = run.bytes(), rows_of(run, run.id)
    for answer in ("", "\n", "no\n"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        done = run.call("runs", "remove", run.id, lang=language)
        assert done.returncode == 2
        assert str(run.out) in done.stderr
        assert f"«{word}»" in done.stderr
    assert (run.bytes(), rows_of(run, run.id)) == (before, rows)
    monkeypatch.setattr(sys, "stdin", io.StringIO(word.capitalize() + "\n"))
    assert run.call("runs", "remove", run.id, lang=language).returncode == 0
    assert json.loads(run.call("runs", "list", "--json").stdout) == []


def test_a_run_being_worked_on_is_not_removed(run: Run) -> None:
    before = run.bytes()
    with open(run.out / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run.call("runs", "remove", run.id, "--yes")
    assert done.returncode == 2
    assert "another process" in done.stderr
    assert run.bytes() == before


READERS = ("runs list", "runs show nosuch", "runs remove nosuch --yes", "replay nosuch", "score nosuch", "cohort", "import list",
           "evidence export nosuch -o x.zip")  # fmt: skip


@pytest.mark.parametrize("command", READERS)
def test_without_a_database_nothing_is_left_behind(command: str, tmp_path: Path) -> None:
    done = Run(tmp_path, ()).call(*command.split())
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "there is no database" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["list", "show", "remove"])
def test_every_command_has_help_with_an_example(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert program(["--lang", language, "runs", command, "--help"]) == 0
    assert {"ru": "Пример", "kk": "Мысал", "en": "Example"}[language] in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert program(["--version"]) == 0
    assert capsys.readouterr().out == f"openness {__version__}\n"


@pytest.mark.parametrize(("line", "wanted"), [("ru", "runs"), ("runs ", "remove"), ("audit --max-p", "--max-pages")])
def test_shells_are_told_how_a_line_can_go_on(line: str, wanted: str) -> None:
    environment = {
        "_OPENNESS_COMPLETE": "complete_bash",
        "COMP_WORDS": f"openness {line}",
        "COMP_CWORD": str(len(line.split(" "))),
    }
    done = subprocess.run([sys.executable, "-m", "openness"], capture_output=True, text=True, check=False, env=environment)
    assert wanted in done.stdout.split()


def test_the_script_for_a_shell_is_told() -> None:
    # The shell is told by the processes above: here one is sure to be there, however the tests were started.
    asked = '"$0" -m openness --show-completion; exit $?'
    done = subprocess.run(["bash", "-c", asked, sys.executable], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "_OPENNESS_COMPLETE" in done.stdout


@pytest.mark.parametrize(("language", "said"), [("ru", "Автодополнение"), ("kk", "толықтыру"), ("en", "Completion for bash")])
def test_what_was_set_up_for_a_shell_is_told_in_the_language(language: str, said: str, tmp_path: Path) -> None:
    command = f"{sys.executable} -m openness --lang {language} --install-completion; exit $?"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, env={**os.environ, "HOME": str(tmp_path)}, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert "bash" in done.stdout
    assert "terminal" not in done.stdout or language == "en"
    assert any(tmp_path.rglob("*"))
