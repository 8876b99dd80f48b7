"""No file of the product is so long that it must be read in parts: one idea a file."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("store", "crawler", "checks", "scoring", "reports", "openness")
MOST = 350


def long_files(folder: Path) -> dict[str, int]:
    """Python files of a folder that are longer than the bound, with their lines."""
    lines = {str(path.relative_to(folder)): len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.py")}
    return {name: count for name, count in sorted(lines.items()) if count > MOST}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_of_the_product_is_longer_than_the_bound(package: str) -> None:
    assert any((ROOT / package).rglob("*.py"))
    assert long_files(ROOT / package) == {}


def test_a_long_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "long.py").write_text("pass\n" * (MOST + 1))
    (tmp_path / "room" / "fitting.py").write_text("pass\n" * MOST)
    assert long_files(tmp_path) == {"room/long.py": MOST + 1}
