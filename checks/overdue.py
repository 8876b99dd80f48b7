"""Sections whose newest dated item is older than it may be, told by the days that their pages and documents bear themselves.

Only what speaks for a section's age counts: days of the frame, of lists of news and of acts that are cited are none. Whatever may be newer –
a later year in the text or the name of a file, a place that was not read whole – leaves the section alone. Where an indicator says so, a place
without a day is as old as the last year that it names: a doubt, for that may be the year of an act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from checks.derived import derived_by
from checks.held import Held, held
from checks.newsitems import news_item, news_lists
from checks.own import Own, Spot
from checks.presence import Stand, judged, past
from checks.standing import stands
from store.base import Language
from store.indicators import Renewal, earliest
from store.records import DateRecord, PageRecord
from store.snapshot import Snapshot
from store.zone import day_told

# Days of acts that are cited, and those that a site writes by the clock.
NOT_OWN = frozenset({"act"})
BY_CLOCK = frozenset({"relative"})
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d])")


class Age(NamedTuple):
    """A dated section: where it stands, its newest day with the words that tell it, and the day from which on something must be dated."""

    concept: str
    page: PageRecord
    newest: date
    quote: str
    due: date
    renewal: Renewal
    evidence: tuple[str, ...]
    by_year: bool = False

    @property
    def overdue(self) -> bool:
        """Whether nothing there is dated since."""
        return self.newest < self.due

    @property
    def told(self) -> str:
        """The newest day, or the year alone where nothing tells more."""
        return str(self.newest.year) if self.by_year else f"{self.newest:%d.%m.%Y}"

    @property
    def certain(self) -> bool:
        """Whether the law's own words make it a shortcoming, and a day tells it."""
        return self.renewal.basis == "law" and not self.by_year


@derived_by
def age(snapshot: Snapshot, asked: tuple[str, Language]) -> Age | None:
    """How old a section is; None where it has no period, bears no days of its own, or something there may be newer than its days tell."""
    concept, language = asked
    renewal = snapshot.indicator(concept).period
    place = _place(snapshot, concept, language) if renewal is not None else None
    if renewal is None or place is None:
        return None
    spot, page = place
    found = held(snapshot, spot)
    due = earliest(snapshot.plan.as_of, renewal.within)
    days = sorted(_days(snapshot, found))
    by_year = renewal.years and not days
    days = sorted(_years(snapshot, found)) if by_year else days
    if not days or not _whole(found):
        return None
    newest, quote = days[-1]
    if newest < due and _later(found, due):
        return None
    evidence = tuple(item.object_sha256 for one in found.all for item in one.files)
    return Age(concept, page, newest, quote, due, renewal, evidence, by_year)


def _place(snapshot: Snapshot, concept: str, language: Language) -> tuple[Spot, PageRecord] | None:
    """The place that gives the information, and the page that bears it or leads to it; a list of news is of every subject."""
    own_row = stands(snapshot, (concept, language))
    for one in judged(snapshot, concept, language):
        spot = one.candidate.spot
        page = snapshot.page(spot.url, spot.lane) or snapshot.page(spot.url) or snapshot.page(*one.candidate.best.at.page)
        aside = spot.url in news_lists(snapshot) or news_item(snapshot, spot.url)
        # What its own row charges for its years is charged there alone.
        charged = past(one) and one.stand is Stand.LACKING and not own_row.unclear
        given = not charged and (one.stand in (Stand.HOLDS, Stand.LACKING) or past(one))
        if given and page is not None and not (page.is_home or aside):
            return spot, page
    return None


def _days(snapshot: Snapshot, found: Held) -> Iterator[tuple[date, str]]:
    """Days up to the audit that the place, what it leads to and their documents bear."""
    last = snapshot.plan.as_of
    for one in found.all:
        told = [*one.dates, *(record for item in one.files for record in snapshot.dates(item.url, item.lane))]
        for record in told:
            day = _own_day(record)
            if day is not None and day <= last:
                yield day, record.quote
        for item in one.files:
            for value in (item.modified, item.created):
                day = _day(value)
                if day is not None and day <= last:
                    yield day, item.title or item.url


def _own_day(record: DateRecord) -> date | None:
    return None if record.role in NOT_OWN or record.method in BY_CLOCK else _day(record.value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(day_told(value))
    except ValueError:
        return None


def _whole(found: Held) -> bool:
    """Whether everything there was read: a frame, a scan or a page unread may be newer."""
    return not any(_hides(one) for one in found.all)


def _hides(one: Own) -> bool:
    unread = any(not item.text_length or item.encrypted or item.broken for item in one.files)
    return bool(one.frames or one.unread or one.shell or not one.complete or unread)


def _later(found: Held, due: date) -> bool:
    """Whether a year that is not over before the due day stands in a text, a link or the name of a file."""
    return any(int(year) >= due.year for text in _said(found) for year in _YEAR.findall(text))


def _years(snapshot: Snapshot, found: Held) -> Iterator[tuple[date, str]]:
    """Last days of the years up to that of the audit that a place names."""
    for text in _said(found):
        for year in _YEAR.findall(text):
            if int(year) <= snapshot.plan.as_of.year:
                yield date(int(year), 12, 31), text


def _said(found: Held) -> list[str]:
    return [text for one in found.all for text in (*one.lines, *(link.text for link in one.links), *_named(one))]


def _named(one: Own) -> Iterator[str]:
    for item in one.files:
        yield item.title
        yield item.url
    if one.page is not None:
        yield from (one.page.title, one.page.h1)
