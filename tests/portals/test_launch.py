"""One launcher starts every stand-in; a portal's is known by its folder."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from openness.registers import load_bodies, load_portals, load_rules
from tests.portals.launch import folders, launched, portals_at_hand
from tests.portals.register import NOWHERE, bodies, configured


@pytest.mark.parametrize("folder", folders())
def test_each_stand_in_answers_and_ends_well(folder: str) -> None:
    with launched(folder) as address:
        assert _status(address) in (200, 403, 404)


def _status(address: str) -> int:
    try:
        with urlopen(address, timeout=600) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def test_portals_with_a_stand_in_are_known_by_their_folders() -> None:
    assert set(portals_at_hand().values()) <= set(folders())
    assert "open-budget" in portals_at_hand()


def test_the_bodies_of_the_scenarios_stand_in_the_register(tmp_path: Path) -> None:
    config = configured(tmp_path, {key: f"http://127.0.0.1:9/{key}/" for key in bodies()})
    found = load_bodies(config)
    assert found["dala"].portals["open-budget"] == "811"
    assert found["dala"].sites[0].url == "http://127.0.0.1:9/dala/"
    assert found["mod"].traits == ("secret-budget",)
    asked = load_portals(config)
    assert {asked[name].url for name in portals_at_hand()} == {NOWHERE}
    assert asked["search"].url.startswith("https://")
    assert {getattr(rules, "pace", 0.01) for rules in load_rules(config)} == {0.01}
