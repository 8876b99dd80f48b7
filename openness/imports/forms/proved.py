"""What must hold of a filled-in form as a whole: whose it is and for which period, and that its lines can be true together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from openness.decisions.proof import FUTURE
from openness.imports.faults import Faults, shown
from openness.imports.forms.filled import Entry, Filled, Say, TableName
from openness.imports.forms.layout import Form, FormList, FormRow, FormTable, Within
from openness.imports.forms.words import names_period, period_words, plain, unwritten
from openness.imports.grid import Cell, RawRow
from openness.imports.kinds import OUTSIDE, Context
from openness.imports.report import NOT_RELEASED, NOTHING_WORDS
from reports.i18n import N_
from store.base import Text
from store.calendar import period_days

NO_BODY = N_("no line «{caption}» above the tables; put it back as printed, with the name of the body in the line before it")
EMPTY_BODY = N_("the name of the body is missing; write it in this line: {known}")
OTHER_BODY = N_("found «{found}», but the file is taken in for {known}; correct the name or give the right --body")
NO_PERIOD = N_("no line «{caption}» above the tables; put it back as printed, with the period in the line before it")
OTHER_PERIOD = N_(
    "found «{found}», but the file is taken in for the period {period} («{known}»); correct the line or give --period"
)
NOT_ITS_TABLE = N_("{table} is not filled in by a body of this kind; empty its lists")
REPEATED = N_("repeats {other}: {columns}; remove one of the two")
EARLIER = N_("found {found}, which is before {day} in {other}; correct one of the two dates")
GREATER = N_("found {found}, which is more than {most} in {other}; correct one of the two numbers")
FEWER = N_("found {found}, but {other} and the lines after it list {least}; correct the number or the list")
NOT_THERE = N_(
    "found «{found}», which does not stand in the list of {place} (its first line is {other}); add it there or remove it here"
)
NO_LIST = N_("found «{found}», but the list of {place} holds nothing; fill it in or remove the line here")
BOTH_OR_NEITHER = N_("the cell is empty, but {other} is filled in; fill in both or neither")
LENGTH_OF_STATE = (" республики казахстан", "қазақстан республикасының ", "қазақстан республикасы ")


def prove_head(form: Form, filled: Filled, context: Context, faults: Faults) -> None:
    """Whose report it is, and for which period: as its head says."""
    lines = [(part, row, _first(row)) for part, row in filled.head]
    _line(lines, form.body_caption, faults, NO_BODY, lambda found: _prove_body(found, context, faults))
    _line(lines, form.period_caption, faults, NO_PERIOD, lambda found: _prove_period(found, context, faults))


Head = tuple[str, RawRow, Cell]


def _line(lines: list[Head], caption: Text, faults: Faults, absent: str, prove: Any) -> None:
    """Proves the line before a caption."""
    for number, (_, _, cell) in enumerate(lines):
        if plain(cell) in (plain(caption.kk), plain(caption.ru)):
            before = lines[number - 1] if number else lines[number]
            faults.sheet = before[0]
            prove(before)
            return
    faults.sheet = lines[0][0] if lines else ""
    faults.add(lines[0][1].number if lines else 1, 1, absent, caption=Say(caption))


def _first(row: RawRow) -> Cell:
    return next((cell for cell in row.cells if cell is not None), None)


def _prove_body(found: Head, context: Context, faults: Faults) -> None:
    _, row, cell = found
    known = context.names[1] if len(context.names) > 1 else context.names[0] if context.names else ""
    if unwritten(cell) or plain(cell).startswith("("):
        faults.add(row.number, 1, EMPTY_BODY, known=known)
    elif context.names and not any(_same_body(str(cell), name) for name in context.names):
        faults.add(row.number, 1, OTHER_BODY, found=_short(cell), known=known)


def _same_body(found: str, name: str) -> bool:
    """Names are the same whether or not they say of which state the body is."""
    return _bare(found) == _bare(name)


def _bare(name: str) -> str:
    said = f"{plain(name)} "
    for part in LENGTH_OF_STATE:
        said = said.replace(part, " " if part.startswith(" ") else "")
    return " ".join(said.split())


def _prove_period(found: Head, context: Context, faults: Faults) -> None:
    _, row, cell = found
    if not names_period(cell, context.period):
        known = Text(kk=period_words(context.period, "kk"), ru=period_words(context.period, "ru"))
        faults.add(row.number, 1, OTHER_PERIOD, found=_short(cell), period=context.period, known=Say(known))


def _short(cell: Cell) -> str:
    return shown(cell)


def prove_lists(form: Form, filled: Filled, context: Context, faults: Faults) -> None:
    """Every rule of every list, and which lists the body may leave."""
    for table in form.tables:
        for row in table.rows:
            for one in row.lists:
                found = filled.lists.get(one.id)
                if found is None:
                    continue
                if context.editions.kind not in row.applies:
                    _not_its(table, found.entries, faults)
                if found.released is not None and not _free(form, row, context):
                    faults.sheet = found.released.part
                    name = row.serves[0] if row.serves else row.number
                    faults.add(found.released.number, 3, NOT_RELEASED, found=NOTHING_WORDS[0].ru, parameter=name)
                _prove(form, one, filled, context, faults)


def _not_its(table: FormTable, entries: list[Entry], faults: Faults) -> None:
    for entry in entries[:1]:
        faults.sheet = entry.part
        faults.add(entry.number, 3, NOT_ITS_TABLE, table=TableName(table.number))


def _free(form: Form, row: FormRow, context: Context) -> bool:
    """Whether a footnote releases the body from every row that the printed one serves and that its kind is scored by."""
    free = context.editions.released(form.law, context.subject)
    scored = {name for name in row.serves if name in free or name in context.editions.of(form.law)[1]}
    return bool(scored) and scored <= free


def _prove(form: Form, one: FormList, filled: Filled, context: Context, faults: Faults) -> None:
    entries = filled.entries(one.id)
    for entry in entries:
        faults.sheet = entry.part
        _prove_days(one, entry, context, faults)
        _prove_pairs(one, entry, faults)
    _prove_unique(form, one, entries, faults)
    if one.within is not None:
        _prove_within(form, one, one.within, filled, faults)
    if one.least is not None:
        _prove_least(one, one.least, filled, faults)


def _prove_days(one: FormList, entry: Entry, context: Context, faults: Faults) -> None:
    first, last = period_days(context.period)
    for name in one.columns:
        found = entry[name]
        if not isinstance(found, date):
            continue
        if found > context.as_of and name not in one.ahead:
            faults.add(entry.number, entry.column(name), FUTURE, found=found, day=context.as_of)
        elif name in one.in_period and not first <= found <= last:
            faults.add(entry.number, entry.column(name), OUTSIDE, found=found, period=context.period)


def _prove_pairs(one: FormList, entry: Entry, faults: Faults) -> None:
    for first, second in one.order:
        if entry[first] and entry[second] and entry[second] < entry[first]:
            faults.add(
                entry.number, entry.column(second), EARLIER, found=entry[second], day=entry[first], other=entry.cell(first)
            )
    for less, more in one.at_most:
        if entry[less] is not None and entry[more] is not None and entry[less] > entry[more]:
            faults.add(entry.number, entry.column(less), GREATER, found=entry[less], most=entry[more], other=entry.cell(more))
    for first, second in one.together:
        for lacking, given in ((first, second), (second, first)):
            if entry[given] is not None and lacking in entry.values and entry[lacking] is None:
                faults.add(entry.number, entry.column(lacking), BOTH_OR_NEITHER, other=entry.cell(given))


def _prove_unique(form: Form, one: FormList, entries: list[Entry], faults: Faults) -> None:
    for names in one.unique:
        seen: dict[tuple[Any, ...], Entry] = {}
        for entry in entries:
            if any(name not in entry.values for name in names):
                continue
            for key in _keys(entry, names):
                before = seen.setdefault(key, entry)
                if before is not entry:
                    faults.sheet = entry.part
                    titles = Say(*(form.columns[name].title for name in names))
                    faults.add(entry.number, entry.column(names[0]), REPEATED, other=before.place(names[0]), columns=titles)
                    break


def _keys(entry: Entry, names: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """What no other line may share; a line of two languages counts once for each."""
    told = [plain(entry[name]) if isinstance(entry[name], str) else entry[name] for name in names if name != "languages"]
    for language in (entry["languages"] or ("",)) if "languages" in names else ("",):
        yield (*told, language)


def _prove_within(form: Form, one: FormList, within: Within, filled: Filled, faults: Faults) -> None:
    column, others = within.column, filled.entries(within.list)
    if any(not other.sound for other in others):
        return
    known = {_value(other[column]) for other in others}
    for entry in filled.entries(one.id):
        found = entry[column]
        if found is None or _value(found) in known:
            continue
        faults.sheet = entry.part
        place = _place(form, within.list)
        if others:
            faults.add(
                entry.number, entry.column(column), NOT_THERE, found=_short(found), place=place, other=others[0].place(column)
            )
        else:
            faults.add(entry.number, entry.column(column), NO_LIST, found=_short(found), place=place)


def _value(found: Any) -> Any:
    return plain(found).rstrip("/") if isinstance(found, str) else found


class RowPlace:
    """A row of a table in the language of the reader."""

    def __init__(self, table: str, row: str) -> None:
        self.table, self.row = table, row

    def worded(self, language: str) -> str:
        """«Таблица 1, строка 1», «1-кесте, 1-жол»."""
        name = TableName(self.table).worded(language)
        return {"kk": f"{name}, {self.row}-жол", "ru": f"{name}, строка {self.row}"}.get(language, f"{name}, row {self.row}")


def _place(form: Form, name: str) -> RowPlace:
    return next(
        RowPlace(table.number, row.number)
        for table in form.tables
        for row in table.rows
        if any(one.id == name for one in row.lists)
    )


def _prove_least(one: FormList, least: Within, filled: Filled, faults: Faults) -> None:
    others = filled.entries(least.list)
    for entry in filled.entries(one.id):
        found = entry[least.column]
        if found is not None and others and found < len(others):
            faults.sheet = entry.part
            other = others[0].at(f"{others[0].cell(next(iter(others[0].places)))}")
            faults.add(entry.number, entry.column(least.column), FEWER, found=found, other=other, least=len(others))
