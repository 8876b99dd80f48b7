"""The report and the terminal tell what to mend with its sum, its places and its arithmetic, and advice without points."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from reports.advice_view import advice_view
from reports.counsel import SENTENCES, read_counsel, write_counsel
from reports.html import write_html
from reports.read import read_lines, read_result
from reports.result import write_run
from scoring.advice import advise
from scoring.engine import Case, score
from scoring.measure import Subject
from store.advice import Change, Counsel
from store.findings import Finding
from store.objects import ObjectStore
from tests.reports import sample
from tests.reports.scored import edition
from tests.scoring.kit import answer, asked

COUNSEL = [Counsel(code="security-headers", count=1, names=("Referrer-Policy",), pages=("http://site.example/",))]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that lost 0.15 for the search form, and a section's indicator in Kazakh."""
    folder, law = tmp_path_factory.mktemp("advice"), edition("kz-2017")
    lost = {("kz-2017:a14.2.3.4", None): "deficiency", ("kz-2017:a15.t1.1.2.1", "kk"): "missing"}
    findings: list[Finding] = [
        finding for one in asked(law, "central") for finding in answer(one, lost.get((one.id, one.language), "met"))
    ]
    case = Case(Subject(), "central", tuple(findings))
    write_run(
        folder,
        sample.run_info("2026-11-20-x-01", 0),
        sample.body(),
        law,
        sample.coverage(),
        score(findings, law, "central"),
        findings,
        advice=advise(law, case),
    )
    return folder


def told(out: Path, language: str, most: int = 0) -> str:
    console = Console(width=200, record=True, file=Path("/dev/null").open("w"))  # noqa: SIM115
    counsel = read_counsel(out)
    console.print(advice_view(read_result(out), read_lines(out), counsel, most, language))
    return console.export_text()


def test_result_json_holds_remedies_with_exact_sums(out: Path) -> None:
    advice: dict[str, Any] = read_result(out)["advice"]
    assert [(one["requirement"], one["language"]) for one in advice["remedies"]] == [
        ("kz-2017:a14.2.3.4", None),
        ("kz-2017:a15.t1.1.2.1", "kk"),
    ]
    search = advice["remedies"][0]
    assert (search["row"], search["table"], search["returns"]) == (["0.15", "0.15"], ["0.075", "0.075"], ["0.075", "0.075"])
    assert "9,85 ÷ 10 × 5 = 4,925" in search["explanation"]["ru"]
    assert "10 ÷ 10 × 5 = 5" in search["explanation"]["kk"]
    total = [sum(float(one["returns"][0]) for one in advice["remedies"])]
    assert float(advice["together"][0]["returns"][0]) == pytest.approx(total[0])


@pytest.mark.parametrize(
    ("language", "sum_", "cut"),
    [("ru", "+0,075", "еще 1 исправление"), ("kk", "+0,075", "тағы 1 түзету"), ("en", "+0.075", "1 remedy more")],
)
def test_the_terminal_tells_the_dearest_first(out: Path, language: str, sum_: str, cut: str) -> None:
    write_counsel(out, COUNSEL)
    whole, short = told(out, language), told(out, language, 1)
    assert sum_ in whole
    assert "http://site.example/" in whole
    assert "Referrer-Policy" in whole
    assert cut not in whole
    assert cut in short


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_report_has_a_section_that_leads_to_the_rows(out: Path, language: str) -> None:
    counsel = write_counsel(out, COUNSEL)
    write_html(out, language, read_result(out), read_lines(out), ObjectStore(str(out / "objects")), (), counsel)
    page = LexborHTMLParser((out / f"report.{language}.html").read_text("utf-8"))
    section = page.css_first("section[aria-labelledby=advice]")
    assert section is not None
    rows = section.css("tbody tr")
    assert len(rows) == 2
    assert "+0,075" in rows[0].text()
    for link in section.css("tbody th > a"):
        target = (link.attributes["href"] or "").removeprefix("#")
        assert page.css_first(f"[id='{target}']") is not None
    assert "Referrer-Policy" in section.text()
    assert page.css_first("nav a[href='#in-advice']") is not None


CHANGED = Counsel(
    code="records-changed",
    count=1,
    pages=("http://site.example/kontakty",),
    since="2026-10-01-x-01",
    changes=(
        Change(
            kind="phone", about="Ахметов С. Б.", before="+77172550101", after="", language="ru", url="http://site.example/kontakty",
            pages=1, before_at=datetime(2026, 10, 1, 6, 0, tzinfo=UTC), after_at=datetime(2026, 11, 20, 6, 0, tzinfo=UTC),
            objects=("a" * 64, "b" * 64),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"), [("ru", ("телефон", "не указано", "1 октября")), ("kk", ("телефон", "көрсетілмеген", "1 қазан"))]
)
def test_what_the_run_before_read_otherwise_is_told_with_both_values_days_and_the_address(
    out: Path, language: str, words: tuple[str, ...]
) -> None:
    counsel = write_counsel(out, [CHANGED])
    write_html(out, language, read_result(out), read_lines(out), ObjectStore(str(out / "objects")), (), counsel)
    page = LexborHTMLParser((out / f"report.{language}.html").read_text("utf-8"))
    section = page.css_first("section[aria-labelledby=advice]")
    assert section is not None
    for text in (section.text(), told(out, language)):
        for word in (*words, "+77172550101", "2026-10-01-x-01", "Ахметов С. Б.", "site.example/kontakty"):
            assert word in text


def test_counsel_is_kept_and_every_code_has_a_sentence(tmp_path: Path) -> None:
    assert read_counsel(tmp_path) == []
    write_counsel(tmp_path, COUNSEL)
    assert read_counsel(tmp_path)[0]["names"] == ["Referrer-Policy"]
    code = Path("checks/counsel.py").read_text(encoding="utf-8")
    assert all(f'"{name}"' in code for name in SENTENCES)
