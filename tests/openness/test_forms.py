"""Official forms of a run: the printed form column by column, drafts without a final score, issued forms that nothing writes over."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from openness.cli import run as openness
from openness.faults import WrongUse
from openness.forms import pdfform, sheetform, shelf, wordform
from openness.forms.composed import Source
from openness.forms.filling import fill, is_told
from openness.forms.model import Filled
from openness.objections.places import Results
from reports.forms.printed import FOLDER, Printed, forms, forms_of, read_form
from reports.read import read_lines, read_result
from store.base import OFFICIAL, Language
from store.methodology import Methodology
from store.strictyaml import ConfigError
from tests.openness.stored import Stored, findings_with, store_run
from tests.scoring.kit import CONFIG, loaded, make
from tests.texts.plain import of_site, strange

pytestmark = pytest.mark.costs(20)
EDITIONS = {"kz-2017": "kz-2017/2017-12-28", "kz-2025": "kz-2025/2025-05-16"}
LOST, ROW, OPEN = "kz-2017:a14.2.9.3", "kz-2017:a14.2.9", "kz-2017:a14.2.1.1"
EVIL = '=HYPERLINK("http://a.kz")</w:t><script>\N{RIGHT-TO-LEFT OVERRIDE}\x1b[2J\x00\ufffe'
ACT, FALSE = "reconciliation-2017", "kz-2017:p15"


def law(methodology: str) -> Methodology:
    return loaded(CONFIG / "methodology" / EDITIONS[methodology])


def made(folder: Path, methodology: str, faults: dict[str, tuple[str, int]]) -> Stored:
    folder.mkdir(parents=True, exist_ok=True)
    stored = store_run(folder, findings_with(law(methodology), faults), methodology=methodology)
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    return stored


@pytest.fixture(scope="module")
def flawless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stored]:
    return {name: made(tmp_path_factory.mktemp(name), name, {}) for name in EDITIONS}


@pytest.fixture(scope="module")
def unsettled(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """A lost requirement, and one that nobody has decided."""
    return made(tmp_path_factory.mktemp("open"), "kz-2017", {LOST: ("deficiency", 1), OPEN: ("unverified", 1)})


def source(stored: Stored) -> Source:
    return Source(Results(stored.plan, read_result(stored.out), tuple(read_lines(stored.out))), law(stored.plan.methodology))


def form_of(stored: Stored, name: str = "") -> Printed:
    """A form of the run's edition by its name; the conclusion on openness where none is given."""
    wanted = name or f"conclusion-{stored.plan.methodology.removeprefix('kz-')}"
    return next(one for one in forms_of(stored.plan.methodology, "central") if one.name == wanted)


def filled(stored: Stored, language: Language = "ru", name: str = "") -> Filled:
    return fill(form_of(stored, name), source(stored), language)


def copied(stored: Stored, folder: Path) -> Stored:
    shutil.copytree(stored.out.parent, folder / "copy")
    return Stored(stored.plan, stored.db, stored.findings, stored.config)


def in_word(content: bytes) -> tuple[list[str], list[list[str]]]:
    document = Document(io.BytesIO(content))
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    return [one.text for one in document.paragraphs], table


def in_pdf(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.parametrize("methodology", EDITIONS)
@pytest.mark.parametrize("language", OFFICIAL)
def test_all_three_papers_say_the_same_and_are_made_alike_again(
    flawless: dict[str, Stored], methodology: str, language: Language
) -> None:
    form, again = filled(flawless[methodology], language), filled(flawless[methodology], language)
    for write in (wordform.document, pdfform.document, sheetform.workbook):
        assert write(form) == write(again)
    said, table = in_word(wordform.document(form))
    spoken = in_pdf(pdfform.document(form))
    for text in (*said, *(cell for row in table for cell in row)):
        assert " ".join(text.replace("_", "").split()) in " ".join(spoken.replace("_", "").split())
    fonts = [
        font for page in PdfReader(io.BytesIO(pdfform.document(form))).pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts)


def test_a_draft_bears_its_word_and_no_final_score(unsettled: Stored) -> None:
    form = filled(unsettled)
    total = read_result(unsettled.out)["total"]
    low, high = (end.replace(".", ",") for end in total["range"])
    assert (form.draft, form.open_rows, total["final"]) == ("ПРОЕКТ", 1, None)
    said, table = in_word(wordform.document(form))
    assert [row[-1] for row in table[-3:]] == ["–", "–", "–"]
    assert said[0] == "ПРОЕКТ"
    header = Document(io.BytesIO(wordform.document(form))).sections[0].header._element.xml
    assert 'string="ПРОЕКТ"' in header
    pages = PdfReader(io.BytesIO(pdfform.document(form))).pages
    assert all("ПРОЕКТ" in page.extract_text() for page in pages)
    assert f"Итоговая оценка не выводится, пока есть строки без решения (1). Она лежит в пределах {low}–{high} из 100,00." in said
    assert "string=" not in Document(io.BytesIO(wordform.document(filled_final(unsettled)))).sections[0].header._element.xml


def filled_final(stored: Stored) -> Filled:
    """The same form as if nothing were open."""
    known = source(stored)
    total = {**known.results.result["total"], "final": "99.00", "open": 0, "range": ["99.00", "99.00"]}
    result = {**known.results.result, "total": total}
    return fill(form_of(stored), Source(Results(known.results.plan, result, known.results.lines), known.edition), "ru")


def test_the_analysis_says_what_the_findings_say_and_no_more(unsettled: Stored) -> None:
    form = filled(unsettled)
    row = next(one for one in source(unsettled).results.rows if one["id"] == ROW)
    (finding,) = (one for one in read_lines(unsettled.out) if one["parameter"] == LOST)
    told = [text for part in form.parts for _, text in part.sentences]
    low, high = (Decimal(end) for end in row["range"])
    assert low == high < Decimal(row["weight"])
    (lost,) = (text for text in told if text.startswith(row["title"]["ru"]))
    assert lost.endswith(f": {row['points'].replace('.', ',')} из {row['weight'].replace('.', ',')}.")
    place = told.index(lost)
    seen = f"Что увидено: {' '.join(finding['message']['ru'].split())}"
    assert told[place + 1 : place + 3] == [seen, f"Адрес: {finding['url']}"]
    assert sum(text.startswith("В решённых строках недостатков не найдено") for text in told) == 1


@pytest.mark.parametrize("language", OFFICIAL)
def test_forms_hold_no_english(unsettled: Stored, language: Language) -> None:
    form = filled(unsettled, language)
    lines = list(read_lines(unsettled.out))
    quoted = [part for one in lines for part in (one["url"], *of_site(one["facts"]), one["message"][language])]
    quoted += [unsettled.plan.run_id, source(unsettled).digest]
    said, table = in_word(wordform.document(form))
    texts = [*said, *(cell for row in table for cell in row)]
    assert {text: strange(text, quoted, {"II"}) for text in texts if strange(text, quoted, {"II"})} == {}
    assert ("перевод программы" in " ".join(form.notes) or "бағдарламаның аудармасы" in " ".join(form.notes)) == (
        language == "kk"
    )


def test_what_pages_and_registers_say_comes_out_inert(unsettled: Stored) -> None:
    known = source(unsettled)
    body = {**known.results.result["body"], "name": {"kk": EVIL, "ru": EVIL}}
    lines = tuple(
        {**one, "message": {**one["message"], "ru": EVIL}, "url": "https://a.kz/" + EVIL} for one in known.results.lines
    )
    hostile = Source(Results(known.results.plan, {**known.results.result, "body": body}, lines), known.edition)
    bad = fill(form_of(unsettled), hostile, "ru")
    said, _ = in_word(wordform.document(bad))
    assert bad.body in said
    assert not any(sign in "".join(said) for sign in ("\N{RIGHT-TO-LEFT OVERRIDE}", "\x1b", "\x00", "\ufffe"))
    sheet = load_workbook(io.BytesIO(sheetform.workbook(bad))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "script" in in_pdf(pdfform.document(bad))


def written(stored: Stored, *more: str) -> int:
    return openness(["forms", stored.plan.run_id, "--lang", "ru", *more, *stored.options])


def test_drafts_are_written_anew_and_never_issued(unsettled: Stored, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert written(unsettled, "-o", str(tmp_path / "forms"), "--json") == 0
    told = json.loads(capsys.readouterr().out.split("\n")[0])
    forms_told = [one for one in forms_of("kz-2017", "central") if is_told(one, source(unsettled))]
    assert (told["draft"], told["open"], len(told["files"])) == (True, 1, 6 * len(forms_told))
    names = sorted(path.name for path in (tmp_path / "forms").iterdir())
    # What is open is open in openness alone, and in the total of all directions.
    whole = {one.name: one.tells in ("openness", "together") and not one.criteria for one in forms_told}
    assert {"conclusion-2017": True, "together-2017": True, "electronic-2017": False}.items() <= whole.items()
    kinds = ("docx", "pdf", "xlsx")
    assert names == sorted(
        f"{one}.{tongue}{'.draft' if open_ else ''}.{kind}"
        for one, open_ in whole.items()
        for tongue in OFFICIAL
        for kind in kinds
    )
    for one in told["files"]:
        assert hashlib.sha256(Path(one["file"]).read_bytes()).hexdigest() == one["sha256"]
    assert written(unsettled, "--issue") == 2
    assert "строк без решения: 1" in capsys.readouterr().err
    assert not (unsettled.out / "forms").exists()


def test_an_issued_form_is_never_built_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = made(tmp_path, "kz-2025", {})
    told: list[dict[str, Any]] = []
    for _ in range(2):
        capsys.readouterr()
        assert written(stored, "--issue", "--paper", "docx", "--language", "kk", "--json") == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [(one["number"], one["new"]) for one in told] == [(1, True), (1, False)]
    file = Path(told[0]["folder"]) / "conclusion-2025.kk.docx"
    first = file.read_bytes()
    assert hashlib.sha256(first).hexdigest() == told[0]["files"][0]["sha256"]
    assert written(stored, "--issue", "--paper", "xlsx", "--language", "kk", "--json") == 0
    assert json.loads(capsys.readouterr().out)["number"] == 2
    assert file.read_bytes() == first
    file.write_bytes(first + b" ")
    assert written(stored, "--issue") == 2
    assert "под номером 1" in capsys.readouterr().err
    file.write_bytes(first)
    (stored.out / "forms" / "issued.json").write_text("{}x", encoding="utf-8")
    assert written(stored, "--issue") == 2
    assert "issued.json" in capsys.readouterr().err


def test_what_is_taken_off_is_told_without_a_sign_and_summed_with_it(tmp_path: Path) -> None:
    name = "kz-2025:a10.t9.1"
    form = filled(made(tmp_path, "kz-2025", {name: ("deficiency", 1)}))
    number, _, points, most = form.rows[6].cells
    assert (number, most) == ("7", "0")
    assert points.removeprefix("≈ ").startswith("\N{MINUS SIGN}")
    told = [text for _, text in form.parts[6].sentences]
    assert told[0] == f"Вычет по этому критерию: {points.replace(chr(0x2212), '')}."
    assert not any("вычтено \N{MINUS SIGN}" in text for text in told)
    assert any(": вычтено " in text for text in told[1:])


def test_a_form_of_some_criteria_bears_no_total_and_is_settled_with_them(tmp_path: Path) -> None:
    settled = made(tmp_path / "a", "kz-2017", {OPEN: ("unverified", 1)})
    form = filled(settled, name="electronic-2017")
    assert (form.draft, [row.strong for row in form.rows]) == ("", [False, False])
    assert not any("Итоговая оценка" in text for text in form.conclusions)
    still = made(tmp_path / "b", "kz-2017", {"kz-2017:p59": ("unverified", 1)})
    form = filled(still, name="electronic-2017")
    assert (form.draft, form.open_rows) == ("ПРОЕКТ", 1)


def test_a_form_of_a_direction_that_was_not_scored_is_told(
    unsettled: Stored, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = copied(unsettled, tmp_path)
    out = tmp_path / "copy" / stored.out.name
    result = read_result(out)
    alone = {**result, "directions": [], "overall": None}
    lone = Source(Results(stored.plan, alone, tuple(read_lines(out))), law("kz-2017"))
    mine = forms_of("kz-2017", "central")
    assert [one.name for one in mine if one.tells != "openness" and is_told(one, lone)] == []
    assert "conclusion-2017" in [one.name for one in mine if is_told(one, lone)]
    assert fill(form_of(stored), lone, "kk").parts
    assert {one.name for one in mine if one.tells != "openness"} == {
        one.name for one in mine if one.tells != "openness" and is_told(one, source(stored))
    }


def contradicted(folder: Path, *facts: tuple[str, int]) -> Stored:
    """A run with an open row whose body's own report is contradicted by these facts: the outcome and count of each."""
    found = findings_with(law("kz-2017"), {OPEN: ("unverified", 1)})
    found += [make("manual", FALSE, outcome, count=count, subject=str(number)) for number, (outcome, count) in enumerate(facts)]
    stored = store_run(folder, found)
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    return stored


def test_the_act_of_reconciliation_tells_each_fact_and_what_it_takes_off(tmp_path: Path) -> None:
    stored = contradicted(tmp_path, ("deficiency", 1), ("deficiency", 2))
    first, second = (one for one in read_lines(stored.out) if one["parameter"] == FALSE)
    act = filled(stored, name=ACT)
    # Another row is open; of what the act tells nothing is.
    assert (act.draft, act.open_rows) == ("", 0)
    said, table = in_word(wordform.document(act))
    assert table == [
        ["№", "Наименование", "Вычитаемые баллы"],
        ["1", "Представление недостоверной информации", "0,60"],
        ["", "ВСЕГО:", "0,60"],
    ]
    order = [act.words.analysis, *(text for _, text in act.parts[0].sentences), *act.conclusions]
    assert [text for text in said if text in order] == order
    assert order[1:] == [
        f"1) {first['message']['ru']}",
        f"Адрес: {first['url']}",
        f"2) {second['message']['ru']} (фактов: 2)",
        f"Адрес: {second['url']}",
        "Вычет составляет: 0,60 балла.",
        "ИТОГОВЫЙ ВЫЧЕТ: 0,60 балла.",
    ]
    signed = [text for text in said if text.endswith("_" * 10)]
    assert [text.partition(",")[0] for text in signed] == [
        "Представитель уполномоченного органа",
        "Представитель оцениваемого государственного органа",
    ]
    spoken = in_pdf(pdfform.document(act))
    assert all(text in spoken for text in order)
    kazakh = filled(stored, "kk", ACT)
    assert kazakh.conclusions == ("Шегерім: 0,60 балл.", "ҚОРЫТЫНДЫ ШЕГЕРІМ: 0,60 балл.")
    assert "бағдарламаның аудармасы" in kazakh.notes[-1]
    for write in (wordform.document, pdfform.document, sheetform.workbook):
        assert write(kazakh) == write(filled(stored, "kk", ACT))


def test_an_act_with_an_open_fact_is_a_draft_without_a_sum(tmp_path: Path) -> None:
    act = filled(contradicted(tmp_path, ("unverified", 1)), name=ACT)
    assert (act.draft, act.open_rows) == ("ПРОЕКТ", 1)
    assert [row.cells[-1] for row in act.rows] == ["–", "–"]
    assert act.parts[0].sentences == ()


def test_without_a_fact_against_the_report_there_is_no_act(
    flawless: dict[str, Stored], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = flawless["kz-2017"]
    assert written(stored, "--form", ACT, "-o", str(tmp_path / "forms")) == 2
    assert "против отчёта самого органа" in capsys.readouterr().err
    assert not (tmp_path / "forms").exists()


def test_a_run_whose_forms_were_issued_is_not_removed_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = made(tmp_path, "kz-2025", {})
    removing = ["runs", "remove", stored.plan.run_id, "--yes", "--lang", "ru", "--db", stored.db]
    assert written(stored, "--issue", "--paper", "xlsx") == 0
    capsys.readouterr()
    assert openness(removing) == 2
    assert "номера: 1" in capsys.readouterr().err
    assert (stored.out / "forms" / "issued.json").is_file()
    assert openness([*removing, "--force"]) == 0
    assert not stored.out.exists()


WRONG = [
    (["--form", "other"], "conclusion-2017"),
    (["--paper", "odt"], "docx"),
    (["--language", "en"], "kk"),
    (["--issue", "-o", "x"], "--issue"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_wrong_use_is_told_in_one_line(
    flawless: dict[str, Stored], words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert written(flawless["kz-2017"], *words) == 2
    found = capsys.readouterr().err.strip()
    assert said in found
    assert "\n" not in found


def test_a_font_that_is_not_there_is_named_with_the_mend(flawless: dict[str, Stored], tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"DejaVuSerif\.ttf.*fonts-dejavu-core"):
        pdfform.document(filled(flawless["kz-2017"]), (str(tmp_path),))


def test_every_form_stands_in_a_folder_of_its_own() -> None:
    assert [one.name for one in forms()] == sorted(path.name for path in FOLDER.iterdir() if (path / "form.yaml").is_file())
    assert [one.name for one in forms_of("kz-2017", "local") if one.kinds] == ["services-local-2017"]


FAULTS = [
    ("columns: [number, criterion, points]", "columns: [number, criterion]", "3"),
    ("columns: [number, criterion, points]", "columns: [number, criterion, price]", "8"),
    ("name: conclusion-2017", "name: other", "2"),
    ("item: '{number}. По критерию \"{title}\"'", "item: По критерию", "{number}"),
]


@pytest.mark.parametrize(("good", "bad", "said"), FAULTS)
def test_a_wrong_form_is_named_with_its_file(tmp_path: Path, good: str, bad: str, said: str) -> None:
    folder = tmp_path / "conclusion-2017"
    folder.mkdir()
    text = (FOLDER / "conclusion-2017" / "form.yaml").read_text(encoding="utf-8")
    assert good in text
    (folder / "form.yaml").write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        read_form(folder)
    assert "form.yaml:" in str(fault.value)
    assert said in str(fault.value)


def test_an_empty_shelf_has_issued_nothing(tmp_path: Path) -> None:
    assert shelf.read_book(tmp_path).issued == ()
