"""Pictures for which the report has no room: they lie beside it, and it names them."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from reports.html.page import render
from reports.html.pictures import Pictures
from reports.html.view import build
from reports.read import read_lines, read_result
from store.objects import ObjectStore
from tests.reports.conftest import Run


@pytest.mark.parametrize(("language", "said"), [("ru", "Снимок не вместился в отчёт"), ("kk", "Сурет есепке сыймады")])
def test_pictures_beyond_the_budget_lie_beside_the_report_and_are_named(run: Run, language: str, said: str) -> None:
    result, lines = read_result(run.out), read_lines(run.out)
    whole = build(result, lines, Pictures(run.case.objects, run.artifacts))
    shown = {card.picture.artifact.object_sha256 for row in whole.rows for card in row.cards if card.picture}
    assert shown
    assert [card for row in whole.rows for card in row.cards if card.beyond] == []
    text = "".join(render(build(result, lines, Pictures(run.case.objects, run.artifacts, number=0)), language))
    tree = LexborHTMLParser(text)
    assert tree.css("img") == []
    told = [line for line in tree.css(".card > p") if said in line.text()]
    places = {code.text(deep=True) for line in told for code in line.css("code")}
    assert {place.partition("/")[2] for place in places} == shown
    assert all((run.out / "evidence" / place).is_file() for place in places)


def test_a_picture_that_is_not_stored_is_not_named(run: Run, tmp_path: Path) -> None:
    result, lines = read_result(run.out), read_lines(run.out)
    absent = build(result, lines, Pictures(ObjectStore(str(tmp_path)), run.artifacts, number=0))
    assert [card for row in absent.rows for card in row.cards if card.beyond or card.picture] == []
