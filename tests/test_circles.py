"""No package of the product imports itself in a circle: what is read, tested and moved alone must stand alone."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

PACKAGES = ("store", "crawler", "checks", "scoring", "reports", "openness")


def circle(package: str) -> list[str]:
    """The first circle of imports in a package, imports for type checkers and within functions included; empty where there is none."""
    graph = grimp.build_graph(package, cache_dir=None)
    known = {module: graph.find_modules_directly_imported_by(module) for module in sorted(graph.modules)}
    try:
        TopologicalSorter(known).prepare()
    except CycleError as fault:
        return list(fault.args[1])
    return []


@pytest.mark.parametrize("package", PACKAGES)
def test_there_is_no_circle(package: str) -> None:
    assert circle(package) == []


def test_a_circle_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "roundabout"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "one.py").write_text("import roundabout.two\n")
    (folder / "two.py").write_text("def late():\n    import roundabout.one\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert set(circle("roundabout")) == {"roundabout.one", "roundabout.two"}
