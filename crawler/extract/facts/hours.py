"""Hours of work and of reception in Kazakh and Russian text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.facts.worktimes import worktimes_in
from crawler.extract.page.lines import Line
from crawler.extract.text.clean import clean
from crawler.extract.text.words import Words

MAX_VALUE = 250
MAX_LINE = 400
MAX_TIMETABLE = 120
_TIME = r"(?<![\d.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)(?:\s?[ap]m(?!\w))?"
_FROM = r"(?:\s?[-–—]?\s?(?:ден|дан|тен|тан|нен)(?!\w))?"
_TO = r"(?:\s?[-–—]?\s?(?:ге|ға|ке|қа)(?!\w)(?:\s?дейін)?)?"
_DAYS = (
    r"(?:әр|кажд\w+|еженедельно|ежедневно|күн\s?сайын|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|понедельник|вторник|сред[аыу]|четверг"
    r"|пятниц\w+|суббот\w+)"
)
_RANGE = rf"{_TIME}{_FROM}\s?(?:до|to|[-–—])?\s?[-–—]?\s?{_TIME}{_TO}"
# «с 9 до 18.30 часов», «сағат 09,00-ден 18,30-ға дейін».
_LOOSE = r"с\s\d{1,2}(?:[.:]\d\d)?\sдо\s\d{1,2}(?:[.:]\d\d)?(?=\s?ч)|\d{1,2},\d\d\s?-?(?:ден|дан|тен|тан|нен)\s\d{1,2},\d\d"
HOURS = re.compile(
    rf"(?<!\w){_DAYS}(?!\w)[^|;\d]{{0,60}}(?:{_RANGE}|{_TIME})|(?:(?<!\w)с\s|сағат\s|(?<!\w)from\s)?{_RANGE}|сағат\s{_TIME}(?:\s?-?\s?д[еа])?"
    rf"|(?<!\w)(?:{_LOOSE})",
    re.IGNORECASE,
)
_RANGES = re.compile(_RANGE, re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_MARKED = re.compile(r"[.:,]\d\d|\sдо\s\d")


def hours_in(line: str) -> str:
    """The first hours in a line with the days they are of, ``""`` where there are none."""
    if not _MARKED.search(line):
        return ""
    match = HOURS.search(line)
    return clean(match.group(), 120) if match else ""


def announced_hours(lines: list[Line], words: Words) -> Iterator[tuple[str, str, Line]]:
    """Hours with what they are, ``work`` or ``reception``, and their line: hours that a word announces in their line or in the line
    above, lines of nothing but days and hours, «Пн–Пт: 9:00–18:30», and sentences that tell of regular ones."""
    for index, line in enumerate(lines):
        value = _announced(lines, index, words)
        if value is not None:
            yield *value, line
            continue
        for told in worktimes_in(line.text, words.workdays):
            before = line.text[max(0, told.start - 60) : told.start].casefold()
            yield told.value, "reception" if words.reception.search(before) else "work", line


def _announced(lines: list[Line], index: int, words: Words) -> tuple[str, str] | None:
    """The hours of a short line that are announced, with what they are."""
    line = lines[index]
    if len(line.text) > MAX_LINE or not hours_in(line.text):
        return None
    folded = line.text.casefold()
    named = words.hours.search(folded)
    above = lines[index - 1].text if index and len(lines[index - 1].text) <= 80 else ""
    announced = words.hours.search(above.casefold()) is not None
    days = "" if words.weekday.search(folded) or not _only_days(above, words) else f"{above.strip(' .,:;')} "
    if named is None and not announced and not is_timetable(days + line.text, words):
        return None
    told = folded[named.start() :][:60] if named is not None else above.casefold()
    start = named.start() if named is not None else 0
    value = clean(("" if named else days) + line.text[start:], MAX_VALUE)
    return value, "reception" if words.reception.search(told) else "work"


def is_timetable(text: str, words: Words) -> bool:
    """Whether a text consists of days of the week with hours and of nothing else."""
    folded = text.casefold()
    if len(text) > MAX_TIMETABLE or not words.weekday.search(folded) or not _RANGES.search(folded):
        return False
    rest = words.timetable.sub("", words.weekday.sub("", _RANGES.sub("", folded)))
    return not _LETTER.search(rest)


def _only_days(text: str, words: Words) -> bool:
    folded = text.casefold()
    return words.weekday.search(folded) is not None and not _LETTER.search(words.weekday.sub("", folded))
