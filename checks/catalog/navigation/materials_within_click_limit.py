"""Materials lie within a few clicks of the home page.

What it checks
    The shortest way, in clicks, from a home page to every page and document of the site.

Applicability
    Pages answered with status 200 and documents that links lead to. Pictures, styles and scripts are no materials.

Met when
    at least ``share_percent`` of the materials lie within ``max_clicks`` clicks, whatever the few addresses that could
    not be read would turn out to be.

Deficiency when
    the share is lower, whatever the rest would be. In a crawl that was cut short this is certain only where everything
    unread lies deeper than the limit.

Left to a person when
    the crawl was cut short, or the addresses that could not be read could tip the scale.

Assumptions
    A click is one link of a page (``a``, ``area``) to another address of the site; redirects cost nothing. Ways start at
    the home page of each language version. What no link leads to counts as out of reach. ``report_clicks`` is shown, not
    judged.

Law and standard
    Methodology of 2017, appendix 14, row 2.2 (the rule of award decides; the stricter wish in the text is reported).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from checks.clicks import Clicks, clicks, table, within
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import EXAMPLES, guarded, on_site, truncated
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot


class Limits(Options):
    """``max_clicks`` decides, ``report_clicks`` is shown; ``share_percent`` of materials must lie within the limit."""

    max_clicks: int = Field(ge=1)
    report_clicks: int = Field(ge=1)
    share_percent: Decimal = Field(ge=0, le=100)

    def unmet(self, part: int, whole: int) -> bool:
        """Whether a part is too small a share."""
        return Decimal(part * 100) < self.share_percent * whole


META = CheckMeta(
    id="materials-within-click-limit",
    version="1",
    title=Message(
        kk="Материалдар басты беттен бірнеше өту арқылы қолжетімді",
        ru="Материалы доступны за несколько переходов от главной страницы",
        en="Materials lie within a few clicks of the home page",
    ),
    scope="site",
    needs=("pages", "links", "documents", "ledger"),
    options=Limits,
    messages=messages_of("materials-within-click-limit"),
)
UNDECIDED = (Outcome.UNVERIFIED, "undecided")


@guarded
def run(snapshot: Snapshot, options: Limits) -> Iterator[Observation]:
    """Yields one observation for the whole site."""
    known = clicks(snapshot)
    (outcome, message), facts = _verdict(known, options, truncated(snapshot)), _facts(known, options)
    if outcome is Outcome.UNVERIFIED:
        facts["reason"] = "crawl-cut" if truncated(snapshot) else "unread-addresses"
    yield on_site(snapshot, outcome, message, subject="clicks", facts=facts, basis=table(known))


def _verdict(known: Clicks, options: Limits, incomplete: bool) -> tuple[Outcome, str]:
    reached, total = within(known, options.max_clicks), len(known.depth)
    near, unread = sum(1 for depth in known.unread.values() if depth <= options.max_clicks), len(known.unread)
    if incomplete:
        # A crawl goes breadth first: where all that is unread lies too deep, more reading can only lower the share.
        return (Outcome.DEFICIENCY, "too-deep") if near == 0 and options.unmet(reached, total) else UNDECIDED
    if not options.unmet(reached, total + unread):
        return Outcome.MET, "met"
    if options.unmet(reached + unread, total + unread):
        return Outcome.DEFICIENCY, "too-deep"
    return UNDECIDED


def _facts(known: Clicks, options: Limits) -> dict[str, object]:
    total, reached = len(known.depth), within(known, options.max_clicks)
    return {
        **{f"within_{limit}": within(known, limit) for limit in range(1, max(options.max_clicks, options.report_clicks) + 1)},
        "of": total,
        "within": reached,
        "limit": options.max_clicks,
        "percent": str((Decimal(reached * 100) / max(total, 1)).quantize(Decimal("0.1"))),
        "stricter": options.report_clicks,
        "strict": within(known, options.report_clicks),
        "unread": len(known.unread),
        "unreached": sum(1 for depth in known.depth.values() if depth is None),
        "examples": sorted(url for url, depth in known.depth.items() if depth is not None and depth > options.max_clicks)[
            :EXAMPLES
        ],
    }
