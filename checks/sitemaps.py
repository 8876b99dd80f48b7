"""The site map of a site: the links of the map itself, and those among them that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checks.carriers import Carrier, References, gather
from checks.sweep import CLICKED
from checks.targets import Anchor, Standing, Verdict, anchor, judge, points_nowhere, proof
from store.records import PageRecord
from store.snapshot import Snapshot


class Lost(NamedTuple):
    """A link of a map to what is not there: ``dead`` address or ``no-anchor``, how it answered, and what shows it."""

    kind: str
    target: str
    carrier: Carrier
    status: int | str
    shown: tuple[str, ...]


def map_references(snapshot: Snapshot, page: PageRecord) -> References:
    """Internal links of the map itself: those in the body of the page, or all where its parts cannot be told apart."""
    clicks = [link for link in snapshot.links(page) if link.tag in CLICKED and link.scope == "internal" and link.target]
    body = [link for link in clicks if link.place == "main"]
    return gather(snapshot, body or clicks)


def verdicts_of(snapshot: Snapshot, page: PageRecord, references: References) -> dict[str, Verdict]:
    """Standing of each address of a map."""
    return {target: judge(snapshot, target, page.lane) for target, _ in references.addresses}


def lost(snapshot: Snapshot, page: PageRecord, references: References, verdicts: dict[str, Verdict]) -> Iterator[Lost]:
    """Links to dead addresses, then those to places that are not in their page."""
    for (target, _), carrier in references.addresses.items():
        verdict = verdicts[target]
        if verdict.standing is Standing.DEAD:
            status = verdict.status if verdict.status is not None else verdict.reason
            yield Lost("dead", target, carrier, status, proof(snapshot, verdict))
    for (target, fragment, _), carrier in references.fragments.items():
        verdict = verdicts[target]
        goal = snapshot.page(verdict.end, page.lane) or snapshot.page(verdict.end)
        if verdict.standing is not Standing.LIVE or goal is None or points_nowhere(fragment):
            continue
        if anchor(snapshot, goal, fragment) is Anchor.MISSING:
            yield Lost("no-anchor", f"{target}#{fragment}", carrier, verdict.status or 0, (goal.object_sha256,))
