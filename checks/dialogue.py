"""What a body's lists on a portal tell of a period: items with their days, which of them surely belong to a language, and whether a list was
read far enough back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from checks.letters import DEGRADED
from checks.portalreading import Closed, closed
from store.base import OFFICIAL, Language
from store.calendar import DAY, period_days
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

WEEK = timedelta(days=7)
# Shorter headings («Открытый акимат») are often the same in both languages.
OWN_WORDS = 4


class Period(NamedTuple):
    """The days that are judged: of the audited period as far as it is over on the day of the audit."""

    first: date
    last: date
    until: date

    @property
    def running(self) -> bool:
        """Whether more may still come."""
        return self.until < self.last

    def halves(self) -> list[Period]:
        """The half-years of the period, one after the other."""
        found, first = list[Period](), self.first
        while first <= self.last:
            end = date(first.year, 6, 30) if first.month <= 6 else date(first.year, 12, 31)
            last = min(end, self.last)
            found.append(Period(first, last, min(last, self.until)))
            first = end + DAY
        return found

    def weeks(self) -> Iterator[tuple[date, date]]:
        """Weeks from Monday to Sunday that lie whole in the days judged."""
        first = self.first + timedelta(days=-self.first.weekday() % 7)
        while first + WEEK - DAY <= self.until:
            yield first, first + WEEK - DAY
            first += WEEK

    def months(self) -> Iterator[tuple[date, date]]:
        """Months that lie whole in the days judged."""
        first = self.first if self.first.day == 1 else _next_month(self.first)
        while _next_month(first) - DAY <= self.until:
            yield first, _next_month(first) - DAY
            first = _next_month(first)


def period_of(snapshot: Snapshot) -> Period:
    """The audited period up to the day of the audit."""
    first, last = period_days(snapshot.plan.period)
    return Period(first, last, min(last, snapshot.plan.as_of))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


class Listed(NamedTuple):
    """The items of one kind that a body's list shows in one language, in the order of the list.

    ``copied`` are keys of those whose heading may be that of the other language.
    """

    items: tuple[ItemRecord, ...]
    copied: frozenset[str]

    def reaches(self, first: date) -> bool:
        """Whether the list was read to its end, or, where it goes back in time, to before a day."""
        if not self.items:
            return True
        read = max(_number(item, "page") for item in self.items)
        if read >= max(_number(item, "pages") for item in self.items):
            return True
        days = [item.day for item in self.items]
        return all(days) and all(one >= other for one, other in pairwise(days)) and days[-1] < first.isoformat()

    def within(self, first: date, last: date, sure: bool) -> list[ItemRecord]:
        """Items of these days; only those that surely are of the language, or all."""
        span = (first.isoformat(), last.isoformat())
        return [item for item in self.items if span[0] <= item.day <= span[1] and not (sure and item.key in self.copied)]

    @property
    def undated(self) -> list[ItemRecord]:
        """Items whose day the portal does not tell."""
        return [item for item in self.items if not item.day]


def listed(view: PortalView, kind: str, language: Language) -> Listed:
    """What the body's list of one kind shows in one language."""
    every = list(view.items(kind, body=view.body))
    own = {item.key: item for item in sorted(every, key=_place) if item.language == language}
    others = {item.key: item.title for item in every if item.language != language}
    copied = {
        key for key, item in own.items() if item.title and item.title == others.get(key) and not is_own(item.title, language)
    }
    return Listed(tuple(own.values()), frozenset(copied))


def uncompared(snapshot: Snapshot, portal: str, kinds: Mapping[str, str], language: Language, first: date) -> Closed | None:
    """Why nothing can be told of the lists of a language whose headings are held against those of the other one: a list of either language was not
    read, or not back to the day ``first``. None where all were.

    :param kinds: the kind of item that each source lists.
    """
    spoken = sorted(OFFICIAL, key=lambda one: one != language)
    why = next((why for one in spoken if (why := closed(snapshot, portal, kinds, one)) is not None), None)
    view = snapshot.portal(portal)
    if why is not None or view is None:
        return why
    lists = (listed(view, kind, one) for one in spoken for kind in kinds.values())
    short = next((one for one in lists if not one.reaches(first)), None)
    return None if short is None else Closed("cut", "beyond-budget", short.items[-1].url)


def is_own(title: str, language: Language) -> bool:
    """Whether a heading that both languages bear is surely of this one: Kazakh letters tell Kazakh, many words without any tell Russian."""
    if any(letter in title.casefold() for letter in DEGRADED):
        return language == "kk"
    return language == "ru" and len(title.split()) >= OWN_WORDS


def _place(item: ItemRecord) -> tuple[int, int]:
    return _number(item, "page"), item.seq


def _number(item: ItemRecord, name: str) -> int:
    value = item.facts.get(name)
    return value if isinstance(value, int) else 1


def ends(low: int, high: int) -> str | list[str]:
    """A figure as a fact: one number, or both ends where it cannot be told."""
    return str(low) if low == high else [str(low), str(high)]


def lines(items: Sequence[ItemRecord], most: int) -> list[str]:
    """Items as a reader finds them again: day, number, heading."""
    return [" ".join(part for part in (item.day, f"№ {item.key}", item.title) if part) for item in items[:most]]
