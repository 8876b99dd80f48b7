"""Complete dates in Kazakh, Russian and English text, with the time beside them. Ranges and impossible dates are refused.

Own rules, because the libraries are wrong where this country writes. Of the 209 labelled lines of ``tests/crawler/extract/dates.tsv``
dateparser 1.5 (``search_dates`` with kk and ru, day, month and year required) reads 60 % at 4.3 ms a line, htmldate 1.11 44 % of those with at
most one date at 13 ms, babel 2.18 (``parse_date``) 17 of 49 bare dates; these rules all of them at 0.1 ms. dateparser takes the ends of a range
for dates, knows no Kazakh endings («2015 жылғы 25 тамыздағы») and completes days without a year from the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, NamedTuple

from crawler.extract.text.words import Words
from store.lexicon import Lexicon

MONTHS = range(1, 13)
OLDEST, NEWEST = 1800, 2099
# A line without a year or a row of three numbers holds no complete date.
HINT = re.compile(r"(?:1[89]|20)\d\d|\d\d?\.\d\d?\.\d\d")
# Latin letters that stand for Cyrillic ones in words typed on two keyboards.
ALIKE = {"а": "a", "е": "eё", "о": "o", "с": "c", "р": "p", "х": "x", "у": "y", "і": "iı", "к": "k", "м": "m", "т": "t", "н": "h"}
_GAP = r"[\s,;|·•/()—–-]{0,4}"
_CLOCK = r"(?P<h>[01]?\d|2[0-3])"
_BEFORE = re.compile(r"(?<![\d:.,-])" + _CLOCK + r":(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\s?ч\.?)?[\s,;|·•/()—–-]{1,4}$")
_ZONE = re.compile(r"\s?(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![\w:])")
_REACH = 40


class DateFact(NamedTuple):
    """One date in a text: its place there, the day, and the time of day (``HH:MM`` or ``HH:MM:SS``) with its offset where written."""

    start: int
    end: int
    day: dt.date
    time: str = ""
    zone: str = ""

    @property
    def value(self) -> str:
        """ISO 8601, as exactly as the text says: ``2015-08-25`` or ``2015-08-25T14:30``, with an offset only where one is written."""
        return self.day.isoformat() + (f"T{self.time}{self.zone}" if self.time else "")


class Dates:
    """Finds dates by the words of the lexicon ``dates``; made once for a set of words."""

    _kept: ClassVar[list[tuple[Words, Dates]]] = []

    def __init__(self, lexicon: Lexicon) -> None:
        self._months = [(month, re.compile(_month_forms(lexicon, month), re.IGNORECASE)) for month in MONTHS]
        month = "(?:" + "|".join(_month_forms(lexicon, number) for number in MONTHS) + ")"
        year = _any(lexicon.phrases("year"))
        kazakh = _any(lexicon.phrases("year", "kk"))
        hour, until = _any(lexicon.phrases("hour")), _any(lexicon.phrases("until"))
        self._any = re.compile(_pattern(month, year, kazakh), re.IGNORECASE)
        self._after = re.compile(
            rf"{_GAP}(?:(?:{hour})\.?:?\s*)?{_CLOCK}(?::|\s?ч\.?\s?|(?<=\d)\s?часов\s)(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?"
            rf"(?:[.,]\d{{1,6}})?(?!\d)(?!\s?[-–—]\s?\d)"
            rf"|{_GAP}(?:{hour})\.?:?\s+{_CLOCK.replace('<h>', '<h2>')}\.(?P<m2>[0-5]\d)(?![\d.])(?!\s?[-–—]\s?\d)",
            re.IGNORECASE,
        )
        joined = rf"(?:\s*[-–—]\s*|\s*(?:{until})\s+)"
        self._ranged_before = re.compile(rf"(?:(?<![\d:.,/№-])\d{{1,2}}|\d{{1,2}}[-\s]{month}){joined}$", re.IGNORECASE)
        self._ranged_after = re.compile(rf"{joined}\d{{1,2}}[-\s]+{month}(?![\s.,]*\d{{4}})", re.IGNORECASE)
        self._joined = re.compile(rf"\s*(?:[-–—]|по|до)\s*|\s*(?:{until})\s*", re.IGNORECASE)
        self._since = re.compile(
            rf"(?:\s*(?:бастап|бері))?[\s,]*(?:\d{{4}}\s*(?:{kazakh})\.?\s*)?\d{{1,2}}[-\s]*{month}(?<=[ғгқкн][аеәо])(?!\w)",
            re.IGNORECASE,
        )

    @classmethod
    def of(cls, words: Words) -> Dates:
        """The finder for these words."""
        for known, dates in cls._kept:
            if known is words:
                return dates
        dates = cls(words.dates)
        cls._kept[:] = [*cls._kept[-3:], (words, dates)]
        return dates

    def find(self, line: str) -> tuple[DateFact, ...]:
        """Dates in a line in order; nothing where the line states ranges, days without a year or days that no calendar has."""
        return self._found(line) if HINT.search(line) else ()

    @lru_cache(maxsize=20_000)  # noqa: B019 - the finder lives as long as the extraction
    def _found(self, line: str) -> tuple[DateFact, ...]:
        read: list[DateFact] = []
        reach = refused = 0
        for match in self._any.finditer(line):
            if match.start() < refused:
                continue
            day = self._day(match)
            if match.group()[-2:].lower() in _ABLATIVE and (since := self._since.match(line, match.end())):
                refused = since.end()
                continue
            if day is None or self._in_range(line, match, reach):
                continue
            fact = _with_time(line, match, day, self._after, reach)
            read.append(fact)
            reach = fact.end
        return tuple(self._apart(line, read))

    def _apart(self, line: str, read: list[DateFact]) -> Iterable[DateFact]:
        """The dates that are not the two ends of one range."""
        ends: set[int] = set()
        for first, second in pairwise(read):
            between = line[first.end : second.start]
            open_range = self._joined.fullmatch(between) and not (_is_list(between) and "аралығ" not in line[second.end :][:20])
            if open_range or _SINCE_UNTIL.fullmatch(between):
                ends.update((first.start, second.start))
        return (fact for fact in read if fact.start not in ends)

    def _in_range(self, line: str, match: re.Match[str], reach: int) -> bool:
        if match["kd2"]:
            return True
        before = _DASHED if match["ny"] or match["yy"] or match["sy"] else self._ranged_before
        if before.search(line, max(reach, match.start() - _REACH), match.start()):
            return True
        return self._ranged_after.match(line, match.end()) is not None

    def _day(self, match: re.Match[str]) -> dt.date | None:
        for year, month, day in _NUMBERS:
            if match[year]:
                return _date(match[year], match[month], match[day])
        for year, month, day in _WORDS:
            if match[year]:
                return _date(match[year], str(self._month(match[month])), match[day])
        return None

    def _month(self, word: str) -> int:
        return next((number for number, form in self._months if form.fullmatch(word)), 0)


_DASHED = re.compile(r"(?<![\d.,/№-])\d{1,2}\s?[-–—]\s?$")
# «1 сәуірден 30 маусымға дейін» and «с 1 апреля до 30 июня»: the endings tell a range where no dash does.
_ABLATIVE = frozenset({"ан", "ен"})
_SINCE_UNTIL = re.compile(r"\s*(?:бастап|ж\.?|жылдан|жылғы|года|г\.?)?\s*(?:[-–—]|по|до)\s*", re.IGNORECASE)
_NUMBERS = (("iy", "im", "id"), ("yy", "ym", "yd"), ("ny", "nm", "nd"), ("sy", "sm", "sd"))
_WORDS = (("ty", "tm", "td"), ("ky", "km", "kd"), ("qy", "qm", "qd"), ("ey", "em", "ed"))


def _is_list(between: str) -> bool:
    return between.strip().lower() in ("и", "және", "мен", "бен", "пен", "and")


def _pattern(month: str, year: str, kazakh: str) -> str:
    years = r"(?:1[89]|20)\d\d"
    tail = rf"(?:\s*(?:{year})(?!\w)\.?)?"
    ordinal = r"(?:\s?-?(?:го|ое|е|шы|ші|ы|і)(?!\w))?"
    endings = r"(?:і|ы|сі|сы|інде|ында|сында|сінде|інен|ынан|сынан|сінен|іне|ына|сына|сіне|індегі|ындағы|сындағы|сіндегі)(?!\w)"
    return "|".join(
        (
            rf"(?<![\d-])(?P<iy>{years})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)(?!-\d)",
            rf"(?<![\d.])(?P<yy>{years})(?P<ys>[./])(?P<ym>\d\d?)(?P=ys)(?P<yd>\d\d?)(?!\d)",
            rf"(?<!\d)(?<!\d[.,/])(?P<nd>\d\d?)(?P<ns>[./]|(?<!\d-\d)(?<!\d-\d\d)-)\s?(?P<nm>\d\d?)(?P=ns)\s?(?P<ny>{years})(?!\d)(?!(?P=ns)\d){tail}",
            r"(?<!\d)(?<!\d[.,/-])(?P<sd>\d\d)\.(?P<sm>\d\d)\.(?P<sy>\d\d)(?![\d.])\s?(?:г|ж)(?!\w)\.?",
            rf"(?<!\d)(?<!\d[.,:/])[«\"“„]?(?P<td>\d\d?)[»\"”“]?{ordinal}[\s-]{{0,3}}(?P<tm>{month})\.?,?[\s,-]{{0,3}}(?P<ty>{years})(?!\d){tail}",
            rf"(?<!\d)(?P<ky>{years})\s*(?:{kazakh})\.?[\s,]*[«\"“„]?(?P<kd>\d\d?)(?:\s?[-–—]\s?(?P<kd2>\d\d?))?[»\"”“]?{ordinal}[\s-]{{0,3}}(?P<km>{month})",
            rf"(?<!\d)(?P<qy>{years})\s*(?:{kazakh})\.?\s+(?P<qm>{month})\s+(?:айының\s+)?(?P<qd>\d\d?)\s?(?:-\s?{endings}|\sкүні\w*)",
            rf"(?<!\w)(?P<em>{month})\.?\s+(?P<ed>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<ey>{years})(?!\d){tail}",
        )
    )


def _month_forms(lexicon: Lexicon, month: int) -> str:
    """Forms of a month's name: Kazakh stems with any ending, the others as they are written."""
    stems = [phrase for phrase in lexicon.phrases(f"month-{month}", "kk") if not phrase.endswith(".")]
    short = [phrase.rstrip(".") for phrase in lexicon.phrases(f"month-{month}", "kk") if phrase.endswith(".")]
    exact = [*short, *lexicon.phrases(f"month-{month}", "ru"), *lexicon.phrases(f"month-{month}", "en")]
    longest = sorted(exact, key=lambda form: (-len(form), form))
    return rf"(?:{'|'.join(map(alike, stems))})[^\W\d_]{{0,9}}|(?:{'|'.join(map(alike, longest))})(?![^\W\d_])"


