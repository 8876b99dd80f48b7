"""The charts of a letter on its papers: SVG in both, with a picture beside it for readers of Word documents that know no SVG."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from reports.charts.drawing import Chart

# How Word 2016 and its successors, and LibreOffice, find the vector picture beside the other one.
VECTOR = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{name}"/></a:ext></a:extLst>'
)


def into_word(made: Any, chart: Chart, said: str) -> None:
    """Adds a chart to a Word document in its own size, with ``said`` for who cannot see it."""
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(9)
    shape = paragraph.add_run().add_picture(BytesIO(chart.png()), width=Pt(chart.width))
    shape._inline.docPr.set("descr", said)
    number = sum(part.content_type == "image/svg+xml" for part in made.part.package.iter_parts()) + 1
    part = Part(PackURI(f"/word/media/chart{number}.svg"), "image/svg+xml", chart.svg().encode(), made.part.package)
    name = made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    next(shape._inline.iter(qn("a:blip"))).append(parse_xml(VECTOR.format(name=name)))
