"""Links to other sites lead somewhere.

What it checks
    Every reference of every page that was read to an address of another site which a reader can follow or whose absence a
    reader sees (links, areas, frames, forms, pictures, media, style sheets, orders to go on). An address counts once, however many
    pages carry it. Scripts and what ``link`` elements name for programs only (preconnect, canonical, alternate …) are left out.

Applicability
    Every site whose home page was read.

Met when
    the crawl is complete and every such address answered in the end with something; or there is none.

Deficiency when
    the address answers 404 or 410, answers with a server error, or cannot be reached (its name does not resolve, its server
    refuses), every later, spaced request says the same, and so it was on another day too.

Left to a person when
    the failure was seen on one day only; the address answered in another way (access refused, excluded by robots.txt of that
    site, a time-out, a certificate that does not hold); it was not asked; the crawl was cut short; pages are filled by scripts and
    no browser drew them.

Assumptions
    Another site is asked for the head of the address only, or for its first bytes where it knows no heads, so places in the
    page (fragments) are not looked for. A chain of redirects is judged by where it ends.

Law and standard
    Methodology of 2017, appendix 14, row 2.9, 1): no inactive links and no links to pages that do not exist. RFC 9110,
    sections 9.3.2, 15.5 and 15.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.carried import carried
from checks.carriers import Carrier, merged
from checks.causes import Trace, traces
from checks.ladder import throughout
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import examples, guarded, on_page, on_site
from checks.targets import FIRST_DAY, Standing, Verdict, judge_external, proof
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="external-links-live",
    version="1",
    title=Message(
        kk="Басқа сайттарға апаратын сілтемелер жұмыс істейді",
        ru="Ссылки на другие сайты работают",
        en="Links to other sites lead somewhere",
    ),
    scope="site",
    needs=("pages", "links", "ledger"),
    messages=messages_of("external-links-live"),
    standards=("RFC 9110, 9.3.2, 15.5–15.6",),
)

Verdicts = dict[str, Verdict]


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each dead address, and summaries of what stays open."""
    carriers = _carriers(snapshot)
    verdicts = {target: judge_external(snapshot, target, carrier.link.lane) for target, carrier in carriers.items()}
    gone = [target for target in verdicts if _is(verdicts, target, Standing.DEAD)]
    seen = traces(snapshot, ((target, None) for target in gone))
    dead = [_dead(snapshot, carriers[target], verdicts[target], seen[target, None]) for target in gone]
    key, facts, basis = "met" if verdicts else "none", {"live": len(verdicts)}, {"addresses": sorted(verdicts)}
    yield from throughout(
        snapshot,
        dead,
        beside=_doubts(snapshot, verdicts),
        met=lambda: on_site(snapshot, Outcome.MET, key, subject="met", facts=facts, basis=basis),
    )


def _is(verdicts: Verdicts, target: str, standing: Standing) -> bool:
    return verdicts[target].standing is standing


def _carriers(snapshot: Snapshot) -> dict[str, Carrier]:
    """The carriers of each address over all language lanes."""
    lanes: dict[str, list[Carrier]] = {}
    for (target, _), carrier in carried(snapshot).external.addresses.items():
        lanes.setdefault(target, []).append(carrier)
    return {target: merged(found) for target, found in lanes.items()}


def _dead(snapshot: Snapshot, carrier: Carrier, verdict: Verdict, trace: Trace) -> Observation:
    link = carrier.link
    return on_page(
        carrier.page(snapshot),
        Outcome.DEFICIENCY,
        "dead",
        subject=link.target,
        facts={
            "target": link.target,
            "kind": "external",
            "status": verdict.status if verdict.status is not None else verdict.reason,
            "end": verdict.end,
            "since": _since(verdict),
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


def _since(verdict: Verdict) -> str:
    since = verdict.entry.failing_since if verdict.entry is not None else None
    return since.isoformat() if since is not None else ""


def _doubts(snapshot: Snapshot, verdicts: Verdicts) -> Iterator[Observation]:
    open_ones = {target: verdict for target, verdict in verdicts.items() if verdict.standing in (Standing.OPEN, Standing.UNASKED)}
    new = {target: verdict for target, verdict in open_ones.items() if verdict.reason == FIRST_DAY}
    rest = {target: verdict for target, verdict in open_ones.items() if target not in new}
    if new:
        yield _doubt(snapshot, "one-day", FIRST_DAY, new)
    if rest:
        yield _doubt(snapshot, "open", "targets-open", rest)


def _doubt(snapshot: Snapshot, message: str, reason: str, found: Verdicts) -> Observation:
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        message,
        subject=message,
        facts={
            "reason": reason,
            "targets": len(found),
            "reasons": sorted({verdict.reason for verdict in found.values()}),
            "examples": examples(sorted(found)),
        },
        basis=[
            {"address": target, "end": verdict.end, "reason": verdict.reason, "status": verdict.status, "since": _since(verdict)}
            for target, verdict in sorted(found.items())
        ],
    )
