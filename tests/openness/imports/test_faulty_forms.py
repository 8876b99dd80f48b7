"""Wrong forms: one line for each wrong cell, with sheet, cell, what was expected and how to mend it; nothing is stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from openpyxl import load_workbook
from sqlalchemy import Engine

from openness.faults import WrongUse
from openness.imports.faults import FaultyFileError
from tests.openness.imports.formkit import BODY, CENTRAL, SITE, filled
from tests.openness.imports.helpers import CONFIG, faults, stored, take

D = date
Given = dict[str, Any]
Change = Callable[[Given], object]


def put(name: str, line: int, **values: Any) -> Change:
    """Data with other values in one line of a list."""
    return lambda given: given[name][line].update(values)


def more(name: str, **values: Any) -> Change:
    """Data with one more line in a list, like its first one but for these values."""
    return lambda given: given[name].append({**given[name][0], **values})


# What the data say: change, cell in the workbook, words of the one fault.
WRONG_DATA: dict[str, tuple[Change, str, str]] = {
    "date as text in another order": (put("t1.requests", 0, received="2026/02/03"), "Таблица 1!D10", "a date was expected"),
    "date of the other order of day and month": (put("t1.requests", 0, received="02/25/2026"), "Таблица 1!D10", "a date was expected"),
    "date that there is not": (put("t1.requests", 0, received="30.02.2026"), "Таблица 1!D10", "a date was expected"),
    "date in words": (put("t1.requests", 0, received="3 февраля 2026 года"), "Таблица 1!D10", "a date was expected"),
    "date of another year": (put("t1.requests", 1, received=D(2025, 5, 4)), "Таблица 1!D11", "outside the period 2026"),
    "date to come": (put("t1.surveys", 1, held=D(2026, 12, 1)), "Таблица 1!D16", "after the day of the import"),
    "date with a time": (put("t1.surveys", 0, held=datetime(2026, 3, 1, 10, 30)), "Таблица 1!D15", "a date was expected"),  # noqa: DTZ001
    "no date": (put("t1.surveys", 0, held=None), "Таблица 1!D15", "fill in the column «дата проведения»"),
    "number with a comma": (put("t1.sets", 0, publications="9,5"), "Таблица 1!E6", "a whole number"),
    "number with a blank": (put("t1.sets", 0, publications="1 000"), "Таблица 1!E6", "a whole number"),
    "number in words": (put("t1.sets", 0, publications="девять"), "Таблица 1!E6", "a whole number"),
    "number below 0": (put("t1.sets", 0, publications=-3), "Таблица 1!E6", "a whole number"),
    "part of a number": (put("t1.sets", 0, publications=2.5), "Таблица 1!E6", "a whole number"),
    "number as yes": (put("t1.sets", 0, publications=True), "Таблица 1!E6", "a whole number"),
    "no number": (put("t1.sets", 0, publications=None), "Таблица 1!E6", "fill in the column"),
    "year of two digits": (put("t2.statements", 0, year=24), "Таблица 2!D6", "a year of four digits"),
    "unknown language": (put("t1.sets", 0, languages="en"), "Таблица 1!F6", "one of these was expected: kk, ru"),
    "no language": (put("t1.sets", 1, languages=None), "Таблица 1!F7", "fill in the column «язык»"),
    "language twice": (put("t1.sets", 1, languages="kk, kk"), "Таблица 1!F7", "one of these was expected"),
    "unknown periodicity": (put("t1.sets", 0, frequency="иногда"), "Таблица 1!D6", "one of these was expected: daily"),
    "unknown decision": (put("t1.requests", 0, decision="да"), "Таблица 1!F10", "one of these was expected: published"),
    "unknown category": (put("t4.events", 0, category="открыто"), "Таблица 4!E30", "one of these was expected"),
    "no link": (put("t1.sets", 0, link=None), "Таблица 1!G6", "fill in the column «ссылка»"),
    "link without http": (put("t2.comments", 0, link="budget.egov.kz/4"), "Таблица 2!F41", "copy it from the browser"),
    "link to a file": (put("t2.comments", 0, link="file:///c:/report.pdf"), "Таблица 2!F41", "an address with http://"),
    "link that would run": (put("t2.comments", 0, link="javascript:alert(1)"), "Таблица 2!F41", "an address with http://"),
    "two links in one cell": (put("t2.comments", 0, link="https://a.kz/1 https://a.kz/2"), "Таблица 2!F41", "a line of its own"),
    "words for a link": (put("t2.comments", 0, link="см. сайт"), "Таблица 2!F41", "copy it from the browser"),
    "no host": (put("t2.comments", 0, link="https:///4"), "Таблица 2!F41", "an address with http://"),
    "text without end": (put("t2.comments", 0, title="а" * 3000), "Таблица 2!C41", "shorten it"),
    "no name": (put("t2.comments", 0, title=None), "Таблица 2!C41", "fill in the column"),
    "number that stands twice": (put("t1.requests", 1, number="З-1"), "Таблица 1!C11", "repeats Таблица 1, C10: номер"),
    "link that stands twice": (more("t2.comments"), "Таблица 2!F42", "repeats Таблица 2, F41"),
    "link twice for one language": (more("t5.blog", title="Ещё"), "Таблица 5!F14", "repeats Таблица 5, F13"),
    "statement twice": (more("t2.statements", link="https://budget.egov.kz/99"), "Таблица 2!C7", "repeats Таблица 2, C6"),
    "request of the media twice": (put("t5-1.requests", 1, number="ВХ-1"), "Таблица 5-1!C14", "repeats Таблица 5-1, C13"),
    "organisation twice": (more("t6.organisations"), "Таблица 6!C7", "repeats Таблица 6, C6"),
    "answer before its question": (put("t5-1.requests", 0, answered=D(2026, 5, 4)), "Таблица 5-1!F13", "before May 5, 2026 in D13"),
    "decision before its request": (put("t1.requests", 0, decided=D(2026, 2, 1)), "Таблица 1!G10", "before February 3, 2026 in D10"),
    "placed before it was there": (put("t2.audits", 0, placed=D(2026, 2, 1)), "Таблица 2!F23", "before February 2, 2026 in D23"),
    "answer before its question, of others": (put("t6.questions", 0, answered=D(2026, 5, 1)), "Таблица 6!F12", "before"),
    "answer without its number": (put("t5-1.requests", 1, answered=D(2026, 5, 9)), "Таблица 5-1!E14", "fill in both or neither"),
    "number without its answer": (put("t5-1.requests", 1, **{"number-out": "9"}), "Таблица 5-1!F14", "fill in both or neither"),
    "more answered than came": (put("t2.comments", 0, **{"comments-answered": 6}), "Таблица 2!E41", "more than 5 in D41"),
    "fed by API and not published": (put("t1.api", 0, link="https://data.egov.kz/x"), "Таблица 1!E22", "(its first line is Таблица 1, G6)"),
    "ten sets here and none there": (lambda given: given.update({"t1.sets": []}), "Таблица 1!E21", "Table 1, row 1 holds nothing"),
    "plan of a meeting not held": (put("t5.plans", 0, held=D(2026, 3, 9)), "Таблица 5!C21", "Table 5, row 4"),
    "organisation that is not listed": (put("t6.questions", 0, organisation="ТОО"), "Таблица 6!D12", "Table 6, row 1"),
    "fewer events than are listed": (put("t5-1.total", 0, total=0), "Таблица 5-1!C10", "list 1"),
    "two totals": (more("t5-1.total", total=16), "Таблица 5-1!C11", "takes one line"),
    "signs that cannot be shown": (put("t2.comments", 0, title="а\u202eб"), "Таблица 2!C41", "cannot be shown"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_DATA)
def test_wrong_data(engine: Engine, tmp_path: Path, case: str) -> None:
    change, place, words = WRONG_DATA[case]
    sheet, _, cell = place.partition("!")
    path = filled(tmp_path / "f.xlsx", change=change, tables=(sheet.removeprefix("Таблица "),))
    found = faults(engine, "report", path, period="2026")
    assert len(found) == 1, found
    assert found[0][0] == cell
    assert found[0][1].startswith(f"f.xlsx, sheet «{sheet}», cell {cell}: ")
    assert words in found[0][1]


def cell(sheet: str, at: str, value: Any) -> Callable[[Any], None]:
    """A workbook with another value in one cell."""

    def change(book: Any) -> None:
        book[sheet][at] = value

    return change


def merged(sheet: str, span: str) -> Callable[[Any], None]:
    return lambda book: book[sheet].merge_cells(span)


def broken(book: Any) -> None:
    book["Таблица 1"]["E6"] = "#DIV/0!"
    book["Таблица 1"]["E6"].data_type = "e"


def percent(book: Any) -> None:
    book["Таблица 1"]["E6"] = 0.9
    book["Таблица 1"]["E6"].number_format = "0%"


def twice(book: Any) -> None:
    book.copy_worksheet(book["Таблица 6"])


WRONG_SHEETS: dict[str, tuple[Callable[[Any], None], str, str, str]] = {
    "formula": (cell("Таблица 1", "E6", "=1+2"), "Таблица 1", "E6", "formula «=1+2»"),
    "formula in a printed row": (cell("Таблица 1", "C4", "=A1"), "Таблица 1", "C4", "holds printed words"),
    "error of the spreadsheet": (broken, "Таблица 1", "E6", "the error «#DIV/0!»"),
    "percent": (percent, "Таблица 1", "E6", "percent format"),
    "merged down": (merged("Таблица 1", "G6:G7"), "Таблица 1", "G6", "merged with G6:G7"),
    "merged across": (merged("Таблица 1", "D10:E10"), "Таблица 1", "D10", "merged with D10:E10"),
    "table that there is not": (cell("Таблица 6", "A1", "Таблица 9. Прочее"), "Таблица 6", "A1", "1, 2, 3, 4, 5, 5-1, 6"),
    "table twice": (twice, "Таблица 6 Copy", "A1", "Table 6 stands twice"),
    "head changed": (cell("Таблица 1", "B2", "Показатель"), "Таблица 1", "A2", "head of the table was expected"),
    "row that there is not": (cell("Таблица 1", "A8", "7"), "Таблица 1", "A8", "Table 1 has the rows 1, 2, 3, 4"),
    "row twice": (cell("Таблица 1", "A8", "1"), "Таблица 1", "A8", "row 1 stands twice"),
    "title changed": (cell("Таблица 1", "B8", "Запросы"), "Таблица 1", "B8", "holds printed words"),
    "data over the printed words": (cell("Таблица 1", "C8", "Запросов не было"), "Таблица 1", "C8", "put them back"),
    "column renamed": (cell("Таблица 1", "E9", "суть"), "Таблица 1", "E9", "«содержание» was expected"),
    "beside the list": (cell("Таблица 1", "H6", "и ещё"), "Таблица 1", "H6", "to the right of the list"),
    "in the column of names": (cell("Таблица 1", "B6", "примечание"), "Таблица 1", "B6", "belongs to no row"),
    "in the column of numbers": (cell("Таблица 1", "A6", "а)"), "Таблица 1", "A6", "has the rows"),
    "another body": (cell("Отчет", "A4", BODY["ru"].replace("культуры и информации", "обороны")), "Отчет", "A4", "taken in for"),
    "no body": (cell("Отчет", "A4", "______"), "Отчет", "A4", "name of the body is missing"),
    "another year": (cell("Отчет", "A6", "2025 год"), "Отчет", "A6", "for the period 2026"),
    "no caption": (cell("Отчет", "A7", "период"), "Отчет", "A1", "(отчетный период)"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_SHEETS)
def test_wrong_sheets(engine: Engine, tmp_path: Path, case: str) -> None:
    change, sheet, at, words = WRONG_SHEETS[case]
    path = filled(tmp_path / "f.xlsx", tables=tuple({"1", sheet.removeprefix("Таблица ")[:1]}))
    book = load_workbook(path)
    change(book)
    book.save(path)
    found = [told for told in faults(engine, "report", path, period="2026") if told[0] == at]
    assert any(line.startswith(f"f.xlsx, sheet «{sheet}», cell {at}: ") and words in line for _, line in found), found


TEXTS: dict[str, tuple[str, str, str]] = {
    "none beside an entry": (f";;Запись;02.02.2026;kk;{SITE}5", f";;нет\n;;Запись;02.02.2026;kk;{SITE}5", "holds an entry"),
    "entries without their columns": (";;организация;язык;ссылка\n", "", "the names of the columns were expected"),
    "items taken away": (';;"3) по параметру', ';;"Прочее по параметру', "a date was expected"),
    "not applicable without a footnote": (";;нет", ";;неприменимо", "no footnote of the act releases this body"),
    "table of another kind of body": (
        "Таблица 2. Отчетные данные центральных",
        "Таблица 3. Отчетные данные центральных",
        "holds printed words",
    ),
    "quotation marks": (";;Запись;", ';;"За"пись;', "quotation marks"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_wrong_texts(engine: Engine, tmp_path: Path, case: str) -> None:
    before, after, words = TEXTS[case]
    path = filled(tmp_path / "f.csv")
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = faults(engine, "report", path, period="2026")
    assert any(words in line for _, line in found), found


def test_a_table_of_another_kind_of_body(engine: Engine, tmp_path: Path) -> None:
    lines = {"t3.comments": CENTRAL["t2.comments"]}
    found = faults(engine, "report", filled(tmp_path / "f.xlsx", lines=lines, of=None), period="2026")
    assert len(found) == 1
    assert "not filled in by a body of this kind" in found[0][1]


def nested(made: Any) -> None:
    made.tables[0].rows[4].cells[2].add_table(rows=1, cols=1).rows[0].cells[0].text = "x"


def down(made: Any) -> None:
    table = made.tables[0]
    table.rows[4].cells[6].merge(table.rows[5].cells[6])


def struck(made: Any) -> None:
    """A tracked change took the number away."""
    run = made.tables[0].rows[4].cells[4].paragraphs[0].runs[0]._r
    gone = OxmlElement("w:del")
    run.addprevious(gone)
    gone.append(run)


@pytest.mark.parametrize(
    ("change", "at", "words"),
    [(nested, "C5", "a table of its own"), (down, "G5", "merged with"), (struck, "E5", "fill in the column")],
)
def test_wrong_documents(engine: Engine, tmp_path: Path, change: Callable[[Any], None], at: str, words: str) -> None:
    path = filled(tmp_path / "f.docx")
    made = Document(str(path))
    change(made)
    made.save(str(path))
    found = dict(faults(engine, "report", path, period="2026"))
    assert found[at].startswith(f"f.docx, table «Таблица 1», cell {at}: ")
    assert words in found[at]


def zipped(path: Path, name: str, body: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, body)
    return path


def part_of(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A package with one part made otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    path.write_bytes(made.getvalue())
    return path


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
WRONG_FILES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "macros in a workbook": ("f.xlsx", lambda path: zipped(path, "xl/vbaProject.bin", b"x"), "holds macros"),
    "macros in a document": ("f.docx", lambda path: zipped(path, "word/vbaProject.bin", b"x"), "holds macros"),
    "zip bomb of a workbook": ("f.xlsx", lambda path: zipped(path, "xl/media/a.bin", bytes(140_000_000)), "unpack to more than"),
    "zip bomb of a document": ("f.docx", lambda path: zipped(path, "word/media/a.bin", bytes(140_000_000)), "unpack to more than"),
    "entities in a document": (
        "f.docx", lambda path: part_of(path, "word/document.xml", lambda body: body.replace(b"?>", b"?>" + ENTITY, 1)), "never needs",
    ),
    "document cut off": ("f.docx", lambda path: path.write_bytes(path.read_bytes()[:-900]), "not a sound"),
    "document of broken markup": ("f.docx", lambda path: part_of(path, "word/document.xml", lambda body: body[:-40]), "not a sound DOCX"),
    "document that holds no form": ("f.docx", lambda path: Document().save(str(path)), "none of the printed forms"),
    "old document": ("f.docx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "old or encrypted"),
    "picture named as a table": ("f.xlsx", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "not UTF-8"),
    "PDF named as a table": ("f.xlsx", lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), "not UTF-8"),
    "nothing in it": ("f.docx", lambda path: path.write_bytes(b""), "the file is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_FILES)
def test_files_that_are_not_read(engine: Engine, tmp_path: Path, case: str) -> None:
    name, change, words = WRONG_FILES[case]
    path = filled(tmp_path / name)
    change(path)
    with pytest.raises(WrongUse) as caught:
        take(engine, "report", path, period="2026")
    assert words in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert stored(engine) == 0


def test_a_document_for_a_kind_without_forms(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="printed forms of appeals, report, services"):
        take(engine, "events", filled(tmp_path / "f.docx"), period="2026")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_two_hundred_thousand_lines(engine: Engine, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of so many lines is made in seconds only where the bound is a small one."""
    path = filled(tmp_path / f"f.{ending}", lines={"t5.blog": CENTRAL["t5.blog"]})
    if ending == "csv":
        text = path.read_text("utf-8-sig")
        line = next(one for one in text.splitlines() if "Запись" in one)
        path.write_text(text.replace(line, "\n".join([line] * 200_000)), encoding="utf-8")
        words = "more than 100000 rows"
    else:
        monkeypatch.setattr("openness.imports.forms.parts.MAX_ROWS", 40)
        words = "more than 40 rows"
    with pytest.raises(FaultyFileError, match=words):
        take(engine, "report", path, period="2026")
    assert stored(engine) == 0


def test_a_name_with_another_ending_is_read_by_what_it_holds(engine: Engine, tmp_path: Path) -> None:
    path = filled(tmp_path / "f.docx")
    path = path.rename(tmp_path / "f.xlsx")
    assert take(engine, "report", path, period="2026").item.media_type.endswith("wordprocessingml.document")


def test_enough_kinds_of_wrong_files_are_tried() -> None:
    assert len(WRONG_DATA) + len(WRONG_SHEETS) + len(TEXTS) + len(WRONG_FILES) >= 60
    assert (CONFIG / "imports" / "forms").is_dir()
