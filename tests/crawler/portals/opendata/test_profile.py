"""What the first rows of a set are told to hold: shape, kinds, letters, years; broken data by what is broken and where."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.portals.opendata.letters import broken, mixed
from crawler.portals.opendata.profile import profile
from crawler.portals.opendata.tables import delimited
from crawler.portals.opendata.values import day


def told(rows: Any, asked: int = 100) -> dict[str, Any]:
    return profile(json.dumps(rows, ensure_ascii=False).encode(), asked)


def test_rows_are_counted_by_column_and_what_the_portal_adds_is_left_out() -> None:
    rows = [
        {
            "id": "1",
            "name": "Алматы",
            "km": 12,
            "open": True,
            "at": "2026-01-05",
            "share": "1,5",
            "modified": "2026-02-03 10:00:00",
        },
        {
            "id": "2",
            "name": "",
            "km": "1 200",
            "open": "false",
            "at": "05.01.2026",
            "share": 2.5,
            "modified": "2026-03-04 10:00:00",
        },
        {"id": "3", "name": None, "km": None, "modified": "2026-03-04 11:00:00"},
        {"id": "4", "name": "Алматы", "km": 12, "open": True, "at": "2026-01-05", "share": "1,5"},
    ]
    facts = told(rows)
    assert facts["columns"] == ["name", "km", "open", "at", "share"]
    assert facts["kinds"]["km"] == {"integer": 3}
    assert facts["kinds"]["open"] == {"boolean": 3}
    assert facts["kinds"]["at"] == {"date": 3}
    assert facts["kinds"]["share"] == {"number": 3}
    assert facts["blanks"]["name"] == 2
    assert (facts["rows"], facts["whole"], facts["blank-rows"], facts["twins"]) == (4, True, 1, 1)
    assert facts["modified"] == ["2026-02-03", "2026-03-04"]


def test_as_many_rows_as_were_asked_for_may_be_the_first_of_more() -> None:
    assert told([{"a": 1}, {"a": 2}], asked=2)["whole"] is False


@pytest.mark.parametrize(
    ("content", "problem", "place"),
    [
        (b"", "empty", ""),
        (b"  \n", "empty", ""),
        (b"[]", "no-rows", None),
        (b'{"error": "apiKey"}', "refused", None),
        (b'{"answer": 5}', "not-rows", None),
        (b"[1, 2]", "not-rows", None),
        (b'[\n{"a": 1 "b": 2}]', "not-json", "2:9"),
        (b'[{"a": "1\n2"}]', "not-json", "1:10"),
        (b'[{"a": "\xff"}]', "not-utf-8", "8"),
        (b'[{"a": 1}, {"a"', "cut-off", "1:16"),
        (b'[{"a": "unfinished', "cut-off", "1:8"),
        (b"[" * 100_000, "too-deep", ""),
    ],
    ids=[str(number) for number in range(12)],
)
def test_what_is_no_list_of_rows_says_why_and_where(content: bytes, problem: str, place: str | None) -> None:
    facts = profile(content, 100)
    assert facts["problem"] == problem
    assert facts.get("place") == place


def test_a_mark_of_the_encoding_and_a_frame_around_rows_are_no_faults() -> None:
    assert profile(b'\xef\xbb\xbf[{"a": 1}]', 100)["problem"] == ""
    assert told({"totalCount": 1, "elements": [{"a": 1}]})["rows"] == 1
    assert told([["name", "km"], ["А", 1], ["Б", 2, 3]])["columns"] == ["name", "km"]


def test_a_table_in_plain_text_is_read_with_the_faults_of_its_shape() -> None:
    facts = profile("название;;длина;длина\nА;1;2;3\n;;;\nБ;1\nВ;1;2;3;4\n".encode(), 100)
    assert facts["shape"] == {"blank-label": 1, "blank-row": 1, "duplicate-label": 1, "extra-cell": 1, "missing-cell": 2}
    assert delimited("one word a line\nanother\n") is None


@pytest.mark.parametrize(
    "cell", ["ДОСТЫЌ", "улица \ufffdбая", "Қазақ?тан", "РђР»РјР°С‚С‹", "Ѓалым"],
)  # fmt: skip
def test_letters_of_a_wrong_encoding_are_seen(cell: str) -> None:
    assert broken(f"город {cell}")


@pytest.mark.parametrize("cell", ["Достық", "Не так ли?", "Ёлка", "Ұлытау", "Wi-Fi?", "Совет Ресея", "№ 5", "РСФСР", "2+2=4?"])
def test_letters_of_both_languages_are_no_fault(cell: str) -> None:
    assert broken(cell) == ""


@pytest.mark.parametrize(
    ("cell", "word"), [("Aлматы", "Aлматы"), ("Қазaқстан Республикасы", "Қазaқстан"), ("улица Cатпаева", "Cатпаева")]
)
def test_latin_letters_in_a_cyrillic_word_are_seen(cell: str, word: str) -> None:
    assert mixed(cell) == word


@pytest.mark.parametrize(
    "cell", ["IT-парк", "COVID-19 вакцина", "Wi-Fi желісі", "3D модель", "ЖК Nurly Tau", "e-mail пошта", "кГм", "ISOстандарт"]
)
def test_names_in_both_scripts_are_no_fault(cell: str) -> None:
    assert mixed(cell) == ""


def test_years_are_told_of_a_column_that_holds_nothing_else() -> None:
    rows = [
        {"year": "2024 год", "built": 1999, "sum": 2024.5, "text": "в 2024 году было"},
        {"year": 2023, "built": 150, "sum": 1, "text": "нет"},
    ]
    assert told(rows)["years"] == {"year": ["2023", "2024"]}


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("2026-11-04T20:15:00.000Z", "2026-11-05"),
        ("2026-11-04 23:59:00", "2026-11-04"),
        ("05.11.2026 09:15", "2026-11-05"),
        (1_793_822_400_000, "2026-11-05"),
        ("31.02.2026", ""),
        ("2026-13-01", ""),
        ("вчера", ""),
        (True, ""),
        (10**30, ""),
        (None, ""),
    ],
)
def test_days_are_those_of_astana(said: object, known: str) -> None:
    assert day(said) == known
