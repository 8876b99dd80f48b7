"""Verifying names the versions of program, browser and tools that made a package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openness.cli import run as openness
from reports.evidence import export
from reports.verify import verify
from tests.reports.conftest import Run
from tests.reports.test_evidence import TOP, repacked

BUILD = "5a" * 32


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """What the command lays beside the run: here only the build."""
    folder = tmp_path / "beside"
    (folder / "judging").mkdir(parents=True)
    (folder / "judging" / "made-by.json").write_text(json.dumps({"program": BUILD, "python": "3.11.7", "libraries": {}}), "utf-8")
    return folder


def packed(run: Run, target: Path, beside: Path | None, tools: tuple[str, ...]) -> Path:
    artifacts = [one.model_copy(update={"tool": tool}) for one, tool in zip(run.artifacts * 9, tools, strict=False)]
    return export(run.out, target, run.edition, run.captures, artifacts, beside=beside).path


def test_versions_are_named(run: Run, tmp_path: Path, beside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tools = ("Chromium 150.0 as nobody", "axe-core 4.14.1 · Chromium 150.0 as nobody", "Gecko 1.0", "Gecko 1.0")
    path = packed(run, tmp_path / "x.zip", beside, tools)
    assert verify(path).makers == {
        "software": "openness 0.1.0",
        "build": BUILD[:12],
        "python": "Python 3.11.7",
        "browser": "Chromium 150.0",
        "tools": "Gecko 1.0, axe-core 4.14.1 · Chromium 150.0",
    }
    assert openness(["--lang", "ru", "evidence", "verify", str(path), "--quick"]) == 0
    assert (
        f"Создано: openness 0.1.0 (сборка {BUILD[:12]}, Python 3.11.7), браузер: Chromium 150.0, измерено: Gecko 1.0, "
        "axe-core 4.14.1 · Chromium 150.0. Проверено: openness 0.1.0." in capsys.readouterr().out
    )


def test_an_earlier_package_is_silent_on_its_build(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = packed(run, tmp_path / "x.zip", None, ())
    assert {name: value for name, value in verify(path).makers.items() if not value} == {"build": "", "python": "", "tools": ""}
    assert openness(["--lang", "kk", "evidence", "verify", str(path), "--quick"]) == 0
    assert "openness 0.1.0 (құрастырылымы –, –), браузер: Chromium 150.0, өлшеген құралдар: –." in capsys.readouterr().out


def test_what_a_package_says_of_its_makers_is_bounded_and_plain(run: Run, tmp_path: Path, beside: Path) -> None:
    tools = tuple(f"tool {number:03}\x1b[2J\u202e" for number in range(len(run.artifacts) * 9))
    made = verify(packed(run, tmp_path / "x.zip", beside, tools)).makers
    assert all(value.isprintable() and len(value) <= 501 for value in made.values())
    broken = repacked(
        packed(run, tmp_path / "y.zip", beside, ()),
        tmp_path / "z.zip",
        lambda files: files.update({"data/judging/made-by.json": b"[]"}),
    )
    problems = verify(broken, "en").problems
    assert any(problem.startswith("data/judging/made-by.json") and TOP not in problem for problem in problems[1:])
