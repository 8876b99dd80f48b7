"""The house of the scenarios, opened once for all tests that read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.portals.scenarios.kit import House, house


@pytest.fixture(scope="session")
def scenario_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("scenarios")) as made:
        yield made
