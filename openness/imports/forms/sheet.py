"""A form as lines of cells, the same for every format: what is printed, and room or lines for what is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from openness.imports.forms.layout import Form, FormList, FormTable
from openness.imports.forms.words import none_word, period_words, table_name
from store.base import BodyKind, Text

ROOM = 5
FIRST = 2
"""Columns before those of reported data: number and name."""
Lines = Mapping[str, Sequence[Mapping[str, Any]]]


class Kind(StrEnum):
    """What a line of a form is."""

    MARK = "mark"
    TITLE = "title"
    FILL = "fill"
    CAPTION = "caption"
    TABLE = "table"
    HEAD = "head"
    NUMBERS = "numbers"
    ROW = "row"
    ITEM = "item"
    COLUMNS = "columns"
    ENTRY = "entry"
    NOTE = "note"


@dataclass(frozen=True)
class Line:
    """One line: its cells, and of columns and entries the list that they belong to."""

    kind: Kind
    cells: tuple[Any, ...]
    list: FormList | None = None


@dataclass(frozen=True)
class Asked:
    """What a form is written for. ``body`` and ``of`` are left out where the form is for any body; ``lines`` are reported data by list."""

    form: Form
    language: str
    period: str
    body: str = ""
    of: BodyKind | None = None
    lines: Lines | None = None

    def say(self, text: Text) -> str:
        """A text in the language of the form."""
        return text.kk if self.language == "kk" else text.ru

    @property
    def tables(self) -> tuple[FormTable, ...]:
        """The tables that the body has to fill in."""
        return tuple(table for table in self.form.tables if self.of is None or self.of in table.applies)


def head(asked: Asked) -> Iterator[Line]:
    """What stands above the tables."""
    form, say = asked.form, asked.say
    yield from (Line(Kind.MARK, (say(one),)) for one in form.mark)
    yield Line(Kind.TITLE, (say(form.title),))
    yield Line(Kind.FILL, (asked.body or "_" * 60,))
    yield Line(Kind.CAPTION, (say(form.body_caption),))
    yield Line(Kind.FILL, (period_words(asked.period, asked.language),))
    yield Line(Kind.CAPTION, (say(form.period_caption),))


def caption(asked: Asked, table: FormTable) -> Line:
    """The name of a table with its title."""
    return Line(Kind.TABLE, (f"{table_name(table.number, asked.language)}. {asked.say(table.title)}",))


def lines(asked: Asked, table: FormTable) -> Iterator[Line]:
    """A table below its caption."""
    say = asked.say
    yield Line(Kind.HEAD, tuple(say(one) for one in asked.form.head))
    yield Line(Kind.NUMBERS, tuple(str(number) for number in range(1, len(asked.form.head) + 1)))
    for row in table.rows:
        if asked.of is not None and asked.of not in row.applies:
            continue
        title = f"{say(row.title)} {row.mark}".strip() if row.title else ""
        yield Line(Kind.ROW, (row.number, title, say(row.text) if row.text else None))
        for one in row.lists:
            if one.title is not None:
                yield Line(Kind.ITEM, (None, None, say(one.title)), one)
            yield Line(Kind.COLUMNS, (None, None, *(say(asked.form.columns[name].title) for name in one.columns)), one)
            yield from _entries(asked, one)


def notes(asked: Asked, table: FormTable) -> Iterator[Line]:
    """The footnotes of a table."""
    if table.notes:
        yield Line(Kind.NOTE, ("Ескертпе:" if asked.language == "kk" else "Примечание:",))
    for note in table.notes:
        yield Line(Kind.NOTE, (asked.say(note),))


def _entries(asked: Asked, one: FormList) -> Iterator[Line]:
    if asked.lines is None or one.id not in asked.lines:
        for _ in range(1 if one.single else ROOM):
            yield Line(Kind.ENTRY, (None, None, *(None for _ in one.columns)), one)
        return
    given = asked.lines[one.id]
    if not given:
        yield Line(Kind.ENTRY, (None, None, none_word(asked.language)), one)
    for entry in given:
        yield Line(Kind.ENTRY, (None, None, *(_cell(asked, one, name, entry.get(name)) for name in one.columns)), one)


def _cell(asked: Asked, one: FormList, name: str, value: Any) -> Any:
    """A value as a cell of the form's language holds it."""
    column = asked.form.read_as(one, name)
    if value is None or isinstance(value, date):
        return value
    if column.choices:
        codes = value if isinstance(value, tuple) else (value,)
        if not set(codes) <= {choice.code for choice in column.choices}:
            return value
        return ", ".join(choice.worded(asked.language) for choice in column.choices if choice.code in codes)
    return value
