"""Links in the site map lead to pages that exist.

What it checks
    Every link that stands in the body of the site map page (of each language version), where it leads and whether the
    place it names is there.

Applicability
    Sites with a site map page that a link named so leads to. Whether pages link to a site map at all is judged by another
    check.

Met when
    every link of the site map to an address of the site leads to a page, file or place that exists.

Deficiency when
    a link of the site map leads to a dead address: one finding for each distinct address.

Left to a person when
    an address answered in a way that proves neither life nor death, or the crawl was cut short before a site map was met;
    pages are filled by scripts and no browser drew them.

Assumptions
    Links of the header, menu and footer that frame every page do not belong to the map; where the page's parts cannot be
    told apart all its links do. Links to other sites were not asked and are left aside.

Law and standard
    Methodology of 2017, appendix 14, row 2.3: «за каждый выявленный факт не функционирующих ссылок, размещенных в карте
    сайта». RFC 9110, sections 15.5 and 15.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.ladder import throughout
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.sitemaps import Lost, lost, map_references, verdicts_of
from checks.support import examples, guarded, in_lane, on_page, on_site
from checks.sweep import sweep
from checks.targets import Standing, Verdict
from checks.wayfinding import map_pages
from store.findings import Message, Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="site-map-links-live",
    version="1",
    title=Message(
        kk="Сайт картасындағы сілтемелер жұмыс істейді",
        ru="Ссылки в карте сайта работают",
        en="Links in the site map are alive",
    ),
    scope="site",
    needs=("pages", "links", "ledger", "page-state"),
    messages=messages_of("site-map-links-live"),
    standards=("RFC 9110, 15.5–15.6",),
)


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each dead link of each site map page, or how the map stands as a whole."""
    pages = map_pages(snapshot)
    if not pages:
        yield from throughout(snapshot, (), met=lambda: _no_map(snapshot), part="no-map")
    for page in pages:
        references = map_references(snapshot, page)
        verdicts = verdicts_of(snapshot, page, references)
        faults = [_fault(page, item) for item in lost(snapshot, page, references, verdicts)]
        doubts = {target: item for target, item in verdicts.items() if item.standing in (Standing.OPEN, Standing.UNASKED)}
        yield from faults
        if doubts:
            yield _open(snapshot, page, doubts)
        elif not faults:
            shown = snapshot.keep({"site map": page.url, "addresses": sorted(verdicts)})
            facts = {"links": len(verdicts)}
            yield on_page(page, Outcome.MET, "met", subject=in_lane(page, "map"), facts=facts, evidence=(shown,))


def _fault(page: PageRecord, item: Lost) -> Observation:
    kind = "fragment" if item.kind == "no-anchor" else "address"
    facts = {"target": item.target, "kind": kind, "status": item.status, "href": item.carrier.link.raw}
    return on_page(
        page,
        Outcome.DEFICIENCY,
        item.kind,
        subject=in_lane(page, item.target),
        facts={**facts, "pages": 1, "examples": [page.url]},
        evidence=(*item.shown, *item.carrier.pictures),
        locator=item.carrier.locator,
    )


def _open(snapshot: Snapshot, page: PageRecord, doubts: dict[str, Verdict]) -> Observation:
    basis = [{"address": target, "reason": doubts[target].reason} for target in sorted(doubts)]
    reasons = sorted({verdict.reason for verdict in doubts.values()})
    facts = {"reason": "targets-open", "targets": len(doubts), "reasons": reasons, "examples": examples(doubts)}
    shown = (snapshot.keep(basis),)
    return on_page(page, Outcome.UNVERIFIED, "open", subject=in_lane(page, "open"), facts=facts, evidence=shown)


def _no_map(snapshot: Snapshot) -> Observation:
    links = sorted({target for target, _ in sweep(snapshot).maps})
    basis = {"links named site map": links, "words": snapshot.lexicon("navigation").phrases("site-map")}
    return on_site(snapshot, Outcome.NOT_APPLICABLE, "no-map", subject="no-map", facts={"reason": "no-site-map"}, basis=basis)
