"""What is planted for table 7 of the order of 2025: each row's carriers are gone, and the site tells of the rest."""

from __future__ import annotations

import re

import pytest

from scoring.methodology import parameters
from tests.portals.planted import law2025
from tests.portals.planted.site import PlantedSite
from tests.portals.planted.truth import held_against
from tests.scoring.kit import loaded
from tests.settings import ROOT

EDITION = loaded(next((ROOT / "config" / "methodology" / "kz-2025").glob("*/methodology.yaml")).parent)
PHONE = re.compile(r"<dt>(?:Пресс-служба|Пресс-секретарь|Телефон для журналистов)</dt><dd><a class=\"phone\"")


def page(key: str, *planted: str, newer: bool = True) -> str:
    lacking = law2025.spread(planted, "central")
    site = PlantedSite(0, "central", lacking, "static", "http://site.example", 0, newer=newer)
    return site.get(site.address(key, "ru"), {}).body.decode()


def test_rows_are_those_of_the_table() -> None:
    table = next(one for one in parameters(EDITION, "central") if one.id == f"{law2025.LAW}7.1")
    known = {one.id for one in parameters(EDITION, "central")} | {one.id for one in table.elements}
    assert {f"{law2025.LAW}{row}" for row in law2025.CARRIED} <= known


def test_what_only_the_newer_law_asks_for_stands_there_and_can_be_left_out() -> None:
    assert PHONE.search(page("contacts"))
    assert not PHONE.search(page("contacts", newer=False))
    assert not PHONE.search(page("contacts", "absent:7.1.4-1:ru"))
    assert PHONE.search(page("contacts", "absent:7.1.4-1:kk"))
    assert "t.me/" in page("contacts")
    assert "t.me/" not in page("contacts", "absent:7.1.5:both")


def test_every_carrier_of_a_row_is_gone() -> None:
    assert law2025.spread(["nowhere:7.3:kk"], "central") == {
        "nowhere:inspection-results:kk", "nowhere:audit:kk", "nowhere:inspection-plan:kk",
    }  # fmt: skip
    assert law2025.spread(["empty:7.3:ru"], "local") == {"empty:audit:ru"}


@pytest.mark.parametrize("kind", ["central", "local"])
def test_rows_drawn_share_no_subject(kind: str) -> None:
    for seed in range(20):
        names = law2025.drawn(seed, kind)
        carried = [one for name in names for one in law2025.CARRIED[name.split(":")[1]]]
        assert len(carried) == len(set(carried)) >= len(names) > 1


def test_what_was_said_is_held_against_the_law_it_was_planted_for() -> None:
    def said(row: str, outcome: str) -> dict[str, object]:
        message = {"en": "…"}
        return {
            "parameter": f"{law2025.LAW}{row}", "language": "kk", "outcome": outcome, "check": "x", "url": "", "facts": {}, "message": message,
        }  # fmt: skip

    rows = frozenset({f"{law2025.LAW}7.2", f"{law2025.LAW}7.3"})
    findings = [said("7.2", "missing"), said("7.3", "missing")]
    verdict = held_against("x", "central", ["absent:7.2:kk"], findings, False, rows, law="kz-2025")
    assert (len(verdict.found), len(verdict.missed), verdict.charges, len(verdict.wrongly_charged)) == (1, 0, 2, 1)


def test_an_unknown_row_is_refused() -> None:
    with pytest.raises(ValueError, match="7\\.99"):
        law2025.expected("absent:7.99:kk", "central")
