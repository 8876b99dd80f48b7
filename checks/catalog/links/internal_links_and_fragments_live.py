"""Links inside the site lead to pages and places that exist.

What it checks
    Every reference of every page that was read which a reader can follow or whose absence a reader sees – links, areas,
    frames, forms, pictures (also of ``srcset`` and SVG), media, style sheets, orders to go on (``meta`` refresh) – to an address
    of the same site, and every ``#fragment`` that a link, frame or form names. An address counts once, however many pages carry it;
    the finding names all of them and the link or menu that they share. Scripts are left out: they are no hypertext references,
    and the browser's look shows what their absence does. What ``link`` elements name for machines only (canonical, alternate,
    icons, preload …) costs no points: what of it is dead is told as advice.

Applicability
    Every site whose home page was read.

Met when
    the crawl is complete, every internal address answered in the end with a page or file, and every named place was found.

Deficiency when
    an internal address answers 404 or 410, answers with a server error, or cannot be reached (its name does not resolve,
    its server refuses), and every later, spaced request says the same; or the server lets every request and a browser
    wait in vain or breaks off; or a page that was read holds no element with the id or name that a fragment asks for.

Left to a person when
    an address answered in another way (access refused, excluded by robots.txt, too large, a page that says «not found» with
    a good status, a fault that was not seen every time); only a form names a dead address, for readers send it filled in
    and follow no link; a fragment is not in the bytes of a page that scripts may change
    and no browser looked at; the crawl was cut short; pages are filled by scripts and no browser drew them.

Assumptions
    A chain of redirects is judged by where it ends. Fragments ``#``, ``#top``, text fragments and the routes of one-page
    applications (``#/…``, ``#!…``) name no place in the page. Addresses to which forms send by POST are not asked. Pictures that
    style sheets lay behind the text are not looked for. Feeds have a check of their own.

Law and standard
    Methodology of 2017, appendix 14, row 2.9, 1): no inactive links and no links to pages that do not exist. RFC 9110,
    sections 15.5 and 15.6; HTML Standard, «Scrolling to a fragment».
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.carried import carried
from checks.carriers import Carrier, merged
from checks.causes import Trace, traces
from checks.fragments import Place, page_status, places
from checks.ladder import throughout
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import examples, guarded, on_page, on_site
from checks.targets import Standing, Verdict, judge, proof
from store.findings import Message, Observation, Outcome
from store.ledger import Kind
from store.snapshot import Snapshot

META = CheckMeta(
    id="internal-links-and-fragments-live",
    version="1",
    title=Message(
        kk="Сайттың ішкі сілтемелері бар беттерге және орындарға апарады",
        ru="Внутренние ссылки сайта ведут на существующие страницы и места",
        en="Links inside the site lead to pages and places that exist",
    ),
    scope="site",
    needs=("pages", "links", "ledger", "page-state"),
    messages=messages_of("internal-links-and-fragments-live"),
    standards=("RFC 9110, 15.5–15.6", "HTML Standard, 7.4.6.4"),
)


Verdicts = dict[tuple[str, str], Verdict]


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each dead address or missing place, and summaries of what stays open."""
    verdicts = {(target, lane): judge(snapshot, target, lane) for target, lane in carried(snapshot).internal.addresses}
    named = places(snapshot, verdicts)
    lost = [_no_anchor(snapshot, place) for place in named.missing]
    unseen = [_unseen(snapshot, fragment, carriers) for fragment, carriers in named.unseen.items()]
    live = {target for (target, _), item in verdicts.items() if item.standing is Standing.LIVE}
    dead = _all_dead(snapshot, verdicts)
    yield from throughout(
        snapshot,
        [*(_dead(snapshot, *one) for one in dead if one[1].followed), *lost],
        beside=[
            *unseen,
            *(_form(snapshot, *one) for one in dead if not one[1].followed),
            *_open(snapshot, verdicts),
            *_advice(snapshot, verdicts),
        ],
        met=lambda: _all_live(snapshot, len(live)),
    )


def _all_dead(snapshot: Snapshot, verdicts: Verdicts) -> list[tuple[str, Carrier, Verdict, Trace]]:
    """Dead addresses, each over the lanes in which it is dead."""
    lanes: dict[str, list[str]] = {}
    for (target, lane), verdict in verdicts.items():
        if verdict.standing is Standing.DEAD:
            lanes.setdefault(target, []).append(lane)
    carriers = carried(snapshot).internal.addresses
    seen = traces(snapshot, ((target, None) for target in lanes))
    return [
        (target, merged([carriers[target, lane] for lane in names]), verdicts[target, names[0]], seen[target, None])
        for target, names in lanes.items()
    ]


