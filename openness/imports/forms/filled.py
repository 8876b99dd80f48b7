"""What stands in a filled-in form: its head, and the lines of each list with their values; every cell that is not as printed is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openness.imports.columns import WrongCellError
from openness.imports.faults import Faults, reference, shown
from openness.imports.forms.layout import Form, FormList, FormRow, FormTable
from openness.imports.forms.part import Part
from openness.imports.forms.sheet import FIRST
from openness.imports.forms.words import plain, says_none, table_name, table_number
from openness.imports.grid import Broken, Cell, Formula, Percent, RawRow
from openness.imports.merged import MERGED
from openness.imports.report import NOTHING_WORDS
from openness.imports.rows import Row
from reports.i18n import N_
from store.base import Text

UNKNOWN_TABLE = N_("found «{found}»; this form has the tables {known}; correct the number")
TABLE_TWICE = N_("{table} stands twice; keep one of the two")
NOT_HEAD = N_("found «{found}»; the head of the table was expected here: {known}")
UNKNOWN_ROW = N_("found «{found}»; {table} has the rows {known}; write the number as printed")
ROW_TWICE = N_("row {found} stands twice in {table}; keep one of the two")
CHANGED = N_(
    "found «{found}», but this cell holds printed words: «{known}»; put them back and write your data in the lines below"
)
STRAY = N_("found «{found}», which belongs to no row of the form; move it below the row that it is for, or remove it")
NO_ITEM = N_("found «{found}»; one of the printed items of row {row} was expected: {known}")
NO_COLUMNS = N_("found «{found}»; the names of the columns were expected here: {known}; put them back as printed")
NOT_COLUMN = N_("found «{found}»; the column «{known}» was expected here")
BEYOND = N_("found «{found}» to the right of the list; remove it")
NESTED = N_("this cell holds a table of its own; write one entry a line, as the form has it")
NOT_ALONE = N_("says that there was nothing, but line {line} of the list holds an entry; keep one of them")
ONE_LINE = N_("this list takes one line; remove the others")
KNOWN_LENGTH = 80


class Say:
    """A text of the form in the language of the reader."""

    def __init__(self, *texts: Text) -> None:
        self.texts = texts

    def worded(self, language: str) -> str:
        """The texts with commas between them, each cut to one line."""
        return ", ".join(shown(one.kk if language == "kk" else one.ru, KNOWN_LENGTH) for one in self.texts)

    def __str__(self) -> str:
        return self.worded("ru")


class TableName:
    """The name of a table in the language of the reader."""

    def __init__(self, number: str) -> None:
        self.number = number

    def worded(self, language: str) -> str:
        """«Таблица 5», «5-кесте», «Table 5»."""
        return f"Table {self.number}" if language == "en" else table_name(self.number, language)

    def __str__(self) -> str:
        return self.worded("en")


@dataclass(frozen=True)
class Entry(Row):
    """One line of a list: also the sheet or table that it stands in."""

    part: str

    def place(self, code: str) -> str:
        """A cell with its sheet: «Таблица 1, C8»."""
        return self.at(self.cell(code))

    def at(self, cell: str) -> str:
        """A cell of the line's sheet, with the sheet where the file has several."""
        return f"{self.part}, {cell}" if self.part else cell


@dataclass(frozen=True)
class Told:
    """A line that says «none» or «not applicable» of a list."""

    part: str
    number: int


@dataclass
class Listed:
    """What was found of one list: its lines, and the line that says that there are none, or that the law asks for none."""

    entries: list[Entry] = field(default_factory=list)
    none: Told | None = None
    released: Told | None = None


