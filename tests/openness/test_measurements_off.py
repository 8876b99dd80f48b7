"""A measurement of the browser that is to be turned off must be one that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.registers import load_crawl
from store.strictyaml import ConfigError
from tests.settings import PROBES, configured


def test_any_measurement_can_be_turned_off(tmp_path: Path) -> None:
    assert load_crawl(configured(tmp_path, tuple(PROBES))).limits.probes.off == tuple(PROBES)


def test_one_that_does_not_exist_is_told_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="graphicz") as told:
        load_crawl(configured(tmp_path, ("motion", "graphicz")))
    assert "crawl.yaml" in str(told.value)
    assert all(name in str(told.value) for name in PROBES)
