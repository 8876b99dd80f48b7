"""The table of open questions: one line each, with what the machine saw, to be filled in and taken back by ``openness import rulings``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from openness.decisions import told
from openness.decisions.opened import Open, Sheet
from openness.faults import WrongUse
from openness.imports import columns as c
from openness.imports.answers import DECISIONS, KIND
from openness.imports.columns import Column
from openness.imports.templates import SHEETS, help_sheet
from openness.imports.timeless import packed
from openness.imports.workbook import LINE_BELOW, choices, fit, header, on_paper, put_text, write_new
from reports.i18n import N_
from reports.words import LANGUAGE, word
from store.visible import plain

NOTHING_OPEN = N_("nothing is open in run {run}; there is no table to write")
CELL, A3 = 3000, 8
WIDTHS = {
    "question": 19, "row": 12, "law": 24, "question-ru": 42, "question-kk": 42, "seen": 46, "candidates": 42, "earlier": 34,
    "decision": 16, "count": 11, "figures": 26, "reason": 20, "note-ru": 32, "note-kk": 32, "link": 30, "file": 20,
    "reviewer": 18, "made-at": 14, "supersedes": 16, "run": 12,
}  # fmt: skip
TO_FILL = ("decision", "count", "figures", "reason", "note-ru", "note-kk", "link", "file", "reviewer", "made-at", "supersedes")


def write_form(sheet: Sheet, path: Path, language: str) -> int:
    """Writes the table of what is open in a run; returns how many questions it holds.

    :param language: of the header, the lists and what the machine saw; the questions stand in Kazakh and Russian.
    :raises WrongUse: nothing is open; another ending than .xlsx; a file that is there already or cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise WrongUse(N_("-o {file}: the name must end with .xlsx"), file=path)
    if not sheet.questions:
        raise WrongUse(NOTHING_OPEN, run=sheet.plan.run_id)
    write_new(path, content(sheet, language))
    return len(sheet.questions)


def content(sheet: Sheet, language: str) -> bytes:
    """The bytes of the table; equal for equal questions."""
    book = Workbook()
    data = book.active
    data.title, help_name, _ = SHEETS[language]
    for place, column in enumerate(KIND.columns, start=1):
        letter = get_column_letter(place)
        header(data.cell(1, place, column.worded(language)))
        data.column_dimensions[letter].width = WIDTHS[column.code]
        data.column_dimensions[letter].hidden = column.code == "run"
    data.freeze_panes = "C2"
    for number, question in enumerate(sheet.questions, start=2):
        _line(data, number, _values(question, sheet, language))
    _lists(data, sheet, language)
    help_sheet(book.create_sheet(help_name), KIND)
    fit(data)
    on_paper(data, "1:1")
    data.page_setup.paperSize = A3
    return packed(book)


def _line(data: Any, number: int, values: dict[str, str]) -> None:
    for place, column in enumerate(KIND.columns, start=1):
        cell = data.cell(number, place)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = LINE_BELOW
        if column.code in TO_FILL:
            cell.fill = PatternFill("solid", fgColor="FFFBE6")
        cell.number_format = "yyyy-mm-dd" if column.read is c.moment else "General" if column.read is c.whole else "@"
        if values.get(column.code):
            put_text(cell, plain(values[column.code])[:CELL])


def _values(question: Open, sheet: Sheet, language: str) -> dict[str, str]:
    """What the machine writes into a line, by column code."""
    spoken = question.question.language
    number = told.place(question, language)
    known = told.figures_known(question)
    earlier = [*told.decided(question, language), *told.changed(question, language)]
    return {
        "question": question.id,
        "row": number if spoken is None else f"{number}\n{word(LANGUAGE, spoken, language)}",
        "law": f"{told.law(question, sheet.edition, language)}\n{question.question.parameter}",
        "question-ru": told.asked(question, "ru"),
        "question-kk": told.asked(question, "kk"),
        "seen": "\n".join(told.seen(question, language)),
        "candidates": "\n".join(f"{url}\n«{words}»" if words else url for url, words in told.candidates(question)),
        "earlier": "\n".join(earlier),
        "figures": "; ".join(f"{name}={value}" for name, value in known.items()),
        "run": sheet.plan.run_id,
    }


def _lists(data: Any, sheet: Sheet, language: str) -> None:
    """Lists to choose from: of decisions only those that the act allows for the question."""
    places = {column.code: get_column_letter(place) for place, column in enumerate(KIND.columns, start=1)}
    numbered = enumerate(sheet.questions, start=2)
    for allowed, group in groupby(numbered, key=lambda one: one[1].allowed):
        lines = [number for number, _ in group]
        words = [choice.worded(language) for choice in DECISIONS if choice.code in allowed]
        choices(data, f'"{",".join(words)}"', f"{places['decision']}{lines[0]}:{places['decision']}{lines[-1]}")
    reason: Column = KIND.column("reason")
    words = [choice.worded(language) for choice in reason.choices]
    choices(data, f'"{",".join(words)}"', f"{places['reason']}2:{places['reason']}{len(sheet.questions) + 1}")


__all__ = ["content", "write_form"]
