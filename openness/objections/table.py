"""The table of disagreements: the columns that the acts' practice prints, then those that a commission fills in beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from openness.faults import WrongUse
from openness.imports import columns as c
from openness.imports.columns import Choice, Column, WrongCellError
from openness.imports.faults import shown as safe
from openness.imports.grid import Cell
from openness.imports.rulings import FIGURE, NOT_FIGURES
from openness.imports.templates import SHEETS
from openness.imports.timeless import packed
from openness.imports.workbook import choices, fit, header, on_paper, put_text, write_new
from openness.objections.places import Results
from reports.i18n import N_, t
from reports.numbers import period, range_words, shown
from reports.view import named
from store.objections import Book, Decision, Objection
from store.visible import line, plain

CELL, A4 = 3000, 9
THIN = Side(style="thin", color="C8CED6")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
POINTS = re.compile(r"([-\N{MINUS SIGN}]?)(\d{1,4})(?:[.,](\d{1,12}))?", re.ASCII)
LINE = re.compile(r"(O-[0-9a-f]{12})/([1-9]\d{0,3})", re.ASCII)
NOT_POINTS = N_("found «{found}»; points were expected; write for example 0,4")
NOT_LINE = N_("found «{found}»; the code of a line of objections was expected, as `openness objection table` writes it")
NOTHING_LOST = N_("run {run} gives every point; there is nothing to object to")
NO_OBJECTIONS = N_(
    "no objections to run {run} are on record; `openness objection form {run} -o FILE` writes a table to be filled in"
)
HEADING = N_("Table of disagreements on the results of the assessment. {body}, {period}")
HEADING_LENGTH = 200
MOST = 20


def _told(_column: Column, _cell: Cell) -> None:
    """What the machine wrote for the reader is not read back."""


def points(_column: Column, cell: Cell) -> str:
    """Points as an exact decimal; penalties stand below 0."""
    text = (
        repr(cell) if isinstance(cell, float) else str(cell) if isinstance(cell, int | str) and not isinstance(cell, bool) else ""
    )
    match = POINTS.fullmatch(text.strip())
    if match is None:
        raise WrongCellError(NOT_POINTS, found=safe(cell))
    return f"{'-' if match[1] else ''}{match[2]}.{match[3] or '0'}"


def _papers(column: Column, cell: Cell) -> tuple[str, ...]:
    """Addresses, and names of files beside the table; several with «;» or a new line between them."""
    if not isinstance(cell, str):
        raise WrongCellError(c.NOT_TEXT, found=safe(cell))
    found = [" ".join(part.split()) for part in re.split(r"[;\n]", cell)]
    return tuple(dict.fromkeys(c.proof(column, one) for one in found if one))[:MOST]


def _names(column: Column, cell: Cell) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in re.split(r"[\s;,]+", c.words(column, cell)) if part))


def _figures(column: Column, cell: Cell) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in c.words(column, cell).split(";"):
        match = FIGURE.fullmatch(part)
        if match is None or match[1] in found:
            raise WrongCellError(NOT_FIGURES, found=safe(cell))
        found[match[1]] = c.number(column, match[2])
    return found


def _line(column: Column, cell: Cell) -> tuple[str, int]:
    match = LINE.fullmatch(c.words(column, cell))
    if match is None:
        raise WrongCellError(NOT_LINE, found=safe(cell))
    return match[1], int(match[2])


def _free(code: str, kk: str, ru: str, help_kk: str, help_ru: str, read: Any, **more: Any) -> Column:
    return Column(code, kk, ru, help_kk, help_ru, read, blank=True, optional=True, **more)


DECISIONS = (
    Choice(Decision.ACCEPTED, "қабылданды", "принято"),
    Choice(Decision.PARTLY, "ішінара қабылданды", "принято частично"),
    Choice(Decision.REFUSED, "қабылданбады", "не принято"),
)
MACHINE = ("Машина жазады.", "Пишет машина.")
COLUMNS = (
    _free("number", "№", "№", *MACHINE, _told),
    _free("criterion", "өлшем, көрсеткіш", "критерий, показатель", *MACHINE, _told),
    _free("language", "тілдік нұсқа", "языковая версия", "kk немесе ru.", "kk или ru.", c.choice, choices=c.LANGUAGES),
    _free("given", "уәкілетті органның балы", "балл уполномоченного органа", *MACHINE, _told),
    _free("points", "бағаланатын органның пікірінше балл", "балл по мнению оцениваемого органа",
          "Бағаланатын орган дұрыс деп санайтын балл; бос болуы мүмкін.",
          "Балл, который оцениваемый орган считает верным; может быть пусто.", points),
    _free("grounds", "негіздеме", "обоснование", "Орган неге келіспейді; бос болса, жол бойынша қарсылық жоқ.",
          "Почему орган не согласен; пусто – по строке возражений нет.", c.words),
    _free("proofs", "растайтын құжаттар мен сілтемелер", "подтверждающие документы и ссылки",
          "Мекенжайлар және кестенің қасындағы файлдардың аттары, «;» арқылы.",
          "Адреса и имена файлов рядом с таблицей, через «;».", _papers),
    _free("decision", "комиссияның шешімі", "решение комиссии", "Тізімнен; бос болса, шешім жоқ.",
          "Из списка; пусто – решения нет.", c.choice, choices=DECISIONS),
    _free("final", "қорытынды балл", "итоговый балл", "Комиссия атаған балл; есеппен салыстырылады.",
          "Балл, который назвала комиссия; сверяется с расчетом.", points),
    _free("note-ru", "шешімнің негізі (орысша)", "основание решения (на русском)", "Орысша.", "На русском языке.", c.words),
    _free("note-kk", "шешімнің негізі (қазақша)", "основание решения (на казахском)", "Қазақша.", "На казахском языке.", c.words),
    _free("for", "жақтады", "за", "Дауыс саны.", "Число голосов.", c.whole),
    _free("against", "қарсы", "против", "Дауыс саны.", "Число голосов.", c.whole),
    _free("abstained", "қалыс қалды", "воздержались", "Дауыс саны; бос болса – 0.", "Число голосов; пусто – 0.", c.whole),
    _free("count", "қалатын кемшілік саны", "сколько недостатков остается", "Тек «ішінара қабылданды» үшін.",
          "Только для «принято частично».", c.whole),
    _free("findings", "алынып тасталатын фактілер", "снимаемые факты", "Фактілердің кодтары, «;» арқылы; тек «ішінара қабылданды» үшін.",
          "Коды фактов через «;»; только для «принято частично».", _names),
    _free("figures", "көрсеткіштер", "показатели", "Санмен есептелетін жолдар үшін: events=15; events-public=9.",
          "Для строк, которые считают по числам: events=15; events-public=9.", _figures),
    Column("target", "жолдың немесе фактінің коды", "код строки или факта", "Машина жазады; жеке факт үшін оның кодын жазыңыз.",
           "Пишет машина; для отдельного факта впишите его код.", c.words),
    _free("line", "қарсылық жолының коды", "код строки возражений", *MACHINE, _line),
)  # fmt: skip
PRINTED = "final"
"""The last column of the table of disagreements; those behind it are work of the commission and are not printed."""
BODY = ("language", "points", "grounds", "proofs")
COMMISSION = (
    "decision",
    "final",
    "note-ru",
    "note-kk",
    "for",
    "against",
    "abstained",
    "count",
    "findings",
    "figures",
)
WIDTHS = {"number": 6, "criterion": 46, "language": 10, "given": 18, "points": 18, "grounds": 44, "proofs": 40, "decision": 18,
          "final": 12, "note-ru": 36, "note-kk": 36, "findings": 22, "figures": 22, "target": 24, "line": 20}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A line of the table as texts by column code."""

    cells: dict[str, str]


