"""What the Unified List asks of a body in one language, and what the portal shows of it: publications due, made, and made in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checks import publications
from checks.derived import derived
from checks.opensets import PORTAL, sets_of
from checks.publications import Known, Timely, Window
from checks.setlists import Match, listed_in, matched
from store.base import Language
from store.calendar import period_days
from store.reported import LISTED_SETS, StoredImport
from store.snapshot import Snapshot
from store.zone import ASTANA

UNIFIED_LIST = "unified-list"
AS_NEEDED = "as-needed"


@dataclass(frozen=True)
class Line:
    """A set of the list in one language. ``title`` is that of the list; ``placed`` is whether it stands on the portal in that language: None
    where that is doubtful. ``required`` publications were due, ``made`` of them were made at least and at most, ``timely`` how many of those
    with a day of theirs."""

    match: Match
    title: str
    placed: bool | None
    required: int
    made: tuple[int, int]
    timely: Timely

    @property
    def url(self) -> str:
        """Where it stands on the portal; empty where it does not."""
        return self.match.found.url if self.match.found is not None else ""


@derived
def list_of(snapshot: Snapshot) -> StoredImport | None:
    """The imported list that counts for the body and period."""
    return snapshot.imported(UNIFIED_LIST)


@derived
def matches(snapshot: Snapshot) -> tuple[Match, ...]:
    """The list held against the portal; nothing where no list was taken in."""
    item = list_of(snapshot)
    return () if item is None else tuple(matched(listed_in(item), sets_of(snapshot)))


def is_empty(item: StoredImport) -> bool:
    """Whether a list names no set of the body."""
    return any(fact.name == LISTED_SETS and fact.value == "0" for fact in item.facts)


def seen_on(snapshot: Snapshot) -> date:
    """The last day that the reading tells of, no later than that of the audit."""
    view = snapshot.portal(PORTAL)
    at = view.read_at() if view is not None else None
    return snapshot.plan.as_of if at is None else min(snapshot.plan.as_of, at.astimezone(ASTANA).date())


def lines_of(snapshot: Snapshot, language: Language) -> list[Line]:
    """Every set of the list that has to stand on the portal in this language."""
    seen = seen_on(snapshot)
    return [_line(snapshot, match, language, seen) for match in matches(snapshot) if language in match.listed.languages]


def _line(snapshot: Snapshot, match: Match, language: Language, seen: date) -> Line:
    given = match.listed
    first, last = period_days(snapshot.plan.period)
    due = publications.windows(given.period, first, last, snapshot.calendar, given.term, given.since)
    due = publications.passed(due, seen)
    placed = None if match.doubtful else match.found is not None and bool(match.found.title(_spelt(match, language)))
    known = publications.absent(seen)
    if match.found is not None and placed is not False:
        known = publications.known_of(match.found, seen)
    timely, made = publications.timely(due, known), _made(given.period, due, known, placed is not False)
    if placed is None:
        timely, made = timely._replace(low=0, missed=()), (0, made[1])
    title = given.titles[language] or next(iter(filter(None, given.titles.values())), given.cell)
    return Line(match, title, placed, _required(given.period, due), made, timely)


def _spelt(match: Match, language: Language) -> Language:
    """Under which language the portal keeps the title that is meant for this one."""
    other: Language = "ru" if language == "kk" else "kk"
    return other if match.swapped else language


def _required(period: str, due: list[Window]) -> int:
    """A set that is brought up to date as needed has to be there; any other as often as its period says."""
    return 1 if period == AS_NEEDED else len(due)


def _made(period: str, due: list[Window], known: Known, found: bool) -> tuple[int, int]:
    return (int(found), int(found)) if period == AS_NEEDED else publications.made(due, known)


def span(pairs: Iterable[tuple[int, int]]) -> str | list[str]:
    """Numbers added up as a figure: one, or its two ends."""
    taken = list(pairs)
    low, high = sum(one for one, _ in taken), sum(one for _, one in taken)
    return str(low) if low == high else [str(low), str(high)]
