"""One finding for each address of a report: confirmed, a candidate for the act of reconciliation, or open.

None of them takes points by itself (2017, p. 12–15): what speaks against a report is a candidate, and only a person's decision on its
finding, as a shortcoming, makes it a false fact of the act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from openness.imports.finding import reported
from openness.pointed.cards import Card, Cards
from openness.pointed.pointers import Pointer, Seen, entry_of, pointers, seen_at
from openness.pointed.vouching import Standing, Verdict, judge, unread
from reports.i18n import N_, t
from store import reportwords
from store.findings import Finding, Locator, Message, Outcome
from store.harvest import Body, Capture
from store.methodology import Methodology
from store.reasonwords import REASON
from store.reported import DOCUMENT, StoredImport
from store.snapshot import Snapshot
from store.visible import line

CONFIRMED = N_("The address of the report {file} ({cell}) holds what the report says: {target}.")
ON_PORTAL = N_("What the report {file} ({cell}) says of this address stands in the portal's own lists: {target}.")
CANDIDATE = N_(
    "The address of the report {file} ({cell}) does not hold what the report says: {target}. Reason: {reason}. This is a candidate for the"
    " act of reconciliation; only a person makes it a deduction."
)
OPEN = N_(
    "The address of the report {file} ({cell}) could not be compared: {target}. Reason: {reason}. It says nothing against the report."
)
UNSEEN = N_(
    "Documents without an address that the report {file} names: {count}. No crawler can see them; they stand as reported."
)
SAID = {Standing.CONFIRMED: CONFIRMED, Standing.CONTRADICTED: CANDIDATE, Standing.OPEN: OPEN}
LANGUAGES = ("kk", "ru", "en")
KIND = "report"
QUOTE = 300


def findings(snapshot: Snapshot, edition: Methodology, bodies: Mapping[str, Body] | None = None) -> Iterator[Finding]:
    """Findings on the edition's rule on false data, in the order of the report; none where no report counts or no rule is printed.

    :param snapshot: the sealed harvest, extracted, with the readings of portals that it rests on.
    :param bodies: the registered bodies by code, whose things on portals are surely another body's.
    """
    item = snapshot.imported(KIND)
    if item is None or edition.penalty is None:
        return
    cards = Cards(snapshot.portals, bodies or {})
    for pointer in pointers(item):
        yield _held(snapshot, edition.penalty.id, item, pointer, cards.at(pointer, snapshot.plan.body.code))
    unseen = [fact for fact in item.facts if fact.name == DOCUMENT]
    if unseen:
        yield _documents(edition.penalty.id, item, len(unseen))


def _held(snapshot: Snapshot, parameter: str, item: StoredImport, pointer: Pointer, card: Card | None) -> Finding:
    seen, entry = seen_at(snapshot, pointer), entry_of(snapshot, pointer.url)
    gone = seen is None and unread(entry).standing is Standing.CONTRADICTED
    listed = card is not None and not gone and (seen is None or not seen.readable)
    if card is not None and listed:
        seen = card.seen
    owner = "" if card is None else card.owner
    verdict = judge(pointer, seen, entry, snapshot.plan.body.code, snapshot.plan.period, owner)
    capture = snapshot.capture(entry.capture_id) if seen is None and entry is not None and entry.capture_id else None
    sha256, at = _proof(seen, capture, item)
    return reported(
        parameter,
        None,
        _facts(item, pointer, seen, verdict) | ({} if card is None else {"portal": card.portal}),
        outcome=Outcome.MET if verdict.standing is Standing.CONFIRMED else Outcome.UNVERIFIED,
        url=pointer.url,
        subject=f"{pointer.cell} {pointer.url}",
        message=_message(item, pointer, verdict, listed),
        evidence=tuple(dict.fromkeys((sha256, item.sha256))),
        at=at,
        needs_review=verdict.standing is Standing.CONTRADICTED,
        locator=Locator(quote=pointer.cell),
    )


def _proof(seen: Seen | None, capture: Capture | None, item: StoredImport) -> tuple[str, datetime]:
    """The bytes that the standing rests on, and when they came: the page, the answer, or the report alone."""
    if seen is not None:
        return seen.sha256 or item.sha256, seen.at or item.imported_at
    if capture is not None:
        return capture.object_sha256, capture.requested_at
    return item.sha256, item.imported_at


def _facts(item: StoredImport, pointer: Pointer, seen: Seen | None, verdict: Verdict) -> dict[str, str]:
    told = {
        "target": pointer.url,
        "file": item.name,
        "cell": pointer.cell,
        "standing": verdict.standing.value,
        "reason": verdict.reason,
        "words": line(pointer.words, QUOTE),
        "placed": pointer.day,
    }
    if seen is not None:
        told |= {"title": line(seen.title, QUOTE), "page_language": seen.language}
    return {name: value for name, value in told.items() if value}


def _message(item: StoredImport, pointer: Pointer, verdict: Verdict, listed: bool) -> Message:
    words = ON_PORTAL if listed and verdict.standing is Standing.CONFIRMED else SAID[verdict.standing]
    reason = reportwords.REASON.get(verdict.reason) or REASON.get(verdict.reason)
    said = {"file": item.name, "cell": pointer.cell, "target": pointer.url}
    return Message(
        **{name: t(words, name, **said, reason=verdict.reason if reason is None else getattr(reason, name)) for name in LANGUAGES}
    )


def _documents(parameter: str, item: StoredImport, number: int) -> Finding:
    return reported(
        parameter,
        None,
        {"file": item.name, "documents": number, "standing": "reported"},
        outcome=Outcome.NOT_APPLICABLE,
        url=f"import:{KIND}",
        subject="documents",
        message=Message(**{name: t(UNSEEN, name, file=item.name, count=number) for name in LANGUAGES}),
        evidence=(item.sha256,),
        at=item.imported_at,
    )
