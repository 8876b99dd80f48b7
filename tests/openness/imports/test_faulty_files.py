"""Faulty files: every wrong cell is named with what was found and how to mend it, and nothing of the file is stored."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.faults import WrongUse
from openness.imports.faults import Faults, FaultyFileError
from tests.openness.imports.helpers import as_csv, as_xlsx, faults, stored, take, write

EVENTS = [
    ["date", "name", "languages", "announced", "online", "journalists", "live-question", "interested", "subject", "link"],
    ["2026-09-01", "A", "kk", "yes", "yes", "yes", "yes", "no", "policy-event", "https://a.kz/1"],
    ["2026-09-02", "B", "ru", "да", "иә", "нет", "жоқ", "no", "law-explanation", "Письмо № 5"],
]
REQUESTS = [
    ["number-in", "received", "number-out", "answered", "extended", "extension-notice", "language", "note"],
    ["1", "2026-10-19", "o-1", "2026-10-27", "no", "", "kk", ""],
    ["2", "2026-10-20", "o-2", "2026-11-10", "yes", "2026-10-28", "ru", ""],
]
SURVEY = [
    ["survey", "service", "value", "respondents", "conducted", "proof"],
    ["population", "", "75", "1000", "2026-10-10", "report"],
    ["service", "S", "4.5", "100", "2026-10-10", "report"],
]
REPORT = [
    ["parameter", "language", "figure", "value", "proof", "note"],
    ["kz-2025:a10.t1.1", "kk", "sets-required", "20", "", ""],
    ["kz-2025:a10.t1.1", "kk", "sets-published", "18", "", ""],
    ["kz-2025:a10.t1.1", "ru", "sets-required", "20", "", ""],
    ["kz-2025:a10.t1.1", "ru", "sets-published", "18", "", ""],
]
SERVICES = [["figure", "value", "subject"], ["services-late", "12", ""], ["services", "400", ""]]
RULINGS = [
    ["id", "finding", "outcome", "count", "reason", "note-kk", "note-ru", "author", "made-at", "supersedes", "figures"],
    ["R-1", "0123456789abcdef", "met", "", "confirmed", "Иә", "Да", "A", "2026-11-20", "", ""],
    ["R-2", "fedcba9876543210", "missing", "2", "confirmed", "Иә", "Да", "A", "2026-11-20", "", ""],
]
GOOD = {
    "events": EVENTS,
    "media-requests": REQUESTS,
    "survey": SURVEY,
    "report": REPORT,
    "services": SERVICES,
    "rulings": RULINGS,
}

ONE_CELL = [
    ("events", "A2", "", "fill in the column"),
    ("events", "A2", "2026-13-01", "a date was expected"),
    ("events", "A2", "2026-02-30", "a date was expected"),
    ("events", "A2", "1.9.2026", "a date was expected"),
    ("events", "A2", "09/01/2026", "a date was expected"),
    ("events", "A2", "20260901", "a date was expected"),
    ("events", "A2", "1899-09-01", "a date was expected"),
    ("events", "A2", "2026-11-22", "after the day of the import"),
    ("events", "A2", "2026-06-30", "outside the period 2026-H2"),
    ("events", "B3", "", "fill in the column"),
    ("events", "B3", "x" * 2001, "at most 2000 were expected"),
    ("events", "B3", "a\u202eb", "cannot be shown"),
    ("events", "C2", "de", "one of these was expected: kk, ru"),
    ("events", "C2", "kk, kk", "one of these was expected: kk, ru"),
    ("events", "D2", "maybe", "one of these was expected: yes, no"),
    ("events", "H3", "", "fill in the column"),
    ("events", "I2", "party", "policy-event, law-explanation"),
    ("events", "J2", "javascript:alert(1)", "http:// or https://"),
    ("events", "J2", "ftp://a.kz/x", "http:// or https://"),
    ("events", "J2", "http:///x", "http:// or https://"),
    ("media-requests", "A2", "", "fill in the column"),
    ("media-requests", "A3", "1", "repeats line 2"),
    ("media-requests", "B2", "2026-06-30", "outside the period"),
    ("media-requests", "B2", "", "fill in the column"),
    ("media-requests", "C2", "", "write the number of the answer"),
    ("media-requests", "D2", "", "write the date of the answer"),
    ("media-requests", "D2", "2026-10-18", "before the request came in"),
    ("media-requests", "D2", "2026-11-22", "after the day of the import"),
    ("media-requests", "E2", "", "fill in the column"),
    ("media-requests", "F2", "2026-10-20", "the term was not extended"),
    ("media-requests", "F3", "", "the day on which the notice was sent"),
    ("media-requests", "F3", "2026-10-19", "before the request came in"),
    ("media-requests", "G2", "de", "one of these was expected"),
    ("survey", "A2", "nobody", "population, media, service"),
    ("survey", "B2", "S", "not about a service"),
    ("survey", "B3", "", "write the service"),
    ("survey", "C2", "100.1", "at most 100"),
    ("survey", "C3", "5,01", "at most 5"),
    ("survey", "C2", "-1", "a number from 0"),
    ("survey", "C2", "7 5", "a number from 0"),
    ("survey", "C2", "1e2", "a number from 0"),
    ("survey", "C2", "NaN", "a number from 0"),
    ("survey", "C2", "75,1234567", "a number from 0"),
    ("survey", "C2", "75%", "a number from 0"),
    ("survey", "C2", "٧٥", "a number from 0"),
    ("survey", "D2", "0", "at least one"),
    ("survey", "D2", "10,5", "a whole number"),
    ("survey", "E2", "2026-11-22", "after the day of the import"),
    ("report", "A2", "", "fill in the column"),
    ("report", "A2", "a10.t1.1", "with its law before the colon: kz-2017"),
    ("report", "A2", "kz-1999:a1", "with its law before the colon"),
    ("report", "A2", "kz-2025:a10.t1.111", "(≈ kz-2025:a10.t1.1"),
    ("report", "A2", "kz-2025:a10.t3.1", "not scored for a body of the kind central"),
    ("report", "A2", "kz-2025:a10.t7-1.1", "it takes: events"),
    ("report", "A2", "kz-2025:a10.t7.1", "not counted from figures"),
    ("report", "A2", "kz-2017:a14.2.9.1", "the row kz-2017:a14.2.9"),
    ("report", "B2", "en", "one of these was expected: kk, ru"),
    ("report", "C2", "", "one of the figures of kz-2025:a10.t1.1 was expected: sets-required, sets-published"),
    ("report", "C2", "sets", "kz-2025:a10.t1.1 has the figures: sets-required, sets-published"),
    ("report", "C3", "sets-required", "stands in line 2 already"),
    ("report", "D3", "", "fill in the column"),
    ("report", "D3", "many", "a number from 0"),
    ("report", "E3", "data://x/y", "http:// or https://"),
    ("services", "A2", "nosuch", "a figure of this kind was expected"),
    ("services", "A3", "services-late", "repeats line 2"),
    ("services", "B3", "few", "a number from 0"),
    ("rulings", "A2", "", "fill in the column"),
    ("rulings", "A2", "R 1", "an id of letters"),
    ("rulings", "A3", "R-1", "repeats line 2"),
    ("rulings", "B2", "0123", "16 signs"),
    ("rulings", "C2", "good", "met, deficiency, missing"),
    ("rulings", "D3", "-1", "a whole number"),
    ("rulings", "E2", "whim", "false-positive, not-detected"),
    ("rulings", "F2", "", "fill in the column"),
    ("rulings", "G2", "", "fill in the column"),
    ("rulings", "H2", "", "fill in the column"),
    ("rulings", "I2", "yesterday", "with or without time"),
    ("rulings", "I2", "2026-11-20 25:00", "with or without time"),
    ("rulings", "I2", "2026-11-22", "after the day of the import"),
    ("rulings", "J2", "R-9", "no such decision"),
    ("rulings", "J2", "R-1", "take the place of itself"),
    ("rulings", "J2", "R-2", "on another finding (fedcba9876543210)"),
    ("rulings", "K2", "events=many", "name=number"),
    ("rulings", "K2", "events=1; events=2", "name=number"),
]


def changed(rows: list[list[Any]], cell: str, value: Any) -> list[list[Any]]:
    made = [list(row) for row in rows]
    made[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
    return made


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(("kind", "cell", "value", "said"), ONE_CELL, ids=[f"{k}-{c}-{v[:20]}" for k, c, v, _ in ONE_CELL])
def test_one_wrong_cell(engine: Engine, tmp_path: Path, kind: str, cell: str, value: str, said: str, ending: str) -> None:
    found = faults(engine, kind, write(tmp_path, f"file.{ending}", changed(GOOD[kind], cell, value)))
    assert cell in dict(found), found
    line = next(line for at, line in found if at == cell)
    sheet = ", sheet «Данные»" if ending == "xlsx" else ""
    assert line.startswith(f"file.{ending}{sheet}, cell {cell}: ")
    assert said in line
    related = {"kz-2025:a10.t1.111", "sets-required", "C3"}
    assert len(found) == 1 or kind in ("report", "services") or cell in related, found


@pytest.mark.parametrize("kind", sorted(GOOD))
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_same_files_without_the_wrong_cell_are_good(engine: Engine, tmp_path: Path, kind: str, ending: str) -> None:
    assert faults(engine, kind, write(tmp_path, f"file.{ending}", GOOD[kind])) == []
    assert stored(engine) > 0


def test_all_faults_are_named_at_once(engine: Engine, tmp_path: Path) -> None:
    rows = changed(changed(changed(EVENTS, "A2", "x"), "D2", "y"), "J3", "file:///etc/passwd")
    assert [cell for cell, _ in faults(engine, "events", as_csv(tmp_path / "f.csv", rows))] == ["A2", "D2", "J3"]


def test_one_survey_of_the_population_a_file(engine: Engine, tmp_path: Path) -> None:
    found = faults(engine, "survey", as_csv(tmp_path / "f.csv", [*SURVEY[:2], SURVEY[1]]))
    assert found == [("A3", "f.csv, cell A3: repeats line 2; remove one of the two")]


def test_good_decisions_beside_a_wrong_one_are_not_stored(engine: Engine, tmp_path: Path) -> None:
    assert [cell for cell, _ in faults(engine, "rulings", as_csv(tmp_path / "f.csv", changed(RULINGS, "C3", "x")))] == ["C3"]


def test_a_decision_on_record_is_not_changed(engine: Engine, tmp_path: Path) -> None:
    take(engine, "rulings", as_csv(tmp_path / "a.csv", RULINGS))
    before = stored(engine)
    with pytest.raises(FaultyFileError) as error:
        take(engine, "rulings", as_csv(tmp_path / "b.csv", changed(RULINGS, "C2", "missing")))
    assert error.value.faults.lines("en") == [
        "b.csv, cell A2: the decision «R-1» is on record and says something else; give the new decision an id of its own"
    ]
    assert stored(engine) == before


def test_decisions_that_replace_each_other_in_a_circle(engine: Engine, tmp_path: Path) -> None:
    rows = changed(changed(changed(RULINGS, "B3", "0123456789abcdef"), "J2", "R-2"), "J3", "R-1")
    assert [cell for cell, _ in faults(engine, "rulings", as_csv(tmp_path / "f.csv", rows))] == ["J2", "J3"]


REPORTS = [
    ([["kz-2025:a10.t1.1", "kk", "sets-required", "20"]], {"A2": "lacks the figures: sets-published"}),
    (
        [["kz-2025:a10.t1.1", "", "sets-required", "20"], ["kz-2025:a10.t1.1", "", "sets-published", "21"]],
        {"D2": "sets-required = 20; it cannot be true together with sets-published = 21 (D3)", "D3": "sets-published = 21"},
    ),
    (
        [
            ["kz-2025:a10.t6.3", "", "", "н/п"],
            ["kz-2025:a10.t6.3", "", "sittings", "1"],
            ["kz-2025:a10.t6.3", "", "sittings-broadcast", "1"],
        ],
        {"D2": "but line 3 gives figures"},
    ),
    (
        [
            ["kz-2025:a10.t6.3", "", "", "не применимо"],
            ["kz-2025:a10.t6.3", "ru", "sittings", "1"],
            ["kz-2025:a10.t6.3", "ru", "sittings-broadcast", "1"],
        ],
        {"B3": "line 2 gives the figures for both languages"},
    ),
    ([["kz-2025:a10.t6.3", "", "sittings", "қолданылмайды"]], {"C2": "leave the figure empty"}),
    (
        [["kz-2017:a12.t1.4.2", "kk", "asked", "10"], ["kz-2017:a12.t1.4.2", "kk", "answered", "11"]],
        {"D2": "asked = 10", "D3": "answered = 11; it cannot be true together with asked = 10 (D2)"},
    ),
]


@pytest.mark.parametrize(("lines", "expected"), REPORTS)
def test_figures_of_a_report_must_be_whole_and_agree(
    engine: Engine, tmp_path: Path, lines: list[list[str]], expected: dict[str, str]
) -> None:
    header = ["parameter", "language", "figure", "value", "proof"]
    found = dict(faults(engine, "report", as_csv(tmp_path / "f.csv", [header, *([*line, ""] for line in lines)]), body="mod"))
    assert set(found) == set(expected)
    for cell, said in expected.items():
        assert said in found[cell]


def test_a_report_for_the_whole_and_for_single_cases(engine: Engine, tmp_path: Path) -> None:
    header = ["parameter", "language", "figure", "value", "proof", "subject"]
    lines = [
        ["kz-2025:a10.t11.2", "", name, "4", "", subject] for subject in ("", "Museum") for name in ("questions", "answered")
    ]
    found = faults(engine, "report", as_csv(tmp_path / "f.csv", [header, *lines]))
    assert [cell for cell, _ in found] == ["F2"]
    assert "line 4 gives them for «Museum»" in found[0][1]


def test_a_methodology_that_is_named_holds_for_the_whole_file(engine: Engine, tmp_path: Path) -> None:
    found = faults(engine, "report", as_csv(tmp_path / "f.csv", REPORT), methodology="kz-2017")
    assert [cell for cell, _ in found] == ["A2", "A3", "A4", "A5"]
    assert "--methodology kz-2017" in found[0][1]


@pytest.mark.parametrize(
    ("lines", "cell", "said"),
    [
        ([["services-late", "12", ""]], "A2", "needs also: services"),
        ([["services-late", "401", ""], ["services", "400", ""]], "B2", "cannot be true together with services = 400 (B3)"),
        ([["services", "1", ""], ["services-late", "1", ""], ["services-late", "1", "X"]], "A3", "line 4 gives it for «X»"),
        ([["factor", "1", "X"]], "A2", "needs also: approved, documents-possible, documents-received, way"),
    ],
)
def test_figures_of_services_must_complete_a_row(
    engine: Engine, tmp_path: Path, lines: list[list[str]], cell: str, said: str
) -> None:
    found = faults(engine, "services", as_csv(tmp_path / "f.csv", [["figure", "value", "subject"], *lines]))
    assert said in dict(found)[cell]


def test_a_kind_of_figures_that_no_edition_reads(engine: Engine, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "f.csv", SERVICES)
    found = faults(engine, "services", path, methodology="kz-2025")
    assert [cell for cell, _ in found] == ["A2", "A3"]
    assert "no edition at hand reads figures of this kind" in found[0][1]


HEADERS = [
    (["survey", "value"], {"B1": "the column «service» is missing"}),
    ([*SURVEY[0], "colour"], {"G1": "found the column «colour»"}),
    ([*SURVEY[0], "сауалнама"], {"G1": "the column «сауалнама» stands twice"}),
    ([*SURVEY[0], "=1+1"], {"G1": "found the column «=1+1»"}),
]


@pytest.mark.parametrize(("header", "expected"), HEADERS)
def test_wrong_headers(engine: Engine, tmp_path: Path, header: list[str], expected: dict[str, str]) -> None:
    found = faults(engine, "survey", as_csv(tmp_path / "f.csv", [header, *SURVEY[1:]]))
    for cell, said in expected.items():
        assert any(at == cell and said in line for at, line in found), found


def test_values_beside_the_table(engine: Engine, tmp_path: Path) -> None:
    rows = [SURVEY[0], [*SURVEY[1], "aside"]]
    assert [cell for cell, _ in faults(engine, "survey", as_csv(tmp_path / "f.csv", rows))] == ["G2"]


@pytest.mark.parametrize("kind", ["report", "survey", "services", "rulings"])
def test_a_table_without_lines(engine: Engine, tmp_path: Path, kind: str) -> None:
    assert faults(engine, kind, as_csv(tmp_path / "f.csv", [GOOD[kind][0]])) == [
        ("A1", "f.csv, cell A1: the table holds no lines; fill it in")
    ]


CELLS: list[tuple[str, Any, str]] = [
    ("A2", datetime(2026, 9, 1, 10, 30), "a date was expected"),  # noqa: DTZ001 - cells have no zone
    ("A2", 46266, "a date was expected"),
    ("B2", date(2026, 9, 1), "no text"),
    ("B2", 1.5, "no text"),
    ("B2", True, "no text"),
]


@pytest.mark.parametrize(("cell", "value", "said"), CELLS)
def test_cells_of_another_type(engine: Engine, tmp_path: Path, cell: str, value: Any, said: str) -> None:
    found = faults(engine, "events", as_xlsx(tmp_path / "f.xlsx", changed(EVENTS, cell, value)))
    assert [at for at, _ in found] == [cell]
    assert said in found[0][1]


def test_truth_values_of_spreadsheets_are_yes_and_no(engine: Engine, tmp_path: Path) -> None:
    rows = changed(changed(EVENTS, "D2", True), "E2", False)
    assert take(engine, "events", as_xlsx(tmp_path / "f.xlsx", rows)).new


def test_a_percentage_is_not_taken_for_a_number(engine: Engine, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = as_xlsx(tmp_path / "f.xlsx", changed(SURVEY, "C2", 0.75))
    book = load_workbook(path)
    book.active["C2"].number_format = "0%"
    book.save(path)
    found = faults(engine, "survey", path)
    assert [cell for cell, _ in found] == ["C2"]
    assert "found 0.75 in a percent format" in found[0][1]


def test_lines_are_bounded_and_the_last_says_how_many_more(engine: Engine, tmp_path: Path) -> None:
    rows = [EVENTS[0], *([["x", str(number), *EVENTS[1][2:]] for number in range(7000)])]
    with pytest.raises(FaultyFileError) as error:
        take(engine, "events", as_csv(tmp_path / "f.csv", rows))
    for language, last in (("en", "6800 more faults"), ("ru", "еще ошибок: 6800"), ("kk", "тағы 6800 қате")):
        lines = error.value.faults.lines(language)
        assert len(lines) == 201
        assert last in lines[-1]
    assert len(error.value.faults.found) == 5000


def test_wrong_periods_and_bodies(engine: Engine) -> None:
    from openness.imports.take import checked_period, kind_of_body
    from tests.openness.imports.helpers import CONFIG

    with pytest.raises(WrongUse, match="2026-Q5"):
        checked_period("2026-Q5")
    with pytest.raises(WrongUse, match=r"mamm.*≈ mam"):
        kind_of_body(engine, CONFIG, "mamm")
    assert kind_of_body(engine, CONFIG, "mam") == "central"


def test_a_value_of_the_file_is_shown_without_signs_that_steer_a_terminal() -> None:
    noted = Faults("f.csv")
    noted.add(2, 1, "found «{found}»; a date was expected; write it as 2026-11-20 or 20.11.2026", found="x")
    from openness.imports.faults import shown

    assert shown("a\x1b[31m\nb\u202ec" + "d" * 100) == "a\ufffd[31m b\ufffdc" + "d" * 49 + "…"
    assert noted.lines("ru") == ["f.csv, ячейка A2: найдено «x»; ожидалась дата; напишите ее как 2026-11-20 или 20.11.2026"]