@dataclass
class Filled:
    """A form as it was filled in. ``head`` are the lines above its tables with their part; ``lists`` by id."""

    head: list[tuple[str, RawRow]] = field(default_factory=list)
    lists: dict[str, Listed] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many lines tell something."""
        return sum(len(one.entries) + bool(one.none) + bool(one.released) for one in self.lists.values())

    def entries(self, name: str) -> list[Entry]:
        """The lines of a list."""
        return self.lists[name].entries if name in self.lists else []


def read_filled(form: Form, parts: list[Part], faults: Faults) -> Filled:
    """Goes through every line of a file; faults are noted and reading goes on."""
    reader = _Reader(form, faults)
    for part in parts:
        faults.sheet = part.name
        for row in part.rows:
            reader.line(part, row)
    for name, found in reader.filled.lists.items():
        one = form.lists()[name]
        told = found.none or found.released
        if told is not None and found.entries:
            _note(faults, told.part, told.number, FIRST + 1, NOT_ALONE, line=found.entries[0].number)
        if one.single:
            for entry in found.entries[1:]:
                _note(faults, entry.part, entry.number, FIRST + 1, ONE_LINE)
    return reader.filled


def _note(faults: Faults, part: str, row: int, column: int, key: str, /, **values: object) -> None:
    faults.sheet = part
    faults.add(row, column, key, **values)


class _Reader:
    """Where in the form the reading stands."""

    def __init__(self, form: Form, faults: Faults) -> None:
        self.form, self.faults = form, faults
        self.filled = Filled()
        self.table: FormTable | None = None
        self.row: FormRow | None = None
        self.list: FormList | None = None
        self.ready = self.headed = False
        self.seen: set[tuple[str, str]] = set()

    def line(self, part: Part, raw: RawRow) -> None:
        """Takes in one line that holds something."""
        first = next((cell for cell in raw.cells if cell is not None), None)
        number = table_number(first) if isinstance(first, str) and _alone(raw) else None
        if number is not None:
            self._table(raw, number)
        elif self.table is None:
            self.filled.head.append((part.name, raw))
        elif not self.headed:
            self._head(raw)
        elif self._numbers(raw) or self._note_of_table(raw):
            return
        elif raw.cells[0] is not None:
            self._row(raw)
        elif len(raw.cells) > 1 and raw.cells[1] is not None:
            self._fault(raw, 2, STRAY, found=_shown(raw.cells[1]))
        else:
            self._data(part, raw)

    def _fault(self, raw: RawRow, column: int, key: str, /, **values: object) -> None:
        self.faults.add(raw.number, column, key, **values)

    def _table(self, raw: RawRow, number: str) -> None:
        known = {table.number: table for table in self.form.tables}
        place = next(place for place, cell in enumerate(raw.cells, start=1) if cell is not None)
        self.table, self.row, self.list, self.headed = known.get(number), None, None, False
        if self.table is None:
            self._fault(raw, place, UNKNOWN_TABLE, found=_shown(raw.cells[place - 1]), known=list(known))
        elif (number, "") in self.seen:
            self._fault(raw, place, TABLE_TWICE, table=TableName(number))
        self.seen.add((number, ""))

    def _head(self, raw: RawRow) -> None:
        self.headed = True
        told = [cell for cell in raw.cells if cell is not None]
        if len(told) != len(self.form.head) or not all(_is(cell, text) for cell, text in zip(told, self.form.head, strict=True)):
            self._fault(raw, 1, NOT_HEAD, found=_shown(told[0]), known=Say(*self.form.head))

    def _numbers(self, raw: RawRow) -> bool:
        """The line that numbers the columns: «1, 2, 3»."""
        told = [str(cell) for cell in raw.cells if cell is not None]
        return self.row is None and told == [str(number) for number in range(1, len(self.form.head) + 1)]

    def _note_of_table(self, raw: RawRow) -> bool:
        """Footnotes under the table; nothing of the table follows them."""
        first = raw.cells[0]
        said = plain(first) if isinstance(first, str) and _alone(raw) else ""
        return said in ("примечание", "ескертпе") or said.startswith("*")

    def _row(self, raw: RawRow) -> None:
        table = self.table
        number = table.number if table else ""
        known = {row.number: row for row in table.rows} if table else {}
        said = plain(raw.cells[0])
        row = known.get(said)
        self.row, self.list, self.ready = row, None, False
        if row is None:
            self._fault(raw, 1, UNKNOWN_ROW, found=_shown(raw.cells[0]), table=TableName(number), known=list(known))
            return
        if (number, row.number) in self.seen:
            self._fault(raw, 1, ROW_TWICE, found=row.number, table=TableName(number))
        self.seen.add((number, row.number))
        for place, text in ((2, row.title), (3, row.text)):
            cell = raw.cells[place - 1] if place <= len(raw.cells) else None
            if text is None and cell is not None:
                self._fault(raw, place, STRAY, found=_shown(cell))
            elif text is not None and not _is(cell, text):
                self._fault(raw, place, CHANGED, found=_shown(cell), known=Say(text))
        for place, cell in enumerate(raw.cells[FIRST + 1 :], start=FIRST + 2):
            if cell is not None:
                self._fault(raw, place, BEYOND, found=_shown(cell))
        if len(row.lists) == 1 and row.lists[0].title is None:
            self._begin(row.lists[0])

    def _begin(self, one: FormList) -> None:
        self.list, self.ready = one, False
        self.filled.lists.setdefault(one.id, Listed())

    def _data(self, part: Part, raw: RawRow) -> None:
        first = raw.cells[FIRST] if len(raw.cells) > FIRST else None
        place = next(place for place, cell in enumerate(raw.cells, start=1) if cell is not None)
        if self.row is None:
            self._fault(raw, place, STRAY, found=_shown(raw.cells[place - 1]))
            return
        item = next((one for one in self.row.lists if one.title is not None and _is(first, one.title)), None)
        if item is not None:
            self._begin(item)
        elif self.list is None:
            titles = [one.title for one in self.row.lists if one.title is not None]
            self._fault(raw, place, NO_ITEM, found=_shown(raw.cells[place - 1]), row=self.row.number, known=Say(*titles))
        elif not self.ready:
            self._columns(raw, self.list)
        elif not self._said(part, raw, first, self.list):
            self._entry(part, raw, self.list)

    def _columns(self, raw: RawRow, one: FormList) -> None:
        self.ready = True
        titles = [self.form.columns[name].title for name in one.columns]
        told = list(raw.cells[FIRST:])
        if not any(_is(cell, title) for cell, title in zip(told, titles, strict=False)):
            self._fault(
                raw, FIRST + 1, NO_COLUMNS, found=_shown(next(cell for cell in told if cell is not None)), known=Say(*titles)
            )
            self.ready = False
            return
        for place, title in enumerate(titles):
            cell = told[place] if place < len(told) else None
            if not _is(cell, title):
                self._fault(raw, FIRST + 1 + place, NOT_COLUMN, found=_shown(cell), known=Say(title))
        self._beyond(raw, one)

    def _beyond(self, raw: RawRow, one: FormList) -> None:
        for place, cell in enumerate(raw.cells, start=1):
            if cell is not None and place > FIRST + len(one.columns):
                self._fault(raw, place, BEYOND, found=_shown(cell))

    def _said(self, part: Part, raw: RawRow, first: Cell, one: FormList) -> bool:
        """Whether the line says that there is nothing to list, or that the law does not ask this body."""
        if not isinstance(first, str) or not _alone(raw):
            return False
        told = Told(part.name, raw.number)
        found = self.filled.lists[one.id]
        names = {plain(name) for word in NOTHING_WORDS for name in (word.kk, word.ru, *word.also)}
        if says_none(first):
            found.none = found.none or told
        elif plain(first) in names:
            found.released = found.released or told
        else:
            return False
        return True

    def _entry(self, part: Part, raw: RawRow, one: FormList) -> None:
        before = self.faults.number
        values: dict[str, Any] = {}
        places = {name: place for place, name in enumerate(one.columns, start=FIRST + 1)}
        spans = dict(_spans(part, raw, FIRST + len(one.columns)))
        for name, place in places.items():
            if place in spans:
                self._fault(raw, place, MERGED, others=spans[place])
            elif (raw.number, place) in part.nested:
                self._fault(raw, place, NESTED)
            else:
                cell = raw.cells[place - 1] if place <= len(raw.cells) else None
                try:
                    values[name] = self.form.read_as(one, name).value(cell)
                except WrongCellError as wrong:
                    self._fault(raw, place, wrong.key, **wrong.values)
        self._beyond(raw, one)
        sound = self.faults.number == before
        self.filled.lists[one.id].entries.append(Entry(raw.number, values, places, sound, part.name))


def _spans(part: Part, raw: RawRow, last: int) -> Iterator[tuple[int, str]]:
    """Cells of a line of a list that are merged with others; the last one may reach over the empty columns to its right."""
    for top, left, bottom, right in part.merged:
        if top <= raw.number <= bottom and left <= last and right > FIRST:
            if top == bottom and left == last:
                continue
            yield max(left, FIRST + 1), f"{reference(left, top)}:{reference(right, bottom)}"


def _alone(raw: RawRow) -> bool:
    return sum(cell is not None for cell in raw.cells) == 1


def _is(cell: Cell, text: Text) -> bool:
    """Whether a cell holds a printed text in either language; the mark of a footnote behind it is no difference."""
    return cell is not None and plain(cell).rstrip(" *") in (plain(text.kk).rstrip(" *"), plain(text.ru).rstrip(" *"))


def _shown(cell: Cell) -> str:
    return shown(cell.text if isinstance(cell, Formula | Broken | Percent) else "" if cell is None else cell)
