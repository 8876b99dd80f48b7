"""Places inside pages that links, frames and forms name: those that are not there, and those that only a script may make."""

from __future__ import annotations

from typing import NamedTuple

from checks.carried import carried
from checks.carriers import Carrier, merged
from checks.causes import Trace, traces
from checks.targets import Anchor, Standing, Verdict, anchor, points_nowhere
from store.records import PageRecord
from store.snapshot import Snapshot


class Place(NamedTuple):
    """A place that its page does not have: the whole address, who refers to it over all lanes, the page, and where that is seen."""

    address: str
    carrier: Carrier
    page: PageRecord
    trace: Trace


class Places(NamedTuple):
    """Places that are missing, and references by fragment to places that were not in the bytes of a page that no browser opened."""

    missing: list[Place]
    unseen: dict[str, list[Carrier]]


def places(snapshot: Snapshot, verdicts: dict[tuple[str, str], Verdict]) -> Places:
    """Every place named inside a page that was read; ``verdicts`` are those of the addresses by (address, lane)."""
    missing: dict[str, list[tuple[Carrier, PageRecord]]] = {}
    unseen: dict[str, list[Carrier]] = {}
    for (target, fragment, lane), carrier in carried(snapshot).internal.fragments.items():
        verdict = verdicts[target, lane]
        page = snapshot.page(verdict.end, lane) or snapshot.page(verdict.end)
        if verdict.standing is not Standing.LIVE or page is None or points_nowhere(fragment):
            continue
        found = anchor(snapshot, page, fragment)
        if found is Anchor.UNSEEN:
            unseen.setdefault(fragment, []).append(carrier)
        elif found is Anchor.MISSING:
            missing.setdefault(f"{target}#{fragment}", []).append((carrier, page))
    named = {address: (met[0][0].link.target, met[0][0].link.fragment) for address, met in missing.items()}
    seen = traces(snapshot, named.values())
    lost = [
        Place(address, merged([carrier for carrier, _ in met]), met[0][1], seen[named[address]])
        for address, met in missing.items()
    ]
    return Places(lost, dict(sorted(unseen.items())))


def page_status(snapshot: Snapshot, page: PageRecord) -> int:
    """Status with which a page was answered; only answered pages have records."""
    capture = snapshot.capture(page.capture_id)
    return capture.status if capture is not None else 200
