"""What the product installs it uses: a library that only tests need stands among those of tests."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions

from tests.conftest import ROOT

PRODUCT = ("store", "crawler", "checks", "scoring", "reports", "openness")
# Read by others by its name: the zones that a machine without files of its own takes.
BY_NAME = {"tzdata"}


def imported(folders: tuple[str, ...]) -> set[str]:
    """Top names that the modules of these folders import."""
    found: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_product_installs_what_it_uses_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {normal(re.split(r"[\[<>=!~ ]", line)[0]) for line in project["dependencies"]}
    known = {name: {normal(one) for one in found} for name, found in packages_distributions().items()}
    used = set().union(*(known.get(name, set()) for name in imported(PRODUCT)))
    assert named - used == BY_NAME
