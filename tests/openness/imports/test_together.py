"""Figures of different rows of a report that cannot be true together: both cells are named, nothing is stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from openness.imports.editions import Editions
from openness.imports.together import load_together
from store.reported import LINK
from tests.openness.imports.helpers import CONFIG, as_csv, faults, take

HEAD = ["parameter", "language", "figure", "value", "proof"]
ONE, SIX, ROW3 = "kz-2025:a10.t1.1", "kz-2025:a10.t1.6", "kz-2025:a10.t1.3"


def rows(first: dict[str, int], sixth: dict[str, int], language: str = "", other: str = "") -> list[list[str]]:
    return [
        HEAD,
        *([ONE, language, name, str(value), ""] for name, value in first.items()),
        *([SIX, other, name, str(value), ""] for name, value in sixth.items()),
    ]


FIRST = {"sets-required": 12, "sets-published": 10}
CASES = {
    "ten published in row 1, none in row 6": (FIRST, {"sets-published": 0, "sets-by-api": 0}, ["D3", "D4"]),
    "another number was required": (FIRST, {"sets-by-api": 1, "sets-required": 11}, ["D2", "D5"]),
    "more by API than were published": (FIRST, {"sets-by-api": 11, "sets-required": 12}, ["D3", "D4"]),
    "none in the systems, yet published": ({**FIRST, "listed-sets-in-systems": 0}, {}, ["D3", "D4"]),
    "systems told in two ways": (
        {**FIRST, "listed-sets-in-systems": 4}, {"sets-by-api": 1, "listed-sets-in-systems": 5}, ["D4", "D6"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_both_cells_are_named(engine: Engine, tmp_path: Path, case: str) -> None:
    first, sixth, cells = CASES[case]
    found = faults(engine, "report", as_csv(tmp_path / "f.csv", rows(first, sixth)), period="2026")
    assert [at for at, _ in found] == cells
    for (_, line), other in zip(found, reversed(cells), strict=True):
        assert "cannot be true together with" in line
        assert f"({other})" in line


@pytest.mark.parametrize(("language", "other"), [("kk", "kk"), ("", "kk"), ("ru", "")])
def test_languages_are_held_against_each_other_and_against_both(
    engine: Engine, tmp_path: Path, language: str, other: str
) -> None:
    given = rows(FIRST, {"sets-published": 9, "sets-by-api": 1}, language, other)
    assert [at for at, _ in faults(engine, "report", as_csv(tmp_path / "f.csv", given), period="2026")] == ["D3", "D4"]


def test_what_agrees_or_is_of_different_languages_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    good = as_csv(tmp_path / "f.csv", rows(FIRST, {"sets-published": 10, "sets-by-api": 10, "sets-required": 12}))
    assert take(engine, "report", good, period="2026").new
    apart = as_csv(tmp_path / "g.csv", rows(FIRST, {"sets-published": 9, "sets-by-api": 1}, "kk", "ru"))
    assert take(engine, "report", apart, period="2026").new


def test_meetings_are_the_same_in_both_rows(engine: Engine, tmp_path: Path) -> None:
    given = [
        HEAD,
        ["kz-2025:a10.t6.4.1", "", "meetings-planned", "4", ""],
        ["kz-2025:a10.t6.4.1", "", "meetings-held", "4", ""],
        ["kz-2025:a10.t6.4.2", "", "meetings-held", "3", ""],
        ["kz-2025:a10.t6.4.2", "", "meetings-published", "3", ""],
    ]
    assert [at for at, _ in faults(engine, "report", as_csv(tmp_path / "f.csv", given), period="2026")] == ["D3", "D4"]


def test_every_rule_names_figures_of_the_law() -> None:
    known = {
        (plan.parameter.id, name)
        for kind in ("central", "local")
        for plan in Editions(CONFIG, date(2026, 11, 21), kind, "kz-2025").rows_for("report")
        for name in plan.parameter.figures
    }
    for rule in load_together(CONFIG):
        assert {(one.row, one.figure) for pair in rule.pairs() for one in pair} <= known


def test_links_of_a_flat_report_are_kept_to_be_opened(engine: Engine, tmp_path: Path) -> None:
    given = rows(FIRST, {})
    given[1][4] = given[2][4] = "https://www.gov.kz/memleket/entities/mod/press/1"
    facts = take(engine, "report", as_csv(tmp_path / "f.csv", given), period="2026").item.facts
    assert [(one.subject, one.details) for one in facts if one.name == LINK] == [
        (given[1][4], {"address": given[1][4], "owner": "mod"})
    ]
