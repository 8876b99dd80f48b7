"""Printed forms: written, filled in and read back, in both languages and every format, with the same data."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import Engine

from openness.cli import run
from openness.faults import WrongUse
from openness.imports.findings import findings_of
from openness.imports.forms.layout import in_force
from openness.imports.forms.sheet import Asked
from openness.imports.forms.words import names_period, period_words, table_number
from openness.imports.forms.written import content, write_form
from scoring import methodology as law
from store.reported import DOCUMENT, LINK, Fact
from tests.openness.imports.formkit import CENTRAL, SETS, filled, form
from tests.openness.imports.helpers import AS_OF, CONFIG, faults, take

ENDINGS = ("xlsx", "docx", "csv")


def bare(facts: tuple[Fact, ...]) -> list[Fact]:
    """Facts without the cells they stood in, which differ from format to format."""
    return [fact.model_copy(update={"places": ()}) for fact in facts]


def test_both_languages_and_every_format_give_the_same_data(engine: Engine, tmp_path: Path) -> None:
    found = {}
    for language in ("kk", "ru"):
        for ending in ENDINGS:
            taken = take(engine, "report", filled(tmp_path / f"{language}.{ending}", language), period="2026")
            assert taken.new or found
            found[language, ending] = bare(taken.item.facts)
            assert taken.item.rows == 30
    first = found["ru", "xlsx"]
    assert len(first) == 59
    assert all(other == first for other in found.values())


def test_figures_are_counted_of_the_lists(engine: Engine, tmp_path: Path) -> None:
    taken = take(engine, "report", filled(tmp_path / "f.xlsx"), period="2026")
    told = {(one.parameter.removeprefix("kz-2025:a10."), one.name, one.language): one.value for one in taken.item.facts}
    assert {key: value for key, value in told.items() if key[1] not in (LINK, DOCUMENT)} == {
        ("t1.1", "sets-published", "kk"): "10",
        ("t1.1", "sets-published", "ru"): "9",
        ("t1.2", "data-requests", None): "2",
        ("t1.2", "data-requests-settled", None): "1",
        # Autumn's poll was held in Russian alone: of four obligations a year kk has two, ru three.
        ("t1.5", "needs-obligations-done", "kk"): "2",
        ("t1.5", "needs-obligations-done", "ru"): "3",
        ("t1.6", "sets-by-api", "kk"): "1",
        ("t1.6", "sets-by-api", "ru"): "1",
        ("t2.4", "audits-received", None): "2",
        # 2 February 2026 and fifteen working days: until 23 February. The second one came on 2 March and was placed on 1 June.
        ("t2.4", "audits-published", "kk"): "1",
        ("t2.4", "audits-published", "ru"): "1",
        ("t2.4", "audits-late", "kk"): "0",
        ("t2.4", "audits-late", "ru"): "1",
        ("t2.10", "comments", None): "5",
        ("t2.10", "comments-answered", None): "4",
        # «нет»: the list is empty, and says so.
        ("t4.4", "comments", None): "0",
        ("t4.4", "comments-answered", None): "0",
        ("t6.1", "half-years", None): "2",
        ("t6.1", "half-years-served", "kk"): "1",
        ("t6.1", "half-years-served", "ru"): "1",
        ("t6.2", "entries", "kk"): "1",
        ("t6.2", "entries", "ru"): "0",
        ("t6.3", "sittings", None): "2",
        ("t6.3", "sittings-broadcast", "kk"): "1",
        ("t6.3", "sittings-broadcast", "ru"): "1",
        ("t6.4.1", "meetings-planned", None): "2",
        ("t6.4.1", "meetings-held", None): "1",
        ("t6.4.2", "meetings-held", None): "1",
        ("t6.4.2", "meetings-published", "kk"): "1",
        ("t6.4.2", "meetings-published", "ru"): "1",
        ("t11.2", "questions", None): "1",
        ("t11.2", "answered", None): "1",
    }
    links = {one.subject: one for one in taken.item.facts if one.name == LINK}
    smi = links[f"{SETS}smi"]
    assert (smi.places, smi.details["languages"]) == (("Таблица 1, E22",), "kk,ru")
    assert [one.subject for one in taken.item.facts if one.name == DOCUMENT] == [
        "Протокол № 7", "Письмо № 5", "Письмо № 6", "Рассылка", "Копия",
    ]  # fmt: skip


def test_figures_of_a_form_feed_the_rows_and_its_links_do_not(engine: Engine, tmp_path: Path) -> None:
    taken = take(engine, "report", filled(tmp_path / "f.docx"), period="2026")
    edition = law.choose(CONFIG, "kz-2025", AS_OF)[0]
    found = {(one.parameter, one.language): one for one in findings_of([taken.item], edition, "central")}
    assert found["kz-2025:a10.t2.4", "ru"].facts["audits-late"] == "1"
    assert found["kz-2025:a10.t6.3", "kk"].facts["sittings-broadcast"] == "1"
    # A row needs what the list cannot tell (how many publications the Unified List asks for): nothing is concluded.
    assert ("kz-2025:a10.t1.1", "kk") not in found
    assert not [one for one in found.values() if "http" in str(one.facts)]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_report_of_the_2017_act_is_read_in_both_languages(engine: Engine, tmp_path: Path, ending: str) -> None:
    """Appendix 13: 40 questions, 36 of them answered in time."""
    lines = {
        "t1.1.sets": [{"title": "Реестр", "languages": ("kk", "ru"), "link": f"{SETS}smi"}],
        "t1.2.strategy": [
            {
                "title": "Отчет",
                "formed": date(2026, 2, 2),
                "placed": date(2026, 2, 9),
                "languages": ("ru",),
                "link": f"{SETS}plan",
            }
        ],
        "t1.3.proofs": [{"title": "Концепция", "proof": "Письмо № 7"}],
        "t1.4.share": [{"asked": 40, "answered": 36}],
    }
    found = []
    for language in ("kk", "ru"):
        path = filled(tmp_path / f"{language}.{ending}", language, name="kz-2017-a13", lines=lines, period="2026-H1")
        found.append(bare(take(engine, "report", path, period="2026-H1").item.facts))
    assert found[0] == found[1]
    told = {(one.parameter, one.name): one.value for one in found[0] if one.name not in (LINK, DOCUMENT)}
    assert told == {("kz-2017:a12.t1.4.2", "asked"): "40", ("kz-2017:a12.t1.4.2", "answered"): "36"}
    assert [one.subject for one in found[0] if one.name == LINK] == [f"{SETS}smi", f"{SETS}plan"]


def test_a_list_left_empty_tells_nothing(engine: Engine, tmp_path: Path) -> None:
    path = filled(tmp_path / "f.csv", lines={"t5.blog": CENTRAL["t5.blog"]})
    names = {one.name for one in take(engine, "report", path, period="2026").item.facts}
    assert names == {"entries", LINK}


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_form_is_read_and_tells_that_it_is_empty(engine: Engine, tmp_path: Path, ending: str, language: str) -> None:
    path = filled(tmp_path / f"f.{ending}", language, lines={})
    path.write_bytes(content(Asked(form(), language, "2026", "mam"), f".{ending}"))
    told = faults(engine, "report", path, period="2026")
    assert len(told) == 1
    assert "the table holds no lines" in told[0][1]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_form_is_laid_out_as_printed(tmp_path: Path, language: str) -> None:
    asked = Asked(form(), language, "2026")
    (tmp_path / "f.docx").write_bytes(content(asked, ".docx"))
    (tmp_path / "f.xlsx").write_bytes(content(asked, ".xlsx"))
    document, book = Document(str(tmp_path / "f.docx")), load_workbook(tmp_path / "f.xlsx")
    numbers = ["1", "2", "3", "4", "5", "5-1", "6"]
    captions = [one.text for one in document.paragraphs if table_number(one.text)]
    assert [table_number(one) for one in captions] == numbers
    assert [table_number(sheet["A1"].value) for sheet in book.worksheets[1:]] == numbers
    for table, drawn, sheet in zip(form().tables, document.tables, book.worksheets[1:], strict=True):
        printed = [row.number for row in table.rows]
        assert [row.cells[0].text for row in drawn.rows if row.cells[0].text][2:] == printed
        assert [str(row[0].value) for row in sheet.iter_rows(min_row=4) if row[0].value][: len(printed)] == printed
        head = [one.kk if language == "kk" else one.ru for one in form().head]
        assert list(dict.fromkeys(cell.text for cell in drawn.rows[0].cells)) == head
        assert [cell.value for cell in sheet[2] if cell.value] == head


def test_the_same_form_has_the_same_bytes_and_no_file_is_written_over(tmp_path: Path) -> None:
    asked = Asked(form(), "kk", "2026")
    for ending in (".xlsx", ".docx", ".csv"):
        assert content(asked, ending) == content(asked, ending)
    path = tmp_path / "f.docx"
    path.write_text("mine")
    with pytest.raises(WrongUse, match="there is such a file already"):
        write_form(asked, path)
    with pytest.raises(WrongUse, match="must end with"):
        write_form(asked, tmp_path / "f.odt")


def test_a_body_gets_the_tables_that_it_fills_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for body, left_out in (("mam", "3-кесте"), ("astana", "2-кесте")):
        path = tmp_path / f"{body}.xlsx"
        shared = ["--period", "2026", "--as-of", "2026-11-21", "--config", str(CONFIG)]
        assert run(["--lang", "kk", "import", "template", "report", "--form", "--body", body, "-o", str(path), *shared]) == 0
        assert left_out not in load_workbook(path).sheetnames
        assert len(load_workbook(path).sheetnames) == 7
    assert run(["--lang", "ru", "import", "template", "events", "-o", str(tmp_path / "e.docx"), *shared]) == 2
    assert "не содержит формы" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "period", "same"),
    [
        ("2026 год", "2026", True), ("за 2026 г.", "2026", True), ("2026 жыл", "2026", True), ("2026", "2026", True),
        ("2025 год", "2026", False), ("1-е полугодие 2026 года", "2026-H1", True), ("I полугодие 2026 года", "2026-H1", True),
        ("2026 жылғы 2-жартыжылдық", "2026-H2", True), ("2-е полугодие 2026 года", "2026-H1", False),
        ("III квартал 2026 года", "2026-Q3", True), ("2026 жылғы 4-тоқсан", "2026-Q4", True), ("", "2026", False),
        ("2026 год", "2026-H1", False),
    ],
)  # fmt: skip
def test_periods_as_people_write_them(said: str, period: str, same: bool) -> None:
    assert names_period(said, period) is same
    assert all(names_period(period_words(period, language), period) for language in ("kk", "ru"))


@pytest.mark.parametrize(("said", "number"), [
    ("Таблица 5-1. Отчетные данные", "5-1"), ("5-1-кесте. Есептік", "5-1"), ("ТАБЛИЦА 3", "3"), ("3 - кесте", "3"),
    ("3", None), ("Таблицы", None), ("Строка 5", None),
])  # fmt: skip
def test_captions_of_tables(said: str, number: str | None) -> None:
    assert table_number(said) == number


def test_a_footnote_releases_the_body_it_names_alone(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    text = filled(path, lines={"t5.sittings": []}, body="Министерство обороны Республики Казахстан").read_text("utf-8-sig")
    path.write_text(text.replace(";;нет", ";;неприменимо"), encoding="utf-8")
    taken = take(engine, "report", path, period="2026", body="mod")
    assert [(one.parameter, one.value) for one in taken.item.facts] == [("kz-2025:a10.t6.3", "not-applicable")]


def test_days_of_a_term_lie_on_its_edges(engine: Engine, tmp_path: Path) -> None:
    """Received on Friday 6 March 2026: 10–13 March are four working days (the 9th is off), 16–20 five, 26 and 27 two (Nauryz: 23–25 are off),
    30 March – 2 April four: the fifteenth is 2 April."""

    def change(given: dict[str, list[dict[str, object]]]) -> None:
        first = CENTRAL["t2.audits"][0] | {"results-received": date(2026, 3, 6), "placed": date(2026, 4, 2)}
        given["t2.audits"] = [first, {**first, "title": "Б", "placed": date(2026, 4, 3), "link": "https://budget.egov.kz/9"}]

    facts = take(engine, "report", filled(tmp_path / "f.csv", change=change), period="2026").item.facts
    told = {(one.name, one.language): one.value for one in facts if one.name.startswith("audits")}
    assert (told["audits-published", "kk"], told["audits-late", "kk"]) == ("1", "1")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("methodology", "language", "above"),
    [
        ("kz-2025", "ru", ["Приложение 9 к Методике операционной оценки взаимодействия", "Форма", "Отчет по направлению"]),
        ("kz-2025", "kk", ["операциялық бағалау әдістемесіне 9-қосымша", "Нысан", "бағыты бойынша есеп"]),
        # The act does not mark this appendix as a form.
        ("kz-2017", "ru", ["Приложение 13 к Методике оценки эффективности", "Отчет по открытому правительству"]),
        ("kz-2017", "kk", ["бағалау әдістемесіне 13-қосымша", "Ашық үкімет бойынша есеп"]),
    ],
)
def test_a_form_names_its_appendix_above_its_title(ending: str, methodology: str, language: str, above: list[str]) -> None:
    found = in_force(CONFIG, "report", methodology, AS_OF)
    assert found is not None
    written = content(Asked(found, language, "2026"), f".{ending}")
    if ending == "csv":
        lines = [line.strip('"').replace('""', '"') for line in written.decode("utf-8-sig").splitlines()]
    elif ending == "docx":
        lines = [one.text for one in Document(io.BytesIO(written)).paragraphs]
    else:
        lines = [str(row[0]) for row in load_workbook(io.BytesIO(written)).worksheets[0].iter_rows(values_only=True)]
    assert all(said in line for said, line in zip(above, lines[: len(above)], strict=True)), lines[:4]
