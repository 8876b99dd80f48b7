"""The decided share: 1 − (high − low) / maximum, told in result.json, the terminal and the report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from reports.decided import decided, of_criterion, of_table, percent, sentence, share
from reports.html.page import write_html
from reports.read import read_lines, read_result
from reports.result import write_run
from reports.summary import summary_table
from store.conclusion import Range
from tests.reports import sample
from tests.reports.sample_score import conclusion


def span(low: str, high: str) -> Range:
    return Range(low=Decimal(low), high=Decimal(high))


@pytest.fixture
def result(tmp_path: Path) -> dict[str, Any]:
    case = sample.Case(tmp_path / "objects")
    made = conclusion(case)
    write_run(tmp_path, sample.run_info(), sample.body(), sample.methodology(), sample.coverage(), made, case.findings)
    return read_result(tmp_path)


@pytest.mark.parametrize(
    ("ranges", "most", "expected"),
    [
        ([span("0", "0")], ["10"], "1.00"),
        ([span("0", "10")], ["10"], "0.00"),
        ([span("2", "3.7")], ["10"], "0.83"),
        ([span("0", "1"), span("1", "1")], ["1", "2"], "0.666666666667"),
        ([span("-4", "0")], ["8"], "0.50"),
        ([span("-20", "100")], ["100"], "0.00"),
        ([span("0", "0")], ["0"], "1.00"),
        ([span("-1", "0")], ["0"], "0.00"),
        ([], [], "1.00"),
    ],
)
def test_share_of_ranges(ranges: list[Range], most: list[str], expected: str) -> None:
    assert share(ranges, [Decimal(one) for one in most]) == expected


def test_a_share_in_words_is_never_more_than_it_is() -> None:
    assert [percent("0.999", name) for name in ("kk", "ru", "en")] == ["99\N{NO-BREAK SPACE}%", "99\N{NO-BREAK SPACE}%", "99%"]
    assert (percent("1.00", "en"), percent("0.00", "en"), percent("0.83", "en")) == ("100%", "0%", "83%")


def test_every_table_criterion_and_language_has_its_share(result: dict[str, Any]) -> None:
    told = result["coverage"]["decided"]
    parts = [result, *result["directions"]]
    criteria = [criterion for part in parts for criterion in part["criteria"]]
    tables = {table["id"]: table for criterion in criteria for table in criterion["indicators"]}
    assert set(told["criteria"]) == {criterion["id"] for criterion in criteria}
    assert set(told["tables"]) == set(tables)
    assert told["directions"] == {}
    low, high = (Decimal(end) for end in result["total"]["range"])
    assert Decimal(told["total"]) == 1 - (high - low) / Decimal(result["total"]["max"])
    for name, table in tables.items():
        low, high = (Decimal(end) for end in table["range"])
        assert abs(Decimal(told["tables"][name]["total"]) - (1 - (high - low) / Decimal(table["max"]))) < Decimal("1e-11")
        for language in {row["language"] for row in table["parameters"]} - {None}:
            rows = [row for row in table["parameters"] if row["language"] == language and row.get("role", "points") == "points"]
            width = sum(Decimal(row["range"][1]) - Decimal(row["range"][0]) for row in rows)
            known = 1 - width / sum(Decimal(row["weight"]) for row in rows)
            assert abs(Decimal(told["tables"][name][language]) - known) < Decimal("1e-11")


def test_nothing_open_is_wholly_decided_and_all_open_not_at_all(tmp_path: Path) -> None:
    made = conclusion(sample.Case(tmp_path / "objects"))
    total = made.total
    shut = made.model_copy(update={"total": total.model_copy(update={"range": Range(low=total.points, high=total.points)})})
    wide = made.model_copy(update={"total": total.model_copy(update={"range": Range(low=Decimal(0), high=total.max)})})
    assert (decided(shut)["total"], decided(wide)["total"]) == ("1.00", "0.00")


@pytest.mark.parametrize(
    ("language", "whole", "table"),
    [
        ("ru", "Решённая доля баллов: {}", "решено {}"),
        ("kk", "Шешілген балл үлесі: {}", "{} шешілді"),
        ("en", "Decided share of the points: {}", "decided {}"),
    ],
)
def test_the_terminal_and_the_report_tell_it(
    result: dict[str, Any], tmp_path: Path, language: str, whole: str, table: str
) -> None:
    told = result["coverage"]["decided"]
    console = Console(width=240, record=True, file=(tmp_path / "out").open("w"))
    console.print(summary_table(result, language))
    text = console.export_text()
    assert whole.format(percent(told["total"], language)) in text
    waiting = next(
        one
        for criterion in result["criteria"]
        for one in criterion["indicators"]
        if any(row["status"] == "unverified" for row in one["parameters"])
    )
    assert table.format(of_table(result, waiting["id"], language)) in text
    case = sample.Case(tmp_path / "again")
    if language != "en":
        page = write_html(tmp_path, language, result, read_lines(tmp_path), case.objects, case.artifacts)
        tree = LexborHTMLParser(page.read_text("utf-8"))
        assert sentence(result, language) in tree.css_first("section[aria-labelledby=score]").text()
        summary = tree.css_first("section[aria-labelledby=summary]").text()
        assert of_table(result, waiting["id"], language) in summary
        assert of_criterion(result, result["criteria"][0]["id"], language) in summary


def test_languages_are_told_where_rows_are_scored_for_each() -> None:
    told = {"coverage": {"decided": {"total": "0.83", "languages": {"kk": "0.70", "ru": "0.605"}}}}
    assert sentence(told, "en") == "Decided share of the points: 83% (Kazakh rows 70%, Russian rows 60%)."
    assert sentence(told, "kk").replace("\N{NO-BREAK SPACE}", " ") == (
        "Шешілген балл үлесі: 83 % (қазақ тіліндегі жолдар бойынша – 70 %, орыс тіліндегі жолдар бойынша – 60 %)."
    )


def test_a_result_made_before_tells_nothing(result: dict[str, Any]) -> None:
    del result["coverage"]["decided"]
    assert sentence(result, "ru") == of_table(result, result["criteria"][0]["indicators"][0]["id"], "ru") == ""
