"""What each page offers a visitor to find the way: link home, link to the site map, search; and which pages count."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from checks.derived import derived
from checks.openings import bare, entries
from checks.support import registered_address, same_page, unseen
from checks.sweep import ANYWHERE, PLAIN, Key, sweep
from checks.targets import judge
from store.records import PageRecord
from store.snapshot import Snapshot

_ROOT = re.compile(r"^/?(?:(?:kk|kz|kaz|qaz|ru|rus|en|eng)/?)?(?:(?:index|default|home|main)\.[a-z]+)?$", re.IGNORECASE)
_FIRST = re.compile(r"^/(?:(?:index|default|home|main)\.[a-z]+)?$", re.IGNORECASE)
# A cover leads into so many versions at least.
VERSIONS = 2
# Fields that take words.
_WORDS = frozenset({"text", "search"})
_LANGUAGE = re.compile(r"^/(?:kk|kz|kaz|qaz|ru|rus|en|eng)/?(?:(?<=/)(?:index|default|home|main)\.[a-z]+)?$", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*([\d.]+)\s*(?:[;,]\s*(?:url\s*=\s*)?['\"]?\s*(.*?)['\"]?\s*)?$", re.IGNORECASE)


class Refresh(NamedTuple):
    """A page's own order to load an address (as written) after so many seconds."""

    seconds: float
    address: str


def refresh_of(page: PageRecord) -> Refresh | None:
    """The refresh a page orders by ``meta``, or None."""
    match = _REFRESH.match(page.meta_refresh) if page.meta_refresh else None
    if match is None or not match.group(1).strip("."):
        return None
    return Refresh(float(match.group(1)) if match.group(1).count(".") < 2 else 0.0, match.group(2) or "")


@derived
def map_pages(snapshot: Snapshot) -> tuple[PageRecord, ...]:
    """The site map pages that links named as such lead to, by address."""
    found: dict[Key, PageRecord] = {}
    for target, lane in sweep(snapshot).maps:
        end = judge(snapshot, target, lane).end
        page = snapshot.page(end, lane) or snapshot.page(end)
        if page is not None and not page.is_home:
            found[(page.url, page.lane)] = page
    return tuple(found[key] for key in sorted(found))


class Judged(NamedTuple):
    """Pages a visitor opens, and those among them whose content scripts draw and no browser drew."""

    pages: tuple[PageRecord, ...]
    shells: tuple[PageRecord, ...]


@derived
def visited(snapshot: Snapshot) -> Judged:
    """Pages that are opened by themselves: neither content of frames alone, nor stops that lead on at once, nor covers that only let in."""
    seen = sweep(snapshot)
    inner = seen.framed - seen.led_to
    opened = [
        page
        for page in snapshot.pages()
        if (page.is_home or page.url not in inner) and not _leads_on(page) and not _cover(snapshot, page)
    ]
    return Judged(tuple(page for page in opened if not unseen(page)), tuple(page for page in opened if unseen(page)))


def _leads_on(page: PageRecord) -> bool:
    order = refresh_of(page)
    return order is not None and order.address != "" and order.seconds <= 1


def _cover(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a first page holds nothing but the ways into the versions of the site, which are its home pages."""
    if not page.is_home or not bare(snapshot, page):
        return False
    roots = {root.url for root in _roots(snapshot)} - {page.url}
    ends = {judge(snapshot, target).end for target in entries(snapshot, page)}
    return len(ends) >= VERSIONS and ends <= roots


@derived
def home_targets(snapshot: Snapshot) -> frozenset[str]:
    """Addresses that open a home page: its own, the registered ones, and those that redirect to it."""
    homes = {page.url for page in snapshot.homes()} | {page.final_url for page in snapshot.homes()}
    if snapshot.plan.page_only:
        # The address given is that of the page; only a link to the root of a site or of a language version surely leads home.
        homes |= {
            target for page in sweep(snapshot).pages.values() for target in page.places if _ROOT.match(urlsplit(target).path)
        }
    else:
        homes |= {registered_address(site.url) for site in snapshot.plan.body.sites}
    homes |= {page.url for page in snapshot.pages() if is_home_page(snapshot, page)}
    leading = {
        entry.url for entry in snapshot.ledger() if entry.redirect_to and judge(snapshot, entry.url, entry.lane).end in homes
    }
    return frozenset(homes | leading)


def is_home_page(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether the page is a home page, also under another address; so is the root of a language version behind a page that only lets in."""
    return page.is_home or page in _roots(snapshot) or any(same_page(page, home) for home in _homes(snapshot))


@derived
def _roots(snapshot: Snapshot) -> tuple[PageRecord, ...]:
    """Pages at the root of a language's folder, where the site is registered at the root of its host."""
    starts = {urlsplit(registered_address(site.url)) for site in snapshot.plan.body.sites}
    hosts = {start.netloc for start in starts if _FIRST.match(start.path)}
    pages = () if snapshot.plan.page_only else snapshot.pages()
    return tuple(
        page for page in pages if (at := urlsplit(page.url)).netloc in hosts and not at.query and _LANGUAGE.match(at.path)
    )


@derived
def _homes(snapshot: Snapshot) -> tuple[PageRecord, ...]:
    return tuple(snapshot.homes())


def has_home_link(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a link of the page opens a home page; a home page needs none. A switch to the other language does not lead home."""
    if is_home_page(snapshot, page):
        return True
    offered = sweep(snapshot).pages.get((page.url, page.lane))
    plain = offered is not None and not home_targets(snapshot).isdisjoint(offered.at(PLAIN))
    return plain or home_by_switch(snapshot, page)


def home_by_switch(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether nothing but the switch to the page's own language opens the home page of that language, and no other link a home page."""
    offered = sweep(snapshot).pages.get((page.url, page.lane))
    if offered is None or snapshot.plan.page_only or is_home_page(snapshot, page):
        return False
    homes = home_targets(snapshot)
    led = {judge(snapshot, target, page.lane).end for target in offered.at(ANYWHERE) if target in homes}
    own = any(home is not None and home.language == page.language for home in map(snapshot.page, led))
    return own and homes.isdisjoint(offered.at(PLAIN))


def has_map_link(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether the page links to a site map; the site map itself needs no such link."""
    offered = sweep(snapshot).pages.get((page.url, page.lane))
    return (offered is not None and offered.map_link) or page in map_pages(snapshot)


@derived
def _searchable(snapshot: Snapshot) -> frozenset[Key]:
    return frozenset((form.url, form.lane) for form in snapshot.forms() if form.search)


def has_search(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether the page carries a search form or a search landmark."""
    return (page.url, page.lane) in _searchable(snapshot) or "search" in page.landmarks


@derived
def mute_searches(snapshot: Snapshot) -> frozenset[Key]:
    """Pages whose every search form would send no word by itself: it stands in no form, or no field of it has a name; only a script can work it."""
    mute: dict[Key, bool] = {}
    for form in snapshot.forms():
        if form.search:
            sends = form.method != "" and any(name for name, kind in form.fields if kind in _WORDS)
            mute[form.url, form.lane] = mute.get((form.url, form.lane), True) and not sends
    return frozenset(key for key, silent in mute.items() if silent)
