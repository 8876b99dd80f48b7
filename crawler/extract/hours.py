"""Hours of work and of reception in Kazakh and Russian text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.lines import Line
from crawler.extract.text import clean
from crawler.extract.words import Words

MAX_VALUE = 250
MAX_LINE = 400
_TIME = r"(?<![\d.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)"
_FROM = r"(?:\s?[-–—]?\s?(?:ден|дан|тен|тан|нен)(?!\w))?"
_TO = r"(?:\s?[-–—]?\s?(?:ге|ға|ке|қа)(?!\w)(?:\s?дейін)?)?"
_DAYS = (
    r"(?:әр|кажд\w+|еженедельно|ежедневно|күн\s?сайын|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|понедельник|вторник|сред[аыу]|четверг"
    r"|пятниц\w+|суббот\w+)"
)
_RANGE = rf"{_TIME}{_FROM}\s?(?:до|[-–—])?\s?[-–—]?\s?{_TIME}{_TO}"
HOURS = re.compile(
    rf"(?<!\w){_DAYS}(?!\w)[^|;\d]{{0,60}}(?:{_RANGE}|{_TIME})|(?:(?<!\w)с\s|сағат\s)?{_RANGE}|сағат\s{_TIME}(?:\s?-?\s?д[еа])?",
    re.IGNORECASE,
)


def hours_in(line: str) -> str:
    """The first hours in a line with the days they are of, ``""`` where there are none."""
    if "." not in line and ":" not in line:
        return ""
    match = HOURS.search(line)
    return clean(match.group(), 120) if match else ""


def announced_hours(lines: list[Line], words: Words) -> Iterator[tuple[str, str, Line]]:
    """Hours that a word announces in their line or in the line above: the text from there, ``work`` or ``reception``, the line."""
    for index, line in enumerate(lines):
        if len(line.text) > MAX_LINE or not hours_in(line.text):
            continue
        folded = line.text.casefold()
        named = words.hours.search(folded)
        above = lines[index - 1].text.casefold() if index and len(lines[index - 1].text) <= 80 else ""
        if named is None and words.hours.search(above) is None:
            continue
        told = folded[named.start() :][:60] if named is not None else above
        start = named.start() if named is not None else 0
        yield clean(line.text[start:], MAX_VALUE), "reception" if words.reception.search(told) else "work", line
