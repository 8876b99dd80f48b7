"""The register of subordinate organisations: bodies of one file, history of belonging, and what cannot be true together, cell by cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.imports.every import kinds
from openness.imports.faults import FaultyFileError
from openness.imports.register_in import take_in_register
from openness.imports.take import Taken, Wanted
from openness.subordinates.register import organisation_on, register_of
from store.harvest import Site
from tests.openness.imports.helpers import AS_OF, CONFIG, NOW, stored, write

HEADER = [
    "code",
    "parent",
    "name-kk",
    "name-ru",
    "form",
    "site-kk",
    "site-ru",
    "section",
    "open-data-id",
    "open-dialogue-id",
    "since",
    "until",
    "act",
]
ROADS = [
    "roads",
    "mam",
    "Жол",
    "Дорога",
    "РГП",
    "https://roads.kz/kk",
    "https://roads.kz/ru",
    "",
    "D1",
    "",
    "2024-01-01",
    "",
    "№ 5",
]
MUSEUM = ["museum", "Министерство финансов Республики Казахстан", "Мұражай", "Музей", "quasi-state", "https://minfin.kz/m",
          "https://minfin.kz/m", "да", "", "4811", "2025-03-01", "2026-05-31", ""]  # fmt: skip
MOVED = [
    "museum",
    "mam",
    "Мұражай",
    "Музей",
    "quasi-state",
    "https://minfin.kz/m",
    "https://minfin.kz/m",
    "да",
    "",
    "4811",
    "2026-06-01",
    "",
    "",
]


def take(engine: Engine, path: Path, body: str = "", **changed: Any) -> list[Taken]:
    given: dict[str, Any] = {"period": "2026", "as_of": AS_OF, "config": CONFIG} | changed
    return take_in_register(engine, Wanted(kind=kinds()["subordinates"], path=path, body=body, body_kind="central", **given), NOW)


def wrong(engine: Engine, path: Path, body: str = "") -> list[tuple[str, str]]:
    with pytest.raises(FaultyFileError) as error:
        take(engine, path, body)
    told = error.value.faults
    assert stored(engine) == 0
    return [(fault.cell, told.line(fault, "ru")) for fault in sorted(told.found, key=lambda one: (one.row, one.column))]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_one_file_tells_of_many_bodies_and_of_when(engine: Engine, tmp_path: Path, ending: str) -> None:
    taken = take(engine, write(tmp_path, f"r.{ending}", [HEADER, ROADS, MUSEUM, MOVED]))
    assert [(one.item.body, one.item.rows) for one in taken] == [("mam", 2), ("minfin", 1)]
    with engine.connect() as db:
        now, before = register_of(db, "mam", "2026", AS_OF), register_of(db, "mam", "2026", date(2026, 5, 31))
        left = register_of(db, "minfin", "2026", AS_OF)
        assert now is not None
        assert before is not None
        assert left is not None
        assert [one.code for one in now.organisations] == ["museum", "roads"]
        assert [one.code for one in before.organisations] == ["roads"]
        assert left.organisations == ()
        later = register_of(db, "mam", "2027", date(2027, 2, 1))
        assert later is not None, "a register holds on until a newer one comes"
        assert register_of(db, "mam", "2025", date(2025, 12, 1)) is None
        found = organisation_on(db, "museum", date(2026, 1, 1))
    assert found is not None
    assert (found[0].parent, found[0].until) == ("minfin", date(2026, 5, 31))
    museum, roads = now.organisations
    assert museum.sites == (Site(url="https://minfin.kz/m", scope="/m"),)
    assert [(site.url, site.language, site.scope) for site in roads.sites] == [
        ("https://roads.kz/kk", "kk", ""),
        ("https://roads.kz/ru", "ru", ""),
    ]
    assert (roads.form, roads.portals, museum.portals) == ("wholly-state-owned", {"open-data": "D1"}, {"open-dialogue": "4811"})
    assert roads.body("r.csv").traits == ("wholly-state-owned",)


def test_the_same_file_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "r.csv", [HEADER, ROADS])
    take(engine, path)
    assert [one.new for one in take(engine, path)] == [False]


def test_a_register_of_one_body_leaves_the_others_alone(engine: Engine, tmp_path: Path) -> None:
    (taken,) = take(engine, write(tmp_path, "r.csv", [HEADER, ROADS, MUSEUM]), body="mam")
    assert (taken.item.body, taken.item.rows) == ("mam", 1)


def test_a_header_alone_says_that_the_body_has_none(engine: Engine, tmp_path: Path) -> None:
    take(engine, write(tmp_path, "r.csv", [HEADER]), body="mam")
    with engine.connect() as db:
        found = register_of(db, "mam", "2026", AS_OF)
    assert found is not None
    assert found.organisations == ()


def test_an_organisation_that_another_body_holds_must_leave_it_first(engine: Engine, tmp_path: Path) -> None:
    take(engine, write(tmp_path, "a.csv", [HEADER, [*MUSEUM[:11], "", ""]]), body="minfin")
    with pytest.raises(FaultyFileError) as error:
        take(engine, write(tmp_path, "b.csv", [HEADER, MOVED]), body="mam")
    (fault,) = error.value.faults.found
    assert (fault.cell, fault.values["parent"]) == ("B2", "minfin")
    take(engine, write(tmp_path, "c.csv", [HEADER, MUSEUM]), body="minfin")
    assert take(engine, write(tmp_path, "b.csv", [HEADER, MOVED]), body="mam")[0].new


def changed(place: str, value: str, line: list[str] = ROADS) -> list[str]:
    number = HEADER.index(place)
    return [*line[:number], value, *line[number + 1 :]]


@pytest.mark.parametrize(
    ("place", "value", "cell", "said"),
    [
        ("code", "Дорога", "A2", "строчных латинских"),
        ("code", "qriim", "A2", "код органа реестра"),
        ("code", "", "A2", "пуста"),
        ("parent", "mamm", "B2", "mam"),
        ("parent", "", "B2", "органа реестра"),
        ("name-kk", "", "C2", "пуста"),
        ("form", "ООО", "E2", "ожидалось одно из"),
        ("site-kk", "roads.kz", "F2", "http"),
        ("site-ru", "javascript:alert(1)", "G2", "http"),
        ("section", "может", "H2", "ожидалось одно из"),
        ("since", "31.02.2024", "K2", "дата"),
        ("until", "2023-12-31", "L2", "раньше дня"),
        ("act", "=A1", "M2", "формула"),
    ],
)
def test_a_wrong_cell_is_named_with_what_was_expected(
    engine: Engine, tmp_path: Path, place: str, value: str, cell: str, said: str
) -> None:
    file = "r.xlsx" if value.startswith("=") else "r.csv"
    ((found, words),) = wrong(engine, write(tmp_path, file, [HEADER, changed(place, value)]))
    assert (found, said in words) == (cell, True), words


def test_what_cannot_be_true_together_is_told_in_the_later_line(engine: Engine, tmp_path: Path) -> None:
    twice = changed("parent", "minfin")
    same_site = [*changed("code", "bridges")[:6], ROADS[6], "", "", "", "2026-01-01", "", ""]
    same_id = ["ports", "mam", "Порт", "Порт", "", "", "", "", "D1", "", "2026-01-01", "", ""]
    found = wrong(engine, write(tmp_path, "r.csv", [HEADER, ROADS, twice, same_site, same_id]))
    assert [cell for cell, _ in found] == ["A3", "F4", "G4", "I5"]
    assert all("2" in words for _, words in found)


def test_a_file_of_others_is_not_taken_for_an_empty_one(engine: Engine, tmp_path: Path) -> None:
    ((cell, words),) = wrong(engine, write(tmp_path, "r.csv", [HEADER, ROADS]), body="minfin")
    assert (cell, "mam" in words) == ("B2", True)
