"""A form written as XLSX, DOCX or CSV, by the ending of its name."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from openness.faults import WrongUse
from openness.imports.forms.sheet import Asked, caption, head, lines, notes
from openness.imports.workbook import write_new
from reports.i18n import N_

ENDINGS = (".xlsx", ".docx", ".csv")
WRONG_ENDING = N_("-o {file}: the name must end with .xlsx, .docx or .csv")


def write_form(asked: Asked, path: Path) -> None:
    """Writes a form to be filled in, or filled in already.

    :raises WrongUse: another ending, a file that is there already, a folder that cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUse(WRONG_ENDING, file=path)
    write_new(path, content(asked, ending))


def content(asked: Asked, ending: str) -> bytes:
    """The bytes of a form in the format of an ending; equal for equal forms."""
    if ending == ".csv":
        return _csv(asked)
    if ending == ".docx":
        from openness.imports.forms import docxform

        return docxform.written(asked)
    from openness.imports.forms import xlsxform

    return xlsxform.written(asked)


def _csv(asked: Asked) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for line in head(asked):
        writer.writerow(line.cells)
    for table in asked.tables:
        writer.writerow(())
        writer.writerow(caption(asked, table).cells)
        for line in (*lines(asked, table), *notes(asked, table)):
            writer.writerow([_plain(cell) for cell in line.cells])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> Any:
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell
