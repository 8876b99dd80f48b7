"""What pages, files and registers of anybody say is text on every paper: one set of hostile texts, one test for each paper."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from openness.cli import run as openness
from openness.cohorts.columns import FINDINGS, FindingLine
from openness.cohorts.tables import TableFile
from openness.console import Terminal
from openness.forms import pdfform, sheetform, wordform
from openness.forms.composed import Source, fill
from openness.letters.composed import Asked, compose
from openness.letters.written import PAPERS
from openness.objections.places import Results
from openness.yearly import between
from reports.advice_view import advice_view
from reports.files import canonical
from reports.forms.printed import forms_of
from reports.html import write_html
from reports.ics import calendar_ics
from reports.read import read_lines, read_result
from reports.summary import summary_table
from store.calendar import load_calendar
from store.objects import ObjectStore
from store.visible import escaped
from tests.openness.stored import Stored, edition, findings_with, store_run
from tests.scoring.kit import CONFIG, loaded

pytestmark = pytest.mark.costs(20)
TURNED, HIDDEN, ESCAPE = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{ZERO WIDTH SPACE}", "\x1b]0;x\x07\x1b[2J"
MARKUP = "<img src=x onerror=alert(1)></w:t></t><script>alert(1)</script>"
FORMULA, PATH = '=HYPERLINK("http://a.example")', "../../../etc/passwd"
EVIL = f"{FORMULA} {MARKUP} {PATH} {TURNED}gpj.exe {HIDDEN}{ESCAPE} \x00\ufffe {{{{ 7*7 }}}}\r\nBcc: all@example.org"
LONG = EVIL + "Ж" * 1_000_000
# Far below the megabyte of the title, and well above what a run's papers take without it.
BOUND = 900_000
ENDINGS = sorted(PAPERS)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    faults = {
        "kz-2017:a14.2.9.3": ("deficiency", 1),
        "kz-2017:a15.t1.1.1": ("missing", 1),
        "kz-2017:a14.2.1.1": ("unverified", 1),
    }
    stored = store_run(tmp_path_factory.mktemp("inert"), findings_with(edition(), faults))
    assert openness(["score", stored.plan.run_id, *stored.options]) == 0
    return stored


@pytest.fixture(scope="module")
def hostile(scored: Stored) -> Results:
    """The run as if every text of pages, files and the register were hostile; one title is a megabyte long."""
    result, lines = read_result(scored.out), read_lines(scored.out)
    result["body"]["name"] = {"kk": EVIL, "ru": EVIL}
    for number, one in enumerate(lines):
        text = LONG if number % 7 == 0 else EVIL
        one["message"] = dict.fromkeys(("kk", "ru", "en"), text)
        one["url"] = f"https://example.gov.kz/{EVIL}" if number % 2 else f"javascript:alert(1)//{EVIL}"
        one["locator"] = dict.fromkeys(one["locator"], text)
        one["facts"] = {"title": text, "counterpart": EVIL, "language": "kk", "places": [EVIL, f"{EVIL} ≠ {EVIL}"], EVIL: EVIL}
        one["cause"], one["pages"] = EVIL, [EVIL, one["url"]]
    return Results(scored.plan, result, tuple(lines))


def harmless(text: str) -> bool:
    return not {TURNED, HIDDEN, "\x1b", "\x00", "\ufffe"} & set(text)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_report(hostile: Results, tmp_path: Path, language: str) -> None:
    objects = ObjectStore(str(tmp_path / "evidence"))
    path = write_html(tmp_path, language, hostile.result, list(hostile.lines), objects)
    text = path.read_text("utf-8")
    tree = LexborHTMLParser(text)
    assert len(tree.css("script")) == len(tree.css("style")) == 1
    assert tree.css("img, [onerror], iframe, object") == []
    assert harmless(text)
    led = {str(one.attributes["href"]).partition(":")[0] for one in tree.css("a[href]") if one.attributes["href"] != "#"}
    assert {one for one in led if not one.startswith("#")} <= {"https", "http"}
    assert "49" not in tree.css_first("h1").text()
    assert "gpj.exe" in tree.css_first("h1").text()
    assert tree.css(".versions")
    assert len(text) < 6 * BOUND


@pytest.mark.parametrize("write", [wordform.document, pdfform.document, sheetform.workbook])
def test_a_form(hostile: Results, write: Callable[[Any], bytes]) -> None:
    form = next(one for one in forms_of("kz-2017", "central") if one.name == "conclusion-2017")
    filled = fill(form, Source(hostile, edition()), "ru")
    made = write(filled)
    assert len(made) < BOUND
    assert all(harmless(text) and len(text) < 5000 for part in filled.parts for _, text in part.sentences)
    if write is wordform.document:
        document = Document(io.BytesIO(made))
        assert filled.body in [one.text for one in document.paragraphs]
        assert MARKUP in filled.body
    elif write is sheetform.workbook:
        cells = [cell for row in load_workbook(io.BytesIO(made)).worksheets[0].iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        assert filled.body in [cell.value for cell in cells]
    else:
        spoken = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())
        assert "".join(filled.body.split()) in spoken
        assert not [one for page in PdfReader(io.BytesIO(made)).pages for one in page.get("/Annots", ())]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_letter(hostile: Results, ending: str) -> None:
    letter = compose(Asked(hostile, edition(), 50), "kk")
    assert all(harmless(block.text) for block in letter.blocks)
    assert not any("javascript:" in block.text.partition(EVIL[:10])[0] for block in letter.blocks)
    made = PAPERS[ending](letter)
    assert len(made) < BOUND
    if ending == ".eml":
        mail = BytesParser(policy=policy.default).parsebytes(made)
        assert mail["Bcc"] is None
        assert "Bcc: all@example.org" in mail.get_content()
        assert harmless(mail.get_content())
    elif ending == ".docx":
        document = Document(io.BytesIO(made))
        assert letter.blocks[0].text == document.paragraphs[0].text
        assert all("hyperlink" not in one.reltype for one in document.part.rels.values())


def test_tables_for_analysts(hostile: Results, tmp_path: Path) -> None:
    table = TableFile(tmp_path, FINDINGS)
    for one in hostile.lines[:20]:
        table.add(FindingLine(hostile.result, {**one, "check": FORMULA, "url": FORMULA}))
    table.close()
    with (tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert len(lines) == 21
    assert not [cell for line in lines[1:] for cell in line if cell[:1] in "=@\t\r" and cell]
    assert all(harmless(cell) for line in lines for cell in line)
    cells = [cell for row in load_workbook(tmp_path / "findings.xlsx")["findings"].iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert all(len(str(cell.value or "")) <= 32_767 for cell in cells)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_terminal(hostile: Results, language: str) -> None:
    told = io.StringIO()
    console = Terminal(file=told, width=120, force_terminal=False)
    console.print(summary_table(hostile.result, language))
    console.print(advice_view(hostile.result, list(hostile.lines), [], 0, language))
    assert harmless(told.getvalue())
    assert "gpj.exe" in told.getvalue()


def test_json_on_a_terminal_keeps_its_value_and_steers_nothing(hostile: Results) -> None:
    said = canonical(hostile.lines[1])
    shown = escaped(said)
    assert harmless(shown)
    assert json.loads(shown) == json.loads(said) == hostile.lines[1]


def test_a_calendar() -> None:
    law = loaded(CONFIG / "methodology" / "kz-2025/2025-05-16")
    ((_, terms),) = between([law], load_calendar(CONFIG), date(2026, 1, 1), date(2026, 12, 31), {}, None)
    spite = "BEGIN:VALARM\r\nACTION:AUDIO\r\nATTACH:http://a.example\r\nEND:VALARM"
    first = next(one for one in terms if one.last is not None)
    term = first.term.model_copy(update={"text": first.term.text.model_copy(update={"ru": spite})})
    bad = [replace(first, term=term)]
    made = Calendar.from_ical(calendar_ics([(law, bad)], date(2026, 11, 20), "ru"))
    (event,) = made.walk("VEVENT")
    assert [one["action"] for one in event.walk("VALARM")] == ["DISPLAY"]
    assert "ATTACH:http://a.example" in event["description"]
