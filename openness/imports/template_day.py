"""Days in the examples of templates: counted from the beginning of the period, never later than the day it is made for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from store.calendar import period_days


@dataclass(frozen=True)
class Offset:
    """So many days after the first day of the period."""

    days: int

    def on(self, period: str, as_of: date) -> date:
        """The day itself: within the period, and not after ``as_of`` where the period has begun by then."""
        first, last = period_days(period)
        end = min(last, as_of) if as_of >= first else last
        return min(first + timedelta(days=self.days), end)
