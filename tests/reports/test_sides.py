"""Findings on two language versions stand side by side, whichever of the pages is charged."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from reports.html import write_html
from reports.html.sides import Difference, Side, differences, sides
from reports.read import read_lines, read_result
from tests.reports.conftest import Run

KK, RU = "https://example.gov.kz/kk/sport", "https://example.gov.kz/ru/sport"
PLACE = "12 ≠ 21: «2026 жылы 12 мектеп <b>» – «В 2026 году 21 школа»"


def finding(url: str, counterpart: str, language: str, **facts: object) -> dict[str, object]:
    told = {"counterpart": counterpart, "language": language, **facts}
    return {"url": url, "language": language, "facts": told, "pages": [url, counterpart]}


@pytest.mark.parametrize(("url", "there", "language"), [(KK, RU, "kk"), (RU, KK, "ru"), (RU, RU, "kk")])
def test_each_version_stands_in_its_column(url: str, there: str, language: str) -> None:
    told = finding(url, there, language, here="a", there="b")
    told["pages"] = [KK, RU]
    assert sides(told) == (
        Side("kk", KK, "a" if language == "kk" else "b"),
        Side("ru", RU, "b" if language == "kk" else "a"),
    )


def test_places_are_told_by_what_stands_in_each_version() -> None:
    told = finding(KK, RU, "kk", places=[PLACE, "107 ≠ 94, 876", "https://example.gov.kz/flag.pdf"])
    assert differences(told) == [
        Difference("12", "21", "2026 жылы 12 мектеп <b>", "В 2026 году 21 школа"),
        Difference("107", "94, 876"),
        Difference(whole="https://example.gov.kz/flag.pdf"),
    ]


@pytest.mark.parametrize(
    "facts", [{}, {"counterpart": 7, "language": "kk"}, {"counterpart": RU, "language": "en"}, {"counterpart": None}]
)
def test_other_findings_have_no_sides(facts: dict[str, object]) -> None:
    assert sides({"url": KK, "language": None, "facts": facts}) == ()
    assert differences({"facts": {"places": "none"}}) == []


def test_the_card_shows_both_versions_and_nothing_in_them_is_markup(run: Run, tmp_path: Path) -> None:
    lines = read_lines(run.out)
    charged = next(one for one in lines if one["id"] == run.case.links[0].id)
    charged |= finding(KK, RU, "kk", places=[PLACE], here="Біздің <script>", there="Наш")
    path = write_html(tmp_path, "ru", read_result(run.out), lines, run.case.objects)
    tree = LexborHTMLParser(path.read_text("utf-8"))
    table = tree.css_first(f"article[id$='{charged['id']}'] .versions")
    assert [one.text() for one in table.css("th")] == ["казахский", "русский"]
    rows = [[" ".join(cell.text(separator=" ").split()) for cell in row.css("td")] for row in table.css("tbody tr")]
    assert rows == [[f"{KK} Біздің <script>", f"{RU} Наш"], ["12 2026 жылы 12 мектеп <b>", "21 В 2026 году 21 школа"]]
    assert len(tree.css("script")) == 1
    assert table.css("b") == []
