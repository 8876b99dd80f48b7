"""How large checks may grow: most of a check is its page; what it has to find out stands apart, where others can use it."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import checks
from checks import catalog

LONGEST = 350
TYPICAL = 110
PLAIN = 60


def files() -> list[Path]:
    return sorted(path for folder in catalog.__path__ for path in Path(folder).glob("*/[!_]*.py"))


def code_of(path: Path) -> int:
    """Lines after the metadata: what a check does."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ends = [
        node.end_lineno or 0
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "META"
    ]
    return len(path.read_text(encoding="utf-8").splitlines()) - ends[0]


def test_no_file_of_checks_is_longer_than_a_reader_holds() -> None:
    long = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in Path(checks.__file__).parent.rglob("*.py")}
    assert len(long) > len(files()) > 0
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_a_typical_check_is_its_page_and_a_short_verdict() -> None:
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in files()) <= TYPICAL
    assert median(map(code_of, files())) <= PLAIN
