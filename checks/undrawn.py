"""Pages that only scripts fill and no browser drew: what they lead to or show is not known, so nothing is said of all pages."""

from __future__ import annotations

from checks.support import examples, on_site, unseen
from checks.sweep import sweep
from store.findings import Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot


def undrawn(snapshot: Snapshot) -> list[PageRecord]:
    """Empty shells without a single link; a short page that leads on is none."""
    offered = sweep(snapshot).pages
    return [page for page in snapshot.pages() if unseen(page) and (page.url, page.lane) not in offered]


def not_drawn(snapshot: Snapshot, pages: list[PageRecord]) -> Observation:
    """The ``unverified`` observation for a claim about all pages where some were not drawn."""
    urls = sorted({page.url for page in pages})
    facts = {"reason": "scripts-not-run", "pages": len(urls), "examples": examples(urls)}
    return on_site(
        snapshot, Outcome.UNVERIFIED, "not-drawn", subject="not-drawn", facts=facts, basis={"pages not drawn": urls}, pages=urls
    )
