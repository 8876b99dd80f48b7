"""Pages of a scan as grey pictures (poppler's pdftoppm) and the words on a picture (Tesseract, Kazakh and Russian)."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from crawler.scans.confined import Bounds, run

LANGUAGES = ("kaz", "rus")
# Where letters of ten points are still told apart.
DPI = 200
DRAWING = Bounds(seconds=20, memory=1_500_000_000)
READING = Bounds(seconds=40, memory=1_500_000_000)
# The longer side of a drawn page in pixels: a poster is drawn smaller.
LONGEST = 3400
# A word is taken as read from this confidence on, in percent.
SURE = 50
# The engine's way of looking for single words in no order.
SPARSE = "11"
# Words of a line, each with how sure the engine is of it, in percent.
Line = list[tuple[str, int]]


class Words(NamedTuple):
    """What stands on a picture, line by line, and how sure the engine is of its words on average, in percent."""

    text: str
    confidence: int


@cache
def tool() -> str:
    """Name and version of the engine with its languages; empty where the machine lacks it, its languages or the drawing of pages."""
    if shutil.which("tesseract") is None or shutil.which("pdftoppm") is None:
        return ""
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    if not set(LANGUAGES) <= set(known):
        return ""
    told = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False)
    return f"{(told.stdout or told.stderr).splitlines()[0]} · {'+'.join(LANGUAGES)}"


def pages(body: bytes, most: int) -> Iterator[bytes]:
    """The first pages of a PDF as pictures; ends at the first that cannot be drawn."""
    for number in range(1, most + 1):
        drawn = run(
            ["pdftoppm", "-gray", "-r", str(DPI), "-scale-to", str(LONGEST), "-f", str(number), "-l", str(number), "-"],
            body,
            DRAWING,
        )
        if not drawn:
            return
        yield drawn


def words(drawn: bytes) -> Words | None:
    """The words on a picture; None where the engine gave nothing."""
    told = run(["tesseract", "stdin", "stdout", "-l", "+".join(LANGUAGES), "--dpi", str(DPI), "tsv"], drawn, READING)
    return None if told is None else parsed(told.decode("utf-8", "replace"))


def scattered(drawn: bytes) -> list[Line] | None:
    """Words that stand anywhere on a picture, as on a logo or a banner, line by line; None where the engine gave nothing."""
    told = run(
        ["tesseract", "stdin", "stdout", "-l", "+".join(LANGUAGES), "--dpi", str(DPI), "--psm", SPARSE, "tsv"], drawn, READING
    )
    if told is None:
        return None
    lines = groupby(_found(told.decode("utf-8", "replace")), key=lambda one: one[0])
    return [[(word, sure) for _, word, sure in line] for _, line in lines]


def parsed(table: str) -> Words:
    """Words that the engine is sure of, from its table of words with their places."""
    found = _found(table)
    sure = [one for one in found if one[2] >= SURE]
    lines = [" ".join(word for _, word, _ in line) for _, line in groupby(sure, key=lambda one: one[0])]
    mean = sum(one[2] for one in found) // len(found) if found else 0
    return Words("\n".join(lines), mean)


def _found(table: str) -> list[tuple[tuple[str, ...], str, int]]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(_line(row), row["text"].strip(), _sure(row)) for row in rows if (row.get("text") or "").strip()]


def _line(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name) or "" for name in ("block_num", "par_num", "line_num"))


def _sure(row: dict[str, str]) -> int:
    try:
        return int(float(row.get("conf") or "-1"))
    except ValueError:
        return -1
