"""The table of a filled form as a workbook: every cell a text, so that nothing in it is a formula."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from openness.forms.model import Filled
from openness.imports.timeless import packed
from openness.imports.workbook import fit

WIDTHS = {"number": 6, "criterion": 62, "points": 22, "max": 22}
LINE = Side(style="thin")


def workbook(filled: Filled) -> bytes:
    """The bytes of the workbook; the same form has the same bytes."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = filled.form.name
    last, number = len(filled.form.columns), 0
    words = filled.words
    above = [filled.draft] if filled.draft else []
    for text in (*above, words.mark, words.kind, words.title, filled.body, words.of_body, filled.period, words.of_period):
        number += 1
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
        align = "right" if text in (filled.draft, words.mark, words.kind) else "center"
        _write(sheet, number, 1, text, bold=text in (filled.draft, words.title), align=align)
    for cells, strong in ((words.heads, True), *((row.cells, row.strong) for row in filled.rows)):
        number += 1
        for column, text in enumerate(cells, 1):
            align = "left" if filled.form.columns[column - 1] == "criterion" else "center"
            _write(sheet, number, column, text, strong, align)
            sheet.cell(number, column).border = Border(LINE, LINE, LINE, LINE)
    for text in filled.notes:
        number += 1
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
        _write(sheet, number, 1, text, bold=False, align="left")
    for letter, name in zip("ABCD", filled.form.columns, strict=False):
        sheet.column_dimensions[letter].width = WIDTHS[name]
    fit(sheet)
    sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 9, 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return packed(made)


def _write(sheet: Any, row: int, column: int, text: str, bold: bool, align: str) -> None:
    cell = sheet.cell(row, column)
    cell.value, cell.data_type = text, "s"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=True)
