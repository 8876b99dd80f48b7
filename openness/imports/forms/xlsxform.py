"""A form as a workbook: a sheet with its head, and one for each table, as the act prints them."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from openness.imports.forms.sheet import FIRST, Asked, Kind, Line, caption, head, lines, notes
from openness.imports.forms.words import table_name
from openness.imports.timeless import packed
from openness.imports.workbook import choices, on_paper, put_text

HEAD_SHEET = {"kk": "Есеп", "ru": "Отчет"}
WIDTHS = (7, 34)
DATA_WIDTH = 22
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADES = {Kind.HEAD: "DDE6F0", Kind.NUMBERS: "DDE6F0", Kind.COLUMNS: "EEF3F8"}
LETTERS_A_LINE = 0.95
LINE_HEIGHT, A4 = 15, 9


def written(asked: Asked) -> bytes:
    """The bytes of the workbook."""
    book = Workbook()
    first = book.active
    first.title = HEAD_SHEET["kk" if asked.language == "kk" else "ru"]
    first.column_dimensions["A"].width = 100
    for number, line in enumerate(head(asked), start=1):
        cell = first.cell(number, 1)
        put_text(cell, str(line.cells[0]))
        cell.alignment = Alignment(horizontal="right" if line.kind is Kind.MARK else "center", wrap_text=True)
        cell.font = Font(bold=line.kind is Kind.TITLE, size=9 if line.kind is Kind.CAPTION else 12)
    for table in asked.tables:
        sheet = book.create_sheet(table_name(table.number, asked.language))
        last = FIRST + table.widest
        for place, width in enumerate((*WIDTHS, *(DATA_WIDTH for _ in range(table.widest))), start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for number, line in enumerate((caption(asked, table), *lines(asked, table), *notes(asked, table)), start=1):
            _line(sheet, number, line, last)
            if line.kind is Kind.ENTRY:
                _choices(sheet, number, line, asked)
        sheet.freeze_panes = "A4"
        on_paper(sheet, "2:3")
        sheet.page_setup.paperSize = A4
    on_paper(first, "")
    first.page_setup.paperSize = A4
    return packed(book)


def _line(sheet: Any, number: int, line: Line, last: int) -> None:
    whole = line.kind in (Kind.TABLE, Kind.NOTE)
    for place, value in enumerate(line.cells, start=1):
        cell = sheet.cell(number, place)
        if isinstance(value, str) and line.kind is Kind.ENTRY:
            put_text(cell, value)
        else:
            # What the act prints is no hostile text, and has to be read back as printed.
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
        if isinstance(value, date):
            cell.number_format = "dd.mm.yyyy"
        cell.font = Font(bold=line.kind in (Kind.TABLE, Kind.HEAD), size=10)
        cell.alignment = Alignment(
            wrap_text=True, vertical="top", horizontal="center" if line.kind in (Kind.HEAD, Kind.NUMBERS, Kind.TABLE) else None
        )
    if whole:
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
    else:
        for place in range(1, last + 1):
            cell = sheet.cell(number, place)
            cell.border = BOX
            if line.kind in SHADES and (line.kind is not Kind.COLUMNS or place > FIRST):
                cell.fill = PatternFill("solid", fgColor=SHADES[line.kind])
        if line.kind in (Kind.HEAD, Kind.NUMBERS, Kind.ROW, Kind.ITEM) and last > FIRST + 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=FIRST + 1, end_column=last)
    sheet.row_dimensions[number].height = _height(line, last)


def _height(line: Line, last: int) -> float:
    """A spreadsheet does not fit the height of merged cells to their text."""
    spread = DATA_WIDTH * (last - FIRST)
    widths = [sum(WIDTHS) + spread] if line.kind in (Kind.TABLE, Kind.NOTE) else [*WIDTHS, spread]
    if line.kind in (Kind.COLUMNS, Kind.ENTRY):
        widths = [*WIDTHS, *(DATA_WIDTH for _ in range(last - FIRST))]
    told = [str(cell) for cell in line.cells if cell is not None]
    places = [width for width, cell in zip(widths, line.cells, strict=False) if cell is not None]
    most = max(
        (-(-len(text) // max(1, int(width * LETTERS_A_LINE - 2))) for text, width in zip(told, places, strict=True)), default=1
    )
    return max(1, most) * LINE_HEIGHT + 3


def _choices(sheet: Any, number: int, line: Line, asked: Asked) -> None:
    """Lists to choose from, in the cells of a line that take values of one."""
    for place, name in enumerate(line.list.columns if line.list else (), start=FIRST + 1):
        column = asked.form.read_as(line.list, name) if line.list else None
        if column is not None and column.choices:
            words = [choice.worded(asked.language) for choice in column.choices]
            words += ["kk, ru"] if name == "languages" else []
            if not any("," in word for word in words) or name == "languages":
                _list(sheet, words, f"{get_column_letter(place)}{number}", name == "languages")


def _list(sheet: Any, words: list[str], cell: str, languages: bool) -> None:
    # In a list that is written out a comma parts its values.
    told = [word.replace(", ", "/") for word in words] if languages else words
    choices(sheet, f'"{",".join(told)}"', cell)
