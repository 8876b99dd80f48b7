"""Every page carries the main menu, a link home, a link to the site map and a search form.

What it checks
    One element for each order (``element``): ``main-navigation``, ``home-link``, ``site-map-link`` or ``search-form``; on
    every page that a visitor can open.

Applicability
    HTML pages answered with status 200. Left alone are pages that only fill frames of other pages and stops that lead on
    to another page at once. The home page needs no link to itself, the site map none to the site map.

Met when
    the crawl is complete and every page carries the element.

Deficiency when
    at least one page does not carry it. The finding counts the pages without it and names examples.

Left to a person when
    the crawl was cut short and nothing was found wanting; pages are filled by scripts and no browser drew them; the
    browser saw the element on pages of the same template only; a page has a part marked as navigation whose links other
    pages do not share, or shared links in no such part that stand after all of the page's own, as in a footer; or no page
    at all has a menu of links and all have scripts, which may work a menu that is none in the markup. Of one page
    inspected by itself: a menu or a link home that was not found, for which pages share a menu and where the home page
    lies is not known.

Assumptions
    A main menu is at least three links named like sections which half of the pages of the language, or of the site, hold outside
    their footers; on the home page and on sites of a page or two also such links in a part marked as navigation. Languages, the
    logo, ways back and up, page numbers, chains of navigation, search and links to other sites are no entries of a menu, so a
    part marked as navigation that holds only these is none. A part with entries that other pages do not share may be the menu of
    a section: that page is left to a person. A link home is any
    link that opens the home page of a language version, a logo too. A link to the site map is known by its words, a
    search form by its role, the type or name of its field, or its words.

Law and standard
    Methodology of 2017, appendix 14, row 2.3. WCAG 2.2, success criteria 2.4.5 and 3.2.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from checks.menus import Menu, menu_of
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.rendered import shows, trees
from checks.support import cut, examples, guarded, on_page, on_site, truncated
from checks.wayfinding import has_home_link, has_map_link, has_search, visited
from store.findings import Message, Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot

Element = Literal["main-navigation", "home-link", "site-map-link", "search-form"]
PRESENT: dict[Element, Callable[[Snapshot, PageRecord], bool]] = {
    "main-navigation": lambda snapshot, page: menu_of(snapshot, page) is not Menu.NO,
    "home-link": has_home_link,
    "site-map-link": has_map_link,
    "search-form": has_search,
}


class Wanted(Options):
    """``element``: which of the four elements is looked for."""

    element: Element


META = CheckMeta(
    id="pages-have-navigation-elements",
    version="2",
    title=Message(
        kk="Әр бетте мәзір, басты бетке және сайт картасына сілтеме, іздеу нысаны бар",
        ru="На каждой странице есть меню, ссылки на главную и на карту сайта, форма поиска",
        en="Every page has a menu, links home and to the site map, and a search form",
    ),
    scope="page",
    needs=("pages", "links", "forms", "ledger", "page-state"),
    options=Wanted,
    messages=messages_of("pages-have-navigation-elements"),
    standards=("WCAG 2.2 SC 2.4.5", "WCAG 2.2 SC 3.2.3"),
    inspect=tuple({"element": element} for element in PRESENT),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the element asked for."""
    element = options.element
    judged = visited(snapshot)
    lacking, drawn = _sorted(snapshot, judged.pages, element)
    if lacking and snapshot.plan.page_only and element in ("main-navigation", "home-link"):
        yield _untold(lacking[0], element)
    elif lacking and element == "main-navigation" and len(lacking) == len(judged.pages) and all(page.scripts for page in lacking):
        yield _by_script(snapshot, lacking)
    elif lacking:
        yield _lacking(snapshot, lacking, element, len(judged.pages))
    elif truncated(snapshot):
        yield cut(snapshot, element, {"element": element})
    elif unsure := _unsure(snapshot, judged.pages, element):
        yield _own_menus(snapshot, unsure)
    elif judged.shells or drawn or not judged.pages:
        yield _shells(snapshot, (*judged.shells, *drawn), element)
    else:
        basis = {"element": element, "pages": [page.url for page in judged.pages]}
        facts = {"element": element, "of": len(judged.pages)}
        yield on_site(snapshot, Outcome.MET, "met", subject=element, facts=facts, basis=basis)


def _sorted(snapshot: Snapshot, pages: tuple[PageRecord, ...], element: Element) -> tuple[list[PageRecord], list[PageRecord]]:
    """Pages that lack the element for certain, and those whose kind showed it in the browser only, on another page."""
    without = [page for page in pages if not PRESENT[element](snapshot, page)]
    seen = {page.url for page in without if shows(snapshot, page, element)}
    templates = {page.template for page in without if page.url in seen}
    looked = trees(snapshot)
    lacking = [page for page in without if page.url not in seen and (page.url in looked or page.template not in templates)]
    return lacking, [page for page in without if page.url not in looked and page.template in templates]


def _untold(page: PageRecord, element: Element) -> Observation:
    """What shows only beside other pages of the site."""
    facts = {"reason": "one-page", "element": element}
    return on_page(page, Outcome.UNVERIFIED, f"one-page-{element}", subject=f"{element} one-page", facts=facts, needs_review=True)


def _unsure(snapshot: Snapshot, pages: tuple[PageRecord, ...], element: Element) -> list[str]:
    if element != "main-navigation":
        return []
    return [page.url for page in pages if menu_of(snapshot, page) is Menu.UNSURE and not shows(snapshot, page, element)]


def _own_menus(snapshot: Snapshot, urls: list[str]) -> Observation:
    facts = {"reason": "menu-not-shared", "element": "main-navigation", "pages": len(urls), "examples": examples(urls)}
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "menu-unsure",
        subject="menu-unsure",
        facts=facts,
        basis={"pages with navigation of their own": urls},
        needs_review=True,
        pages=urls,
    )


def _by_script(snapshot: Snapshot, pages: list[PageRecord]) -> Observation:
    urls = [page.url for page in pages]
    return on_page(
        pages[0],
        Outcome.UNVERIFIED,
        "menu-by-script",
        subject="menu-by-script",
        facts={"reason": "menu-by-script", "element": "main-navigation", "pages": len(urls), "examples": examples(urls)},
        evidence=(*(page.object_sha256 for page in pages[:3]), snapshot.keep({"pages without links of a menu": urls})),
        needs_review=True,
        pages=urls,
    )


def _lacking(snapshot: Snapshot, pages: list[PageRecord], element: Element, of: int) -> Observation:
    urls = [page.url for page in pages]
    return on_page(
        pages[0],
        Outcome.DEFICIENCY,
        f"lacking-{element}",
        subject=element,
        facts={"element": element, "pages": len(pages), "of": of, "examples": examples(urls)},
        evidence=(*(page.object_sha256 for page in pages[:3]), snapshot.keep({"element": element, "pages without": urls})),
        pages=urls,
    )


def _shells(snapshot: Snapshot, shells: tuple[PageRecord, ...], element: Element) -> Observation:
    urls = [page.url for page in shells]
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "shells",
        subject=f"{element} shells",
        facts={"reason": "scripts-not-run", "element": element, "pages": len(urls), "examples": examples(urls)},
        basis={"element": element, "pages not drawn": urls},
        pages=urls,
    )
