"""A form as a document: its head, and its tables one after another, as the act prints them."""

from __future__ import annotations

from datetime import date
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

from openness.imports.forms.sheet import FIRST, Asked, Kind, Line, caption, head, lines, notes
from openness.imports.timeless import packed

WIDTHS = (1.2, 6.0)
DATA = 19.0
SHADES = {Kind.HEAD: "DDE6F0", Kind.NUMBERS: "DDE6F0", Kind.COLUMNS: "EEF3F8"}
CENTRED = (Kind.HEAD, Kind.NUMBERS)
HEADING = (*CENTRED, Kind.ROW, Kind.ITEM, Kind.COLUMNS)


def written(asked: Asked) -> bytes:
    """The bytes of the document."""
    made = Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    made.styles["Normal"].font.name = "Times New Roman"
    made.styles["Normal"].font.size = Pt(11)
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.title = asked.say(asked.form.title)
    for line in head(asked):
        _paragraph(made, line)
    for table in asked.tables:
        _paragraph(made, caption(asked, table))
        _table(made, list(lines(asked, table)), table.widest)
        for line in notes(asked, table):
            _paragraph(made, line)
    return packed(made)


def _paragraph(made: Any, line: Line) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(str(line.cells[0]))
    run.bold = line.kind in (Kind.TITLE, Kind.TABLE)
    run.font.size = Pt(9 if line.kind in (Kind.CAPTION, Kind.NOTE) else 12)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = line.kind is Kind.TABLE
    if line.kind is Kind.TABLE:
        paragraph.paragraph_format.space_before = Pt(12)
    if line.kind is Kind.MARK:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif line.kind is not Kind.NOTE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(made: Any, given: list[Line], widest: int) -> None:
    table = made.add_table(rows=0, cols=FIRST + widest)
    table.style = "Table Grid"
    table.autofit = False
    widths = [Cm(WIDTHS[0]), Cm(WIDTHS[1]), *(Cm(DATA / widest) for _ in range(widest))]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for line in given:
        row = table._tbl.add_tr()
        for place, value in enumerate(line.cells):
            # The last cell of a line reaches to the end of the table.
            span = len(widths) - place if place == len(line.cells) - 1 else 1
            cell = _Cell(row.add_tc(), table)
            cell._tc.width, cell._tc.grid_span = sum(widths[place : place + span]), span
            _fill(cell, value, line.kind)
        # A line is not torn over two pages, and what heads a list stays with its first line.
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if line.kind in CENTRED:
            # The head of a table stands again on each page that it goes on to.
            row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, value: Any, kind: Kind) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = kind in HEADING
    if kind in CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if value is not None:
        text = f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
        run = paragraph.add_run(text)
        run.font.size = Pt(9)
        run.bold = kind is Kind.HEAD
    if kind in SHADES and (kind is not Kind.COLUMNS or value is not None):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADES[kind])
        cell._tc.get_or_add_tcPr().append(shade)
