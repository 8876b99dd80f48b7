"""Wrong cells, all of them: where, what was found, what was expected, how to mend; told in any language, never without bound."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.i18n import N_, said, t

SHOWN_LINES = 200
KEPT = 5000
FOUND_LENGTH = 60
HERE = N_("{file}, cell {cell}: {what}")
HERE_SHEET = N_("{file}, sheet «{sheet}», cell {cell}: {what}")
HERE_TABLE = N_("{file}, table «{sheet}», cell {cell}: {what}")


def shown(value: object, length: int = FOUND_LENGTH) -> str:
    """A value of a hostile file as it may be shown: one line, bounded, without characters that steer a terminal."""
    text = " ".join(str(value).split())
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return text if len(text) <= length else text[: length - 1] + "…"


def reference(column: int, row: int) -> str:
    """The cell as a spreadsheet names it; columns and rows count from 1."""
    # Loaded where a cell is named: every command reads this module, and the library takes a second of a slow machine.
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


def _worded(value: object, language: str) -> object:
    """What a field of a text shows: columns and choices have a name in each language, lists are joined."""
    if hasattr(value, "worded"):
        return value.worded(language)
    if isinstance(value, list | tuple):
        return ", ".join(str(_worded(item, language)) for item in value)
    return value


@dataclass(frozen=True)
class Fault:
    """One wrong cell. ``key`` is a text of the catalogues, ``values`` its fields; ``column`` 0 means the file as a whole.

    ``sheet`` is where it stands in a file of several sheets or tables, else empty.
    """

    row: int
    column: int
    key: str
    values: dict[str, object]
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The cell, or an empty text for the file as a whole."""
        return reference(self.column, self.row) if self.column else ""


@dataclass
class Faults:
    """Gathers the faults of one file; more than ``KEPT`` are only counted.

    ``sheet`` is the one that is read now; ``sheets`` are those of a file of several, in order; ``tables`` says that they are tables of a text.
    """

    file: str
    sheet: str = ""
    found: list[Fault] = field(default_factory=list)
    number: int = 0
    sheets: list[str] = field(default_factory=list)
    tables: bool = False

    def add(self, row: int, column: int, key: str, /, **values: object) -> None:
        """Notes a fault in a cell; rows and columns count from 1."""
        self.number += 1
        if len(self.found) < KEPT:
            self.found.append(Fault(row, column, key, values, self.sheet if self.sheets else ""))

    def __bool__(self) -> bool:
        return self.number > 0

    def lines(self, language: str, limit: int = SHOWN_LINES) -> list[str]:
        """One line a fault, by row and column, at most ``limit`` of them; a last one says how many more there are."""
        ordered = self.ordered()[:limit]
        told = [self.line(fault, language) for fault in ordered]
        more = self.number - len(told)
        if more:
            told.append(t("… and {more} more faults; mend these first.", language, more=more))
        return told

    def ordered(self) -> list[Fault]:
        """The faults by sheet, row and column."""
        order = {sheet: number for number, sheet in enumerate(self.sheets)}
        return sorted(self.found, key=lambda fault: (order.get(fault.sheet, -1), fault.row, fault.column))

    def line(self, fault: Fault, language: str) -> str:
        """One fault in words."""
        what = said(fault.key, language, {name: _worded(value, language) for name, value in fault.values.items()})
        if not fault.column:
            return f"{self.file}: {what}"
        sheet = fault.sheet or ("" if self.sheets else self.sheet)
        if sheet:
            return t(HERE_TABLE if self.tables else HERE_SHEET, language, file=self.file, sheet=sheet, cell=fault.cell, what=what)
        return t(HERE, language, file=self.file, cell=fault.cell, what=what)


class FaultyFileError(Exception):
    """A file that is not taken in; ``faults`` names every wrong cell."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("\n".join(faults.lines("en")))
        self.faults = faults
