"""A night on the portal as large as the real one: drafts come under discussion, others end it and lie in the archive, others are commented on.

About twice as many as come on a working day of the real portal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, overload

from tests.portals.opennpa.content import ARCHIVE, Bulk, Comment, Draft, between, place

# How many days after they were created drafts end their discussion.
TERM = range(14, 22)


class Changes(NamedTuple):
    """Drafts that come under discussion, that end theirs, and that get a comment."""

    new: int = 100
    ended: int = 100
    commented: int = 100


class Cards(Sequence[Draft]):
    """Cards with others among them, the newest first."""

    def __init__(self, cards: Sequence[Draft], others: Sequence[Draft] = ()) -> None:
        self._cards = cards
        self._others = sorted(others, key=lambda one: (one.created, one.id), reverse=True)
        self._places = [place(cards, one.created) + number for number, one in enumerate(self._others)]

    def __len__(self) -> int:
        return len(self._cards) + len(self._others)

    @overload
    def __getitem__(self, at: int) -> Draft: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Draft]: ...
    def __getitem__(self, at: int | slice) -> Draft | Sequence[Draft]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if at < 0 or at >= len(self):
            raise IndexError(at)
        behind = bisect_left(self._places, at)
        if behind < len(self._places) and self._places[behind] == at:
            return self._others[behind]
        return self._cards[at - behind]

    def find(self, number: int) -> Draft | None:
        """The card of this number."""
        mine = next((one for one in self._others if one.id == number), None)
        if mine is not None:
            return mine
        if isinstance(self._cards, Bulk):
            return self._cards.find(number)
        return next((one for one in self._cards if one.id == number), None)

    def between(self, first: date | None, last: date | None) -> Sequence[Draft]:
        """Cards created on these days, both counted in."""
        return between(self, first, last)


def after_a_night(archive: Bulk, active: Bulk, changes: Changes) -> tuple[Cards, Cards]:
    """The archive and what is under discussion a day later.

    :param archive: as it was; :param active: as it was, the newest of yesterday.
    """
    today = active.last + timedelta(days=1)
    ripe = [one for one in active if (today - one.created).days in TERM]
    ended = _spread(ripe, changes.ended)
    gone = {one.id for one in ended}
    left = [one for one in active if one.id not in gone]
    noticed = {one.id for one in _spread(left, changes.commented)}
    left = [replace(one, comments=(Comment(one.id * 10, "…", "01/09 - 10:00"),)) if one.id in noticed else one for one in left]
    newest = active[0]
    new = [
        replace(newest, id=newest.id + 1 + number, created=today, until=today + timedelta(days=15))
        for number in range(changes.new)
    ]
    return Cards(archive, [replace(one, status=ARCHIVE) for one in ended]), Cards(left, new)


def _spread(found: Sequence[Draft], wanted: int) -> list[Draft]:
    """So many of them (all where there are fewer), evenly."""
    many = min(wanted, len(found))
    return [found[number * len(found) // many] for number in range(many)]
