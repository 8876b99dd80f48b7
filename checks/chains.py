"""Chains of navigation: which pages need one, and how those that are shown are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checks.levels import FOR_MACHINES, in_doubt, signs
from checks.wayfinding import is_home_page, visited
from store.records import PageRecord
from store.snapshot import Snapshot


class Chains(NamedTuple):
    """Pages by what is known of their chain.

    ``inner`` lie below the first level, of them ``lacking`` show no chain and ``hidden`` tell it to machines only; ``plain`` chains
    lead nowhere; ``shells`` nobody drew; ``doubtful`` may lie below the first level where no page at all shows a chain.
    """

    pages: Sequence[PageRecord]
    inner: list[PageRecord]
    lacking: list[PageRecord]
    hidden: list[PageRecord]
    plain: list[PageRecord]
    shells: Sequence[PageRecord]
    doubtful: list[PageRecord]


def chains(snapshot: Snapshot) -> Chains:
    """What is known of the chains of all pages that a visitor opens."""
    judged = visited(snapshot)
    inner = [page for page in judged.pages if signs(snapshot, page)]
    chained = inner or any(page.breadcrumb for page in judged.pages)
    return Chains(
        judged.pages,
        inner,
        lacking=[page for page in inner if not page.breadcrumb],
        hidden=[page for page in inner if page.breadcrumb and page.breadcrumb_method == FOR_MACHINES],
        plain=[page for page in judged.pages if not is_home_page(snapshot, page) and _is_plain(page)],
        shells=[page for page in judged.shells if signs(snapshot, page)] or judged.shells,
        doubtful=[] if chained else [page for page in judged.pages if in_doubt(snapshot, page)],
    )


def _is_plain(page: PageRecord) -> bool:
    """Whether a chain that readers see leads nowhere but to the page itself."""
    if len(page.breadcrumb) <= 1 or page.breadcrumb_method == FOR_MACHINES:
        return False
    return not any(address and address != page.url for _, address in page.breadcrumb)
