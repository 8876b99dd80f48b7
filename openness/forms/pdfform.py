"""A filled form as a PDF with its letters embedded: the same text as the Word document, and no time of its making."""

from __future__ import annotations

from fpdf.enums import Align, MethodReturnValue, XPos, YPos
from fpdf.fonts import FontFace

from openness.fonts import FOLDERS, LINE, DejaVu
from openness.forms.model import Filled

LOCALES = {"kk": "kk-KZ", "ru": "ru-RU"}
WIDTHS = {"number": 12, "criterion": 85, "points": 34, "max": 34}
RULE, SIGN = "_" * 45, "_" * 32
GREY, BLACK = 215, 0


def document(filled: Filled, folders: tuple[str, ...] = FOLDERS) -> bytes:
    """The bytes of the document; the same form has the same bytes.

    :param folders: where the font is looked for, in this order.
    :raises WrongUse: the font is in none of them.
    """
    pdf = _Paper(filled, folders)
    words = filled.words
    if filled.draft:
        pdf.said(filled.draft, Align.R, bold=True)
    pdf.said(words.mark, Align.R, size=10)
    pdf.said(words.kind, Align.R, size=10)
    pdf.ln(4)
    pdf.said(words.title, Align.C, bold=True, size=12)
    pdf.ln(3)
    for value, caption in ((filled.body, words.of_body), (filled.period, words.of_period)):
        pdf.said(value or RULE, Align.C)
        pdf.said(caption, Align.C, size=8)
    pdf.ln(3)
    pdf.columns(filled)
    pdf.ln(5)
    pdf.said(words.analysis)
    for part in filled.parts:
        pdf.ln(2)
        if part.head:
            pdf.said(part.head, bold=True, with_next=True)
        for level, text in part.sentences:
            pdf.said(text, indent=6 + 6 * level, size=9)
    pdf.ln(3)
    if words.conclusions is not None:
        pdf.said(words.conclusions, bold=True, with_next=True)
    for text in filled.conclusions[:-1]:
        pdf.said(text)
    _closed(pdf, filled)
    return bytes(pdf.output())


def _closed(pdf: _Paper, filled: Filled) -> None:
    """The last conclusion, who signs, the day, and what the form was made from: all on one page, for signatures, a day or a note alone on the
    last one would belong to nothing."""
    words = filled.words
    lines: list[tuple[float, str, Align, int]] = [(0, text, Align.L, 10) for text in filled.conclusions[-1:]]
    for who in words.signatures:
        lines += [(8, f"{who} {SIGN}", Align.L, 10), (0, words.signed, Align.R, 8)]
    if words.dated is not None:
        lines.append((5, words.dated, Align.L, 10))
    lines += [(0 if number else 4, text, Align.L, 7) for number, text in enumerate(filled.notes)]
    if pdf.will_page_break(sum(gap + pdf.tall(text, size) for gap, text, _, size in lines)):
        pdf.add_page()
    for gap, text, align, size in lines:
        pdf.ln(gap)
        pdf.said(text, align, size=size)


class _Paper(DejaVu):
    """Pages of a form, with the word of a draft across each."""

    def __init__(self, filled: Filled, folders: tuple[str, ...]) -> None:
        self.across = filled.draft
        super().__init__(filled.words.title, LOCALES[filled.language], folders)

    def header(self) -> None:
        """The word of a draft lies under the text of its page."""
        if self.across:
            self.set_font("serif", "B", 80)
            self.set_text_color(GREY)
            wide = self.get_string_width(self.across)
            with self.rotation(50, self.w / 2, self.h / 2):
                self.text((self.w - wide) / 2, self.h / 2 + 15, self.across)
            self.set_text_color(BLACK)

    def said(
        self, text: str, align: Align = Align.L, bold: bool = False, size: int = 10, indent: float = 0, with_next: bool = False
    ) -> None:
        """A paragraph; ``with_next`` keeps it from standing alone at the end of a page."""
        self.set_font("serif", "B" if bold else "", size)
        high, wide = size * 0.5, self.epw - indent
        if with_next and self.will_page_break(self.tall(text, size, bold) + 2 * high):
            self.add_page()
        self.set_x(self.l_margin + indent)
        self.multi_cell(wide, high, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def tall(self, text: str, size: int, bold: bool = False) -> float:
        """How much of a page a paragraph takes from top to bottom."""
        self.set_font("serif", "B" if bold else "", size)
        found = self.multi_cell(self.epw, size * 0.5, text, dry_run=True, output=MethodReturnValue.HEIGHT)
        return float(found) if isinstance(found, float | int) else 0.0

    def columns(self, filled: Filled) -> None:
        """The table; its head stands on every page that it runs over."""
        self.set_font("serif", "", 9)
        columns = filled.form.columns
        spare = self.epw - sum(WIDTHS[column] for column in columns)
        widths = tuple(WIDTHS[column] + (spare if column == "criterion" else 0) for column in columns)
        aligned = tuple("LEFT" if column == "criterion" else "CENTER" for column in columns)
        strong = FontFace(emphasis="BOLD")
        with self.table(
            col_widths=widths, text_align=aligned, line_height=LINE, headings_style=strong, padding=1, align="LEFT"
        ) as table:
            table.row(filled.words.heads)
            for row in filled.rows:
                table.row(row.cells, style=strong if row.strong else None)
