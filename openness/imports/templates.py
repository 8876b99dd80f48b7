"""Empty files to be filled in: header and example in the language asked for, lists to choose from, explanations in kk and ru."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from openness.faults import WrongUse
from openness.imports import columns as c
from openness.imports.columns import Column
from openness.imports.editions import Editions, RowPlan, judged, needed
from openness.imports.finding import reported
from openness.imports.grid import MAX_ROWS
from openness.imports.kinds import Kind
from openness.imports.template_day import Offset
from openness.imports.timeless import packed
from openness.imports.workbook import choices, fit, header, on_paper, write_new
from reports.i18n import N_
from store.base import BodyKind, Text

SHEETS = {
    "ru": ("Данные", "Пояснения", "Показатели"),
    "kk": ("Деректер", "Түсіндірме", "Көрсеткіштер"),
    "en": ("Data", "Explanation", "Figures"),
}
BY_FIGURES = ("report", "services", "appeals")
MARK = Text(kk="Үлгі: ауыстырыңыз", ru="Пример: замените")
EXAMPLE_VALUE = "10"
KINDS: tuple[BodyKind, ...] = ("central", "local", "subordinate")


@dataclass(frozen=True)
class Source:
    """What a template is made for: rows of the law for the kinds that name figures, and the period of its examples."""

    config: Path
    period: str
    as_of: date
    methodology: str | None = None

    def plans(self, kind: Kind) -> dict[str, RowPlan]:
        """Rows that a kind of file feeds, of all kinds of bodies, in printed order; none for kinds that name no figures."""
        found: dict[str, RowPlan] = {}
        if kind.code not in BY_FIGURES:
            return found
        editions = Editions(self.config, self.as_of, "central", self.methodology)
        for body in KINDS:
            for plan in editions.for_kind(body).rows_for(kind.code):
                found.setdefault(plan.parameter.id, plan)
        return found


def write_template(kind: Kind, path: Path, language: str, source: Source) -> None:
    """Writes a template as XLSX or CSV, by the ending of the name.

    :raises WrongUse: another ending, a file that is there already, a folder that cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise WrongUse(N_("-o {file}: the name must end with .xlsx or .csv"), file=path)
    content = _xlsx(kind, language, source) if ending == ".xlsx" else _csv(kind, language, source)
    write_new(path, content)


def examples(kind: Kind, plans: Mapping[str, RowPlan]) -> list[Mapping[str, Any]]:
    """The example lines of a kind by column code; for kinds that name figures those of the first row that takes them."""
    if kind.examples:
        return list(kind.examples)
    for plan in plans.values():
        figures = dict.fromkeys(plan.parameter.figures, EXAMPLE_VALUE)
        if not judged(plan, reported(plan.parameter.id, None, figures)).contradiction:
            line = {"value": EXAMPLE_VALUE, "proof": MARK, "parameter": plan.parameter.id}
            return [{**line, "figure": name} for name in figures]
    return []


def example_values(kind: Kind) -> Iterator[dict[str, str]]:
    """What reading gives of the texts and choices of the examples, in each language."""
    for example in kind.examples:
        for language in ("kk", "ru"):
            told = {code: getattr(value, language) if isinstance(value, Text) else value for code, value in example.items()}
            yield {code: str(value) for code, value in told.items() if isinstance(value, str)}


def is_marked(values: Mapping[str, Any]) -> bool:
    """Whether a line still bears the mark of an example."""
    return values.get("proof") in (MARK.kk, MARK.ru)


def _own(value: Any, column: Column, language: str, source: Source) -> Any:
    """An example's value as a cell of the language holds it."""
    if isinstance(value, Offset):
        return value.on(source.period, source.as_of)
    if isinstance(value, Text):
        return value.kk if language == "kk" else value.ru
    if column.choices and value is not None:
        codes = value if isinstance(value, tuple) else (value,)
        return "/".join(choice.worded(language) for choice in column.choices if choice.code in codes)
    if isinstance(value, tuple):
        return " ".join(value)
    if column.read is c.number or column.code == "value":
        return None if value is None else Decimal(value)
    if column.read is c.whole:
        return None if value is None else int(value)
    return value


