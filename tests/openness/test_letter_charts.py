"""Where the points went, in a letter: steps that add up, charts as vectors in DOCX and PDF, the same words on every paper."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from openness.letters.composed import Asked, compose
from openness.letters.model import Kind, Letter
from openness.letters.written import PAPERS
from reports.compared import Compared
from reports.i18n import LANGUAGES
from reports.since import Point, Since
from reports.view import Whole, falls
from store.base import Text
from store.conclusion import Range
from tests.openness.stored import Stored, edition
from tests.openness.test_letters import results, scored

__all__ = ["scored"]
pytestmark = pytest.mark.costs(20)
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def letter(stored: Stored, language: str) -> Letter:
    return compose(Asked(results(stored), edition(), 50), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_tells_the_steps_and_they_add_up(scored: Stored, language: str) -> None:
    told = letter(scored, language)
    result = results(scored).result
    falling = falls(Whole(result["total"], result["criteria"]))
    assert falling[0].start - sum((Decimal(one.lost) for one in falling[1:-1]), Decimal(0)) == falling[-1].start
    steps = [block for block in told.blocks if block.kind is Kind.STEP]
    assert [one.strong for one in steps] == [one.kind in ("most", "sure") for one in falling]
    table = Document(io.BytesIO(PAPERS[".docx"](told))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [[one.text, one.points] for one in steps]
    spoken = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(PAPERS[".pdf"](told))).pages).split())
    plain = " ".join(PAPERS[".txt"](told).decode().split())
    for one in steps:
        assert f"{one.text}: {one.points}" in plain
        assert one.points in spoken
        assert one.text.split()[0] in spoken
    for chart in (block for block in told.blocks if block.kind is Kind.CHART):
        assert chart.text not in plain


def test_word_has_each_chart_as_a_vector_and_as_a_picture_with_its_words(scored: Stored) -> None:
    told = letter(scored, "kk")
    made = Document(io.BytesIO(PAPERS[".docx"](told)))
    charts = [block for block in told.blocks if block.kind is Kind.CHART]
    assert len(charts) == 2
    blips = list(made.element.body.iter(qn("a:blip")))
    for blip, block in zip(blips, charts, strict=True):
        assert block.chart is not None
        vector = made.part.related_parts[next(blip.iter(SVG)).get(qn("r:embed"))]
        assert vector.content_type == "image/svg+xml"
        assert etree.fromstring(vector.blob).get("viewBox") == f"0 0 {block.chart.width:g} {block.chart.height:g}"
        picture = made.part.related_parts[blip.get(qn("r:embed"))]
        assert picture.content_type == "image/png"
        wide, high = Image.open(io.BytesIO(picture.blob)).size
        assert abs(wide / high - block.chart.width / block.chart.height) < 0.01
    said = [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))]
    assert said == [block.text for block in charts]


def test_the_pdf_holds_its_letters_and_no_bitmap_and_tells_its_charts(scored: Stored) -> None:
    told = letter(scored, "kk")
    written = PAPERS[".pdf"](told)
    read = PdfReader(io.BytesIO(written))
    assert not [image for page in read.pages for image in page.images]
    fonts = [font.get_object() for page in read.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts)
    said = [one.get_object().get("/Alt") for one in read.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()["/K"]]
    assert said == [block.text for block in told.blocks if block.kind is Kind.CHART]


def test_the_same_letter_has_the_same_bytes(scored: Stored) -> None:
    told = [letter(scored, "ru") for _ in range(2)]
    for ending in (".docx", ".pdf"):
        first, again = (PAPERS[ending](one) for one in told)
        assert first == again


def test_where_the_report_tells_the_trend_the_letter_does(scored: Stored) -> None:
    days = ("2026-05-20", "2026-11-20")
    points = [Point(run=day, as_of=day, period="2026", total=Range(low=Decimal(5), high=Decimal(9)), most="100") for day in days]
    run = {"run": "x", "as_of": days[0], "period": "2026", "edition": "e", "software": "s"}
    compared = Compared.model_construct(before=run, after=run)
    since = Since.model_construct(title=Text(kk="а", ru="б"), compared=compared, trend=tuple(points))
    told = compose(Asked(results(scored), edition(), 5, None, since), "kk")
    texts = [block.text for block in told.blocks]
    start = texts.index("Аудиттен аудитке қорытынды балл")
    assert texts[start + 1 : start + 3] == ["2026 жылғы 20 мамыр (2026 жыл)", "2026 жылғы 20 қараша (2026 жыл)"]
    assert told.blocks[start + 3].kind is Kind.CHART
    assert len([block for block in compose(Asked(results(scored), edition(), 5), "kk").blocks if block.kind is Kind.CHART]) == 2
