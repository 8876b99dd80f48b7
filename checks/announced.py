"""Whether the body's own site announces a public discussion: of drafts of acts, of drafts of budget programmes and reports on them, one way for all.

A link to the card on the portal, the whole title beside words of discussion, or, where the law lets one announcement stand for many, such
words with the kind of document and a near day. What holds most words of the title, what has no day, and a scan that nobody could
read are for a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import dropwhile
from typing import NamedTuple

from checks.letters import words
from checks.notices import LEXICON, Cards, Place, linking, places, unread_scans
from checks.words import holds
from store.base import Language
from store.snapshot import Snapshot
from store.zone import day_told

LONG = 5
# Of the long words of a title so many percent on one page make it worth a person's look.
LIKELY_PERCENT = 60
# A shorter title is no title of its own: the same words stand in many texts. Beside the kind of document fewer letters will do.
FEWEST_WORDS = 4
FEWEST_LETTERS = 12
# An announcement that names no document is of those placed so many days after it at most; an older one may be of others.
NEAR = timedelta(days=31)


class Subject(NamedTuple):
    """What is put to discussion: its card on the portal, its title, the day it was placed and the last day of its discussion (ISO, «» where the
    portal tells none), and how texts name its kind, where one announcement may stand for all of that kind (else none)."""

    cards: Cards
    key: str
    title: str
    since: str
    until: str = ""
    kind: tuple[str, ...] = ()


class Notice(NamedTuple):
    """Where a notice stands, whether it certainly is one, and whether it is a scan that nobody could read."""

    url: str
    sure: bool
    dark: bool = False


def notice_of(snapshot: Snapshot, subject: Subject, language: Language) -> Notice | None:
    """The notice of a discussion in one language, a sure one where there is one; None where nothing on the site speaks of it."""
    first = None
    for notice in _notices(snapshot, subject, language):
        if notice.sure:
            return notice
        first = first or notice
    return first


def _notices(snapshot: Snapshot, subject: Subject, language: Language) -> Iterator[Notice]:
    known = [place for place in places(snapshot, language) if not subject.kind or holds(place.text, subject.kind)]
    speaking = {(place.url, place.lane) for place in known}
    for url, lane in linking(snapshot, subject.cards).get((subject.key, language), ()):
        if not subject.kind or (url, lane) in speaking:
            yield Notice(url, _in_time(snapshot, url, lane, subject))
    for place in _titled(subject, known):
        yield Notice(place.url, _in_time(snapshot, place.url, place.lane, subject))
    yield from _general(snapshot, subject, known, language)
    yield from _likely(subject, known)
    for scan in unread_scans(snapshot, language):
        if not scan.latest or not subject.since or _near(scan.latest, subject.since):
            yield Notice(scan.url, False, True)


def _likely(subject: Subject, known: list[Place]) -> Iterator[Notice]:
    """Places that hold most words of a title. Titles of programmes of one body share their few words, so that a short one tells nothing."""
    long = {word for word in words(subject.title) if len(word) >= LONG}
    for place in known if len(long) >= (FEWEST_WORDS if subject.kind else 1) and _is_own(subject) else ():
        if len(long & place.words) * 100 >= LIKELY_PERCENT * len(long):
            yield Notice(place.url, False)


def _is_own(subject: Subject) -> bool:
    """Whether a title is one that no other text bears by chance."""
    if subject.kind:
        return sum(map(str.isalpha, subject.title)) >= FEWEST_LETTERS
    return len(words(subject.title)) >= FEWEST_WORDS


def _titled(subject: Subject, known: list[Place]) -> Iterator[Place]:
    wanted = f" {' '.join(dropwhile(str.isdigit, words(subject.title)))} "
    return (place for place in known if _is_own(subject) and wanted in place.line)


def _general(snapshot: Snapshot, subject: Subject, known: list[Place], language: Language) -> Iterator[Notice]:
    """Announcements of all documents of a kind: they name the kind and a public discussion, and link to no card of another."""
    public = snapshot.lexicon(LEXICON).phrases("public-discussion", language)
    others = {page for (_, spoken), pages in linking(snapshot, subject.cards).items() if spoken == language for page in pages}
    for place in known if subject.kind else ():
        if (place.url, place.lane) in others or not holds(place.text, public):
            continue
        if place.alone:
            yield Notice(place.url, place.day is not None and _covers(place.day, subject.since))
        elif snapshot.page(place.url, place.lane) is None:
            yield Notice(place.url, False)


def _covers(day: date, since: str) -> bool:
    """Whether an announcement of that day can be of what was placed then: in the same year, and not long before."""
    return bool(since) and since[:4] == f"{day.year:04}" and _near(day.isoformat(), since)


def _near(day: str, since: str) -> bool:
    """Whether a day is not so long before another that what bears it can be no announcement."""
    try:
        return date.fromisoformat(day_told(since)) <= date.fromisoformat(day_told(day)) + NEAR
    except ValueError:
        return True


def _in_time(snapshot: Snapshot, url: str, lane: str, subject: Subject) -> bool:
    """Whether a notice may be of the discussion itself and not of its results: not every date of its posting lies behind the last day."""
    posted = [day_told(date.value) for date in snapshot.dates(url, lane) if date.role == "posted"]
    return not subject.until or not posted or min(posted) <= subject.until
