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

from checks.carriers import Carrier, References, gather
from checks.ladder import throughout
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import examples, guarded, in_lane, on_page, on_site
from checks.sweep import CLICKED, sweep
from checks.targets import Anchor, Standing, Verdict, anchor, judge, points_nowhere, proof
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
        verdicts = {target: judge(snapshot, target, page.lane) for target, _ in references.addresses}
        faults = [*_dead(snapshot, page, references, verdicts), *_lost(snapshot, page, references, verdicts)]
        doubts = {target: verdict for target, verdict in verdicts.items() if _in_doubt(verdict)}
        yield from faults
        if doubts:
            yield _open(snapshot, page, doubts)
        elif not faults:
            facts = {"links": len(verdicts)}
            proof_of_all = snapshot.keep({"site map": page.url, "addresses": sorted(verdicts)})
            yield on_page(page, Outcome.MET, "met", subject=in_lane(page, "map"), facts=facts, evidence=(proof_of_all,))


def map_references(snapshot: Snapshot, page: PageRecord) -> References:
    """Internal links of the map itself: those in the body of the page, or all where its parts cannot be told apart."""
    clicks = [link for link in snapshot.links(page) if link.tag in CLICKED and link.scope == "internal" and link.target]
    body = [link for link in clicks if link.place == "main"]
    return gather(snapshot, body or clicks)


def _dead(snapshot: Snapshot, page: PageRecord, references: References, verdicts: dict[str, Verdict]) -> Iterator[Observation]:
    for (target, _), carrier in references.addresses.items():
        verdict = verdicts[target]
        if verdict.standing is Standing.DEAD:
            status = verdict.status if verdict.status is not None else verdict.reason
            yield _fault(page, carrier, "dead", target, status, proof(snapshot, verdict))


def _lost(snapshot: Snapshot, page: PageRecord, references: References, verdicts: dict[str, Verdict]) -> Iterator[Observation]:
    for (target, fragment, _), carrier in references.fragments.items():
        goal = snapshot.page(verdicts[target].end, page.lane) or snapshot.page(verdicts[target].end)
        live = verdicts[target].standing is Standing.LIVE
        if live and goal is not None and not points_nowhere(fragment) and anchor(snapshot, goal, fragment) is Anchor.MISSING:
            status = verdicts[target].status or 0
            yield _fault(page, carrier, "no-anchor", f"{target}#{fragment}", status, (goal.object_sha256,))


def _fault(
    page: PageRecord, carrier: Carrier, message: str, target: str, status: int | str, shown: tuple[str, ...]
) -> Observation:
    kind = "fragment" if message == "no-anchor" else "address"
    return on_page(
        page,
        Outcome.DEFICIENCY,
        message,
        subject=in_lane(page, target),
        facts={"target": target, "kind": kind, "status": status, "pages": 1, "examples": [page.url], "href": carrier.link.raw},
        evidence=(*shown, *carrier.pictures),
        locator=carrier.locator,
    )


def _in_doubt(verdict: Verdict) -> bool:
    return verdict.standing in (Standing.OPEN, Standing.UNASKED)


def _open(snapshot: Snapshot, page: PageRecord, doubts: dict[str, Verdict]) -> Observation:
    reasons = sorted({verdict.reason for verdict in doubts.values()})
    basis = [{"address": target, "reason": doubts[target].reason} for target in sorted(doubts)]
    return on_page(
        page,
        Outcome.UNVERIFIED,
        "open",
        subject=in_lane(page, "open"),
        facts={"reason": "targets-open", "targets": len(doubts), "reasons": reasons, "examples": examples(doubts)},
        evidence=(snapshot.keep(basis),),
    )


def _no_map(snapshot: Snapshot) -> Observation:
    links = sorted({target for target, _ in sweep(snapshot).maps})
    basis = {"links named site map": links, "words": snapshot.lexicon("navigation").phrases("site-map")}
    return on_site(snapshot, Outcome.NOT_APPLICABLE, "no-map", subject="no-map", facts={"reason": "no-site-map"}, basis=basis)
