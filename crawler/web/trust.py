"""Whether the dates of change in a site's own site maps are to be believed, so that unchanged pages need not be asked at all.

A seeded sample of the pages they call unchanged is asked like any other; only when the server itself says of every one that it
did not change, or sends the same bytes, the rest is taken over.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog

from crawler.books.frontier import Frontier, Key, Target
from crawler.web.history import History
from store.harvest import CrawlPlan, Ledger, LedgerEntry


async def trusted(
    plan: CrawlPlan,
    history: History,
    changed: dict[str, datetime],
    frontier: Frontier,
    handle: Callable[[Target], Awaitable[None]],
) -> frozenset[Key]:
    """Addresses and lanes whose earlier captures are taken over unasked; empty where the dates are not to be believed.

    :param history: the run before.
    :param changed: dates of change by address, as the site maps give them.
    :param handle: asks one address and gives it its class.
    """
    since = datetime.now(UTC) - timedelta(days=plan.limits.lastmod_days)
    found = sorted(history.dated_before(changed, since), key=lambda entry: (entry.url, entry.lane))
    found = [entry for entry in found if entry.depth > 0 and _unasked(frontier, entry)]
    size = plan.limits.lastmod_sample
    if len(found) <= size or size <= 0:
        return frozenset()
    sample = random.Random(plan.seed).sample(found, size)  # noqa: S311 - a sample that anyone can draw again
    targets = [Target(entry.url, entry.lane, entry.depth, entry.parent) for entry in sample]
    for target in targets:
        if not frontier.known(target.url, target.lane):
            frontier.note(target)
    await asyncio.gather(*(handle(target) for target in targets))
    asked = {(target.url, target.lane) for target in targets}
    honest = all(_unchanged(frontier.entries[key], history.entries[key]) for key in asked)
    structlog.get_logger("harvest").info("dates of site maps were tried", asked=len(asked), dated=len(found), believed=honest)
    return frozenset((entry.url, entry.lane) for entry in found) - asked if honest else frozenset()


def _unasked(frontier: Frontier, entry: LedgerEntry) -> bool:
    known = frontier.entries.get((entry.url, entry.lane))
    return known is None or known.ledger is Ledger.QUEUED


def _unchanged(entry: LedgerEntry, known: LedgerEntry) -> bool:
    if entry.ledger is Ledger.UNCHANGED:
        return True
    return entry.ledger is Ledger.FETCHED and known.content_since is not None and entry.content_since == known.content_since
