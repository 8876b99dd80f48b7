"""The commands that README.md shows do what it says; those on a run are given the one that was finished."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.openness.small import Run

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(15)]

PROGRAM = ".venv/bin/openness"
SITE = "https://example.gov.kz"
# What opens a site is read to its last word and stops at the address, which is private: the fixture is such an audit, test_inspect
# such an inspection.
OPENING = ("audit", "inspect")


def shown() -> Iterator[list[str]]:
    """The words of every command in the block «Using it», without its remark."""
    block = re.search(r"## Using it\n\n```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    for line in block[1].splitlines():
        for command in line.partition(" #")[0].split(";"):
            words = shlex.split(command)
            assert words[0] == PROGRAM, line
            yield words[1:]


COMMANDS = list(shown())
# What the guides of CONTRIBUTING.md lay.
EXAMPLES = re.compile(r"pages[-_]have[-_]title|openminutes|kz-2030|conclusion-2030")


@pytest.fixture(scope="module")
def folder(brief: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A copy of the finished run: the commands are run in their order, as a reader would."""
    return brief.copied(tmp_path_factory.mktemp("readme") / "copy")


def test_the_block_shows_the_main_commands() -> None:
    assert {"audit", "inspect", "explain", "replay", "evidence", "cohort"} <= {words[0] for words in COMMANDS}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_of_the_readme_runs(words: list[str], folder: Run, brief: Run) -> None:
    site = brief.arguments[brief.arguments.index("--site") + 1].rstrip("/")
    given = [brief.id if word in ("RUN", "OTHER") else word for word in words]
    given = [re.sub(rf"{SITE}\S*", f"{site}/", word) for word in given]
    said = folder.call(*given)
    if words[0] in OPENING:
        assert said.returncode == 2
        assert "--allow-private" in said.stderr
        return
    if "OTHER" in words:  # there is one run only, and two must differ
        assert (said.returncode, brief.id in said.stderr) == (2, True), said.stderr
        return
    assert said.returncode in (0, 1), said.stderr
    if words[:2] == ["evidence", "export"]:
        assert (folder.root / "evidence.zip").is_file()


def test_links_of_the_documents_lead_somewhere() -> None:
    documents = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
    documents += sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for document in documents:
        text = document.read_text(encoding="utf-8")
        targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]
        assert [target for target in targets if not (document.parent / target).exists()] == [], document.name
        paths = re.findall(r"`((?:crawler|store|reports|checks|scoring|openness|tests|docs|config|benchmarks)/[\w./-]+)`", text)
        gone = [path for path in paths if not Path(ROOT, path).exists() and not EXAMPLES.search(path)]
        assert gone == [], document.name
