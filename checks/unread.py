"""Addresses of the site behind which a page may lie that visitors can read and we could not: what it holds is never «absent»."""

from __future__ import annotations

from checks.derived import derived
from checks.support import truncated, unseen
from checks.targets import NOT_THERE
from store.base import Language
from store.harvest import Ledger, LedgerEntry, Look
from store.snapshot import Snapshot

# Answers that keep visitors out as well, where a browser met the same: a page behind a login tells the public nothing.
LOCKED = frozenset({401, 403, 407})


@derived
def silent(snapshot: Snapshot) -> tuple[str, ...]:
    """Addresses that gave no answer, once a fault of the server, or a refusal of machines.

    A name that does not exist hides no page; a fault that every later request and the browser met, or a lock that the
    browser met too, keeps visitors out as well.
    """
    return tuple(sorted({entry.url for entry in snapshot.ledger() if _hides(entry)}))


def partly_seen(snapshot: Snapshot, language: Language) -> str:
    """Why the site was not seen so far in one language that anything could be called absent from it; empty where it was.

    The reason is one of ``store.reasonwords`` and ``store.budgetwords``.
    """
    if not snapshot.coverage.home_read:
        return "home-unreadable"
    if truncated(snapshot):
        return "crawl-cut"
    pages = list(snapshot.pages(language))
    if not pages or silent(snapshot) or any(unseen(page) for page in pages):
        return "site-unread"
    return ""


def _hides(entry: LedgerEntry) -> bool:
    if entry.ledger is Ledger.FAILED:
        return entry.reason not in NOT_THERE or not entry.confirmed
    if entry.ledger is Ledger.HTTP_ERROR:
        return (entry.status or 0) >= 500 and not entry.confirmed
    return entry.ledger is Ledger.BLOCKED and not (entry.status in LOCKED and entry.second_look is Look.SAME)
