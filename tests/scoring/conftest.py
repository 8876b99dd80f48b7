"""The editions under test and findings made to their demands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.methodology import Methodology
from tests.scoring.kit import FOLDER, Kit, loaded


@pytest.fixture(scope="session")
def edition() -> Methodology:
    return loaded(FOLDER)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the edition to be spoiled."""
    target = tmp_path / "config" / "methodology" / "kz-2017" / "2017-12-28"
    shutil.copytree(FOLDER, target)
    return target


@pytest.fixture
def spoil(copied: Path) -> Callable[[str, str, str], int]:
    """Replaces a text that stands once in a file of the copy; returns its line."""

    def change(name: str, old: str, new: str) -> int:
        path = copied / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return change


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit()
