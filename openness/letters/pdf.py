"""A letter as a PDF with its letters embedded: the same text as the Word document, bars as vectors, and no time of its making."""

from __future__ import annotations

from io import BytesIO

from fpdf.enums import Align, XPos, YPos

from openness.fonts import DejaVu
from openness.letters.model import Block, Kind, Letter
from reports.charts import fall_svg

LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
ALIGNED = {Kind.TO: Align.R, Kind.TITLE: Align.C}
STRONG = frozenset({Kind.TITLE, Kind.HEAD, Kind.ITEM})
NAME, POINTS, BAR, LINE, HIGH = 85.0, 24.0, 50.0, 5.0, 2.7


def document(letter: Letter) -> bytes:
    """The bytes of the document; the same letter has the same bytes.

    :raises WrongUse: the font is not on the machine.
    """
    pdf = _Paper(letter.title, LOCALES[letter.language])
    for block in letter.blocks:
        if block.kind is Kind.STEP:
            pdf.step(block)
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
        """A line of the table of steps with its bar."""
        bar = block.bar
        self.set_font("serif", "B" if bar is not None and bar.kind in ("most", "sure") else "", 9)
        if self.will_page_break(2 * LINE):
            self.add_page()
        top = self.get_y()
        self.multi_cell(NAME, LINE, block.text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        below = self.get_y()
        self.set_xy(self.l_margin + NAME, top)
        self.cell(POINTS, LINE, block.points, align=Align.R)
        if bar is not None:
            svg = fall_svg(bar.start, bar.end, bar.most, bar.kind).encode()
            said = f"{block.text}: {block.points}"
            self.image(BytesIO(svg), self.l_margin + NAME + POINTS + 4, top + (LINE - HIGH) / 2, BAR, HIGH, alt_text=said)
        self.set_draw_color(200)
        self.line(self.l_margin, below + 0.4, self.l_margin + NAME + POINTS + 4 + BAR, below + 0.4)
        self.set_draw_color(0)
        self.set_xy(self.l_margin, below + 1)
