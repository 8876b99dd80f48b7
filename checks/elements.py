"""The four elements by which a visitor finds the way: on which pages each of them is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from checks.menus import Menu, menu_of
from checks.meta import Options
from checks.rendered import shows, trees
from checks.searching import tried
from checks.wayfinding import has_home_link, has_map_link, has_search, home_by_switch, mute_searches, visited
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


class Spread(NamedTuple):
    """Pages that lack an element for certain, those of which it is not known because nobody drew them, and how many were looked at."""

    lacking: list[PageRecord]
    undrawn: list[PageRecord]
    pages: tuple[PageRecord, ...]


def spread(snapshot: Snapshot, element: Element) -> Spread:
    """Where an element lacks. What the browser saw on one page of a kind is not denied to those of the kind that it did not open."""
    judged = visited(snapshot)
    without = [page for page in judged.pages if not PRESENT[element](snapshot, page)]
    seen = {page.url for page in without if shows(snapshot, page, element)}
    templates = {page.template for page in without if page.url in seen}
    looked = trees(snapshot)
    lacking = [page for page in without if page.url not in seen and (page.url in looked or page.template not in templates)]
    hidden = [page for page in without if page.url not in looked and page.template in templates]
    return Spread(lacking, [*judged.shells, *hidden], judged.pages)


def unsure(snapshot: Snapshot, pages: tuple[PageRecord, ...], element: Element) -> list[str]:
    """Pages of which a machine cannot tell whether their menu is that of the site, whether their box for searching searches, or whether a
    switch to their own language is meant as the link home."""
    if element == "search-form":
        search = tried(snapshot)
        answered = search is not None and (search.answers or bool(search.found))
        mute = mute_searches(snapshot) if not answered else frozenset()
        return [page.url for page in pages if (page.url, page.lane) in mute]
    if element == "home-link":
        return [page.url for page in pages if home_by_switch(snapshot, page) and not shows(snapshot, page, element)]
    if element != "main-navigation":
        return []
    return [page.url for page in pages if menu_of(snapshot, page) is Menu.UNSURE and not shows(snapshot, page, element)]
