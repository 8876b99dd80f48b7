"""Pages below the first level show where they stand in the structure of the site.

What it checks
    A chain of links to the levels above on every page below the first level of the site.

Applicability
    Pages answered with status 200 that lie below the first level: the crawl met them at two clicks or deeper, or their
    address continues that of another page of the site. Home pages, pages that only fill frames and
    stops that lead on at once are left alone.

Met when
    the crawl is complete and every such page shows a chain.

Deficiency when
    at least one such page shows none. The finding counts the pages without it and names examples.

Left to a person when
    the crawl was cut short and nothing was found wanting; the chain is told to search engines only (JSON-LD); or the pages
    are empty shells that scripts fill and no browser drew them.

Assumptions
    A chain is known by its markup (breadcrumb in role, label, class or schema.org BreadcrumbList) or by its structure: a
    short list whose links lead upwards and whose last item names the page.

Law and standard
    Methodology of 2017, appendix 14, row 2.4. WCAG 2.2, success criterion 2.4.8.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.meta import CheckMeta, Options
from checks.support import cut, examples, folder_of, guarded, on_page, on_site, truncated
from checks.wayfinding import is_home_page, visited
from store.findings import Message, Observation, Outcome
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
    messages={
        "lacking": Message(
            kk="Навигациялық тізбегі жоқ ішкі беттер саны: {pages} (барлығы {of}).",
            ru="Внутренних страниц без навигационной цепочки: {pages} (из {of}).",
            en="Inner pages without a breadcrumb chain: {pages} (of {of}).",
        ),
        "unseen": Message(
            kk="{pages} бетте навигациялық тізбек тек іздеу жүйелеріне арналған (JSON-LD); оның бетте көрінетінін адам анықтайды.",
            ru="Страниц, где навигационная цепочка дана только для поисковых систем (JSON-LD): {pages}; видна ли она, решает человек.",
            en="On {pages} pages the chain is told to search engines only (JSON-LD); whether it is seen is for a person.",
        ),
        "met": Message(
            kk="Навигациялық тізбек барлық ішкі бетте бар; беттер саны: {of}.",
            ru="Навигационная цепочка есть на всех внутренних страницах; страниц: {of}.",
            en="Every inner page has a breadcrumb chain; pages: {of}.",
        ),
        "no-inner-pages": Message(
            kk="Сайтта бірінші деңгейден төмен беттер жоқ, навигациялық тізбек қажет емес.",
            ru="На сайте нет страниц ниже первого уровня, навигационная цепочка не нужна.",
            en="The site has no pages below the first level, so no chain is needed.",
        ),
        "shells": Message(
            kk="Ішкі беттердің мазмұнын скрипт жасайды ({pages} бет), олар браузерде ашылмаған; навигациялық тізбектің бар-жоғы белгісіз.",
            ru="Содержимое внутренних страниц создаётся скриптом (страниц: {pages}), в браузере они не открывались; "
            "есть ли на них навигационная цепочка, неизвестно.",
            en="Inner pages are filled by scripts ({pages} pages) and were not opened in a browser; whether they have a chain is unknown.",
        ),
    },
    standards=("WCAG 2.2 SC 2.4.8",),
)
FIRST_LEVEL = 1
FOR_MACHINES = "json-ld"


def _below(snapshot: Snapshot, page: PageRecord, sections: set[str]) -> bool:
    """Whether a page lies below the first level: by clicks, or because its address continues that of another page."""
    if is_home_page(snapshot, page):
        return False
    above = folder_of(page.url.partition("?")[0]).split("/")
    return page.depth > FIRST_LEVEL or any("/".join(above[:end]) in sections for end in range(4, len(above)))


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for all inner pages together."""
    judged = visited(snapshot)
    sections = {folder_of(page.url) for page in snapshot.pages() if not is_home_page(snapshot, page)}
    inner = [page for page in judged.pages if _below(snapshot, page, sections)]
    shells = [page for page in judged.shells if _below(snapshot, page, sections)]
    lacking = [page for page in inner if not page.breadcrumb]
    unseen = [page for page in inner if page.breadcrumb and page.breadcrumb_method == FOR_MACHINES]
    urls = [page.url for page in lacking]
    if lacking:
        yield on_page(
            lacking[0],
            Outcome.DEFICIENCY,
            "lacking",
            subject="breadcrumb",
            facts={"pages": len(lacking), "of": len(inner), "examples": examples(urls)},
            evidence=(*(page.object_sha256 for page in lacking[:3]), snapshot.keep({"pages without breadcrumb": urls})),
        )
    elif truncated(snapshot):
        yield cut(snapshot)
    elif unseen:
        hidden = [page.url for page in unseen]
        facts = {"reason": "told-to-machines-only", "pages": len(hidden), "examples": examples(hidden)}
        yield on_page(unseen[0], Outcome.UNVERIFIED, "unseen", subject="unseen", facts=facts, needs_review=True)
    elif shells or judged.shells:
        hidden = [page.url for page in shells or judged.shells]
        facts = {"reason": "scripts-not-run", "pages": len(hidden), "examples": examples(hidden)}
        yield on_site(snapshot, Outcome.UNVERIFIED, "shells", subject="shells", facts=facts, basis={"not drawn": hidden})
    elif not inner:
        basis = {"pages": [page.url for page in judged.pages]}
        yield on_site(snapshot, Outcome.NOT_APPLICABLE, "no-inner-pages", subject="none", facts={}, basis=basis)
    else:
        facts = {"of": len(inner)}
        yield on_site(snapshot, Outcome.MET, "met", subject="met", facts=facts, basis={"pages": [page.url for page in inner]})
