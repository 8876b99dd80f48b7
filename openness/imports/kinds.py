"""What every kind of file has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openness.decisions.known import KnownFindings
from openness.decisions.proof import FUTURE
from openness.imports.columns import Column
from openness.imports.editions import Editions, Subject
from openness.imports.faults import Faults, reference
from openness.imports.rows import Row
from openness.imports.rules import Derivations, load_derivations
from reports.i18n import N_
from store.base import Text
from store.calendar import Calendar, load_calendar, period_days
from store.findings import Ruling
from store.reported import Fact

OUTSIDE = N_("found {found}, which lies outside the period {period}; correct the date or give the right --period")
REPEATED = N_("repeats line {line}; remove one of the two")
NO_LINES = N_("the table holds no lines; fill it in")
RANGES = 20
NOBODY = Subject()


@dataclass
class Context:
    """What reading a file rests on beside the file. ``subject`` is the body, ``known_rulings`` are decisions on record for it,
    ``known_findings`` what decisions on it can be about; ``names`` are those of the body, and its code."""

    config: Path
    period: str
    as_of: date
    editions: Editions
    subject: Subject = NOBODY
    known_rulings: tuple[Ruling, ...] = ()
    known_findings: KnownFindings | None = None
    names: tuple[str, ...] = ()
    _cache: dict[str, Any] = field(default_factory=dict)

    @property
    def rules(self) -> Derivations:
        """Rules of counting, read once."""
        if "rules" not in self._cache:
            self._cache["rules"] = load_derivations(self.config)
        found: Derivations = self._cache["rules"]
        return found

    @property
    def calendar(self) -> Calendar:
        """Working days and terms of law, read once."""
        if "calendar" not in self._cache:
            self._cache["calendar"] = load_calendar(self.config)
        found: Calendar = self._cache["calendar"]
        return found


@dataclass(frozen=True)
class Gathered:
    """What a file gave."""

    facts: tuple[Fact, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    """Name and bytes of the files that decisions rest on."""


Gather = Callable[[list[Row], Context, Faults], Gathered]


@dataclass(frozen=True)
class Kind:
    """One kind of file. ``empty`` says that a table without lines has a meaning: nothing was held, nothing was asked.

    ``examples`` are lines by column code; texts in both languages are written in that of the template.
    """

    code: str
    title: Text
    help: Text
    columns: tuple[Column, ...]
    gather: Gather
    examples: tuple[Mapping[str, Any], ...]
    empty: bool = False

    def column(self, code: str) -> Column:
        """One of its columns."""
        return next(column for column in self.columns if column.code == code)


def prove_day(row: Row, code: str, context: Context, faults: Faults, in_period: bool = True) -> None:
    """Refuses a date after the day of the import or, where asked, outside the period."""
    found = row[code]
    if found is None:
        return
    first, last = period_days(context.period)
    if found > context.as_of:
        faults.add(row.number, row.column(code), FUTURE, found=found, day=context.as_of)
    elif in_period and not first <= found <= last:
        faults.add(row.number, row.column(code), OUTSIDE, found=found, period=context.period)


def prove_unique(rows: list[Row], codes: tuple[str, ...], faults: Faults) -> None:
    """Refuses two lines that say the same in these columns; the fault stands in the first of them."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        if any(code in row.places and code not in row.values for code in codes):
            continue
        key = tuple(value.casefold() if isinstance(value, str) else value for value in (row[code] for code in codes))
        if key in seen:
            faults.add(row.number, row.column(codes[0]), REPEATED, line=seen[key])
        seen.setdefault(key, row.number)


def lines(rows: list[Row], limit: int = RANGES) -> tuple[str, ...]:
    """The lines as ranges of cells, «A2:H16»; at most ``limit`` ranges, the last one then reaches to the end."""
    numbers = [row.number for row in rows]
    last = max((place for row in rows[:1] for place in row.places.values()), default=1)
    spans: list[list[int]] = []
    for number in numbers:
        if spans and (number == spans[-1][1] + 1 or len(spans) == limit):
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return tuple(f"{reference(1, start)}:{reference(last, end)}" for start, end in spans)


def links(rows: list[Row], code: str, limit: int = RANGES) -> tuple[str, ...]:
    """Proofs of the lines, each once, at most ``limit``; the file itself holds them all."""
    found = dict.fromkeys(row[code] for row in rows if row[code])
    return tuple(found)[:limit]
