"""Whether an address of the site is alive, as the ledger tells: redirects are followed to where they end."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from checks.measured import states
from checks.support import unseen
from store.harvest import READ, FailureReason, Ledger, LedgerEntry, Look
from store.records import PageRecord
from store.snapshot import Snapshot
from store.zone import ASTANA

HOPS = 20
FIRST_DAY = "seen-on-one-day"
UNASKED = frozenset({Ledger.OUT_OF_SCOPE, Ledger.BEYOND_BUDGET, Ledger.QUEUED})
# Anchors are stored up to this length; a longer one cannot be looked for.
LONGEST_ANCHOR = 200
GONE = frozenset({404, 410})
NOT_THERE = frozenset({FailureReason.DNS.value, FailureReason.CONNECT.value})
# A way to the server that broke off counts only where a browser met the same after all spaced requests.
BROKEN_OFF = frozenset({FailureReason.TIMEOUT.value, FailureReason.RESET.value})
# Routes of one-page applications and text fragments name no element of the page.
_NO_ANCHOR = re.compile(r"^(?:[!/?]|:~:)")


class Standing(StrEnum):
    """``open`` is every answer that proves neither life nor death; ``unasked`` was never put to the server."""

    LIVE = "live"
    DEAD = "dead"
    OPEN = "open"
    UNASKED = "unasked"


class Verdict(NamedTuple):
    """Standing of an address, where it ended after redirects, its last status (None without answer) and the reason."""

    standing: Standing
    end: str
    status: int | None
    reason: str
    entry: LedgerEntry | None


def judge(snapshot: Snapshot, url: str, lane: str = "*") -> Verdict:
    """Standing of an address (without fragment) in a lane; dead only where every later, spaced request said so too."""
    seen: set[str] = set()
    end = url
    while len(seen) < HOPS and end not in seen:
        seen.add(end)
        entry = snapshot.ledger_entry(end, lane)
        if entry is None:
            return Verdict(Standing.UNASKED, end, None, "not-asked", None)
        if entry.ledger is not Ledger.REDIRECTED or not entry.redirect_to:
            return Verdict(_standing(entry), end, entry.status, _reason(entry.ledger, entry.reason), entry)
        end = entry.redirect_to
    return Verdict(Standing.OPEN, end, None, FailureReason.REDIRECT_LOOP.value, snapshot.ledger_entry(url, lane))


def judge_external(snapshot: Snapshot, url: str, lane: str = "*") -> Verdict:
    """Standing of an address of another site, which the harvest asks but never enters; redirects were followed there.

    Dead only where it failed alike on another day too: a stranger's server may be under repair.
    """
    entry = snapshot.ledger_entry(url, lane)
    if entry is None or entry.answer is None or entry.answer in UNASKED:
        reason = "not-asked" if entry is None or entry.answer is None else entry.answer.value
        return Verdict(Standing.UNASKED, url, None, reason, entry)
    reason = _reason(entry.answer, entry.answer_reason)
    standing = Standing.LIVE if entry.answer in READ else Standing.OPEN
    if entry.confirmed and _gone(entry.answer, entry.answer_reason, entry.status):
        standing = Standing.DEAD if _another_day(snapshot, entry) else Standing.OPEN
        reason = reason if standing is Standing.DEAD else FIRST_DAY
    return Verdict(standing, entry.redirect_to or url, entry.status, reason, entry)


def _another_day(snapshot: Snapshot, entry: LedgerEntry) -> bool:
    """Whether the failure lasts from an earlier day of Astana to the last request."""
    capture = snapshot.capture(entry.capture_id) if entry.capture_id else None
    end = entry.redirect_to or entry.url
    asked = [item.requested_at for item in snapshot.failures(end)] + ([capture.requested_at] if capture else [])
    if entry.failing_since is None or not asked:
        return False
    return max(asked).astimezone(ASTANA).date() > entry.failing_since.astimezone(ASTANA).date()


def _standing(entry: LedgerEntry) -> Standing:
    if entry.ledger in READ:
        return Standing.LIVE
    if entry.ledger is Ledger.OUT_OF_SCOPE:
        return Standing.UNASKED
    gone = _gone(entry.ledger, entry.reason, entry.status)
    broken = entry.ledger is Ledger.FAILED and entry.reason in BROKEN_OFF and entry.second_look is Look.SAME
    return Standing.DEAD if entry.confirmed and (gone or broken) else Standing.OPEN


def _gone(ledger: Ledger, reason: str, status: int | None) -> bool:
    """Whether an answer, once confirmed, says that nothing is there."""
    if ledger is Ledger.HTTP_ERROR:
        return status is not None and (status in GONE or status >= 500)
    return ledger is Ledger.FAILED and reason in NOT_THERE


def _reason(ledger: Ledger, reason: str) -> str:
    return reason or ledger.value if ledger in (Ledger.FAILED, Ledger.HTTP_ERROR) else ledger.value


def proof(snapshot: Snapshot, verdict: Verdict) -> tuple[str, ...]:
    """Digests that show how an address answered: the stored answer, or the failed attempts."""
    entry = verdict.entry
    capture = snapshot.capture(entry.capture_id) if entry is not None and entry.capture_id else None
    if capture is not None:
        return (capture.object_sha256,)
    attempts = [
        {"at": item.requested_at, "reason": item.reason.value, "detail": item.detail} for item in snapshot.failures(verdict.end)
    ]
    return (snapshot.keep({"address": verdict.end, "attempts": attempts, "reason": verdict.reason}),)


def points_nowhere(fragment: str) -> bool:
    """Whether a fragment asks for no element of the page, so that nothing can be missing."""
    element = fragment.partition(":~:")[0]
    return element.lower() in ("", "top") or len(element) > LONGEST_ANCHOR or _NO_ANCHOR.match(fragment) is not None


class Anchor(StrEnum):
    """Whether the element that a fragment names is in the page."""

    FOUND = "found"
    MISSING = "missing"
    UNSEEN = "unseen"


def anchor(snapshot: Snapshot, page: PageRecord, fragment: str) -> Anchor:
    """Looks for a fragment in the page; ``unseen`` where scripts could make the element and no browser looked."""
    element = fragment.partition(":~:")[0]
    wanted = {element, unquote(element)}
    if wanted & set(page.anchors):
        return Anchor.FOUND
    state = states(snapshot).get(page.url)
    if state is not None and state.anchors is not None:
        return Anchor.FOUND if wanted & state.anchors else Anchor.MISSING
    certain = page.rendered or (page.scripts == 0 and not unseen(page))
    return Anchor.MISSING if certain else Anchor.UNSEEN
