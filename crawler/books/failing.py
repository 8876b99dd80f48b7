"""How often each address failed alike: a failure counts when every later, spaced request fails the same way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from crawler.books.frontier import Key
from crawler.books.kinds import kind_of, kind_of_entry, refused_by
from store import schema
from store.harvest import Device, FailureReason, LedgerEntry, Reason

_NEVER = frozenset({"", "blocked", Reason.ROBOTS_UNREACHABLE.value, Reason.OWN_OUTAGE.value, Reason.GIVEN_UP.value})
TOO_MANY = 429
# What an address was asked for itself, not for its manners or its page's sake.
_ITSELF = frozenset({"crawl", "external"})
# When an address was asked, and the kind of failure that came back, of each time in their order.
Tries = Mapping[Key, list[tuple[datetime, str]]]


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

    def resume(self, entries: Iterable[LedgerEntry], tries: Tries, spacing: float) -> None:
        """Takes over failures that an interrupted harvest left: each counts as often as it is on record in a row, once at least,
        and never so often that nobody would ask once more.

        :param entries: lines of the ledger. :param tries: what came back for each address (``tries_of``).
        :param spacing: seconds that lie between two requests of which each counts.
        """
        for entry in entries:
            kind = kind_of_entry(entry)
            if kind and entry.attempts:
                alike = _alike(tries.get((entry.url, entry.lane), []), kind, spacing)
                self._rows[entry.url, entry.lane] = (kind, max(1, min(alike, entry.attempts, self._times)))

    def doubtful(self, entry: LedgerEntry) -> bool:
        """Whether an address must be asked again before its failure counts."""
        kind = kind_of_entry(entry)
        if not kind or entry.confirmed or kind == FailureReason.REDIRECT_LOOP.value:
            return False
        if kind == "blocked":
            return entry.status == TOO_MANY
        return self._rows.get((entry.url, entry.lane), ("", 0))[1] <= self._times


def tries_of(db: Connection, run_id: str, entries: Iterable[LedgerEntry]) -> Tries:
    """What came back each time that addresses which fail and are not confirmed were asked; nothing of others.

    :param entries: lines of the ledger of a run that was interrupted.
    """
    doubted = {
        (entry.url, entry.lane) for entry in entries if entry.attempts > 1 and not entry.confirmed and kind_of_entry(entry)
    }
    found: dict[Key, list[tuple[datetime, str]]] = defaultdict(list)
    for url in sorted({url for url, _ in doubted}):
        for capture in schema.read_captures(db, run_id, url):
            if capture.device is Device.HTTP and capture.purpose in _ITSELF:
                refusal = refused_by(capture.status)
                kind = kind_of(*refusal, capture.status) if refusal is not None else ""
                found[url, capture.lane].append((capture.requested_at, kind))
        for failure in schema.read_failures(db, run_id, url):
            if failure.device is Device.HTTP:
                found[url, failure.lane].append((failure.requested_at, failure.reason.value))
    return {key: sorted(found[key]) for key in sorted(doubted) if key in found}


def _alike(tries: list[tuple[datetime, str]], kind: str, spacing: float) -> int:
    """How many of the last ones failed in this way; of those that were made at one time, as HEAD and then GET, one counts."""
    count, later = 0, None
    for at, what in reversed(tries):
        if what != kind:
            break
        if later is None or (later - at).total_seconds() >= spacing:
            count, later = count + 1, at
    return count