def form(results: Results, path: Path, language: str) -> int:
    """Writes a table for the body to fill in: every row that lost points or is open. Returns how many there are.

    :raises WrongUse: nothing was lost; another ending than .xlsx; a file that is there already or cannot be written.
    """
    lost = [row for row in results.rows if results.lost(row)]
    if not lost:
        raise WrongUse(NOTHING_LOST, run=results.plan.run_id)
    lines = [Shown({**_of_row(row, language), "number": str(place), "target": row["id"]}) for place, row in enumerate(lost, 1)]
    _write(path, lines, language, BODY, _above(results, language))
    return len(lines)


def disagreements(results: Results, book: Book, path: Path, language: str) -> int:
    """Writes the objections on record, for the commission to fill in or as it has decided. Returns how many lines there are.

    :raises WrongUse: no objections are on record; else as ``form``.
    """
    lines = [Shown({**cells, "number": str(place)}) for place, cells in enumerate(_lines(results, book, language), 1)]
    if not lines:
        raise WrongUse(NO_OBJECTIONS, run=results.plan.run_id)
    _write(path, lines, language, COMMISSION, _above(results, language))
    return len(lines)


def _lines(results: Results, book: Book, language: str) -> list[dict[str, str]]:
    found = []
    for objection in book.standing:
        for one in objection.lines:
            rows = [row for row in results.named(one.parameter) if row["language"] == one.language]
            cells = _of_row(rows[0], language) if rows else {}
            cells |= {
                "language": one.language or "",
                "given": range_words(one.low, one.high, language),
                "points": "" if one.points is None else shown(one.points, language),
                "grounds": one.grounds,
                "proofs": "; ".join((*one.links, *(file.name for file in (*one.files, *objection.files)))),
                "target": one.finding or one.parameter,
                "line": f"{objection.id}/{one.number}",
            }
            found.append(cells | _decided(objection, one.number, book, rows, language))
    return found


