"""What a stored reading of a portal of open government bears out: why it leaves a claim open, and observations on what it told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from checks.messages import messages_of
from checks.support import count_of, home_address, moment
from store.base import Language
from store.findings import Locator, Observation, Outcome
from store.items import SourceRecord
from store.portalview import PortalView
from store.record import Record
from store.snapshot import Snapshot

MESSAGES = messages_of("portal-reading")
"""Sentences that every check of a portal may say; a check puts them among its own."""
UNREAD, UNKNOWN = "unread", "body-unknown"
MOST_PROOFS = 40


class Closed(NamedTuple):
    """Why nothing can be judged: the state of the source, why, where, and the capture that shows it («» for none)."""

    state: str
    why: str
    url: str
    capture_id: str = ""


def closed(snapshot: Snapshot, portal: str, sources: Iterable[str], language: Language | None) -> Closed | None:
    """Why a claim on what a portal holds of the audited body stays open; None where its sources were read and the body is known.

    :param portal: its name in the register.
    :param sources: those that the claim rests on.
    """
    view = snapshot.portal(portal)
    if view is None:
        why = snapshot.coverage.portals_unread.get(portal, UNREAD)
        return Closed(UNREAD, why, _address(snapshot, portal))
    fault = next(iter(view.unread(*sources, language=language)), None)
    if fault is not None:
        return _of(fault, _root(view))
    return None if view.knows_body else Closed(UNKNOWN, UNKNOWN, _root(view))


def _of(fault: SourceRecord, root: str) -> Closed:
    return Closed(fault.state, fault.why or fault.state, fault.url or root, fault.capture_id)


def _root(view: PortalView) -> str:
    return view.plan.body.sites[0].url


def _address(snapshot: Snapshot, portal: str) -> str:
    return next((one.url for one in snapshot.plan.portals if one.name == portal), home_address(snapshot))


def left_open(snapshot: Snapshot, portal: str, why: Closed, language: Language | None, subject: str = "") -> Observation:
    """The ``unverified`` observation for a claim that a reading does not bear out."""
    view = snapshot.portal(portal)
    capture = view.capture(why.capture_id) if view is not None and why.capture_id else None
    basis = {"portal": portal, "state": why.state, "why": why.why, "address": why.url}
    shown = (capture.object_sha256,) if capture is not None else ()
    return Observation(
        outcome=Outcome.UNVERIFIED,
        message=why.state if why.state == UNKNOWN else "portal-unread",
        url=why.url,
        subject=subject or f"{portal} {why.state}",
        language=language,
        count=0,
        facts={"state": why.state, "why": why.why, "url": why.url, "reason": why.state},
        evidence=(*shown, snapshot.keep(basis)),
        captured_at=capture.requested_at if capture is not None else moment(snapshot),
    )


def on_portal(
    snapshot: Snapshot,
    view: PortalView,
    outcome: Outcome,
    message: str,
    *,
    url: str,
    subject: str,
    language: Language | None,
    facts: dict[str, Any],
    proofs: Iterable[Record] = (),
    basis: Any = None,
    count: int | None = None,
    quote: str = "",
    needs_review: bool = False,
    pages: Iterable[str] = (),
) -> Observation:
    """An observation on what a portal holds. Its proofs are the answers that the records were read from, and ``basis``, which is kept.

    :param count: how many shortcomings it stands for; by its outcome where it is None.
    """
    digests, at = proof(view, proofs)
    kept = () if basis is None and digests else (snapshot.keep(basis if basis is not None else facts),)
    return Observation(
        outcome=outcome,
        message=message,
        url=url,
        subject=subject,
        language=language,
        count=count_of(outcome) if count is None else count,
        facts=facts,
        locator=Locator(quote=quote),
        evidence=tuple(dict.fromkeys((*digests, *kept))),
        captured_at=at or moment(snapshot),
        needs_review=needs_review,
        pages=tuple(pages),
    )


def proof(view: PortalView, records: Iterable[Record]) -> tuple[tuple[str, ...], datetime | None]:
    """Digests of the answers that records were read from, in their order and no more than ``MOST_PROOFS``, and when the last one came."""
    names = tuple(dict.fromkeys(record.capture_id for record in records if record.capture_id))[:MOST_PROOFS]
    captures = [capture for name in names if (capture := view.capture(name)) is not None]
    digests = tuple(dict.fromkeys(capture.object_sha256 for capture in captures))
    return digests, max((capture.requested_at for capture in captures), default=None)