def alike(word: str) -> str:
    """A pattern that finds a Cyrillic word also where some of its letters are the Latin ones that look the same."""
    return "".join(f"[{letter}{ALIKE[letter]}]" if letter in ALIKE else re.escape(letter) for letter in word)


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)))


def _date(year: str, month: str, day: str) -> dt.date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return dt.date(number, int(month), int(day)) if OLDEST <= number <= NEWEST else None
    except ValueError:
        return None


def _with_time(line: str, match: re.Match[str], day: dt.date, after: re.Pattern[str], reach: int) -> DateFact:
    start, end = match.span()
    written = _T.match(line, end) if match["iy"] else None
    found = written or after.match(line, end)
    if found is not None:
        groups = found.groupdict()
        hour, minute = groups.get("h") or groups.get("h2") or "", groups.get("m") or groups.get("m2") or ""
        zone = _ZONE.match(line, found.end())
        finish = zone.end() if zone else found.end()
        return DateFact(start, finish, day, _clock(hour, minute, groups.get("s")), _offset(zone["z"]) if zone else "")
    before = _BEFORE.search(line, max(reach, start - 20), start)
    if before is not None:
        return DateFact(before.start(), end, day, _clock(before["h"], before["m"], before["s"]))
    return DateFact(start, end, day)


_T = re.compile(r"T(?P<h>[01]\d|2[0-3]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d{1,9})?)?", re.IGNORECASE)


def _clock(hour: str, minute: str, second: str | None) -> str:
    return f"{int(hour):02}:{minute}" + (f":{second}" if second else "")


def _offset(zone: str) -> str:
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
