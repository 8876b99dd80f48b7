"""What the body's own report names: opened like any other address of another site, and kept apart from what the crawl itself met.

So a page that nobody links to is read without becoming a page of the site, and no check counts it among them.
"""

from __future__ import annotations

from sqlalchemy import Connection

from crawler.books.frontier import Frontier
from crawler.web.external import REPORTED
from store.harvest import CrawlPlan, Kind, Ledger, LedgerEntry
from store.reported import pointed

# Classes in which the crawl itself says nothing of an address.
UNSAID = frozenset({Ledger.OUT_OF_SCOPE, Ledger.BEYOND_BUDGET, Ledger.QUEUED})


def reported_links(db: Connection, plan: CrawlPlan) -> tuple[str, ...]:
    """Addresses that the imported report of the body and period names, each once; none for a reading or a single page."""
    return () if plan.portal or plan.page_only else pointed(db, plan.body.code, plan.period)


def enter(addresses: tuple[str, ...], frontier: Frontier) -> None:
    """Notes those that the crawl did not meet, to be asked; one that stands there already is left alone."""
    met = {entry.url for entry in frontier.entries.values() if entry.ledger not in UNSAID}
    for url in addresses:
        if url not in met and not frontier.known(url, REPORTED):
            frontier.put(LedgerEntry(url=url, lane=REPORTED, ledger=Ledger.OUT_OF_SCOPE, kind=Kind.REPORTED, depth=1))
