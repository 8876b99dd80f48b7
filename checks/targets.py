"""Whether an address of the site is alive, as the ledger tells: redirects are followed to where they end."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from checks.derived import derived
from checks.support import unseen
from store.harvest import ArtifactKind, FailureReason, Ledger, LedgerEntry
from store.records import PageRecord
from store.snapshot import Snapshot

HOPS = 20
# Anchors are stored up to this length; a longer one cannot be looked for.
LONGEST_ANCHOR = 200
GONE = frozenset({404, 410})
NOT_THERE = frozenset({FailureReason.DNS.value, FailureReason.CONNECT.value})
ALIVE = frozenset({Ledger.FETCHED, Ledger.UNCHANGED})
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
    """Standing of an address (without fragment) in a lane; dead only where a second, spaced request said so too."""
    seen: set[str] = set()
    end = url
    while len(seen) < HOPS and end not in seen:
        seen.add(end)
        entry = snapshot.ledger_entry(end, lane)
        if entry is None:
            return Verdict(Standing.UNASKED, end, None, "not-asked", None)
        if entry.ledger is not Ledger.REDIRECTED or not entry.redirect_to:
            return Verdict(_standing(entry), end, entry.status, _reason(entry), entry)
        end = entry.redirect_to
    return Verdict(Standing.OPEN, end, None, FailureReason.REDIRECT_LOOP.value, snapshot.ledger_entry(url, lane))


def _standing(entry: LedgerEntry) -> Standing:
    if entry.ledger in ALIVE:
        return Standing.LIVE
    if entry.ledger is Ledger.OUT_OF_SCOPE:
        return Standing.UNASKED
    gone = entry.ledger is Ledger.HTTP_ERROR and entry.status is not None and (entry.status in GONE or entry.status >= 500)
    lost = entry.ledger is Ledger.FAILED and entry.reason in NOT_THERE
    return Standing.DEAD if entry.confirmed and (gone or lost) else Standing.OPEN


def _reason(entry: LedgerEntry) -> str:
    if entry.ledger is Ledger.FAILED:
        return entry.reason or entry.ledger.value
    return str(entry.status) if entry.ledger is Ledger.HTTP_ERROR else entry.ledger.value


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
    rendered = _rendered_anchors(snapshot).get(page.url)
    if rendered is not None:
        return Anchor.FOUND if wanted & rendered else Anchor.MISSING
    certain = page.rendered or (page.scripts == 0 and not unseen(page))
    return Anchor.MISSING if certain else Anchor.UNSEEN


@derived
def _rendered_anchors(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Anchors of each page that the browser listed, over all its states of that page."""
    found: dict[str, frozenset[str]] = {}
    for item in snapshot.artifacts(ArtifactKind.PAGE):
        data = snapshot.json(item.object_sha256) if item.ok else {}
        if isinstance(data, dict) and isinstance(data.get("anchors"), list):
            names = frozenset(name for name in data["anchors"] if isinstance(name, str))
            found[item.url] = found.get(item.url, frozenset()) | names
    return found
