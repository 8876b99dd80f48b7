"""How often each address failed alike: a failure counts when every later, spaced request fails the same way."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.books.frontier import Key
from crawler.books.kinds import kind_of_entry
from store.harvest import FailureReason, LedgerEntry, Reason

_NEVER = frozenset({"", "blocked", Reason.ROBOTS_UNREACHABLE.value, Reason.OWN_OUTAGE.value, Reason.GIVEN_UP.value})
TOO_MANY = 429


class Failing:
    """Failures in a row by address. ``times`` further requests must fail alike before one is confirmed."""

    def __init__(self, times: int) -> None:
        self._times = times
        self._rows: dict[Key, tuple[str, int]] = {}

    def seen(self, key: Key, kind: str) -> bool:
        """Notes the outcome of one request and tells whether its failure is now confirmed (``kind`` empty: no failure)."""
        if not kind:
            self._rows.pop(key, None)
            return False
        before, count = self._rows.get(key, ("", 0))
        count = count + 1 if before == kind else 1
        self._rows[key] = (kind, count)
        return kind not in _NEVER and count > self._times

    def resume(self, entries: Iterable[LedgerEntry]) -> None:
        """Takes over failures that an interrupted harvest left in the ledger: each counts once."""
        for entry in entries:
            kind = kind_of_entry(entry)
            if kind and entry.attempts:
                self._rows[entry.url, entry.lane] = (kind, 1)

    def doubtful(self, entry: LedgerEntry) -> bool:
        """Whether an address must be asked again before its failure counts."""
        kind = kind_of_entry(entry)
        if not kind or entry.confirmed or kind == FailureReason.REDIRECT_LOOP.value:
            return False
        if kind == "blocked":
            return entry.status == TOO_MANY
        return self._rows.get((entry.url, entry.lane), ("", 0))[1] <= self._times
