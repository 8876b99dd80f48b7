"""Hours that a sentence tells: «принимает с понедельника по пятницу с 9.00 до 18.30, перерыв с 13.00 до 14.30»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from crawler.extract.text.clean import clean
from crawler.extract.text.wordforms import repaired
from crawler.extract.text.words import Workdays

MAX_VALUE = 250
_CLOCK = r"(?<![\d.:,])(?:[01]?\d|2[0-3])[.:,][0-5]\d(?!\d|[.:,]\d)(?:\s?[ap]m(?!\w))?"
_FROM = r"(?:\s?[-–—]?\s?(?:ден|дан|тен|тан|нен|нан)(?!\w)|\sбастап)?"
_TO = r"(?:\s?[-–—]?\s?(?:ге|ға|ке|қа)(?!\w))?(?:\sдейін)?"
_RANGE = re.compile(
    rf"(?:(?<!\w)с\s|сағат\s|сағ\.?\s|(?<!\w)from\s)?{_CLOCK}(?:\s?ч\.)?{_FROM}\s?(?:до|to|[-–—])?\s?{_CLOCK}{_TO}",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])|[;|]")
_DIGIT = re.compile(r"\d")
# How far days and breaks stand from the hours they belong to.
_BEFORE, _AFTER = 90, 60
# «в среду», «во вторник»: one day of the calendar and no rule of the week.
_ONCE = re.compile(r"(?<!\w)во?\s*$")
_BESIDE = re.compile(r"[\s,:–—-]{1,4}(?:с\s)?")
# «среда, 14.00–18.00 час.; пятница, 14.00–17.00 час.» are hours of one and the same.
_JOINED = re.compile(r"[\s,;.]*(?:ч|час|часов)?[\s,;.]*(?:и|және|and)?\s*")


class Told(NamedTuple):
    """Hours as written with their days, and where they stand in the line."""

    value: str
    start: int


def worktimes_in(line: str, days: Workdays) -> tuple[Told, ...]:
    """Hours that hold week after week: with days of the week or «ежедневно» beside them, or with the break that parts them."""
    return _found(line, days) if _RANGE.search(line) else ()


@lru_cache(maxsize=20_000)
def _found(line: str, days: Workdays) -> tuple[Told, ...]:
    folded = repaired(line).casefold().replace("ё", "е")
    if len(folded) != len(line):
        return ()
    spans: list[tuple[int, int]] = []
    for begin, end in _sentences(line):
        if days.event.search(folded, begin, end) and not days.standing.search(folded, begin, end):
            continue
        for match in _RANGE.finditer(line, begin, end):
            if spans and match.start() < spans[-1][1]:
                continue
            span = _span(folded, match, begin, end, days)
            if span is None:
                continue
            if spans and _JOINED.fullmatch(folded, spans[-1][1], span[0]):
                spans[-1] = (spans[-1][0], span[1])
            else:
                spans.append(span)
    return tuple(Told(clean(line[start:until].strip(" ,:–—-"), MAX_VALUE), start) for start, until in spans)


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for stop in _END.finditer(line):
        yield begin, stop.start()
        begin = stop.end()
    yield begin, len(line)


def _span(folded: str, match: re.Match[str], begin: int, end: int, days: Workdays) -> tuple[int, int] | None:
    """From where to where the days and hours reach, None where nothing tells that they are a rule."""
    first = _days_before(folded, match.start(), begin, days)
    last = _end_of_break(folded, match.end(), end, days)
    if first is None and last is None:
        after = folded[match.end() : min(end, match.end() + _AFTER)]
        rest = after[: stop.start()] if (stop := _DIGIT.search(after)) else after
        ruled = _ruled(rest, days)
        return (match.start(), match.end() + ruled[1]) if ruled else None
    return match.start() if first is None else first, last or match.end()


def _days_before(folded: str, start: int, begin: int, days: Workdays) -> int | None:
    """Where the days before hours begin; a break of its own may stand between: «дүйсенбі–жұма 13.00–14.30 түскі үзіліспен 9.00–18.30»."""
    low = max(begin, start - _BEFORE)
    text = folded[low:start]
    pauses = [item for item in _RANGE.finditer(text) if days.pause.search(text, item.end())]
    if pauses:
        text = text[: pauses[0].start()]
    low, text = _after_digits(low, text)
    ruled = _ruled(text, days)
    if ruled is not None:
        return low + ruled[0]
    named = [item for item in days.named.finditer(text) if _BESIDE.fullmatch(text, item.end())]
    return low + named[0].start() if named and not pauses and not _ONCE.search(text[: named[0].start()]) else None


def _after_digits(low: int, text: str) -> tuple[int, str]:
    """The rest of a text after its last digit, and where it begins."""
    cut = max((item.end() for item in _DIGIT.finditer(text)), default=0)
    return low + cut, text[cut:]


def _ruled(text: str, days: Workdays) -> tuple[int, int] | None:
    """The place of words that make hours a rule: two days, a day with «каждый» or in the plural, «ежедневно», «рабочие дни»."""
    signs = [*days.daily.finditer(text), *days.any.finditer(text), *days.regular.finditer(text)]
    named = [item for item in days.any.finditer(text) if not days.daily.fullmatch(item.group())]
    if not (days.daily.search(text) or len(named) >= 2 or (named and days.regular.search(text))):
        return None
    return min(item.start() for item in signs), max(item.end() for item in signs)


def _end_of_break(folded: str, start: int, end: int, days: Workdays) -> int | None:
    """Where the break after hours ends, None where none is told: «перерыв с 13.00 до 14.30», «без перерыва»."""
    pause = days.pause.search(folded, start, min(end, start + _AFTER))
    if pause is None or _DIGIT.search(folded, start, pause.start()):
        return None
    hours = _RANGE.search(folded, pause.end(), min(end, pause.end() + _AFTER))
    if hours is not None and not _DIGIT.search(folded, pause.end(), hours.start()):
        return hours.end()
    return pause.end() if days.without.search(folded, start, pause.end()) else None
