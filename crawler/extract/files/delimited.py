"""Tables in plain text: the separator, the size, and rows that do not fit."""

from __future__ import annotations

import csv
from io import StringIO

from crawler.extract.files.reading import MAX_TEXT, Reading

SEPARATORS = (";", ",", "\t", "|")
MAX_ROWS = 200_000
MAX_CHARACTERS = 10_000_000
SAMPLE_ROWS = 50
MAX_SAMPLE = 64_000
MAX_FIELD = 1_000_000


def read_csv(text: str) -> Reading:
    """The table's separator, rows and columns (of the first row that holds any); ``note`` counts rows of another width.

    Source: RFC 4180 for quoting; separators as spreadsheets of the region write them.
    """
    delimiter = delimiter_of(text[:MAX_SAMPLE])
    if not delimiter:
        return Reading(text[:MAX_TEXT], len(text) <= MAX_TEXT, "holds NUL bytes" if "\x00" in text else "")
    rows = columns = ragged = 0
    fault = "" if len(text) <= MAX_CHARACTERS else f"rows counted in the first {MAX_CHARACTERS} characters"
    csv.field_size_limit(MAX_FIELD)
    try:
        for row in csv.reader(StringIO(text[:MAX_CHARACTERS], newline=""), delimiter=delimiter):
            if not any(cell.strip() for cell in row):
                continue
            rows += 1
            columns = columns or len(row)
            ragged += len(row) != columns
            if rows >= MAX_ROWS:
                fault = f"rows counted up to {MAX_ROWS}"
                break
    except csv.Error as error:
        fault = f"not a table throughout: {error}"
    notes = [
        "holds NUL bytes" if "\x00" in text else "",
        fault,
        f"{ragged} of {rows} rows have another number of cells than the first" if ragged else "",
    ]
    note = "; ".join(filter(None, notes))
    complete = len(text) <= MAX_TEXT and not fault
    return Reading(text[:MAX_TEXT], complete, note, delimiter=delimiter, tables=(("", rows, columns),))


def delimiter_of(sample: str) -> str:
    """The separator that parts the first rows into the same number of cells, at least two; ``""`` where none does."""
    best = ("", 0.0, 0)
    for mark in SEPARATORS:
        try:
            widths = [
                len(row)
                for row, _ in zip(csv.reader(StringIO(sample, newline=""), delimiter=mark), range(SAMPLE_ROWS), strict=False)
                if row
            ]
        except csv.Error:
            continue
        if not widths or max(widths) < 2:
            continue
        width = max(set(widths), key=lambda number: (widths.count(number), number))
        share = widths.count(width) / len(widths)
        if width > 1 and (share, width) > (best[1], best[2]):
            best = (mark, share, width)
    return best[0] if best[1] >= 0.5 else ""
