"""Names that portals have for the bodies of the register: each with its source, none given to two bodies."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from openness.registers import load_bodies, load_portals

CONFIG = Path(__file__).parents[2] / "config"


def test_each_name_has_a_source_and_serves_one_body() -> None:
    bodies = [body for body in load_bodies(CONFIG).values() if body.portals]
    given = Counter((portal, name) for body in bodies for portal, name in body.portals.items())
    assert len([one for one in given if one[0] == "open-data"]) == 48
    assert set(given.values()) == {1}
    assert {portal for portal, _ in given} <= set(load_portals(CONFIG))
    assert all(f"{portal}:" in body.source for body in bodies for portal in body.portals)
