"""Whether the dates of change in a site's own site maps are to be believed, so that unchanged pages need not be asked at all.

A seeded sample of the pages they call unchanged is asked like any other; only when the server itself says of every one that it
did not change, or sends the same bytes, the rest is taken over.
"""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.books.frontier import Target
from store.harvest import Ledger, LedgerEntry

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign


async def trusted(campaign: Campaign) -> frozenset[tuple[str, str]]:
    """Addresses and lanes whose earlier captures are taken over unasked; empty where the dates are not to be believed."""
    since = datetime.now(UTC) - timedelta(days=campaign.limits.lastmod_days)
    found = sorted(campaign.history.dated_before(campaign.seeds.changed, since), key=lambda entry: (entry.url, entry.lane))
    found = [entry for entry in found if entry.depth > 0 and _unasked(campaign, entry)]
    size = campaign.limits.lastmod_sample
    if len(found) <= size or size <= 0:
        return frozenset()
    sample = random.Random(campaign.plan.seed).sample(found, size)  # noqa: S311 - a sample that anyone can draw again
    targets = [Target(entry.url, entry.lane, entry.depth, entry.parent) for entry in sample]
    for target in targets:
        if not campaign.frontier.known(target.url, target.lane):
            campaign.frontier.note(target)
    await asyncio.gather(*(campaign.handle(target) for target in targets))
    asked = {(target.url, target.lane) for target in targets}
    honest = all(_unchanged(campaign, key) for key in asked)
    campaign.log.info("dates of site maps were tried", asked=len(asked), dated=len(found), believed=honest)
    return frozenset((entry.url, entry.lane) for entry in found) - asked if honest else frozenset()


def _unasked(campaign: Campaign, entry: LedgerEntry) -> bool:
    known = campaign.frontier.entries.get((entry.url, entry.lane))
    return known is None or known.ledger is Ledger.QUEUED


def _unchanged(campaign: Campaign, key: tuple[str, str]) -> bool:
    entry = campaign.frontier.entries[key]
    if entry.ledger is Ledger.UNCHANGED:
        return True
    before = campaign.history.entries[key].content_since
    return entry.ledger is Ledger.FETCHED and before is not None and entry.content_since == before
