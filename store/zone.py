"""The time of Astana, where the bodies and their auditors are: the one zone that every stage reckons days and times in.

It is written out here and not taken from the zone files of the machine: an old set of them still gives six hours after
March 2024, and equal evidence has to give equal days everywhere.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

# One zone for the whole country since 1 March 2024, 00:00 (decree of the Government of 19 January 2024, No 20); six hours before.
BEFORE, SINCE = timedelta(hours=6), timedelta(hours=5)
CHANGE = datetime(2024, 2, 29, 18, tzinfo=UTC)
# Clocks were set back by an hour: the last hour of 29 February came twice, the second time with ``fold``.
_BACK = (CHANGE.replace(tzinfo=None) + SINCE, CHANGE.replace(tzinfo=None) + BEFORE)


class _Astana(tzinfo):
    """Astana's time since 2005, when summer time was given up."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        """The offset of a wall-clock time; the present one where none is given."""
        if at is None:
            return SINCE
        wall = at.replace(tzinfo=None, fold=0)
        if _BACK[0] <= wall < _BACK[1]:
            return SINCE if at.fold else BEFORE
        return BEFORE if wall < _BACK[0] else SINCE

    def dst(self, _at: datetime | None) -> timedelta:
        """No summer time."""
        return timedelta(0)

    def tzname(self, at: datetime | None) -> str:
        """``UTC+5`` or ``UTC+6``."""
        return f"UTC+{self.utcoffset(at) // timedelta(hours=1)}"

    def fromutc(self, at: datetime) -> datetime:
        """The wall-clock time of a moment."""
        moment = at.replace(tzinfo=UTC)
        offset = BEFORE if moment < CHANGE else SINCE
        wall = (moment + offset).replace(tzinfo=self)
        again = offset == SINCE and wall.replace(tzinfo=None) < _BACK[1]
        return wall.replace(fold=int(again))

    def __repr__(self) -> str:
        return "ASTANA"

    def __reduce__(self) -> str:
        return "ASTANA"


ASTANA: tzinfo = _Astana()


def day_told(text: str) -> str:
    """The day in Astana of a date or a moment that a page tells.

    :param text: ISO 8601: a day, or a day and a time, with its zone or without: one without is Astana's.
    :returns: the day, ISO; what stands before the time where the text is no moment.
    """
    if len(text) <= len("2026-01-01"):
        return text
    try:
        told = datetime.fromisoformat(text)
        return (told if told.tzinfo is None else told.astimezone(ASTANA)).date().isoformat()
    except (ValueError, OverflowError):
        return text[: len("2026-01-01")]
