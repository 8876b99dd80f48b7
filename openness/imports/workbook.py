"""What the workbooks that we write have in common: headers, lists to choose from, texts that no spreadsheet computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from openness.planning import WrongUse
from reports.i18n import N_
from store.faults import is_full, no_room

LIST_LENGTH = 255
# With these signs a spreadsheet, or the program that a table is pasted into, begins to compute.
COMPUTED = ("=", "+", "-", "@", "\t", "\r")


def header(cell: Any) -> None:
    """Makes a cell one of a header."""
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDE6F0")
    cell.alignment = Alignment(wrap_text=True, vertical="top")


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
