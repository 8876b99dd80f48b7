"""Pages below the first level show where they stand in the structure of the site, with links to the levels above.

What it checks
    A chain of links to the levels above on every page below the first level of the site, and the links of every chain shown.

Applicability
    Pages answered with status 200 that lie below the first level: the crawl met them at two clicks or deeper, their address
    continues that of another page of the site, the menu of the home page offers them only inside another entry, or their own
    chain names a level between the home page and them. A chain that a page of the first level shows is judged too. Home pages,
    pages that only fill frames and stops that lead on at once are left alone.

Met when
    the crawl is complete, every such page shows a chain, and every chain leads up by a link.

Deficiency when
    at least one such page shows no chain, or a page shows a chain as plain text, without a single link that leads up. The two
    are findings of their own; each counts its pages and names them.

Left to a person when
    the crawl was cut short and nothing was found wanting; the chain is told to search engines only (JSON-LD); the pages are
    empty shells that scripts fill and no browser drew them; or no page shows a chain and no sign puts one below the first
    level, yet addresses lie two folders or deeper, so that nobody can say that there is no second level.

Assumptions
    A chain is known by its markup (breadcrumb in role, label, class or schema.org BreadcrumbList) or by its structure: a
    short list whose links lead upwards and whose last item names the page, or one line of text from the home page to its name.

Law and standard
    Methodology of 2017, appendix 14, row 2.4. WCAG 2.2, success criterion 2.4.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checks.levels import FOR_MACHINES, in_doubt, signs
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, cut, examples, guarded, on_page, on_site, truncated
from checks.wayfinding import is_home_page, visited
from store.findings import Locator, Message, Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="pages-have-breadcrumbs",
    version="1",
    title=Message(
        kk="Беттерде пайдаланушының тұрған орнын көрсететін навигациялық тізбек бар",
        ru="На страницах есть навигационная цепочка, показывающая место в структуре сайта",
        en="Pages show a breadcrumb chain with their place in the site",
    ),
    scope="site",
    needs=("pages", "links"),
    messages=messages_of("pages-have-breadcrumbs"),
    standards=("WCAG 2.2 SC 2.4.8",),
)
QUOTED = 200


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each kind of fault, else one for all inner pages together."""
    judged = visited(snapshot)
    inner = [page for page in judged.pages if signs(snapshot, page)]
    shells = [page for page in judged.shells if signs(snapshot, page)] or judged.shells
    lacking = [page for page in inner if not page.breadcrumb]
    unlinked = [page for page in judged.pages if not is_home_page(snapshot, page) and _is_plain(page)]
    unseen = [page for page in inner if page.breadcrumb and page.breadcrumb_method == FOR_MACHINES]
    doubtful = [page for page in judged.pages if in_doubt(snapshot, page)]
    if lacking:
        yield _lacking(snapshot, lacking, len(inner))
    if unlinked:
        yield _unlinked(snapshot, unlinked)
    if lacking or unlinked:
        return
    if truncated(snapshot):
        yield cut(snapshot)
    elif unseen:
        facts = {"reason": "told-to-machines-only", **_named(unseen)}
        urls = _urls(unseen)
        yield on_page(unseen[0], Outcome.UNVERIFIED, "unseen", subject="unseen", facts=facts, needs_review=True, pages=urls)
    elif shells:
        facts, urls = {"reason": "scripts-not-run", **_named(shells)}, _urls(shells)
        basis = {"not drawn": urls}
        yield on_site(snapshot, Outcome.UNVERIFIED, "shells", subject="shells", facts=facts, basis=basis, pages=urls)
    elif inner:
        facts = {"of": len(inner)}
        yield on_site(snapshot, Outcome.MET, "met", subject="met", facts=facts, basis={"pages": _urls(inner)})
    elif doubtful and not any(page.breadcrumb for page in judged.pages):
        yield _level_unknown(snapshot, doubtful)
    else:
        facts, basis = {"pages": len(judged.pages)}, {"pages": _urls(judged.pages)}
        yield on_site(snapshot, Outcome.NOT_APPLICABLE, "no-inner-pages", subject="none", facts=facts, basis=basis)


def _is_plain(page: PageRecord) -> bool:
    """Whether a chain that readers see leads nowhere but to the page itself."""
    if len(page.breadcrumb) <= 1 or page.breadcrumb_method == FOR_MACHINES:
        return False
    return not any(address and address != page.url for _, address in page.breadcrumb)


def _urls(pages: Sequence[PageRecord]) -> list[str]:
    return [page.url for page in pages]


def _named(pages: Sequence[PageRecord]) -> dict[str, Any]:
    return {"pages": len(pages), "examples": examples(_urls(pages))}


def _lacking(snapshot: Snapshot, pages: list[PageRecord], of: int) -> Observation:
    basis = {"pages without breadcrumb": {page.url: list(signs(snapshot, page)) for page in pages}}
    return on_page(
        pages[0],
        Outcome.DEFICIENCY,
        "lacking",
        subject="breadcrumb",
        facts={**_named(pages), "of": of},
        evidence=(*(page.object_sha256 for page in pages[:3]), snapshot.keep(basis)),
        pages=_urls(pages),
    )


def _unlinked(snapshot: Snapshot, pages: list[PageRecord]) -> Observation:
    chains = {page.url: [text for text, _ in page.breadcrumb] for page in pages}
    first = clip(" / ".join(chains[pages[0].url]), QUOTED)
    return on_page(
        pages[0],
        Outcome.DEFICIENCY,
        "unlinked",
        subject="unlinked",
        facts={**_named(pages), "chain": first},
        evidence=(*(page.object_sha256 for page in pages[:3]), snapshot.keep({"chains without links": chains})),
        locator=Locator(quote=first),
        pages=_urls(pages),
    )


def _level_unknown(snapshot: Snapshot, pages: list[PageRecord]) -> Observation:
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "level-unknown",
        subject="level-unknown",
        facts={"reason": "level-not-told", **_named(pages)},
        basis={"pages in nested folders": _urls(pages)},
        needs_review=True,
        pages=_urls(pages),
    )
