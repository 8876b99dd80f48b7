"""What the workbooks that we write have in common: headers, lists to choose from, texts that no spreadsheet computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from openness.faults import WrongUse
from reports.i18n import N_
from store.faults import is_full, no_room

LIST_LENGTH = 255
LINE_HEIGHT, TALLEST, USUAL_WIDTH = 15.0, 409.0, 8.43
# So many letters stand in a line for each unit of a column's width: those of Kazakh are wider than the digits that it is counted in.
LETTERS = 0.9
LINE_BELOW = Border(bottom=Side(style="thin", color="C8CED6"))
# With these signs a spreadsheet, or the program that a table is pasted into, begins to compute.
COMPUTED = ("=", "+", "-", "@", "\t", "\r")


def header(cell: Any) -> None:
    """Makes a cell one of a header."""
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDE6F0")
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def fit(sheet: Any) -> None:
    """Makes each row as high as its texts need: not every spreadsheet does so by itself when it opens a file."""
    wide = {
        (span.min_row, span.min_col): sum(_width(sheet, place) for place in range(span.min_col, span.max_col + 1))
        for span in sheet.merged_cells.ranges
    }
    for row in sheet.iter_rows():
        told = [(str(cell.value), wide.get((cell.row, cell.column)) or _width(sheet, cell.column)) for cell in row if cell.value]
        if told:
            lines = max(_lines(text, width) for text, width in told)
            sheet.row_dimensions[row[0].row].height = min(TALLEST, lines * LINE_HEIGHT + 3)


def _width(sheet: Any, place: int) -> float:
    letter = get_column_letter(place)
    return float(sheet.column_dimensions[letter].width) if letter in sheet.column_dimensions else USUAL_WIDTH


def _lines(text: str, width: float) -> int:
    letters = max(1, int(width * LETTERS - 1))
    return sum(max(1, -(-len(part) // letters)) for part in text.split("\n"))


def on_paper(sheet: Any, rows: str) -> None:
    """Lets a sheet be printed as wide as a page, with these rows («1:1») above each of its pages, if any."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if rows:
        sheet.print_title_rows = rows


def choices(sheet: Any, formula: str, cells: str) -> None:
    """Lets cells («C2:C9») take values of a list alone; a list that no spreadsheet could hold is left out."""
    if formula.startswith('"') and len(formula) > LIST_LENGTH:
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    rule.add(cells)
    sheet.add_data_validation(rule)


def put_text(cell: Any, text: str) -> None:
    """Writes text of a page as text: it is never computed, and stays text where it is copied to."""
    cell.value = f"'{text}" if text.lstrip(" ").startswith(COMPUTED) else text
    cell.data_type = "s"


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet.

    :raises WrongUse: a file that is there already, a folder that cannot be written.
    """
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as fault:
        raise WrongUse(N_("-o {file}: there is such a file already; choose another name"), file=path) from fault
    except OSError as fault:
        if is_full(fault):
            path.unlink(missing_ok=True)
            raise no_room(path, fault.errno) from fault
        raise WrongUse(
            N_("-o {file}: {reason}; choose a folder that can be written"), file=path, reason=fault.strerror
        ) from fault
