"""Kinds of failure of an address: what must be seen alike again before it counts, and when it is next looked at.

The ladder of re-checks follows what public checkers of open data do (12 hours, 1 day, 7 days, 30 days); it is data in
``config/crawl.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from store.harvest import FailureReason, Ledger, LedgerEntry, Reason

ERRORS = 400
GONE = frozenset({404, 410})
BLOCKED = frozenset({401, 403, 407, 429, 451})
# Faults of the way to a host, which our own line may have as well.
WAY = frozenset(
    reason.value
    for reason in (
        FailureReason.DNS,
        FailureReason.CONNECT,
        FailureReason.TIMEOUT,
        FailureReason.TLS,
        FailureReason.RESET,
        FailureReason.OTHER,
    )
)
LAST_STEP = (720.0,)


def kind_of(ledger: Ledger, reason: str, status: int | None) -> str:
    """The kind of a failure: ``gone``, ``server``, ``client``, ``soft-404``, ``blocked``, a reason; empty for what is none."""
    if ledger is Ledger.HTTP_ERROR:
        if reason in (Reason.SOFT, Reason.SOFT_HOME):
            return Reason.SOFT.value
        if status in GONE:
            return "gone"
        return "server" if (status or 0) >= 500 else "client"
    if ledger is Ledger.FAILED:
        return reason or FailureReason.OTHER.value
    if ledger is Ledger.BLOCKED:
        return "blocked"
    return reason if ledger is Ledger.ROBOTS and reason == Reason.ROBOTS_UNREACHABLE else ""


def kind_of_entry(entry: LedgerEntry) -> str:
    """The kind of failure of a line of the ledger; of an address of another site, that of its answer."""
    if entry.answer is not None:
        return kind_of(entry.answer, entry.answer_reason, entry.status)
    return kind_of(entry.ledger, entry.reason, entry.status)


def refused_by(status: int, challenged: bool = False) -> tuple[Ledger, str] | None:
    """The class and reason of an answer that gave nothing to read; None for one that may be read or leads elsewhere.

    :param status: of the answer, whoever asked for it.
    :param challenged: whether it only asks if the visitor is a machine.
    """
    if status in BLOCKED or challenged:
        return Ledger.BLOCKED, str(status) if status >= ERRORS else Reason.CHALLENGE.value
    return (Ledger.HTTP_ERROR, str(status)) if status >= ERRORS else None


def class_of_silence(reason: str) -> tuple[Ledger, str]:
    """The class of an address whose request brought nothing, by the reason that was stored of it."""
    if reason == FailureReason.PRIVATE_ADDRESS:
        return Ledger.REFUSED, reason
    return (Ledger.TOO_LARGE if reason == Reason.TOO_LARGE else Ledger.FAILED), reason


def next_check(kind: str, since: datetime, now: datetime, ladder: Mapping[str, tuple[float, ...]]) -> datetime | None:
    """When a failure is to be looked at again.

    :param kind: as ``kind_of`` gives it; empty gives None.
    :param since: when the failure was first seen.
    :param now: the moment after which the next look lies.
    :param ladder: hours after ``since`` by kind, ``other`` for kinds not named; after the last step its length repeats.
    """
    if not kind:
        return None
    steps = ladder.get(kind) or ladder.get("other") or LAST_STEP
    for hours in steps:
        if since + timedelta(hours=hours) > now:
            return since + timedelta(hours=hours)
    last = timedelta(hours=steps[-1])
    return since + last * ((now - since) // last + 1)
