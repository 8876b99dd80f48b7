"""Files made for tests: the same rows as CSV and as XLSX, and a short way to take them in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import Engine, func, select

from openness.imports.every import kinds
from openness.imports.faults import FaultyFileError
from openness.imports.take import Taken, Wanted, take_in
from store import schema

CONFIG = Path(__file__).resolve().parents[3] / "config"
AS_OF = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, 1, 250000, tzinfo=UTC)
PERIOD = "2026-H2"
LANGUAGES = ("kk", "ru", "en")
Rows = Sequence[Sequence[Any]]


def as_csv(path: Path, rows: Rows, delimiter: str = ";") -> Path:
    """Rows as CSV in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def as_xlsx(path: Path, rows: Rows, sheet: str = "Данные") -> Path:
    """Rows as the first sheet of a workbook; text stays text, also where it looks like a formula."""
    book = Workbook()
    book.active.title = sheet
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            book.active.cell(line, place, value if value != "" else None)
    book.save(path)
    return path


def write(folder: Path, name: str, rows: Rows) -> Path:
    """Rows in the format that the name's ending says."""
    path = folder / name
    return as_xlsx(path, rows) if path.suffix == ".xlsx" else as_csv(path, rows)


def take(engine: Engine, kind: str, path: Path, **changed: Any) -> Taken:
    """Takes a file in for the body mam in the second half of 2026."""
    given: dict[str, Any] = {
        "kind": kinds()[kind],
        "path": path,
        "body": "mam",
        "body_kind": "central",
        "period": PERIOD,
        "as_of": AS_OF,
        "config": CONFIG,
    }
    now = changed.pop("now", NOW)
    return take_in(engine, Wanted(**(given | changed)), now)


def faults(engine: Engine, kind: str, path: Path, **changed: Any) -> list[tuple[str, str]]:
    """Cells of a faulty file with what is said of them in English, in order; nothing may be stored of it, and each fault is one line that
    reads otherwise in Kazakh, in Russian and in English."""
    try:
        take(engine, kind, path, **changed)
    except FaultyFileError as error:
        told = error.faults
        ordered = sorted(told.found, key=lambda fault: (fault.row, fault.column))
        assert stored(engine) == 0
        for fault in ordered:
            lines = {told.line(fault, language) for language in LANGUAGES}
            assert len(lines) == len(LANGUAGES), lines
            assert not [line for line in lines if "\n" in line]
        return [(fault.cell, told.line(fault, "en")) for fault in ordered]
    return []


def stored(engine: Engine) -> int:
    """How many files and decisions are on record."""
    with engine.connect() as db:
        files = db.execute(select(func.count()).select_from(schema.imports)).scalar_one()
        decisions = db.execute(select(func.count()).select_from(schema.rulings)).scalar_one()
    return int(files + decisions)


def numbers(taken: Taken) -> dict[tuple[str, str | None, str], str]:
    """Facts by name, language and subject."""
    return {(fact.name, fact.language, fact.subject): fact.value for fact in taken.item.facts}
