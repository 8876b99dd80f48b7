"""A letter on paper: a Word document, plain text, or a mail to be sent. The same letter has the same bytes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from openness.faults import WrongUse
from openness.imports.timeless import packed
from openness.letters import pdf
from openness.letters.charted import into_word
from openness.letters.model import Block, Kind, Letter
from reports.i18n import N_

WIDTH = 78
# Of the table of steps: their names and their points.
WIDTHS = (Cm(12.5), Cm(4.0))
INDENT = "   "
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
WRONG_ENDING = N_("-o {file}: the name must end with .docx, .pdf, .txt or .eml")


def paper(path: Path) -> Callable[[Letter], bytes]:
    """How a file of this name is written. Raises WrongUse for another ending."""
    found = PAPERS.get(path.suffix.lower())
    if found is None:
        raise WrongUse(WRONG_ENDING, file=path)
    return found


def document(letter: Letter) -> bytes:
    """The letter as a Word document: text and charts, no link and no field that a program would follow."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3.0), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2.0)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LOCALES[letter.language])
    normal.element.get_or_add_rPr().append(spoken)
    made.core_properties.author = made.core_properties.comments = ""
    made.core_properties.title = letter.title
    for steps, blocks in groupby(letter.blocks, key=lambda block: block.kind is Kind.STEP):
        if steps:
            _steps(made, list(blocks))
        else:
            for block in blocks:
                if block.chart is not None:
                    into_word(made, block.chart, block.text)
                else:
                    _paragraph(made, block)
    return packed(made)


def _steps(made: Any, blocks: Sequence[Block]) -> None:
    """The table of steps that follow one another."""
    table = made.add_table(rows=0, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for block in blocks:
        cells = table.add_row().cells
        for cell, said, width in zip(cells, (block.text, block.points), WIDTHS, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            cell.paragraphs[0].add_run(said).bold = block.strong
        cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width


def _paragraph(made: Any, block: Block) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(block.text)
    run.bold = block.kind in (Kind.TITLE, Kind.HEAD, Kind.ITEM)
    form = paragraph.paragraph_format
    form.space_after = Pt(3 if block.kind is Kind.DETAIL else 6)
    form.keep_with_next = block.kind in (Kind.HEAD, Kind.ITEM)
    if block.kind is Kind.TO:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif block.kind is Kind.TITLE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind is Kind.DETAIL:
        form.left_indent = Cm(1.0)
    if block.kind in (Kind.TITLE, Kind.HEAD):
        form.space_before = Pt(12)


def text(letter: Letter) -> str:
    """The letter as plain text; an address is never broken over lines."""
    parts = []
    for block in (one for one in letter.blocks if one.kind is not Kind.CHART):
        inner = block.kind in (Kind.DETAIL, Kind.STEP)
        said = f"{block.text}: {block.points}" if block.kind is Kind.STEP else block.text
        first = then = INDENT if inner else ""
        lines = textwrap.wrap(
            said, WIDTH, initial_indent=first, subsequent_indent=then, break_long_words=False, break_on_hyphens=False
        )
        parts.append(("" if inner else "\n") + "\n".join(lines))
    return "\n".join(parts).strip("\n") + "\n"


def mail(letter: Letter) -> bytes:
    """The letter as a draft of a mail: no day, no sender and no number of its own, which the program that sends it adds."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.title
    # Programs for mail open such a file as one that is still to be sent.
    message["X-Unsent"] = "1"
    message.set_content(text(letter), cte="base64")
    message["Content-Language"] = letter.language
    return message.as_bytes()


PAPERS: dict[str, Callable[[Letter], bytes]] = {
    ".docx": document,
    ".pdf": pdf.document,
    ".txt": lambda letter: text(letter).encode(),
    ".eml": mail,
}
