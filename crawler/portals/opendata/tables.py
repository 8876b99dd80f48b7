"""Faults of a table's shape, by the names of Frictionless: labels that are blank or stand twice, rows that are blank, short or long."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, NamedTuple

from crawler.extract.files.delimited import MAX_CHARACTERS, MAX_FIELD, MAX_SAMPLE, SEPARATORS, delimiter_of

MOST_ROWS = 10_000
MOST_CELLS = 1_000


class Table(NamedTuple):
    """Labels, rows of cells, and how often each fault of shape is met."""

    labels: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    faults: dict[str, int]


def table(lines: Iterable[Sequence[Any]]) -> Table:
    """The first line gives the labels; every other must have as many cells.

    Source: Frictionless errors blank-label, duplicate-label, blank-row, missing-cell, extra-cell.
    """
    taken = [tuple(line[:MOST_CELLS]) for line, _ in zip(lines, range(MOST_ROWS), strict=False)]
    if not taken:
        return Table((), (), {})
    labels = tuple("" if cell is None else str(cell).strip() for cell in taken[0])
    faults: Counter[str] = Counter()
    faults["blank-label"] = labels.count("")
    faults["duplicate-label"] = sum(number - 1 for name, number in Counter(labels).items() if name)
    for row in taken[1:]:
        if not any(_filled(cell) for cell in row):
            faults["blank-row"] += 1
        else:
            faults["missing-cell"] += max(0, len(labels) - len(row))
            faults["extra-cell"] += max(0, len(row) - len(labels))
    return Table(labels, tuple(taken[1:]), {name: number for name, number in sorted(faults.items()) if number})


def delimited(text: str) -> Table | None:
    """A table in plain text; None where nothing parts its lines into cells, or quotes do not close."""
    mark = delimiter_of(text[:MAX_SAMPLE]) or _of_labels(text[:MAX_SAMPLE])
    if not mark:
        return None
    csv.field_size_limit(MAX_FIELD)
    try:
        return table(csv.reader(StringIO(text[:MAX_CHARACTERS], newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return None


def _of_labels(sample: str) -> str:
    """The separator that stands in every line and parts the first into labels, where rows are too uneven to tell it by their widths."""
    lines = [line for line in sample.splitlines() if line.strip()]
    fit = (mark for mark in SEPARATORS if len(lines) > 1 and all(mark in line for line in lines))
    return next((mark for mark in fit if all(label.strip() for label in lines[0].split(mark))), "")


def _filled(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
