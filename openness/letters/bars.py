"""Steps of a letter as a table of a Word document: words, points, and the bar as SVG with a PNG for programs that read none."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from openness.letters.model import Bar, Block
from reports.charts import fall_png, fall_svg

WIDTHS = (Cm(8.5), Cm(2.3), Cm(5.7))
BAR = Cm(5.2)
# How Word 2016 and its successors, and LibreOffice, find the vector picture beside the other one.
VECTOR = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{name}"/></a:ext></a:extLst>'
)


def steps(made: Any, blocks: Sequence[Block]) -> None:
    """Adds the table of steps that follow one another."""
    table = made.add_table(rows=0, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for block in blocks:
        cells = table.add_row().cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        strong = block.bar is not None and block.bar.kind in ("most", "sure")
        cells[0].paragraphs[0].add_run(block.text).bold = strong
        cells[1].paragraphs[0].add_run(block.points).bold = strong
        cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if block.bar is not None:
            _bar(made, cells[2].paragraphs[0].add_run(), block.bar, f"{block.text}: {block.points}")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width


def _bar(made: Any, run: Any, bar: Bar, said: str) -> None:
    told = (bar.start, bar.end, bar.most, bar.kind)
    shape = run.add_picture(BytesIO(fall_png(*told)), width=BAR)
    shape._inline.docPr.set("descr", said)
    number = sum(part.content_type == "image/svg+xml" for part in made.part.package.iter_parts()) + 1
    part = Part(PackURI(f"/word/media/bar{number}.svg"), "image/svg+xml", fall_svg(*told).encode(), made.part.package)
    name = made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    next(shape._inline.iter(qn("a:blip"))).append(parse_xml(VECTOR.format(name=name)))
