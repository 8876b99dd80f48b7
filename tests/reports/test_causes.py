"""One cause, one card: what one menu entry breaks on many pages is told once, the dearest first, and the score stays as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from reports.html import write_html
from reports.html.allowance import Allowance
from reports.html.groups import cost_in, grouped
from reports.read import read_lines, read_result
from reports.result import write_run
from scoring.engine import score
from scoring.methodology import choose
from store.conclusion import Conclusion
from store.findings import CheckOrder, Finding, Locator, Message, Outcome
from store.methodology import Methodology
from tests.conftest import ROOT
from tests.reports import sample

ROW = "kz-2017:a14.2.9.1"
CHECK = "internal-links-and-fragments-live"
LABELS, FOLDERS = 39, 8


def dead(label: int, folder: int, cause: bool) -> Finding:
    """One dead address of a menu entry written relative, as one folder's pages give it."""
    target = f"https://a.kz/f{folder}/pages/m{label}.html"
    return Finding(
        id=f"{label:08x}{folder:08x}",
        check=CHECK,
        check_version="1",
        parameter=ROW,
        outcome=Outcome.DEFICIENCY,
        url=f"https://a.kz/f{folder}/a.html",
        facts={"target": target, "href": f"pages/m{label}.html", "status": 404},
        locator=Locator(quote=f"Бөлім {label}"),
        message=Message(kk=f"Сілтеме жұмыс істемейді: {target}", ru=f"Ссылка не работает: {target}", en=f"Dead: {target}"),
        evidence=("0" * 64,),
        captured_at=sample.SEEN,
        options_sha256=CheckOrder(check=CHECK, parameter=ROW).options_sha256,
        pages=(f"https://a.kz/f{folder}/a.html", f"https://a.kz/f{folder}/b.html"),
        cause=f"menu: Бөлім {label}" if cause else None,
    )


def findings(cause: bool) -> list[Finding]:
    return [dead(label, folder, cause) for label in range(LABELS) for folder in range(FOLDERS)]


def scored(cause: bool) -> Conclusion:
    return score(findings(cause), law(), "central")


def law() -> Methodology:
    return choose(ROOT / "config", "kz-2017", date(2018, 6, 1))[0]


def test_a_cause_changes_no_count_and_no_point() -> None:
    assert scored(True).model_dump(mode="json") == scored(False).model_dump(mode="json")


@pytest.mark.parametrize(
    ("language", "word"), [("ru", "Одна причина: пункт меню «Бөлім 0»"), ("kk", "Себебі бір: мәзір тармағы «Бөлім 0»")]
)
def test_the_report_shows_one_card_a_cause(language: str, word: str, tmp_path: Path) -> None:
    write_run(tmp_path, sample.run_info(), sample.body(), law(), sample.coverage(), scored(True), findings(True))
    write_html(tmp_path, language, read_result(tmp_path), read_lines(tmp_path), sample.Case(tmp_path / "evidence").objects)
    tree = LexborHTMLParser((tmp_path / f"report.{language}.html").read_text("utf-8"))
    cards = [card for card in tree.css("article.card") if card.css_first("p.cause") is not None]
    assert len(cards) == LABELS
    first = " ".join(cards[0].text(separator=" ").split())
    assert word in first
    for folder in range(FOLDERS):
        assert f"https://a.kz/f{folder}/pages/m0.html" in first
        assert f"https://a.kz/f{folder}/b.html" in first
    assert "pages/m0.html" in [code.text() for code in cards[0].css("dd > code")]
    assert not [item for item in cards[0].css("ul.members") if item.parent is None or item.parent.tag != "details"]


def row(points: dict[str, str]) -> dict[str, Any]:
    return {
        "id": "r",
        "findings": [],
        "elements": [{"id": name, "findings": [f"{name}{number}" for number in range(9)]} for name in points],
        "deductions": [{"rule": name, "count": 1, "points": value} for name, value in points.items()],
    }


def line(identity: str, outcome: str = "deficiency", cause: str | None = None, count: int = 1) -> dict[str, Any]:
    return {"id": identity, "check": "c", "outcome": outcome, "cause": cause, "count": count, "url": "u"}


def test_the_dearest_goes_first_and_what_costs_nothing_by_outcome() -> None:
    told = [
        line("x0", "met"),
        line("a0"),
        line("b0"),
        line("a1", cause="link: L"),
        line("x1", "unverified"),
        line("a2", cause="link: L"),
        line("a3", cause="link: L"),
        line("a4", "missing", cause="link: L"),
    ]
    cost = cost_in(row({"a": "0.1", "b": "0.25"}))
    assert [[one["id"] for one in group] for group in grouped(told, cost)] == [
        ["a1", "a2", "a3"], ["b0"], ["a4"], ["a0"], ["x1"], ["x0"],
    ]  # fmt: skip
    assert cost(line("b0", "met")) == Decimal(0)


def test_findings_left_out_are_counted_one_by_one() -> None:
    told = Allowance().add([line(f"i{number}", cause=f"link: {number % 300}") for number in range(900)])
    told.full, told.compact = 50, 200
    assert told.left == 150
