"""One copy of the tree with the portal of minutes for all files of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.portals.reading.grown import grown


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with one more portal and a check that judges it."""
    return grown(tmp_path_factory.mktemp("tree"))
