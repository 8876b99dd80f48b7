"""Every page carries the main menu, a link home, a link to the site map and a search form.

What it checks
    One element for each order (``element``): ``main-navigation``, ``home-link``, ``site-map-link`` or ``search-form``; on
    every page that a visitor can open.

Applicability
    HTML pages answered with status 200. Left alone are pages that only fill frames of other pages, stops that lead on to
    another page at once, and a cover that holds nothing but the ways into the site's versions. The home page needs no link to
    itself, the site map none to the site map.

Met when
    the crawl is complete and every page carries the element.

Deficiency when
    at least one page does not carry it. The finding counts the pages without it and names examples.

Left to a person when
    the crawl was cut short and nothing was found wanting; pages are filled by scripts and no browser drew them; the
    browser saw the element on pages of the same template only; a page has a part marked as navigation whose links other
    pages do not share, or shared links in no such part that stand after all of the page's own, as in a footer; no page
    at all has a menu of links and all have scripts, which may work a menu that is none in the markup; or a box for searching stands in
    no form or its fields have no names, so that it sends nothing by itself, and the browser got no answer from it; or nothing
    but the switch to a page's own language opens its home page. Of one page
    inspected by itself: a menu or a link home that was not found, for which pages share a menu and where the home page
    lies is not known.

Assumptions
    A main menu is at least three links named like sections which half of the pages of the language, or of the site, hold outside
    their footers; on the home page and on sites of a page or two also such links in a part marked as navigation. Languages, the
    logo, ways back and up, page numbers, chains of navigation, search and links to other sites are no entries of a menu, so a
    part marked as navigation that holds only these is none. A part with entries that other pages do not share may be the menu of
    a section: that page is left to a person. A link home is any
    link that opens the home page of a language version, a logo too; a switch to the other language is none, unless its words
    say that it leads home. A link to the site map is known by its words, a
    search form by its role, the type or name of its field, or its words.

Law and standard
    Methodology of 2017, appendix 14, row 2.3. WCAG 2.2, success criteria 2.4.5 and 3.2.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.elements import PRESENT, Element, Spread, Wanted, spread, unsure
from checks.ladder import on_pages, open_on, throughout
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.support import guarded, on_page, on_site
from store.findings import Message, Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="pages-have-navigation-elements",
    version="2",
    title=Message(
        kk="Әр бетте мәзір, басты бетке және сайт картасына сілтеме, іздеу нысаны бар",
        ru="На каждой странице есть меню, ссылки на главную и на карту сайта, форма поиска",
        en="Every page has a menu, links home and to the site map, and a search form",
    ),
    scope="page",
    needs=("pages", "links", "forms", "ledger", "page-state", "search"),
    options=Wanted,
    messages=messages_of("pages-have-navigation-elements"),
    standards=("WCAG 2.2 SC 2.4.5", "WCAG 2.2 SC 3.2.3"),
    inspect=tuple({"element": element} for element in PRESENT),
)
OF_SITES = frozenset({"main-navigation", "home-link"})


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the element asked for."""
    element, known = options.element, spread(snapshot, options.element)
    facts: dict[str, Any] = {"element": element}
    urls, of = [page.url for page in known.pages], {**facts, "of": len(known.pages)}
    yield from throughout(
        snapshot,
        [_lacking(snapshot, known, element)] if known.lacking else [],
        unseen=lambda: _unsure(snapshot, unsure(snapshot, known.pages, element), element),
        shells=lambda: _shells(snapshot, known.undrawn, element) if known.undrawn or not known.pages else None,
        met=lambda: on_site(snapshot, Outcome.MET, "met", subject=element, facts=of, basis={**facts, "pages": urls}),
        part=element,
        facts=facts,
    )


def _lacking(snapshot: Snapshot, known: Spread, element: Element) -> Observation:
    """A shortcoming, unless one page alone, or a site whose menu scripts may make, cannot tell."""
    pages, facts = known.lacking, dict[str, Any](element=element)
    if snapshot.plan.page_only and element in OF_SITES:
        told, subject = {**facts, "reason": "one-page"}, f"{element} one-page"
        return on_page(pages[0], Outcome.UNVERIFIED, f"one-page-{element}", subject=subject, facts=told, needs_review=True)
    urls = [page.url for page in pages]
    if element == "main-navigation" and len(pages) == len(known.pages) and all(page.scripts for page in pages):
        basis, key = {"pages without links of a menu": urls}, "menu-by-script"
        told = {**facts, "reason": key}
        return on_pages(snapshot, pages, Outcome.UNVERIFIED, key, subject=key, basis=basis, facts=told, needs_review=True)
    basis, of = {**facts, "pages without": urls}, {**facts, "of": len(known.pages)}
    return on_pages(snapshot, pages, Outcome.DEFICIENCY, f"lacking-{element}", subject=element, basis=basis, facts=of)


def _unsure(snapshot: Snapshot, urls: list[str], element: Element) -> Observation | None:
    facts: dict[str, Any] = {"element": element}
    if element == "search-form":
        basis = {"pages whose search sends no word": urls}
        return open_on(snapshot, urls, "search-mute", "may-be-it", basis=basis, facts=facts, needs_review=True)
    if element == "home-link":
        basis = {"pages whose switch alone leads home": urls}
        return open_on(snapshot, urls, "home-by-switch", "may-be-it", basis=basis, facts=facts, needs_review=True)
    basis = {"pages with navigation of their own": urls}
    return open_on(snapshot, urls, "menu-unsure", "menu-not-shared", basis=basis, facts=facts, needs_review=True)


def _shells(snapshot: Snapshot, pages: list[PageRecord], element: Element) -> Observation | None:
    urls, facts = [page.url for page in pages], {"element": element}
    basis, subject = {**facts, "pages not drawn": urls}, f"{element} shells"
    return open_on(snapshot, urls, "shells", "scripts-not-run", basis=basis, subject=subject, facts=facts, always=True)