def _csv(kind: Kind, language: str, source: Source) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.worded(language) for column in kind.columns])
    for example in examples(kind, source.plans(kind)):
        cells = [_own(example.get(column.code), column, language, source) for column in kind.columns]
        writer.writerow([_plain(cell, language) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Any, language: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat() if language == "en" else f"{cell:%d.%m.%Y}"
    text = str(cell)
    return text.replace(".", ",") if isinstance(cell, Decimal) and language != "en" else text


def _xlsx(kind: Kind, language: str, source: Source) -> bytes:
    book = Workbook()
    data_name, help_name, figures_name = SHEETS[language]
    sheet = book.active
    sheet.title = data_name
    plans = source.plans(kind)
    _data(sheet, kind, examples(kind, plans), language, source)
    help_sheet(book.create_sheet(help_name), kind)
    if kind.code in BY_FIGURES:
        lists = book.create_sheet(figures_name)
        _figures(lists, plans)
        _figure_lists(sheet, kind, figures_name, lists.max_row)
    return packed(book)


def _data(sheet: Any, kind: Kind, told: list[Mapping[str, Any]], language: str, source: Source) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(kind.columns, start=1):
        letter = get_column_letter(place)
        title = column.worded(language)
        header(sheet.cell(1, place, title))
        sheet.column_dimensions[letter].width = max(14, min(40, len(title) + 4))
        shape = _format(column)
        sheet.column_dimensions[letter].number_format = shape
        if column.choices:
            _list(sheet, f'"{",".join(_values(column, language))}"', letter)
        for line, example in enumerate(told, start=2):
            cell = sheet.cell(line, place)
            cell.number_format = shape
            cell.value = _own(example.get(column.code), column, language, source)
            cell.font = Font(italic=True, color="666666")
    fit(sheet)
    on_paper(sheet, "1:1")


def _values(column: Column, language: str) -> list[str]:
    """Choices of a cell; where several may stand in one, also all of them together."""
    words = [choice.worded(language) for choice in column.choices]
    return [*words, "/".join(words)] if column.read is c.choices else words


def _list(sheet: Any, formula: str, letter: str) -> None:
    choices(sheet, formula, f"{letter}2:{letter}{MAX_ROWS + 1}")


def _format(column: Column) -> str:
    if column.read in (c.day, c.moment):
        return "yyyy-mm-dd"
    return "General" if column.read in (c.number, c.whole) or column.code == "value" else "@"


def help_sheet(sheet: Any, kind: Kind) -> None:
    """Explains a kind of file and its columns: both official languages, whatever the language of the template."""
    sheet.append([kind.title.kk])
    sheet.append([kind.help.kk])
    sheet.append([kind.title.ru])
    sheet.append([kind.help.ru])
    for line in (1, 3):
        sheet.cell(line, 1).font = Font(bold=True)
    sheet.append([])
    sheet.append(["code", "баған", "не жазылады", "мәндері", "графа", "что писать", "значения"])
    for cell in sheet[6]:
        header(cell)
    for column in kind.columns:
        kk, ru = (", ".join(choice.worded(language) for choice in column.choices) for language in ("kk", "ru"))
        sheet.append([column.code, column.kk, column.help_kk, kk, column.ru, column.help_ru, ru])
    for letter, width in zip("ABCDEFG", (18, 24, 50, 30, 24, 50, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    for line in sheet.iter_rows(min_row=7):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for line in (2, 4):
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=7)
        sheet.cell(line, 1).alignment = Alignment(wrap_text=True, vertical="top")
    fit(sheet)
    on_paper(sheet, "6:6")


def _figures(sheet: Any, plans: Mapping[str, RowPlan]) -> None:
    sheet.append(["parameter", "figure", "көрсеткіш", "показатель", "language", "міндетті", "обязателен"])
    for cell in sheet[1]:
        header(cell)
    for plan in plans.values():
        for name, title in plan.parameter.figures.items():
            must = ("иә", "да") if name in needed(plan) else ("жоқ", "нет")
            sheet.append([plan.parameter.id, name, title.kk, title.ru, "/".join(plan.parameter.languages), *must])
    for letter, width in zip("ABCDEFG", (24, 28, 60, 60, 12, 12, 14), strict=True):
        sheet.column_dimensions[letter].width = width


def _figure_lists(sheet: Any, kind: Kind, name: str, last: int) -> None:
    if last < 2:
        return
    for place, column in enumerate(kind.columns, start=1):
        source = {"parameter": "A", "figure": "B"}.get(column.code)
        if source is not None:
            _list(sheet, f"'{name}'!${source}$2:${source}${last}", get_column_letter(place))
