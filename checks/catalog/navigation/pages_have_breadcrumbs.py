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

from checks.ladder import on_pages, open_on, throughout
from checks.levels import FOR_MACHINES, in_doubt, signs
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, examples, guarded, on_page, on_site
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
    plain = [page for page in judged.pages if not is_home_page(snapshot, page) and _is_plain(page)]
    hidden = [page for page in inner if page.breadcrumb and page.breadcrumb_method == FOR_MACHINES]
    chained = any(page.breadcrumb for page in judged.pages)
    doubtful = [] if inner or chained else [page for page in judged.pages if in_doubt(snapshot, page)]
    yield from throughout(
        snapshot,
        [*_lacking(snapshot, lacking, len(inner)), *_unlinked(snapshot, plain)],
        unseen=lambda: _hidden(hidden) if hidden else None,
        shells=lambda: _shells(snapshot, shells) if shells else _level_unknown(snapshot, doubtful) if doubtful else None,
        none=lambda: None if inner else _flat(snapshot, judged.pages),
        met=lambda: on_site(snapshot, Outcome.MET, "met", subject="met", facts={"of": len(inner)}, basis={"pages": _urls(inner)}),
    )


def _is_plain(page: PageRecord) -> bool:
    """Whether a chain that readers see leads nowhere but to the page itself."""
    if len(page.breadcrumb) <= 1 or page.breadcrumb_method == FOR_MACHINES:
        return False
    return not any(address and address != page.url for _, address in page.breadcrumb)


def _urls(pages: Sequence[PageRecord]) -> list[str]:
    return [page.url for page in pages]


def _lacking(snapshot: Snapshot, pages: list[PageRecord], of: int) -> Iterator[Observation]:
    if pages:
        basis = {"pages without breadcrumb": {page.url: list(signs(snapshot, page)) for page in pages}}
        yield on_pages(snapshot, pages, Outcome.DEFICIENCY, "lacking", subject="breadcrumb", basis=basis, facts={"of": of})


def _unlinked(snapshot: Snapshot, pages: list[PageRecord]) -> Iterator[Observation]:
    if pages:
        chains = {page.url: [text for text, _ in page.breadcrumb] for page in pages}
        first = clip(" / ".join(chains[pages[0].url]), QUOTED)
        basis, place = {"chains without links": chains}, Locator(quote=first)
        yield on_pages(
            snapshot,
            pages,
            Outcome.DEFICIENCY,
            "unlinked",
            subject="unlinked",
            basis=basis,
            facts={"chain": first},
            locator=place,
        )


def _hidden(pages: list[PageRecord]) -> Observation:
    urls = _urls(pages)
    facts = {"reason": "told-to-machines-only", "pages": len(urls), "examples": examples(urls)}
    return on_page(pages[0], Outcome.UNVERIFIED, "unseen", subject="unseen", facts=facts, needs_review=True, pages=urls)


def _shells(snapshot: Snapshot, pages: Sequence[PageRecord]) -> Observation:
    return open_on(snapshot, _urls(pages), "shells", "scripts-not-run", basis={"not drawn": _urls(pages)})


def _level_unknown(snapshot: Snapshot, pages: list[PageRecord]) -> Observation:
    basis = {"pages in nested folders": _urls(pages)}
    return open_on(snapshot, _urls(pages), "level-unknown", "level-not-told", basis=basis, needs_review=True)


def _flat(snapshot: Snapshot, pages: Sequence[PageRecord]) -> Observation:
    facts, basis = {"pages": len(pages)}, {"pages": _urls(pages)}
    return on_site(snapshot, Outcome.NOT_APPLICABLE, "no-inner-pages", subject="none", facts=facts, basis=basis)
