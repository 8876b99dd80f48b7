"""Links to other sites open in a new window, and the visitor is told so.

What it checks
    Every link of a page that leads to another site: the window that it names, and its words and title.

Applicability
    Sites that link to other sites.

Met when
    the crawl is complete, every such link names a new window, and its words, title or picture say so.

Deficiency when
    such links open in the same window, or do not tell that another site opens apart, and nothing in the markup, scripts and
    styles of the site could do it otherwise. The finding counts links and pages.

Left to a person when
    scripts of the site open windows; an icon, a style or words elsewhere may tell of the other site; the crawl was cut short.

Assumptions
    A version of the site on another host is no other site, nor is the address that pages give as their own (``canonical``).
    Scripts from other hosts do not change the windows of links. Icons named «external» may tell; so may words about a new
    window anywhere in the page.

Law and standard
    Methodology of 2017, appendix 14, row 2.9. WCAG 2.2, technique G201.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.ladder import on_pages, open_on, throughout
from checks.leaving import leaving
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, examples, guarded, on_site
from store.findings import Locator, Message, Observation, Outcome
from store.records import LinkRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="external-links-open-apart",
    version="1",
    title=Message(
        kk="Басқа сайттарға сілтемелер жаңа терезеде ашылады және бұл туралы айтылады",
        ru="Ссылки на другие сайты открываются в новом окне, и об этом сказано",
        en="Links to other sites open in a new window and say so",
    ),
    scope="page",
    needs=("pages", "links", "ledger"),
    messages=messages_of("external-links-open-apart"),
    standards=("WCAG 2.2 G201",),
)


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for links in the same window and one for links that do not tell, or one verdict."""
    known = leaving(snapshot)
    of = len(known.links)
    lacking = []
    if known.same and not known.may_open:
        lacking.append(_lacking(snapshot, "same-window", known.same, of))
    if known.untold and not known.may_tell:
        lacking.append(_lacking(snapshot, "untold", known.untold, of))
    doubtful = {link.url: None for link in (*known.same, *known.untold)}
    outcome, said = (Outcome.MET, "met") if of else (Outcome.NOT_APPLICABLE, "no-links")
    facts = {"links": len({*known.same, *known.untold}), "of": of}
    yield from throughout(
        snapshot,
        lacking,
        unseen=lambda: open_on(
            snapshot, sorted(doubtful), "doubtful", "may-be-it", basis=_basis(known.untold), facts=facts, needs_review=True
        ),
        met=lambda: on_site(snapshot, outcome, said, facts={"of": of}, basis=_basis(known.links)),
    )


def _lacking(snapshot: Snapshot, message: str, links: Sequence[LinkRecord], of: int) -> Observation:
    found = (snapshot.page(url, lane) for url, lane in dict.fromkeys((link.url, link.lane) for link in links))
    pages = [page for page in found if page is not None]
    first = links[0]
    named = next((link for link in links if link.text), first)
    facts = {
        "links": len(links),
        "of": of,
        "targets": examples(link.target for link in links),
        "label": clip(named.text or "–", 100),
    }
    locator = Locator(xpath=first.xpath)
    return on_pages(
        snapshot, pages, Outcome.DEFICIENCY, message, subject=message, basis=_basis(links), facts=facts, locator=locator
    )


def _basis(links: Sequence[LinkRecord]) -> list[list[str]]:
    return [[link.url, link.target, link.window, link.text] for link in links]
