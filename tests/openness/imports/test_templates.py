"""Templates of every kind in every language and format: read back with their examples they are taken in without a fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from openness.faults import WrongUse
from openness.imports.every import kinds
from openness.imports.templates import SHEETS, Source, write_template
from tests.openness.imports.helpers import AS_OF, CONFIG, PERIOD, faults, take

CODES = (
    "report",
    "events",
    "media-requests",
    "feedback",
    "unified-list",
    "survey",
    "services",
    "appeals",
    "assessments",
    "rulings",
)
LANGUAGES = ("kk", "ru", "en")


def source(kind: str, period: str = PERIOD, as_of: date = AS_OF) -> Source:
    return Source(CONFIG, period, as_of, "kz-2025" if kind == "report" else None)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_a_template_is_taken_in_as_it_is(engine: Engine, tmp_path: Path, code: str, language: str, ending: str) -> None:
    path = tmp_path / f"{code}.{ending}"
    write_template(kinds()[code], path, language, source(code))
    taken = take(engine, code, path)
    assert taken.new
    assert taken.item.rows >= 1
    assert taken.examples == tuple(range(2, 2 + taken.item.rows))


@pytest.mark.parametrize(
    ("period", "as_of"), [("2027-H1", date(2027, 1, 3)), ("2026-Q4", date(2026, 12, 31)), ("2025", date(2026, 3, 1))]
)
@pytest.mark.parametrize("code", CODES)
def test_dates_of_examples_suit_the_period(engine: Engine, tmp_path: Path, code: str, period: str, as_of: date) -> None:
    path = tmp_path / "f.csv"
    write_template(kinds()[code], path, "ru", source(code, period, as_of))
    assert faults(engine, code, path, period=period, as_of=as_of) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_sheets_of_a_template(tmp_path: Path, code: str, language: str) -> None:
    path = tmp_path / "f.xlsx"
    kind = kinds()[code]
    write_template(kind, path, language, source(code))
    book = load_workbook(path)
    data, words, figures = SHEETS[language]
    wanted = [data, words, figures] if code in ("report", "services", "appeals") else [data, words]
    assert book.sheetnames == wanted
    assert [cell.value for cell in book[data][1]] == [column.worded(language) for column in kind.columns]
    told = [[cell.value for cell in row] for row in book[words].iter_rows(min_row=7)]
    assert [row[0] for row in told] == [column.code for column in kind.columns]
    for row, column in zip(told, kind.columns, strict=True):
        assert (row[1], row[2], row[4], row[5]) == (column.kk, column.help_kk, column.ru, column.help_ru)
        assert column.help_kk != column.help_ru
    assert (book[words]["A1"].value, book[words]["A3"].value) == (kind.title.kk, kind.title.ru)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_closed_lists_can_be_chosen_from(tmp_path: Path, code: str, language: str) -> None:
    path = tmp_path / "f.xlsx"
    kind = kinds()[code]
    write_template(kind, path, language, source(code))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rules = {str(rule.sqref).partition("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    for place, column in enumerate(kind.columns):
        letter = "ABCDEFGHIJKLMN"[place]
        if column.choices:
            values = rules[letter].strip('"').split(",")
            assert values[: len(column.choices)] == [choice.worded(language) for choice in column.choices]
            assert all(column.value(value) is not None for value in values)
    if code in ("report", "services", "appeals"):
        last = book.worksheets[2].max_row
        assert last > 3
        assert f"'{SHEETS[language][2]}'!$B$2:$B${last}" in rules.values()


def test_the_list_of_figures_names_every_row_that_takes_a_report(tmp_path: Path) -> None:
    write_template(kinds()["report"], tmp_path / "f.xlsx", "ru", source("report"))
    rows = list(load_workbook(tmp_path / "f.xlsx")["Показатели"].iter_rows(min_row=2, values_only=True))
    named = {(row[0], row[1]) for row in rows}
    assert ("kz-2025:a10.t1.1", "sets-required") in named
    assert ("kz-2025:a10.t3.1", "reports-due") in named  # scored for local bodies only
    assert "kz-2025:a10.t7-1.2" not in {name for name, _ in named}
    assert all(row[2] and row[3] and row[2] != row[3] for row in rows)


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(kinds()["events"], tmp_path / name, "kk", source("events"))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUse, match="there is such a file already"):
        write_template(kinds()["events"], path, "ru", source("events"))
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("name", "said"), [("f.ods", "xlsx or .csv"), ("f", "xlsx or .csv"), ("no/f.csv", "can be written")])
def test_names_that_a_template_cannot_have(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        write_template(kinds()["events"], tmp_path / name, "ru", source("events"))


@pytest.mark.parametrize("code", CODES)
def test_columns_have_names_in_both_languages(code: str) -> None:
    kind = kinds()[code]
    assert kind.title.kk != kind.title.ru
    for column in kind.columns:
        assert column.kk
        assert column.ru
        assert column.help_kk.endswith(".")
        assert column.help_ru.endswith(".")


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("code", CODES)
def test_every_column_is_documented(code: str, language: str) -> None:
    text = (CONFIG.parent / "docs" / f"imports.{language}.md").read_text(encoding="utf-8")
    heading = {"services": "## services", "appeals": "## services"}.get(code, f"## {code}")
    section = text[text.index(heading) :].partition("\n## ")[0]
    for column in kinds()[code].columns:
        assert f"| {column.worded(language)} | `{column.code}` |" in section
        for choice in column.choices:
            if choice.code not in ("yes", "no", "kk", "ru"):
                assert choice.worded(language) in section
                assert f"`{choice.code}`" in section
