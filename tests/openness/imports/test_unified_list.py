"""The Unified List of open data: lines of a body, of all bodies, none; what is wrong with a file is told by its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from openness.imports.findings import findings_of
from scoring import methodology as law
from store.reported import LISTED_SET, LISTED_SETS, Fact
from tests.openness.imports.helpers import AS_OF, CONFIG, faults, take, write

KZ_2025 = law.choose(CONFIG, "kz-2025", AS_OF)[0]
HEADER = ["title-kk", "title-ru", "period", "languages", "term", "since", "address", "body"]
ROADS = ["Дала жолдарының тізбесі", "Перечень степных дорог", "ежемесячно", "kk, ru", "10", "2026-07-01", "dala_roads", "mam"]
SIGNS = ["Жол белгілері", "Дорожные знаки", "жыл сайын", "", "", "", "", "mam"]
OTHERS = ["Су", "Вода", "yearly", "ru", "", "", "", "Министерство воды"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_each_line_of_the_body_is_a_set_with_its_terms(engine: Engine, tmp_path: Path, ending: str) -> None:
    facts = take(engine, "unified-list", write(tmp_path, f"list.{ending}", [HEADER, ROADS, OTHERS, SIGNS])).item.facts
    assert facts[0] == Fact(name=LISTED_SETS, value="2", places=("A2:H2", "A4:H4"))
    roads = {"title-kk": ROADS[0], "title-ru": ROADS[1], "period": "monthly", "address": "dala_roads", "languages": "kk,ru",
             "term": "10", "since": "2026-07-01"}  # fmt: skip
    assert facts[1] == Fact(name=LISTED_SET, subject=ROADS[1], value="1", places=("B2",), details=roads)
    signs = {"title-kk": SIGNS[0], "title-ru": SIGNS[1], "period": "yearly", "languages": "kk,ru"}
    assert facts[2].details == signs


def test_a_list_without_the_column_of_bodies_is_the_bodys_own(engine: Engine, tmp_path: Path) -> None:
    rows = [HEADER[:3], ROADS[:3], SIGNS[:3]]
    assert take(engine, "unified-list", write(tmp_path, "list.csv", rows)).item.facts[0].value == "2"


def test_a_list_without_lines_says_that_the_body_has_none(engine: Engine, tmp_path: Path) -> None:
    facts = take(engine, "unified-list", write(tmp_path, "list.csv", [HEADER])).item.facts
    assert facts == (Fact(name=LISTED_SETS, value="0"),)


def test_a_list_that_never_names_the_body_is_not_taken_for_an_empty_one(engine: Engine, tmp_path: Path) -> None:
    ((cell, said),) = faults(engine, "unified-list", write(tmp_path, "list.csv", [HEADER, OTHERS]))
    assert cell == "H2"
    assert "no line names the body" in said
    assert "Министерство воды" in said


@pytest.mark.parametrize(
    ("place", "value", "cell", "said"),
    [(2, "иногда", "C2", "one of these"), (4, "десять", "E2", "a whole number"), (5, "2026-13-01", "F2", "a date"), (0, "", "A2", "fill in")],
)  # fmt: skip
def test_a_wrong_cell_is_named(engine: Engine, tmp_path: Path, place: int, value: str, cell: str, said: str) -> None:
    wrong = [*ROADS[:place], value, *ROADS[place + 1 :]]
    ((found, words),) = faults(engine, "unified-list", write(tmp_path, "list.csv", [HEADER, wrong]))
    assert (found, said in words) == (cell, True)


def test_a_set_twice_is_refused_and_one_title_at_two_addresses_is_not(engine: Engine, tmp_path: Path) -> None:
    ((cell, said),) = faults(engine, "unified-list", write(tmp_path, "a.csv", [HEADER, ROADS, ROADS]))
    assert (cell, "repeats" in said) == ("B3", True)
    other = [*ROADS[:6], "dala_roads_2", "mam"]
    assert take(engine, "unified-list", write(tmp_path, "b.csv", [HEADER, ROADS, other])).item.facts[0].value == "2"


def test_no_row_of_the_law_takes_a_line_of_the_list_for_a_figure(engine: Engine, tmp_path: Path) -> None:
    item = take(engine, "unified-list", write(tmp_path, "list.csv", [HEADER, ROADS])).item
    assert findings_of([item], KZ_2025, "central") == []
