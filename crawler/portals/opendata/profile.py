"""What the first rows of a set hold, in numbers and a few quotes: the rows themselves stay in the stored answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crawler.portals.opendata.letters import broken, mixed
from crawler.portals.opendata.tables import Table, delimited, table
from crawler.portals.opendata.values import Parsed, day, parsed, text
from crawler.portals.opendata.workbook import first_sheet, is_workbook
from crawler.portals.opendata.xmlrows import Rows, is_xml, rows_of

# What the portal itself adds to each row.
OWN = frozenset({"id", "modified", "_id"})
MOST_ROWS = 1_000
MOST_COLUMNS = 200
MOST_QUOTES = 10
MOST_DAYS = 400
# What begins as JSON or markup is no table, however many commas stand in it.
BEGUN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\[{]|<(?:!doctype|html|\?xml|[a-z]))", re.IGNORECASE)
_INTEGER = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0]\d{3})+|[+-]?\d{1,30}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d[\d \u00a0]{0,30}[.,]\d{1,30}(?:[eE][+-]?\d{1,3})?", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")
_WORDS_OF_TRUTH = frozenset({"true", "false"})
SHORT = 40


def profile(content: bytes, asked: int) -> dict[str, Any]:
    """Facts of the rows of a set.

    ``problem`` says why there are none (``empty``, ``no-rows``, ``not-utf-8``, ``not-json``, ``not-xml``, ``cut-off``, ``not-rows``, ``refused`` for
    a message of error, ``too-deep``) and ``place`` where.
    Else: ``rows``, ``whole`` (fewer than ``asked``, so all of them), ``columns``, ``blank-rows``, ``twins`` (rows that repeat another), ``blanks``
    and ``kinds`` by column, ``shape`` (faults of a table in plain text), quotes ``broken`` and ``mixed``, ``years`` by column that holds
    nothing else, days of change ``modified``.

    :param asked: how many rows were asked for.
    """
    if is_workbook(content):
        sheet = first_sheet(content)
        return {"problem": "not-rows"} if sheet is None else _of_table(sheet, asked)
    if is_xml(content):
        given_rows = rows_of(content)
        return _problem(given_rows) if given_rows.fault else _told(given_rows.rows[:MOST_ROWS], asked, {})
    found = parsed(content)
    if found.fault == "not-json" and not BEGUN.match(content):
        given = delimited(content.decode("utf-8", "replace"))
        return _problem(found) if given is None or not given.rows else _of_table(given, asked)
    if found.fault:
        return _problem(found)
    listed = _list(found.value)
    if listed and all(isinstance(one, list) for one in listed):
        return _of_table(table(listed), asked)
    if listed is None or not all(isinstance(one, dict) for one in listed):
        return {"problem": "refused" if isinstance(found.value, dict) and "error" in found.value else "not-rows"}
    return _told(listed[:MOST_ROWS], asked, {}) if listed else _none()


def _problem(found: Parsed | Rows) -> dict[str, Any]:
    return {"problem": found.fault, "place": found.place}


def _none() -> dict[str, Any]:
    return {"problem": "no-rows", "rows": 0}


def _list(value: Any) -> list[Any] | None:
    """A list, or the one list that an object holds; None for anything else."""
    if isinstance(value, dict):
        lists = [one for one in value.values() if isinstance(one, list)]
        value = lists[0] if len(lists) == 1 else None
    return value if isinstance(value, list) else None


def _of_table(given: Table, asked: int) -> dict[str, Any]:
    """Facts of lines of which the first gives the labels."""
    return _told(list(_records(given)), asked, given.faults) if given.rows else _none()


def _records(given: Table) -> Iterator[dict[str, Any]]:
    for row in given.rows[:MOST_ROWS]:
        yield {label: cell for label, cell in zip(given.labels, row, strict=False) if label}


def _told(rows: Sequence[Mapping[str, Any]], asked: int, shape: dict[str, int]) -> dict[str, Any]:
    columns = list(dict.fromkeys(text(name) for row in rows for name in row))[:MOST_COLUMNS]
    own = [name for name in columns if name not in OWN]
    facts: dict[str, Any] = {"problem": "", "rows": len(rows), "whole": len(rows) < asked, "columns": own, "shape": shape}
    facts["blank-rows"] = sum(not any(_kind(row.get(name)) for name in own) for row in rows)
    facts["twins"] = _twins(rows, own)
    facts["blanks"] = {name: blank for name in own if (blank := sum(not _kind(row.get(name)) for row in rows))}
    facts["kinds"] = {name: dict(Counter(kind for row in rows if (kind := _kind(row.get(name))))) for name in own}
    facts["broken"], facts["mixed"] = _quotes(rows, own, broken), _quotes(rows, own, mixed)
    facts["years"] = {name: years for name in own if (years := _years([row.get(name) for row in rows]))}
    facts["modified"] = sorted({at for row in rows if (at := day(row.get("modified")))})[-MOST_DAYS:]
    return facts


def _kind(cell: Any) -> str:
    """What a cell holds; ``""`` for an empty one."""
    if isinstance(cell, bool):
        return "boolean"
    if isinstance(cell, int | float):
        return "integer" if isinstance(cell, int) or cell.is_integer() else "number"
    if not isinstance(cell, str):
        return "other" if cell else ""
    line = cell.strip()
    if not line:
        return ""
    if _INTEGER.fullmatch(line):
        return "integer"
    if _NUMBER.fullmatch(line):
        return "number"
    if line.casefold() in _WORDS_OF_TRUTH:
        return "boolean"
    return "date" if day(line) else "text"


def _twins(rows: Sequence[Mapping[str, Any]], own: Sequence[str]) -> int:
    known = Counter(tuple(_plain(row.get(name)) for name in own) for row in rows)
    return sum(number - 1 for number in known.values())


def _plain(cell: Any) -> str:
    return f"{type(cell).__name__} {len(cell)}" if isinstance(cell, list | dict) else str(cell)


def _quotes(rows: Sequence[Mapping[str, Any]], own: Sequence[str], rule: Any) -> list[str]:
    found: dict[str, None] = {}
    for row in rows:
        for name in own:
            cell = row.get(name)
            word = rule(cell) if isinstance(cell, str) else ""
            if word:
                found.setdefault(text(word)[:SHORT])
            if len(found) >= MOST_QUOTES:
                return list(found)
    return list(found)


def _years(cells: Sequence[Any]) -> list[str]:
    """The years of a column each of whose cells names one and nothing longer."""
    found: set[str] = set()
    for cell in cells:
        if not _kind(cell):
            continue
        line = str(cell) if isinstance(cell, str | int) else ""
        years = _YEAR.findall(line) if len(line) <= SHORT else []
        if len(years) != 1:
            return []
        found.update(years)
    return sorted(found)
