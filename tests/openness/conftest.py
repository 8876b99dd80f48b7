"""Finished runs of a small site for all tests that only read or copy them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawler.servant import serving
from tests.openness.small import PAGES, Run, audited


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The run, whose site answers as long as the session lasts; who changes it copies it."""
    with serving(PAGES) as server:
        yield audited(tmp_path_factory.mktemp("finished") / "first", server.url)


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The same by the edition of 2025, whose findings are a fifth as many: for tests to which it is all one what is judged."""
    with serving(PAGES) as server:
        yield audited(tmp_path_factory.mktemp("brief") / "first", server.url, methodology="kz-2025")
