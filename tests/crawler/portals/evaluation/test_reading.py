"""The evaluation portal: everything is assumed, so whatever lacks its marks leaves everything open. No network."""

from __future__ import annotations

import pytest

from crawler.portals.evaluation.portal import Portal
from openness.registers import load_rules
from tests.conftest import ROOT

HOST = "https://www.bagalau.kz"
(RULES,) = [rules for rules in load_rules(ROOT / "config") if rules.portal == "evaluation"]
PORTAL = Portal(RULES, HOST)
REPORT = (
    '<html lang="ru"><div class="tab-pane"><div class="row"><h3>Отчёт о достижении целевых индикаторов за 2025 год</h3><ul class="blog-info">'
    '<li><i class="fa fa-calendar"></i> 20.02.2026</li></ul><a class="readmore" href="/reports/31">…</a></div></div>'
)


def test_a_report_names_the_years_of_its_heading() -> None:
    (report,) = PORTAL.read(PORTAL.ask("reports", "ru", "811"), 200, REPORT.encode()).items
    assert (report.kind, report.key, report.body, report.day) == ("report", "31", "811", "2026-02-20")
    assert report.facts["about"] == ["2025"]


@pytest.mark.parametrize("source", sorted(RULES.sources))
def test_a_page_of_another_structure_is_no_answer(source: str) -> None:
    other = '<html lang="ru"><body><main><article><h1>Отчёты</h1><p>Нет данных</p></article></main></body></html>'
    reading = PORTAL.read(PORTAL.ask(source, "ru", "811"), 200, other.encode())
    assert reading.lacks == "div.tab-pane"
    assert reading.items == reading.more == ()


def test_every_source_says_that_it_is_assumed() -> None:
    assert {source.source for source in RULES.sources.values()} == {"assumed"}


def test_a_body_is_asked_for_its_own_lists_and_for_the_results_of_all() -> None:
    asked = list(PORTAL.first(("811",)))
    assert {(one.source, one.body) for one in asked} == {("reports", "811"), ("conferences", "811"), ("results", "")}
    for question in asked:
        known = PORTAL.at(question.url, question.lane)
        assert known is not None
        assert (known.source, known.body) == (question.source, question.body)