def _decided(objection: Objection, number: int, book: Book, rows: list[dict[str, Any]], language: str) -> dict[str, str]:
    found = book.resolution(objection.id, number)
    if found is None:
        return {}
    said = found[1]
    return {
        "decision": next(one.worded(language) for one in DECISIONS if one.code == said.decision),
        "final": _ends(rows[0], language) if rows else "",
        "note-ru": said.note.ru,
        "note-kk": said.note.kk,
        "for": str(said.votes.pro),
        "against": str(said.votes.contra),
        "abstained": str(said.votes.abstained),
        "count": "" if said.count is None else str(said.count),
        "findings": "; ".join(said.findings),
        "figures": "; ".join(f"{name}={value}" for name, value in said.figures.items()),
    }


def _ends(row: dict[str, Any], language: str) -> str:
    low, high = row["range"]
    return range_words(low, high, language)


def _of_row(row: dict[str, Any], language: str) -> dict[str, str]:
    title = row["title"]["kk" if language == "kk" else "ru"]
    return {
        "criterion": named(title, row["reference"], (), language),
        "language": row["language"] or "",
        "given": _ends(row, language),
    }


def _above(results: Results, language: str) -> str:
    """What stands above each printed page: what the table is, whose, and of which period."""
    told = {
        "body": results.result["body"]["name"]["kk" if language == "kk" else "ru"],
        "period": period(results.plan.period, language),
    }
    said = line(t(HEADING, language, **told), HEADING_LENGTH)
    # A sign «&» begins an order of the spreadsheet's own; a heading has room for 255.
    doubled = said.replace("&", "&&")
    return doubled if len(doubled) <= 255 else said.replace("&", " ")


def _write(path: Path, lines: list[Shown], language: str, fill: tuple[str, ...], above: str) -> None:
    if path.suffix.lower() != ".xlsx":
        raise WrongUse(N_("-o {file}: the name must end with .xlsx"), file=path)
    book = Workbook()
    data = book.active
    data.title, help_name, _ = SHEETS[language]
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        header(data.cell(1, place, column.worded(language)))
        data.column_dimensions[letter].width = WIDTHS.get(column.code, 14)
        if column.choices and lines:
            words = ",".join(one.worded(language) for one in column.choices)
            choices(data, f'"{words}"', f"{letter}2:{letter}{len(lines) + 1}")
    data.freeze_panes = "C2"
    for number, one in enumerate(lines, start=2):
        for place, column in enumerate(COLUMNS, start=1):
            cell = data.cell(number, place)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = BOX
            cell.number_format = "@"
            if column.code in fill:
                cell.fill = PatternFill("solid", fgColor="FFFBE6")
            if one.cells.get(column.code):
                put_text(cell, plain(one.cells[column.code])[:CELL])
    _explain(book.create_sheet(help_name))
    fit(data)
    on_paper(data, "1:1")
    data.page_setup.paperSize = A4
    place = next(number for number, column in enumerate(COLUMNS, start=1) if column.code == PRINTED)
    data.print_area = f"A1:{get_column_letter(place)}{len(lines) + 1}"
    data.oddHeader.center.text, data.oddFooter.center.text = above, "&P / &N"
    write_new(path, packed(book))


TITLE = N_("Table of disagreements")


def _explain(sheet: Any) -> None:
    """What stands in each column, in both official languages."""
    for spoken in ("kk", "ru"):
        sheet.append([t(TITLE, spoken)])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for column in COLUMNS:
            said = column.help_kk if spoken == "kk" else column.help_ru
            values = ", ".join(one.worded(spoken) for one in column.choices)
            sheet.append([column.worded(spoken), said, values])
            for cell in sheet[sheet.max_row]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABC", (34, 70, 44), strict=True):
        sheet.column_dimensions[letter].width = width
    fit(sheet)
    on_paper(sheet, "")
