"""One finished run of a small site for all tests that only read it or copy it."""

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
