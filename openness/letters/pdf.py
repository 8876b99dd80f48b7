"""A letter as a PDF with its letters embedded: the same text as the Word document, charts as vectors, and no time of its making."""

from __future__ import annotations

from io import BytesIO

from fpdf.enums import Align, XPos, YPos

from openness.fonts import DejaVu
from openness.letters.model import Block, Kind, Letter
from reports.charts.drawing import Chart

LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
ALIGNED = {Kind.TO: Align.R, Kind.TITLE: Align.C}
STRONG = frozenset({Kind.TITLE, Kind.HEAD, Kind.ITEM})
NAME, POINTS, LINE = 125.0, 38.0, 5.0
# A point of a printer in millimetres.
POINT = 25.4 / 72


def document(letter: Letter) -> bytes:
    """The bytes of the document; the same letter has the same bytes.

    :raises WrongUse: the font is not on the machine.
    """
    pdf = _Paper(letter.title, LOCALES[letter.language])
    for block in letter.blocks:
        if block.kind is Kind.STEP:
            pdf.step(block)
        elif block.chart is not None:
            pdf.chart(block.chart, block.text)
        else:
            pdf.paragraph(block)
    return bytes(pdf.output())


class _Paper(DejaVu):
    def paragraph(self, block: Block) -> None:
        """A block of text."""
        indent = 8.0 if block.kind is Kind.DETAIL else 0.0
        self.set_font("serif", "B" if block.kind in STRONG else "", 12 if block.kind is Kind.TITLE else 10)
        self.ln(3 if block.kind in (Kind.TITLE, Kind.HEAD) else 1)
        if block.kind in (Kind.HEAD, Kind.ITEM) and self.will_page_break(3 * LINE):
            self.add_page()
        self.set_x(self.l_margin + indent)
        align = ALIGNED.get(block.kind, Align.L)
        self.multi_cell(self.epw - indent, LINE, block.text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def step(self, block: Block) -> None:
        """A line of the table of steps."""
        self.set_font("serif", "B" if block.strong else "", 9)
        if self.will_page_break(2 * LINE):
            self.add_page()
        top = self.get_y()
        self.multi_cell(NAME, LINE, block.text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        below = self.get_y()
        self.set_xy(self.l_margin + NAME, top)
        self.cell(POINTS, LINE, block.points, align=Align.R)
        self.set_draw_color(200)
        self.line(self.l_margin, below + 0.4, self.l_margin + NAME + POINTS, below + 0.4)
        self.set_draw_color(0)
        self.set_xy(self.l_margin, below + 1)

    def chart(self, chart: Chart, said: str) -> None:
        """A chart as vectors, in its own size where the page is wide enough."""
        wide = min(self.epw, chart.width * POINT)
        high = wide * chart.height / chart.width
        if self.will_page_break(high + LINE):
            self.add_page()
        self.ln(LINE / 2)
        left = self.l_margin + (self.epw - wide) / 2
        self.image(BytesIO(chart.svg().encode()), left, self.get_y(), wide, high, alt_text=said)
        self.set_xy(self.l_margin, self.get_y() + high + LINE / 2)
