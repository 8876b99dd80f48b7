"""A filled form as a Word document: text and one table, no field and no link that a program would follow."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from openness.forms.model import Filled
from openness.imports.timeless import packed

LOCALES = {"kk": "kk-KZ", "ru": "ru-RU"}
FONT = "Times New Roman"
# «Максимальный» in bold letters needs its width, else Word breaks it after any letter.
WIDTHS = {"number": 1.2, "criterion": 8.5, "points": 3.0, "max": 3.8}
RULE = "_" * 60
SIGN = "_" * 32
# A word across the page as Word itself makes one, behind the text of every page.
MARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="draft" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" style="position:absolute;margin-left:0;margin-top:0;'
    "width:400pt;height:120pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    'mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"'
    ' fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt"'
    ' string=""/></v:shape></w:pict>'
)
TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"


def document(filled: Filled) -> bytes:
    """The bytes of the document; the same form has the same bytes."""
    made = Document()
    _page(made, filled)
    words = filled.words
    if filled.draft:
        _across(made, filled.draft)
        _said(made, filled.draft, align=ALIGN.RIGHT, bold=True)
    _said(made, words.mark, align=ALIGN.RIGHT)
    _said(made, words.kind, align=ALIGN.RIGHT)
    _said(made, words.title, align=ALIGN.CENTER, bold=True, before=12)
    for value, caption in ((filled.body, words.of_body), (filled.period, words.of_period)):
        _said(made, value or RULE, align=ALIGN.CENTER, under=bool(value), after=0)
        _said(made, caption, align=ALIGN.CENTER, size=10)
    _table(made, filled)
    _said(made, words.analysis, before=12)
    for part in filled.parts:
        if part.head:
            _said(made, part.head, bold=True, next_too=True)
        for level, text in part.sentences:
            _said(made, text, indent=0.8 + 0.8 * level, after=2)
    if words.conclusions is not None:
        _said(made, words.conclusions, bold=True, before=12, next_too=True)
    for number, text in enumerate(filled.conclusions, 1):
        _said(made, text, next_too=number == len(filled.conclusions))
    # Signatures, a day or a note alone on a last page would belong to nothing.
    for who in words.signatures:
        _said(made, f"{who} {SIGN}", before=18, after=0, next_too=True)
        _said(made, words.signed, align=ALIGN.RIGHT, size=10, next_too=True)
    if words.dated is not None:
        _said(made, words.dated, before=12, next_too=True)
    for text in filled.notes:
        _said(made, text, size=8, before=6)
    return packed(made)


def _page(made: Any, filled: Filled) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3.0), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2.0)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LOCALES[filled.language])
    normal.element.get_or_add_rPr().append(spoken)
    made.core_properties.author = made.core_properties.comments = ""
    made.core_properties.title = filled.words.title


def _across(made: Any, word: str) -> None:
    shape = parse_xml(MARK)
    for path in shape.iter(TEXTPATH):
        if path.get("string") is not None:
            path.set("string", word)
    made.sections[0].header.paragraphs[0].add_run()._r.append(shape)


def _said(
    made: Any,
    text: str,
    align: Any = None,
    bold: bool = False,
    under: bool = False,
    size: int | None = None,
    before: int = 0,
    after: int = 6,
    indent: float = 0.0,
    next_too: bool = False,
) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.underline = bold, under
    if size is not None:
        run.font.size = Pt(size)
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.left_indent = Pt(before), Pt(after), Cm(indent)
    form.keep_with_next = next_too


def _table(made: Any, filled: Filled) -> None:
    columns = filled.form.columns
    table = made.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.autofit = False
    _cells(table, filled.words.heads, columns, bold=True)
    head = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)
    for row in filled.rows:
        _cells(table, row.cells, columns, row.strong)
    # Word goes by the widths of the cells, other programs by those of the columns.
    for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
        column.width = cell.width


def _cells(table: Any, texts: tuple[str, ...], columns: tuple[str, ...], bold: bool) -> None:
    spare = sum(WIDTHS.values()) - sum(WIDTHS[column] for column in columns)
    for cell, text, column in zip(table.add_row().cells, texts, columns, strict=True):
        cell.width = Cm(WIDTHS[column] + (spare if column == "criterion" else 0))
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = bold
        paragraph.paragraph_format.space_after = Pt(0)
        if column != "criterion":
            paragraph.alignment = ALIGN.CENTER
