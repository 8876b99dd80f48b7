"""A missing tool: a skip that says how to mend it on a person's machine, a failure in CI; set-up looks for every tool by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tools import CORPUS, ROOT, TOOLS, require

PLUGIN = """
from tests import tools
from tests.tools import *

tools.TOOLS["anvil"] = tools.Tool(lambda: False, "An anvil", "make anvil")
tools.CORPUS = tools.Path({corpus!r})
"""
TESTS = """
import pytest
from tests.tools import require

@pytest.mark.needs("anvil")
def test_marked(): pass

def test_asks(): require("anvil")

def test_skips_by_itself(): pytest.skip("no hammer")

@pytest.mark.skipif(True, reason="no tongs")
def test_skipped_by_mark(): pass

@pytest.mark.xfail(reason="known", strict=True)
def test_known(): assert False

@pytest.mark.corpus
def test_corpus(): pass

def test_sound(): pass
"""
SETTINGS = "[pytest]\nmarkers =\n    needs: tools\n    corpus: saved sites\n"
PACKAGES = {
    "browser": {"chromium": "chromium", "chromedriver": "chromium-driver", "fc-list": "fontconfig"},
    "shell": {"chromium-headless-shell": "chromium-headless-shell"},
    "scans": {"pdftoppm": "poppler-utils", "tesseract": "tesseract-ocr"},
    "servers": {
        "initdb": "postgresql",
        "nginx": "nginx-light",
        "openssl": "openssl",
        "pgbouncer": "pgbouncer",
        "promtool": "prometheus",
    },
}
LANGUAGES = {"kaz": "tesseract-ocr-kaz", "rus": "tesseract-ocr-rus"}
FONTS = {
    "DejaVuSans.ttf": "fonts-dejavu-core",
    "LiberationSans-Regular.ttf": "fonts-liberation",
    "NotoSans-Regular.ttf": "fonts-noto-core",
}


def outcomes(folder: Path, ci: str, corpus: str, more: str = "") -> tuple[dict[str, str], str]:
    """How each test of the little suite ends, and all that was printed."""
    (folder / "conftest.py").write_text(PLUGIN.format(corpus=corpus))
    (folder / "test_little.py").write_text(TESTS)
    (folder / "pytest.ini").write_text(SETTINGS)
    if more:
        (folder / "test_module.py").write_text(more)
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-p", "no:xdist", str(folder)]
    said = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=1500).stdout
    ended = [line.split(" ", 2) for line in said.splitlines() if line.startswith(("PASSED", "FAILED", "ERROR", "XFAIL"))]
    return {words[1].rpartition("::")[2]: words[0] for words in ended}, said


def test_on_a_persons_machine_a_missing_tool_is_a_skip_that_says_how_to_mend_it(tmp_path: Path) -> None:
    ended, said = outcomes(tmp_path, "", "/nowhere")
    assert ended == {"test_sound": "PASSED", "test_known": "XFAIL"}
    assert "An anvil is absent: make anvil" in said
    assert "../shared/corpus is absent" in said


def test_in_ci_every_skip_fails_but_that_of_a_corpus_which_is_not_there(tmp_path: Path) -> None:
    ended, said = outcomes(tmp_path, "true", "/nowhere")
    assert ended == {
        "test_sound": "PASSED",
        "test_known": "XFAIL",
        **dict.fromkeys(("test_asks", "test_skips_by_itself"), "FAILED"),
        **dict.fromkeys(("test_marked", "test_skipped_by_mark"), "ERROR"),
    }
    assert "skipped in CI, where nothing may be missing: An anvil is absent: make anvil" in said


def test_in_ci_a_whole_file_that_is_skipped_fails(tmp_path: Path) -> None:
    _, said = outcomes(tmp_path, "1", "/nowhere", more="import pytest\npytest.importorskip('no_such_module_at_all')\n")
    assert "nothing may be missing: could not import 'no_such_module_at_all'" in said


def test_a_corpus_that_is_there_is_not_skipped(tmp_path: Path) -> None:
    ended, _ = outcomes(tmp_path, "true", str(tmp_path))
    assert ended["test_corpus"] == "PASSED"


@pytest.mark.parametrize("tool", TOOLS)
def test_in_ci_every_tool_is_there(tool: str) -> None:
    require(tool)
    assert TOOLS[tool].there()


def missing(group: str, folder: Path) -> list[str]:
    """What set-up would install where only the programs of a folder are at hand."""
    environment = {"PATH": os.environ["PATH"], "LOOK_IN": str(folder)}
    command = ["sh", str(ROOT / ".ci" / "missing"), group]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


def machine(folder: Path, programs: set[str], fonts: set[str], languages: Iterable[str] = LANGUAGES) -> Path:
    """A folder of programs; its fc-list knows these fonts, its tesseract these languages."""
    told = {"fc-list": [f"/usr/share/fonts/{font}:" for font in sorted(fonts)], "tesseract": sorted(languages)}
    for name in programs:
        (folder / name).write_text("".join(["#!/bin/sh\n", *(f"echo {line}\n" for line in told.get(name, ()))]))
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize("group", PACKAGES)
def test_where_all_is_there_nothing_is_installed(tmp_path: Path, group: str) -> None:
    assert missing(group, machine(tmp_path, set(PACKAGES[group]), set(FONTS))) == []


@pytest.mark.parametrize(("group", "program"), [(group, program) for group in PACKAGES for program in PACKAGES[group]])
def test_each_tool_is_looked_for_by_itself(tmp_path: Path, group: str, program: str) -> None:
    found = missing(group, machine(tmp_path, set(PACKAGES[group]) - {program}, set(FONTS)))
    assert PACKAGES[group][program] in found
    known_by = {"fc-list": FONTS, "tesseract": LANGUAGES}
    assert set(found) == {PACKAGES[group][program], *known_by.get(program, {}).values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_of_scans_is_looked_for_by_itself(tmp_path: Path, language: str) -> None:
    there = machine(tmp_path, set(PACKAGES["scans"]), set(), set(LANGUAGES) - {language})
    assert missing("scans", there) == [LANGUAGES[language]]


@pytest.mark.parametrize("font", FONTS)
def test_each_font_is_looked_for_by_itself(tmp_path: Path, font: str) -> None:
    assert missing("browser", machine(tmp_path, set(PACKAGES["browser"]), set(FONTS) - {font})) == [FONTS[font]]


def test_the_corpus_is_looked_for_in_one_place() -> None:
    assert CORPUS.parts[-2:] == ("shared", "corpus")
