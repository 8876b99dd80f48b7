"""What `docs/engine.md` names as proof is there."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from tests.tools import ROOT

PAGE = (ROOT / "docs" / "engine.md").read_text(encoding="utf-8")
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), TESTS, ids=[name for _, name in TESTS])
def test_each_test_is_there(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_each_benchmark_is_there_and_each_line_names_a_proof() -> None:
    for module in re.findall(r"`python -m ([\w.]+)`", PAGE):
        assert find_spec(module) is not None, module
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "shown by" not in line]
    assert len(rows) > 25
    assert [row for row in rows if not re.search(r"`(?:tests/|python -m |make )[^`]+` \|$", row)] == []
