"""What of a site is news, an archive or a feed, and so no section that gives the information itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest

from checks.derived import derived, derived_by, derived_few
from checks.labels import end_of, own_titles, shared, slugs
from checks.letters import words
from checks.sweep import CLICKED, clicked_to
from checks.words import holds, names
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

# A headline says more words than a name; names of items that a list gives by their days may be a little shorter.
HEADLINE_WORDS, ITEM_WORDS = 6, 4
LINE = 120
MOST_LISTS = 200
# So many sections are looked at where each must be read whole.
LOOKED_AT = 500
# The day of posting in an address, as blogs write it: «/2026/11/12/».
_DAY = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/")
# A year in an address below a list, as its items are kept: «/news/2026/meeting/».
_YEAR = re.compile(r"/(?:19|20)\d\d[/-]")
# So many dated pages of one template are the items of a list.
SEVERAL = 3
# Pages whose answers are kept in memory.
ANSWERS_KEPT = 20_000


@derived_few(ANSWERS_KEPT)
def news_item(snapshot: Snapshot, url: str) -> bool:
    """Whether a page is one item of news: it bears a headline and its address a day; or it lies in a section of news, no menu leads to it, and
    it bears a headline, a list of news leads to it, or it is one of several dated pages of a list."""
    page = snapshot.page(url)
    if page is None or page.is_home or page.language is None:
        return False
    if len(words(page.h1 or page.title)) >= ITEM_WORDS and _DAY.search(url) is not None:
        # A list of the latest items beside every page is no menu.
        return True
    if (url, "") in shared(snapshot, page.language).targets:
        return False
    if url in _dated(snapshot):
        return True
    headline = len(words(page.h1 or page.title)) >= HEADLINE_WORDS
    of_news = _in_news(snapshot, page), url in _listed(snapshot)
    # What a list of news leads to beside the news, as a page for journalists, bears no day.
    return (all(of_news) and bool(page.published)) or (headline and any(of_news))


def _in_news(snapshot: Snapshot, page: PageRecord) -> bool:
    names = snapshot.lexicon("feeds").phrases("news")
    trail = any(holds(text, names) for text, _ in page.breadcrumb[:-1])
    folders = {part.casefold().split()[0] for part in slugs(page.url.rpartition("/")[0])}
    return trail or not folders.isdisjoint(snapshot.lexicon("feeds").phrases("news-folder"))


def saying(snapshot: Snapshot, language: Language, said: Callable[[str], str]) -> Iterator[tuple[PageRecord, str]]:
    """Pages of a version that are no news and whose text says something, with what it says there.

    :param said: what is told of a text; empty where it says nothing of the kind.
    """
    for page in snapshot.pages(language):
        record = snapshot.text(page.url, page.lane)
        told = said(record.text) if record is not None else ""
        if told and not news_item(snapshot, page.url):
            yield page, told


def section_pages(snapshot: Snapshot, language: Language) -> Iterator[PageRecord]:
    """Pages of a version, but for news, its lists and archives, and home pages."""
    aside = news_lists(snapshot) | archives(snapshot) | {page.url for page in snapshot.homes()}
    return (page for page in snapshot.pages(language) if not (page.url in aside or news_item(snapshot, page.url)))


@derived_by
def nearest_sections(snapshot: Snapshot, language: Language) -> tuple[PageRecord, ...]:
    """Those of them that lie nearest to the home page, as sections do."""
    return tuple(nsmallest(LOOKED_AT, section_pages(snapshot, language), key=lambda page: (page.depth, page.url, page.lane)))


@derived
def news_lists(snapshot: Snapshot) -> frozenset[str]:
    """Pages that are lists of news by their heading or title."""
    named_so = snapshot.lexicon("feeds").phrases("news")
    return frozenset(
        page.url
        for page in snapshot.pages()
        if not page.is_home and any(text and names(text, named_so) for text in _called(snapshot, page))
    )


def _called(snapshot: Snapshot, page: PageRecord) -> list[str]:
    """What a page may be called as a list: its first heading, also without the month behind a colon, and the first letters of its title;
    where no heading tells its name also those of the title's parts, for the site's name may stand before."""
    titles = [page.title[:LINE], *(() if page.h1 else (part[:LINE] for part in own_titles(snapshot, page)))]
    return [page.h1, page.h1.partition(":")[0], *titles]


@derived_by
def item_headings(snapshot: Snapshot, language: Language) -> frozenset[str]:
    """Headings of the items of news of a version: a block of the home page that bears one announces the item."""
    return frozenset(page.h1 for page in snapshot.pages(language) if page.h1 and news_item(snapshot, page.url))


@derived
def archives(snapshot: Snapshot) -> frozenset[str]:
    """Pages of archives by their names or trails; none where the body itself keeps archives, by its name or by what its home pages call it."""
    kept = snapshot.lexicon("feeds").phrases("archive")
    name = snapshot.plan.body.name
    if any(holds(text, kept) for text in (name.kk, name.ru, *(home.title for home in snapshot.homes()))):
        return frozenset()
    said = ((page.url, (page.h1, page.title[:LINE], *(text for text, _ in page.breadcrumb))) for page in snapshot.pages())
    return frozenset(url for url, texts in said if any(text and holds(text, kept) for text in texts))


@derived
def _listed(snapshot: Snapshot) -> frozenset[str]:
    """Pages that lists of news lead to outside their menus."""
    return frozenset(url for urls in _lists(snapshot).values() for url in urls)


@derived
def _lists(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Lists of news with what they lead to, other lists left out."""
    found: dict[str, frozenset[str]] = {}
    for url in sorted(news_lists(snapshot))[:MOST_LISTS]:
        page = snapshot.page(url)
        links = snapshot.links(page) if page is not None else ()
        inside = (link for link in links if link.tag in CLICKED and link.place in ("main", "aside") and link.scope == "internal")
        found[url] = frozenset(end_of(snapshot, link.target) for link in inside) - news_lists(snapshot)
    return found


