"""Every form beside what its act prints: the table column by column on each paper, and the places in the order of the print."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from openness.cli import run as openness
from openness.forms import pdfform, sheetform, wordform
from openness.forms.composed import Source
from openness.forms.filling import fill, is_told
from openness.forms.model import Filled
from openness.objections.places import Results
from reports.forms.printed import FOLDER, forms, read_form
from reports.read import read_lines, read_result
from store.base import BodyKind, Frozen, Language
from store.strictyaml import validate
from tests.openness.stored import DAY, Stored, findings_with, store_run
from tests.scoring.kit import CONFIG, loaded, make

HERE = Path(__file__).parent
Table = tuple[tuple[str, ...], ...]
Runs = Callable[[str, BodyKind, tuple[int, ...]], Stored]
pytestmark = pytest.mark.costs(20)


class Case(Frozen):
    """The table of one form: rows from its heads to its sums, as the act prints them, in each language that it was read in.

    ``against`` are facts against the body's own report, each with the number of false figures.
    """

    form: str
    edition: str
    kind: BodyKind = "central"
    against: tuple[int, ...] = ()
    ru: Table
    kk: Table = ()

    def table(self, language: Language) -> list[list[str]]:
        return [list(row) for row in (self.kk if language == "kk" else self.ru)]


CASES = {path.stem: validate(path, Case) for path in sorted(HERE.glob("*.yaml"))}
SPOKEN = [(name, language) for name, case in CASES.items() for language in ("ru", "kk") if case.table(language)]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Scored runs without a fault but for the facts given, each made once."""

    @cache
    def made(edition: str, kind: BodyKind, against: tuple[int, ...]) -> Stored:
        law, day = loaded(CONFIG / "methodology" / edition), edition.rpartition("/")[2]
        found = findings_with(law, {}, kind)
        if against and law.penalty is not None:
            found += [make("manual", law.penalty.id, "deficiency", count=one, subject=str(n)) for n, one in enumerate(against)]
        folder = tmp_path_factory.mktemp("form")
        stored = store_run(folder, found, methodology=law.id, as_of=max(DAY, day), kind=kind)
        assert openness(["score", stored.plan.run_id, *stored.options]) == 0
        return stored

    return made


def filled(case: Case, stored: Stored, language: Language = "ru") -> Filled:
    """The form as the run fills it."""
    law = loaded(CONFIG / "methodology" / case.edition)
    source = Source(Results(stored.plan, read_result(stored.out), tuple(read_lines(stored.out))), law)
    form = read_form(FOLDER / case.form)
    assert (form.methodology, not form.kinds or case.kind in form.kinds, is_told(form, source)) == (law.id, True, True)
    return fill(form, source, language)


def in_word(content: bytes) -> tuple[list[str], list[list[str]]]:
    document = Document(io.BytesIO(content))
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    return [one.text for one in document.paragraphs], table


def in_sheet(content: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def in_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_every_form_has_its_printed_table_and_the_act_s_own_words() -> None:
    assert {name: case.form for name, case in CASES.items()} == {one.name: one.name for one in forms()}
    for one in forms():
        assert "law" in (one.words.ru.source, one.words.kk.source)
        assert "?" not in (one.law, one.appendix)


@pytest.mark.parametrize(("name", "language"), SPOKEN)
def test_the_table_follows_the_printed_one_column_by_column(runs: Runs, name: str, language: Language) -> None:
    case = CASES[name]
    form = filled(case, runs(case.edition, case.kind, case.against), language)
    golden = case.table(language)
    _, table = in_word(wordform.document(form))
    assert table == golden
    drawn = Document(io.BytesIO(wordform.document(form))).tables[0]
    assert [column.width for column in drawn.columns] == [cell.width for cell in drawn.rows[-1].cells]
    assert drawn.columns[1].width > 5 * drawn.columns[0].width
    rows = in_sheet(sheetform.workbook(form))
    start = rows.index(golden[0])
    assert rows[start : start + len(golden)] == golden
    spoken = in_pdf(pdfform.document(form))
    assert [row for row in golden if " ".join(filter(None, row)) not in spoken] == []


@pytest.mark.parametrize("name", CASES)
def test_the_places_stand_in_the_order_of_the_print(runs: Runs, name: str) -> None:
    case = CASES[name]
    form = filled(case, runs(case.edition, case.kind, case.against))
    said, _ = in_word(wordform.document(form))
    words = form.words
    order = [words.mark, words.kind, words.title, form.body, words.of_body, form.period, words.of_period]
    assert [text for text in said if text in order] == order
    heads = [one for one in (words.analysis, *(part.head for part in form.parts), words.conclusions) if one]
    assert [text for text in said if text in heads] == heads
    signed = [text for text in said if text.endswith("_" * 10)]
    assert signed == [f"{who} {'_' * 32}" for who in words.signatures]
    assert words.dated is None or said[-2] == words.dated


@pytest.mark.parametrize("more", range(0, 60, 6))
def test_nothing_of_the_end_stands_alone_on_the_last_page(runs: Runs, more: int) -> None:
    """Wherever the end of a page falls: the last conclusion, signatures, day and notes stay together."""
    case = CASES["conclusion-2017"]
    form = filled(case, runs(case.edition, case.kind, case.against))
    longer = replace(form, conclusions=(*form.conclusions, *("Проверить ещё раз." for _ in range(more)), "Последний вывод."))
    last = PdfReader(io.BytesIO(pdfform.document(longer))).pages[-1].extract_text()
    for text in ("Последний вывод.", *longer.words.signatures, longer.words.dated or "", longer.notes[-1]):
        assert text.split("_")[0][:20] in last
    paragraphs = Document(io.BytesIO(wordform.document(longer))).paragraphs
    start = next(number for number, one in enumerate(paragraphs) if one.text == "Последний вывод.")
    kept = [one.paragraph_format.keep_with_next for one in paragraphs[start : -len(longer.notes)]]
    assert kept == [True] * len(kept)
