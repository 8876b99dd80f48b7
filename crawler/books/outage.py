"""Whether failures are our own: when a large share of one host, or of all hosts, fails at once, nobody is charged.

Only failures of the way (no name, no connection, no answer in time) and server errors count; a 404 is an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crawler.addresses.links import host_of
from crawler.books.kinds import WAY
from store.harvest import Ledger, LedgerEntry, Reason

LEAST_HOSTS = 10
_ASKED = frozenset({
    Ledger.FETCHED, Ledger.UNCHANGED, Ledger.REDIRECTED, Ledger.HTTP_ERROR, Ledger.BLOCKED, Ledger.FAILED, Ledger.TOO_LARGE,
})  # fmt: skip


def fails(entry: LedgerEntry) -> bool:
    """Whether an address failed in a way that an outage of ours would show."""
    ledger, reason = (entry.ledger, entry.reason) if entry.answer is None else (entry.answer, entry.answer_reason)
    if ledger is Ledger.FAILED:
        return reason in WAY or reason in (Reason.OWN_OUTAGE, Reason.GIVEN_UP)
    return ledger is Ledger.HTTP_ERROR and (entry.status or 0) >= 500


def hosts_out(entries: Iterable[LedgerEntry], percent: int, least: int) -> frozenset[str]:
    """The hosts (as ``host_of`` gives them) whose failures are held: too much of one failed, or too many hosts are silent.

    :param entries: lines of the ledger.
    :param percent: share of failures from which on they are ours, of one host's addresses and of all hosts.
    :param least: addresses that must have been asked of one host.
    """
    asked: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for entry in entries:
        ledger = entry.ledger if entry.answer is None else entry.answer
        if ledger in _ASKED:
            host = host_of(entry.url)
            asked[host] += 1
            failed[host] += fails(entry)
    out = {host for host, count in asked.items() if count >= least and failed[host] * 100 >= percent * count}
    silent = {host for host, count in asked.items() if failed[host] == count}
    if len(asked) >= LEAST_HOSTS and len(silent) * 100 >= percent * len(asked):
        out |= silent
    return frozenset(out)
