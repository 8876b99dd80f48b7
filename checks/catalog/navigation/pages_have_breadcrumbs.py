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

from checks.chains import chains
from checks.ladder import on_pages, open_on, throughout
from checks.levels import signs
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, examples, guarded, on_page, on_site
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
FAULT = Outcome.DEFICIENCY


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each kind of fault, else one for all inner pages together."""
    known = chains(snapshot)
    facts, basis = {"of": len(known.inner)}, {"pages": _urls(known.inner)}
    hollow, nested = _urls(known.shells), _urls(known.doubtful)
    yield from throughout(
        snapshot,
        [*_lacking(snapshot, known.lacking, facts), *_unlinked(snapshot, known.plain)],
        unseen=lambda: _hidden(known.hidden) if known.hidden else None,
        shells=lambda: (
            open_on(snapshot, hollow, "shells", "scripts-not-run", basis={"not drawn": hollow})
            or open_on(
                snapshot, nested, "level-unknown", "level-not-told", basis={"pages in nested folders": nested}, needs_review=True
            )
        ),
        none=lambda: None if known.inner else _flat(snapshot, known.pages),
        met=lambda: on_site(snapshot, Outcome.MET, "met", subject="met", facts=facts, basis=basis),
    )


def _flat(snapshot: Snapshot, pages: Sequence[PageRecord]) -> Observation:
    facts, basis = {"pages": len(pages)}, {"pages": _urls(pages)}
    return on_site(snapshot, Outcome.NOT_APPLICABLE, "no-inner-pages", subject="none", facts=facts, basis=basis)


def _urls(pages: Sequence[PageRecord]) -> list[str]:
    return [page.url for page in pages]


def _lacking(snapshot: Snapshot, pages: list[PageRecord], facts: dict[str, int]) -> Iterator[Observation]:
    basis = {"pages without breadcrumb": {page.url: list(signs(snapshot, page)) for page in pages}}
    if pages:
        yield on_pages(snapshot, pages, FAULT, "lacking", subject="breadcrumb", basis=basis, facts=facts)


def _unlinked(snapshot: Snapshot, pages: list[PageRecord]) -> Iterator[Observation]:
    if pages:
        told = {page.url: [text for text, _ in page.breadcrumb] for page in pages}
        first, basis = clip(" / ".join(told[pages[0].url]), QUOTED), {"chains without links": told}
        facts, place = {"chain": first}, Locator(quote=first)
        yield on_pages(snapshot, pages, FAULT, "unlinked", subject="unlinked", basis=basis, facts=facts, locator=place)


def _hidden(pages: list[PageRecord]) -> Observation:
    urls = _urls(pages)
    facts = {"reason": "told-to-machines-only", "pages": len(urls), "examples": examples(urls)}
    return on_page(pages[0], Outcome.UNVERIFIED, "unseen", subject="unseen", facts=facts, needs_review=True, pages=urls)
