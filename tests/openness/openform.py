"""A table of open questions filled in as a person does: by the names of its columns, line by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from openness import runs
from openness.cli import run as openness
from openness.decisions.opened import Open, Sheet, read
from openness.decisions.outcomes import Decision, names_of, needs_figures
from openness.imports.answers import COLUMNS
from tests.scoring.kit import counted

Line = dict[str, Any]
NOTES = {"note-ru": "Проверено вручную", "note-kk": "Қолмен тексерілді", "reviewer": "А. Ахметова", "reason": "расталған"}


def present(question: Open, link: str = "https://example.gov.kz/page") -> Line:
    """An answer that says that all is there, with the figures that say so where the row is counted from them."""
    line: Line = {"decision": "есть", "link": link, **NOTES}
    if not needs_figures(question.row, Decision.PRESENT, question.charges):
        return line
    if hasattr(question.row.formula, "places"):
        return line | {"figures": "; ".join(f"{name}=1" for name in names_of(question.row)[0])}
    return line | {"figures": "; ".join(f"{name}={value}" for name, value in counted(question.row.parameter, "met").items())}


def fill(table: Path, target: Path, answers: Callable[[str], Line | None]) -> Path:
    """Writes the answers into a copy of a table.

    :param answers: question → cells by the code of their column; None leaves a line as it is.
    """
    book = load_workbook(table)
    data = book.worksheets[0]
    names = {name: column.code for column in COLUMNS for name in (column.kk, column.ru, column.code)}
    places = {names[cell.value]: cell.column for cell in data[1]}
    for number in range(2, data.max_row + 1):
        for code, value in (answers(data.cell(number, places["question"]).value) or {}).items():
            data.cell(number, places[code]).value = value
    book.save(target)
    return target


def decide_everything(db: str, run: Path, config: Path, folder: Path, link: str) -> None:
    """Brings a run to its final total as a person does: the table out, all filled in, back, scored and reported again.

    :param folder: where the tables are laid. :param link: the address that proves each answer.
    """
    engine = runs.database(db, str(run))
    sheet = read(engine, config, runs.find(engine, str(run)))
    engine.dispose()
    table, named = folder / "open.xlsx", ["--db", db, "--config", str(config)]
    assert openness(["review", "export", str(run), "-o", str(table), "--lang", "ru", *named]) == 0
    filled = fill(table, folder / "filled.xlsx", all_present(sheet, link))
    assert openness(["import", "rulings", str(filled), "--body", sheet.plan.body.code, *named]) == 0
    assert openness(["score", str(run), *named]) in (0, 1)


def all_present(sheet: Sheet, link: str = "https://example.gov.kz/page") -> Callable[[str], Line | None]:
    """Answers that say of every question that all is there."""
    known = {one.id: one for one in sheet.questions}
    return lambda name: present(known[name], link)