def _advice(snapshot: Snapshot, verdicts: Verdicts) -> Iterator[Observation]:
    """One observation for all dead addresses that only machines read; a feed is judged by the check of feeds."""
    feeds = {address for page in snapshot.pages() for address in page.feeds}
    found = {
        (target, lane): carrier
        for (target, lane), carrier in carried(snapshot).advised.addresses.items()
        if (target, lane) not in verdicts and target not in feeds and judge(snapshot, target, lane).standing is Standing.DEAD
    }
    if not found:
        return
    targets = sorted({target for target, _ in found})
    facts = {"targets": len(targets), "relations": sorted({carrier.link.rel or "–" for carrier in found.values()})}
    first = found[min(found)]
    yield on_page(
        first.page(snapshot),
        Outcome.NOT_APPLICABLE,
        "advice",
        subject="advice",
        facts={**facts, "examples": examples(targets)},
        evidence=(snapshot.keep({"address": targets}),),
        pages=sorted({link.url for target in targets for link in snapshot.links_to(target) if link.tag == "link"}),
    )


def _dead(snapshot: Snapshot, target: str, carrier: Carrier, verdict: Verdict, trace: Trace) -> Observation:
    link = carrier.link
    return on_page(
        carrier.page(snapshot),
        Outcome.DEFICIENCY,
        "dead",
        subject=target,
        facts={
            "target": target,
            "kind": "address",
            "status": verdict.status if verdict.status is not None else verdict.reason,
            "end": verdict.end,
            "pages": carrier.pages,
            "examples": carrier.examples,
            "tag": link.tag,
            "href": link.raw,
        },
        evidence=(*proof(snapshot, verdict), *carrier.pictures),
        locator=carrier.locator,
        pages=trace.pages,
        cause=trace.cause,
    )


def _form(snapshot: Snapshot, target: str, carrier: Carrier, verdict: Verdict, trace: Trace) -> Observation:
    """A form is filled in before it is sent: that its bare address is dead tells nobody what a reader is answered."""
    charged = _dead(snapshot, target, carrier, verdict, trace)
    facts = {**charged.facts, "reason": "targets-open"}
    return charged.model_copy(
        update={"outcome": Outcome.UNVERIFIED, "message": "form-dead", "facts": facts, "needs_review": True}
    )


def _no_anchor(snapshot: Snapshot, place: Place) -> Observation:
    target, carrier, page, trace = place
    facts = {"target": target, "kind": "fragment", "status": page_status(snapshot, page), "pages": carrier.pages}
    return on_page(
        carrier.page(snapshot),
        Outcome.DEFICIENCY,
        "no-anchor",
        subject=target,
        facts={**facts, "examples": carrier.examples, "tag": carrier.link.tag, "href": carrier.link.raw},
        evidence=(page.object_sha256, *carrier.pictures),
        locator=carrier.locator,
        pages=trace.pages,
        cause=trace.cause,
    )


def _unseen(snapshot: Snapshot, fragment: str, carriers: list[Carrier]) -> Observation:
    named = sorted({f"{carrier.link.target}#{fragment}" for carrier in carriers})
    pages = [carrier.page(snapshot) for carrier in carriers]
    seen = traces(snapshot, ((carrier.link.target, fragment) for carrier in carriers))
    return on_page(
        pages[0],
        Outcome.UNVERIFIED,
        "anchor-unseen",
        subject=f"#{fragment}",
        facts={"reason": "scripts-not-run", "fragment": fragment, "pages": len(named), "examples": named[:5]},
        evidence=(snapshot.keep({"fragment": fragment, "places": named}), *(page.object_sha256 for page in pages[:3])),
        locator=carriers[0].locator,
        needs_review=True,
        pages=sorted({page for trace in seen.values() for page in trace.pages}),
    )


def _open(snapshot: Snapshot, verdicts: Verdicts) -> Iterator[Observation]:
    doubtful = {key: verdict for key, verdict in verdicts.items() if _in_doubt(verdict)}
    if not doubtful:
        return
    carriers = carried(snapshot).internal.addresses
    reasons = sorted({verdict.reason for verdict in doubtful.values()})
    targets = sorted({target for target, _ in doubtful})
    basis = [
        {"address": key[0], "lane": key[1], "reason": verdict.reason, "page": carriers[key].link.url}
        for key, verdict in sorted(doubtful.items())
    ]
    yield on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "open",
        subject="open",
        facts={"reason": "targets-open", "targets": len(targets), "reasons": reasons, "examples": examples(targets)},
        basis=basis,
    )


def _in_doubt(verdict: Verdict) -> bool:
    by_design = verdict.entry is not None and verdict.entry.kind is Kind.FORM
    return verdict.standing is Standing.OPEN or (verdict.standing is Standing.UNASKED and not by_design)


def _all_live(snapshot: Snapshot, live: int) -> Observation:
    basis = {"internal addresses": sorted({target for target, _ in carried(snapshot).internal.addresses})}
    return on_site(snapshot, Outcome.MET, "met", subject="met", facts={"live": live}, basis=basis)
