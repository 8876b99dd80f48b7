"""The address of the site opens its home page, with no splash before it.

What it checks
    What answers at each registered address of the site: redirects on the way, a refresh ordered by the page, and whether
    the page holds content or only an invitation to enter.

Applicability
    Every registered address of the site.

Met when
    the address answers with the home page itself, directly or over redirects inside the site.

Deficiency when
    the home page orders the browser to load another page after a pause; or it is a page of few links and little text
    with a link to enter the site; or the way to it crosses more than one other host.

Left to a person when
    the home page holds next to nothing (a choice of language alone, or a page that scripts fill and no browser drew), or it
    leads on at once to a page that was not read.

Assumptions
    A redirect or an immediate refresh to the home page of a language version is no splash, nor is a change from http to
    https or to ``www.``.

Law and standard
    Methodology of 2017, appendix 14, row 2.11.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from checks.carriers import Carrier
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.openings import bare, entries, hosts, opened, opens_home, way, way_in
from checks.support import clip, guarded, on_page, registered_address, unseen
from checks.targets import judge
from checks.wayfinding import refresh_of
from store.findings import Message, Observation, Outcome
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

AT_ONCE = 1
HOSTS_CROSSED = 2

META = CheckMeta(
    id="home-page-without-splash",
    version="1",
    title=Message(
        kk="Сайттың мекенжайы бірден басты бетті ашады",
        ru="Адрес сайта сразу открывает главную страницу",
        en="The address of the site opens the home page at once",
    ),
    scope="site",
    needs=("pages", "links", "ledger"),
    messages=messages_of("home-page-without-splash"),
)


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each registered address that opened a page."""
    seen: set[str] = set()
    for site in snapshot.plan.body.sites:
        address = registered_address(site.url)
        page = opened(snapshot, address)
        if page is not None and address not in seen:
            seen.add(address)
            yield _judged(snapshot, address, page)


def _judged(snapshot: Snapshot, address: str, page: PageRecord) -> Observation:
    shown = way(snapshot, address)
    crossed = hosts(shown)
    evidence = tuple(digest for _, digest in shown if digest)
    links = entries(snapshot, page)
    order = refresh_of(page)
    target = urljoin(page.url, order.address) if order else page.url
    if len(crossed) > HOSTS_CROSSED:
        facts: dict[str, object] = {"address": address, "hosts": len(crossed) - 1}
        return on_page(page, Outcome.DEFICIENCY, "through-hosts", subject=address, facts=facts, evidence=evidence)
    if order and order.seconds <= AT_ONCE and snapshot.page(judge(snapshot, target).end) is None:
        facts = {"address": address, "target": target, "reason": "next-page-unread"}
        return on_page(page, Outcome.UNVERIFIED, "refresh-unread", subject=address, facts=facts, evidence=evidence)
    if order and judge(snapshot, target).end != page.url and not (order.seconds <= AT_ONCE and opens_home(snapshot, target)):
        facts = {"address": address, "target": target, "seconds": format(order.seconds, "g")}
        return on_page(page, Outcome.DEFICIENCY, "refresh", subject=address, facts=facts, evidence=evidence)
    if bare(snapshot, page) and not (order and order.address):
        return _bare(snapshot, address, page, list(links.values()), evidence)
    return on_page(page, Outcome.MET, "met", subject=address, facts={"address": address}, evidence=evidence)


def _bare(snapshot: Snapshot, address: str, page: PageRecord, links: list[LinkRecord], shown: tuple[str, ...]) -> Observation:
    enter = way_in(snapshot, page)
    if enter is not None and not unseen(page):
        facts: dict[str, object] = {"address": address, "label": clip(enter.text or enter.label, 80), "links": len(links)}
        place = Carrier(enter).locator
        return on_page(page, Outcome.DEFICIENCY, "enter-link", subject=address, facts=facts, evidence=shown, locator=place)
    facts = {"address": address, "links": len(links), "reason": "almost-empty"}
    return on_page(page, Outcome.UNVERIFIED, "bare", subject=address, facts=facts, evidence=shown, needs_review=True)
