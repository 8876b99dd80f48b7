"""The workbooks that we write are looked at on screens and on paper: rows as high as their texts, heads above each page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from openness.cli import run as openness
from openness.imports.workbook import TALLEST, fit
from tests.openness.imports.helpers import CONFIG


def made(*rows: tuple[str, ...], widths: str = "AB") -> Any:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for letter in widths:
        book.active.column_dimensions[letter].width = 20
    return book.active


def heights(sheet: Any) -> list[float]:
    fit(sheet)
    return [sheet.row_dimensions[number].height for number in range(1, sheet.max_row + 1)]


def test_a_row_is_as_high_as_its_longest_text() -> None:
    # Seventeen letters a line: one line, two lines, four lines, and a text in which lines are broken.
    found = heights(made(("а" * 17, "б"), ("а" * 18, "б"), ("а", "б" * 68), ("а\nа\nа", "")))
    assert found == [18, 33, 63, 48]


def test_a_row_without_text_keeps_its_height_and_none_is_higher_than_a_spreadsheet_takes() -> None:
    sheet = made(("а" * 3000, ""), ("", ""))
    assert heights(sheet) == [TALLEST, None]


def test_a_merged_cell_is_as_wide_as_its_span() -> None:
    sheet = made(("а" * 34, ""))
    sheet.merge_cells("A1:B1")
    assert heights(sheet) == [18]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("kind", ["media-requests", "report", "rulings", "subordinates"])
def test_templates_are_whole_on_paper(tmp_path: Path, kind: str, language: str) -> None:
    path = tmp_path / "t.xlsx"
    assert openness(["--lang", language, "import", "template", kind, "-o", str(path), "--config", str(CONFIG)]) == 0
    book = load_workbook(BytesIO(path.read_bytes()))
    data, told = book.worksheets[:2]
    assert (data.print_title_rows, told.print_title_rows) == ("$1:$1", "$6:$6")
    for sheet in (data, told):
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert all(sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows() if any(cell.value for cell in row))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_tables_of_a_form_repeat_their_head(tmp_path: Path, language: str) -> None:
    path = tmp_path / "f.xlsx"
    given = [
        "--lang",
        language,
        "import",
        "template",
        "report",
        "--form",
        "--body",
        "mam",
        "-o",
        str(path),
        "--config",
        str(CONFIG),
    ]
    assert openness(given) == 0
    first, *tables = load_workbook(path).worksheets
    assert not first.print_title_rows
    assert {sheet.print_title_rows for sheet in tables} == {"$2:$3"}
