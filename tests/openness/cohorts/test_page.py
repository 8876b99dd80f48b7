"""The page of a cohort report: what it says, in words of its reader, with every text of others escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from openness.cohorts.model import Cell
from openness.cohorts.page import heat
from openness.cohorts.write import write_cohort
from tests.openness.cohorts import kit
from tests.openness.cohorts.conftest import Made
from tests.texts.plain import strange

pytestmark = pytest.mark.xdist_group("cohorts")

LANGUAGES = ("ru", "kk", "en")
# Words of the name that the kit makes up.
SAID = re.findall("[A-Za-z]+", kit.HOSTILE)


def page(folder: Path, language: str) -> LexborHTMLParser:
    return LexborHTMLParser((folder / f"index.{language}.html").read_text("utf-8"))


def table(found: LexborHTMLParser, heading: str) -> list[list[str]]:
    """The cells of the first table after a heading."""
    every = found.css("h2, h3, table")
    at = next(number for number, one in enumerate(every) if one.attributes.get("id") == heading)
    grid = next(one for one in every[at:] if one.tag == "table")
    return [[" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")] for row in grid.css("tbody tr")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_totals_stand_as_ranges_with_both_places(made: Made, language: str) -> None:
    found = table(page(made.folder, language), "kind-central")
    comma = "." if language == "en" else ","
    assert [line[0] for line in found] == ["1", "1", "3–4", "3–4"]
    assert found[3][2:] == [f"82{comma}00–91{comma}00", f"100{comma}00", "12"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_no_script_and_no_network(made: Made, language: str) -> None:
    text = (made.folder / f"index.{language}.html").read_text("utf-8")
    found = LexborHTMLParser(text)
    assert found.css("script, img, iframe, object, link, form") == []
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not {"\x1b", "\u202e"} & set(text)
    assert [one.attributes["href"] for one in found.css("a")] == ["#content"]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_word_is_of_the_readers_language(made: Made, language: str) -> None:
    found = page(made.folder, language)
    for part in found.css("style, code, footer"):
        part.decompose()
    assert found.body is not None
    assert strange(found.body.text(separator=" "), allowed=[*SAID, *made.runs]) == []


def test_in_english_the_words_of_the_law_are_marked_as_russian(made: Made) -> None:
    found = page(made.folder, "en")
    for part in found.css("style, [lang=ru]"):
        part.decompose()
    assert found.body is not None
    assert re.findall("[а-яё]+", found.body.text(), re.IGNORECASE) == []


def test_the_heat_map_bears_a_number_in_every_cell_and_tells_of_averages(made: Made) -> None:
    found = page(made.folder, "ru")
    cells = found.css("table.heat tbody td")
    assert cells
    assert all(re.search(r"\d|–", cell.text()) for cell in cells)
    assert any("по среднему: 30 из 30 строк" in cell.text() for cell in cells)


def test_donors_of_averages_are_named(made: Made) -> None:
    first = table(page(made.folder, "ru"), "exempt")[0]
    assert first[0] == "Министерство обороны mod"
    assert [code for code in made.runs if code in first[4].split()] == ["alpha", "beta", "gamma"]


def test_movement_is_told_where_an_earlier_report_was_given(made: Made) -> None:
    found = {line[0].split()[-1]: line[1:] for line in table(page(made.folder, "ru"), "moved")}
    assert found["alpha"] == ["85,00", "100,00", "+15,00", "3 из 3", "1 из 4"]
    assert found["mod"] == ["–", "100,00", "в прошлом отчете нет", "–", "1 из 4"]
    assert found["beta"] == ["88,00–97,00", "87,00", "−10,00 … −1,00", "2 из 3", "3–4 из 4"]


def test_without_an_earlier_report_the_section_says_so(made: Made, tmp_path: Path) -> None:
    write_cohort(tmp_path, {"alpha": made.runs["alpha"]}, ())
    text = (tmp_path / "index.ru.html").read_text("utf-8")
    assert "Отчет за прошлый период не дан" in text
    assert page(tmp_path, "ru").css("h2#moved ~ table") == []


def cell(low: str, high: str, most: str) -> Cell:
    return Cell(criterion="x", max=most, range=(low, high), rows=1, exempt=0, averaged=0)


@pytest.mark.parametrize(
    ("low", "high", "most", "colour"),
    [("0.00", "0.00", "10.00", "0"), ("9.00", "10.00", "10.00", "4"), ("8.90", "9.00", "10.00", "open"),
     ("-9.00", "0.00", "0.00", "open"), ("-9.00", "-9.00", "0.00", "loss"), ("0.00", "0.00", "0.00", "none")],
)  # fmt: skip
def test_a_cell_has_a_colour_of_the_scale_only_where_both_ends_have_it(low: str, high: str, most: str, colour: str) -> None:
    assert heat(cell(low, high, most)) == colour


def test_the_page_and_its_table_say_the_same_of_the_distribution(made: Made) -> None:
    found = page(made.folder, "kk")
    rows = table(found, "spread-central")
    assert [one.attributes["aria-label"] for one in found.css("figure > svg.chart[role=img]")] == [
        "Максимумнан алынған үлес бойынша органдар саны; сол сандар суреттің астындағы кестеде тұр."
    ] * len(found.css("figure"))
    assert [row[1:] for row in rows] == [[str(one.certain), str(one.possible)] for one in made.cohort.groups[0].distribution]