@derived
def _dated(snapshot: Snapshot) -> frozenset[str]:
    """Pages of one template that a list of news leads to, several of them, each with its day of posting or led to by nothing else; or those
    with such a day that lie below the list by their years."""
    found: set[str] = set()
    for start, urls in _lists(snapshot).items():
        found |= _by_years(snapshot, start, urls)
        moulds: dict[str, list[PageRecord]] = {}
        for page in (page for url in sorted(urls) if (page := snapshot.page(url)) is not None):
            moulds.setdefault(page.template, []).append(page)
        for pages in moulds.values():
            if (
                len(pages) >= SEVERAL
                and _told_of(pages)
                and (all(page.published for page in pages) or _led_by_lists(snapshot, {page.url for page in pages}))
            ):
                found.update(page.url for page in pages)
    return frozenset(found)


def _by_years(snapshot: Snapshot, start: str, urls: Iterable[str]) -> set[str]:
    """Several pages with their days of posting that lie in folders of years below a list; their names may be short."""
    folder = f"{start.rpartition('/')[0]}/"
    below = (
        page for url in urls if url.startswith(folder) and _YEAR.match(url[len(folder) - 1 :]) and (page := snapshot.page(url))
    )
    items = {page.url for page in below if page.published}
    return items if len(items) >= SEVERAL else set()


def _told_of(pages: list[PageRecord]) -> bool:
    """Whether the middle one of these pages' names is as long as what tells of an event; sections of a press service have short ones."""
    lengths = sorted(len(words(page.h1 or page.title)) for page in pages)
    return lengths[len(lengths) // 2] >= ITEM_WORDS


def _led_by_lists(snapshot: Snapshot, urls: set[str]) -> bool:
    """Whether nothing but lists of news, home pages and each other lead to these pages."""
    allowed = urls | news_lists(snapshot) | {page.url for page in snapshot.homes()}
    leading = (link for link in clicked_to(snapshot, urls) if link.switch is None and link.target != link.url)
    return all(link.url in allowed for link in leading)


@derived
def feeds(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(feed.url for feed in snapshot.feeds())
