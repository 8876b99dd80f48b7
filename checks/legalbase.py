"""The legal database as checks ask it: what a reading of it stored, before what somebody entered in ``config/acts``.

An answer counts only where it is certain whose it is: a law or decree by its day and number; any other act, of which many bodies may
have made one with the same number that day, where the whole list of that day's acts was read and holds one alone. What the database says
of an act counts only where its pages agree. Whatever is not certain is answered by the files, which nobody compared with a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, cast

from checks.citations import Reader, reader
from checks.derived import derived
from store.acts import Act, LegalDatabase, plain_number
from store.base import Text
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot
from store.zone import ASTANA

NAME = "adilet"
ACT, LISTING = "act", "listing"
IN_FORCE, REPEALED = "in-force", "repealed"
Kind = Literal["law", "decree", "resolution", "order", "instruction", "decision"]
# Acts that one body alone makes: day and number name one.
SINGULAR = frozenset({"law", "decree"})
Key = tuple[date, str]


@dataclass
class Known:
    """What the pages of one act say together. ``names`` are the days and numbers by which it is cited, each with its kind and
    the number as it is written."""

    code: str
    title: str = ""
    url: str = ""
    capture_id: str = ""
    names: dict[Key, tuple[str, str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    until: set[str] = field(default_factory=set)
    ended: str = ""


class Database:
    """The legal database as one reading of it found it.

    :param view: the reading; ``reader`` reads how an act names itself; ``as_of`` is the day that is judged.
    :param files: what is asked where the reading is not certain.
    """

    def __init__(self, view: PortalView, reader: Reader, as_of: date, files: LegalDatabase) -> None:
        self._view = view
        self._as_of = as_of
        self._files = files
        self._acts: dict[Key, list[Known]] = {}
        for known in _known(view.items(ACT), reader):
            for key in known.names:
                self._acts.setdefault(key, []).append(known)
        self._whole = _whole(view.items(LISTING))

    def find(self, day: date, number: str, kind: str) -> Act | None:
        """The act of this day and number; what the files say where the reading tells nothing certain."""
        key = day, plain_number(number)
        found = [one for one in self._acts.get(key, ()) if kind in ("", one.names[key][0])]
        if len(found) == 1 and self._alone(day, found[0].names[key][0], kind):
            told = self._told(found[0], key)
            if told is not None:
                return told
        return self._files.find(day, number, kind)

    def _alone(self, day: date, its: str, asked: str) -> bool:
        """Whether no other act can be meant."""
        listed = {(day.isoformat(), ""), (day.isoformat(), asked)} & self._whole
        return (its in SINGULAR and asked == its) or bool(listed)

    def _told(self, known: Known, key: Key) -> Act | None:
        seen = self._view.capture(known.capture_id)
        status = next(iter(known.said)) if len(known.said) == 1 else ""
        kind, number = known.names[key]
        if seen is None or not status or not kind:
            return None
        ended = self._ended(known, seen.requested_at) if status == REPEALED else (None, True)
        if ended is None:
            return None
        until, exact = ended
        return Act(
            number=number,
            day=key[0],
            kind=cast(Kind, kind),
            title=Text(kk=known.title or known.code, ru=known.title or known.code),
            status="in-force" if status == IN_FORCE else "repealed",
            until=until,
            by=known.ended,
            source=known.url,
            basis="law",
            exact=exact,
            evidence=seen.object_sha256,
        )

    def _ended(self, known: Known, seen: datetime) -> tuple[date, bool] | None:
        """The first day without force as the database gives it, else the day on which it was seen to have ended; None where that day
        says nothing of the day that is judged."""
        if len(known.until) == 1:
            return date.fromisoformat(next(iter(known.until))), True
        day = seen.astimezone(ASTANA).date()
        return (day, False) if day <= self._as_of else None


@derived
def database(snapshot: Snapshot) -> LegalDatabase:
    """The legal database of a run: its reading where there is one, else the files alone."""
    view = snapshot.portal(NAME)
    if view is None:
        return snapshot.acts
    return Database(view, reader(snapshot), snapshot.plan.as_of, snapshot.acts)


def _known(items: Iterable[ItemRecord], reader: Reader) -> list[Known]:
    """Acts by their codes, each put together from all pages that tell of it."""
    found: dict[str, Known] = {}
    for item in items:
        known = found.setdefault(item.key, Known(item.key))
        known.title = known.title or item.title
        for one in reader.read(str(item.facts.get("requisites", ""))):
            known.names.setdefault(one.key, (one.kind, one.number))
        status = str(item.facts.get("status", ""))
        if status not in (IN_FORCE, REPEALED):
            continue
        known.said.add(status)
        known.until |= {str(item.facts.get("until", ""))} - {""}
        known.ended = known.ended or str(item.facts.get("ended", ""))
        if not known.capture_id or item.facts.get("until"):
            known.url, known.capture_id = item.url, item.capture_id
    return [found[code] for code in sorted(found)]


def _whole(items: Iterable[ItemRecord]) -> frozenset[tuple[str, str]]:
    """Days and kinds (empty: all) of which every act was listed."""
    pages: dict[tuple[str, str], dict[int, tuple[int, int]]] = {}
    for item in items:
        told = item.facts
        pages.setdefault((item.day, str(told["kind"])), {})[int(told["page"])] = (int(told["shown"]), int(told["total"]))
    return frozenset(
        key
        for key, told in pages.items()
        if sorted(told) == list(range(1, len(told) + 1))
        and {total for _, total in told.values()} == {sum(shown for shown, _ in told.values())}
    )
