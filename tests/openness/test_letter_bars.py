"""Where the points went, in a letter: steps that add up, bars as vectors in DOCX and PDF, the same words on every paper."""

from __future__ import annotations

import io
import re
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
from reports.charts import COLOURS, WIDTH, fall_png, fall_svg, placed
from reports.i18n import LANGUAGES
from tests.openness.stored import Stored, edition
from tests.openness.test_letters import results, scored

__all__ = ["scored"]
pytestmark = pytest.mark.costs(12)
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def letter(stored: Stored, language: str) -> Letter:
    return compose(Asked(results(stored), edition(), 50), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_tells_the_steps_and_they_add_up(scored: Stored, language: str) -> None:
    told = letter(scored, language)
    steps = [block for block in told.blocks if block.kind is Kind.STEP]
    bars = [block.bar for block in steps if block.bar is not None]
    assert (bars[0].kind, bars[-1].kind) == ("most", "sure")
    assert bars[0].start - sum((bar.start - bar.end for bar in bars[1:-1]), Decimal(0)) == bars[-1].start
    table = Document(io.BytesIO(PAPERS[".docx"](told))).tables[0]
    assert [[cell.text for cell in row.cells[:2]] for row in table.rows] == [[one.text, one.points] for one in steps]
    spoken = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(PAPERS[".pdf"](told))).pages).split())
    plain = " ".join(PAPERS[".txt"](told).decode().split())
    for one in steps:
        assert f"{one.text}: {one.points}" in plain
        assert one.points in spoken
        assert one.text.split()[0] in spoken


def test_word_has_each_bar_as_a_vector_and_as_a_picture_with_its_words(scored: Stored) -> None:
    told = letter(scored, "kk")
    made = Document(io.BytesIO(PAPERS[".docx"](told)))
    steps = [block for block in told.blocks if block.kind is Kind.STEP]
    blips = list(made.element.body.iter(qn("a:blip")))
    assert len(blips) == len(steps)
    for blip, block in zip(blips, steps, strict=True):
        assert block.bar is not None
        vector = made.part.related_parts[next(blip.iter(SVG)).get(qn("r:embed"))]
        assert vector.content_type == "image/svg+xml"
        assert vector.blob.decode() == fall_svg(block.bar.start, block.bar.end, block.bar.most, block.bar.kind)
        assert made.part.related_parts[blip.get(qn("r:embed"))].content_type == "image/png"
    said = [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))]
    assert said == [f"{block.text}: {block.points}" for block in steps]


def test_the_pdf_holds_its_letters_and_no_bitmap(scored: Stored) -> None:
    read = PdfReader(io.BytesIO(PAPERS[".pdf"](letter(scored, "kk"))))
    assert not [image for page in read.pages for image in page.images]
    fonts = [font.get_object() for page in read.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize(
    ("start", "end", "most", "left", "right"),
    [("100", "0", "100", 0, WIDTH), ("75", "50", "100", 150, 225), ("50", "49.99", "100", 149, 151), ("100", "100", "100", 298, 300),
     ("-1", "-2", "100", 0, 2), ("140", "120", "100", 298, 300), ("1", "0", "0", 0, 2)],
)  # fmt: skip
def test_a_bar_stays_within_its_ground_and_is_seen(start: str, end: str, most: str, left: int, right: int) -> None:
    assert placed(Decimal(start), Decimal(end), Decimal(most)) == (left, right)


@pytest.mark.parametrize("kind", COLOURS)
def test_vector_and_picture_show_the_same_bar(kind: str) -> None:
    told = (Decimal(75), Decimal(50), Decimal(100), kind)
    rect = etree.fromstring(fall_svg(*told).encode())[1]
    assert (rect.get("x"), rect.get("width"), rect.get("fill")) == ("150", "75", COLOURS[kind])
    picture = Image.open(io.BytesIO(fall_png(*told, scale=1)))
    row = [picture.getpixel((x, 8)) for x in range(WIDTH)]
    colour = tuple(int(COLOURS[kind][place : place + 2], 16) for place in (1, 3, 5))
    assert [x for x, dot in enumerate(row[1:-1], 1) if dot == colour] == list(range(150, 225))
    assert fall_png(*told) == fall_png(*told)
    assert not re.search("date|id=", fall_svg(*told))
