"""What is said of a part that a site is to offer: found, named and empty, perhaps there, hidden from us, or missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from checks.messages import messages_of
from checks.support import clip, examples, on_page, on_site
from checks.traces import Hit
from checks.undrawn import undrawn
from checks.unread import silent
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot

SENTENCES = messages_of("parts")
MOST = 5
LONGEST_SIGN = 160


def sentences(*keys: str) -> dict[str, Message]:
    """Those of the shared sentences that a check says."""
    return {key: SENTENCES[key] for key in keys}


def found(part: str, hit: Hit, evidence: Iterable[str] = (), pages: int = 1) -> Observation:
    """The part is there: where, and by what it was told."""
    facts = {"part": part, "sign": clip(hit.sign, LONGEST_SIGN), "pages": pages}
    return on_page(
        hit.page, Outcome.MET, "part-found", subject=part, facts=facts, locator=Locator(xpath=hit.xpath), evidence=evidence
    )


def wanting(
    part: str, message: str, hit: Hit, evidence: Iterable[str] = (), outcome: Outcome = Outcome.DEFICIENCY, **facts: Any
) -> Observation:
    """The part, or its place, is there and fails a demand."""
    told = {"part": part, "sign": clip(hit.sign, LONGEST_SIGN), **facts}
    return on_page(
        hit.page,
        outcome,
        message,
        subject=f"{part} {hit.xpath}".strip(),
        facts=told,
        locator=Locator(xpath=hit.xpath),
        evidence=evidence,
    )


def perhaps(part: str, hits: Sequence[Hit], message: str = "part-weak", reason: str = "may-be-it") -> Observation | None:
    """Places that may hold the part, for a person, on the first of them; None where there are none."""
    if not hits:
        return None
    first, urls = hits[0], list(dict.fromkeys(hit.page.url for hit in hits))
    facts = {"part": part, "reason": reason, "sign": clip(first.sign, LONGEST_SIGN), "examples": urls[:MOST], "pages": len(urls)}
    return on_page(
        first.page,
        Outcome.UNVERIFIED,
        message,
        subject=f"{part} {message}",
        facts=facts,
        locator=Locator(xpath=first.xpath),
        evidence=[hit.page.object_sha256 for hit in hits[:MOST]],
        needs_review=True,
        pages=urls,
    )


def hidden(snapshot: Snapshot, part: str) -> Observation | None:
    """What is to be said where pages that may hold the part were not read, or not drawn; None where all were."""
    unread, empty = silent(snapshot), sorted({page.url for page in undrawn(snapshot)})
    if not unread and not empty:
        return None
    reason = "pages-unread" if unread else "scripts-not-run"
    facts = {"part": part, "reason": reason, "targets": examples([*unread, *empty])}
    basis = {"part": part, "not read": list(unread), "not drawn": empty}
    return on_site(snapshot, Outcome.UNVERIFIED, "part-hidden", subject=f"{part} hidden", facts=facts, basis=basis)


def missing(snapshot: Snapshot, part: str, basis: Any, outcome: Outcome = Outcome.MISSING) -> Observation:
    """The part is nowhere in all pages read; ``basis`` are the words and places searched."""
    pages = sorted({page.url for page in snapshot.pages()})
    facts = {"part": part, "pages": len(pages)}
    kept = {"part": part, "searched": basis, "pages": pages}
    return on_site(snapshot, outcome, "part-missing", subject=part, facts=facts, basis=kept)
