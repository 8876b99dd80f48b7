"""Addresses of the portal: which source each belongs to, which page and days it asks for, and in which windows of days an archive is read."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.addresses.links import normalise
from crawler.portals.opennpa.place import Rules
from crawler.portals.reading.seam import Question

CARD, BODIES, REPORT = "card", "bodies", "report"
NUMBERED = (CARD, REPORT)
"""Sources whose addresses name one draft by its number."""
FIRST, LAST, BODY, PAGE, NUMBER, TAB = "createBeginDate", "createEndDate", "governmentId", "page", "id", "typeComment"
DAY = timedelta(days=1)
# The ends of the parts that a month of the newest quarter is read in.
DECADES = (1, 11, 21)
FINE, COARSE = 3, 12
"""Months before the newest card that are read by ten days and by the month; what is older is read by the year."""


class Asked(NamedTuple):
    """What an address asks for: ``first`` and ``last`` are days of creation as it spells them."""

    source: str
    page: int = 1
    body: str = ""
    first: str = ""
    last: str = ""
    number: str = ""
    tab: str = ""

    @property
    def windowed(self) -> bool:
        """Whether it asks for a window of days."""
        return bool(self.first or self.last)


class Addresses:
    """The addresses of a portal at one root, by its rules."""

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules, self._root = rules, root.rstrip("/")
        self._fixed = {name: _parts(f"{self._root}{source.address}") for name, source in rules.sources.items()}

    @property
    def lists(self) -> tuple[str, ...]:
        """The sources that are lists."""
        return tuple(name for name in self._rules.sources if name not in (*NUMBERED, BODIES))

    def question(self, asked: Asked, lane: str) -> Question:
        """The question that asks for this in one language."""
        path, fixed = self._fixed[asked.source]
        if asked.source in NUMBERED:
            fields = {NUMBER: asked.number, **({TAB: asked.tab} if asked.tab else {})}
        else:
            days = {name: value for name, value in ((FIRST, asked.first), (LAST, asked.last)) if value}
            fields = {**fixed, **({BODY: asked.body} if asked.body else {}), **days, PAGE: str(asked.page)}
        url = normalise(f"{self._root}{path}?{urlencode(fields)}")
        return Question(url=url, source=asked.source, lane=lane, body=asked.body)

    def asked(self, url: str) -> Asked | None:
        """What an address asks for; None where it is none of the portal's sources."""
        if not url.startswith(f"{self._root}/"):
            return None
        path, fields = _parts(url)
        for name, (place, fixed) in self._fixed.items():
            rest = {key: value for key, value in fields.items() if key not in fixed}
            if place != path or (name not in NUMBERED and any(fields.get(key) != value for key, value in fixed.items())):
                continue
            if name in NUMBERED:
                return _of_draft(name, fields)
            if set(rest) <= {BODY, FIRST, LAST, PAGE}:
                return _list(name, rest)
        return None


def _of_draft(name: str, fields: dict[str, str]) -> Asked | None:
    known = set(fields) <= ({NUMBER, TAB} if name == CARD else {NUMBER}) and all(
        value.isascii() and value.isdigit() for value in fields.values()
    )
    return Asked(name, number=fields[NUMBER], tab=fields.get(TAB, "")) if known and NUMBER in fields else None


def _list(name: str, rest: dict[str, str]) -> Asked | None:
    page = rest.get(PAGE, "1")
    if not (page.isascii() and page.isdigit() and len(page) <= 7 and int(page)):
        return None
    return Asked(name, int(page), rest.get(BODY, ""), rest.get(FIRST, ""), rest.get(LAST, ""))


def _parts(url: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(url)
    return parts.path, dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=40))


def windows(since: int, newest: date) -> list[tuple[str, str]]:
    """Days of creation that together hold every card, the newest ones in small windows; first and last day as the portal spells them.

    The first window has no beginning and the last one no end; it lies ahead, so that tomorrow asks for the same days again. Neighbours share a
    day: whether the portal counts the last day in is not known. What lies far back is asked for by the year, so that a reading which finds it as
    before has few addresses to ask.

    :param since: the first year that has a window of its own.
    :param newest: when the newest card known was created.
    """
    starts = [date(year, 1, 1) for year in range(since + 1, newest.year + 1) if _months(date(year, 1, 1), newest) >= COARSE]
    month = date(starts[-1].year + 1, 1, 1) if starts else date(since + 1, 1, 1)
    while month <= newest:
        days = DECADES if _months(month, newest) < FINE else DECADES[:1]
        starts += [month.replace(day=day) for day in days if month.replace(day=day) <= newest]
        month = (month + 31 * DAY).replace(day=1)
    if starts:
        starts.append(_next(newest))
    edges = ["", *(f"{day:%d.%m.%Y}" for day in starts), ""]
    return list(pairwise(edges))


def _next(newest: date) -> date:
    """The first day after the newest card on which a window begins."""
    days = [newest.replace(day=day) for day in DECADES if day > newest.day]
    return days[0] if days else (newest.replace(day=1) + 31 * DAY).replace(day=1)


def _months(day: date, newest: date) -> int:
    return (newest.year - day.year) * 12 + newest.month - day.month
