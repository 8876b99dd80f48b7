"""Where a site tells when its information was posted and changed: with date and time, with the date alone, or not at all."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from checks.called import pages_called
from checks.derived import derived, derived_by
from checks.meta import Options
from checks.rendered import settled, trees
from checks.support import unseen
from checks.sweep import sweep
from checks.targets import judge
from checks.wayfinding import is_home_page, visited
from store.records import PageRecord
from store.snapshot import Snapshot

Role = Literal["posted", "changed"]
# Told to programs, not to readers.
SILENT = frozenset({"json-ld", "meta"})
# Of a home page, where a day beside the heading or in the markup of an item may be that of anything, only what is called so.
CALLED = "label"
FEWEST_LETTERS = 200
# So many pages of one template that a list links to are its items.
FEW = 3
_CLOCK = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d:.])")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}")


class Wanted(Options):
    """``part``: whether posting or the last change is looked for."""

    part: Role


class Told(NamedTuple):
    """Pages of information by what they tell: ``full`` date and time, ``dateonly``, nothing, or something that could not be read."""

    full: tuple[PageRecord, ...]
    dateonly: tuple[PageRecord, ...]
    silent: tuple[PageRecord, ...]
    doubtful: tuple[PageRecord, ...]
    undrawn: tuple[PageRecord, ...]
    items: bool

    @property
    def of(self) -> int:
        """How many pages were judged."""
        return len(self.full) + len(self.dateonly) + len(self.silent) + len(self.doubtful) + len(self.undrawn)


@derived_by
def told(snapshot: Snapshot, role: Role) -> Told:
    """Pages of information of the site, by what they tell of their posting or change."""
    items = materials(snapshot)
    judged = items or _texts(snapshot)
    heaps: dict[str, list[PageRecord]] = {"full": [], "dateonly": [], "silent": [], "doubtful": [], "undrawn": []}
    for page in judged:
        heaps[_standing(snapshot, page, role)].append(page)
    return Told(**{name: tuple(pages) for name, pages in heaps.items()}, items=bool(items))


def _standing(snapshot: Snapshot, page: PageRecord, role: Role) -> str:
    value, method = (page.published, page.published_method) if role == "posted" else (page.modified, page.modified_method)
    if method != CALLED and is_home_page(snapshot, page):
        value = ""
    if value and method not in SILENT and "T" in value:
        return "full"
    if any(
        "T" in date.value and date.method not in SILENT for date in snapshot.dates(page.url, page.lane) if date.role in ("", role)
    ):
        return "doubtful"
    if not settled(snapshot, page):
        return "undrawn"
    tree = trees(snapshot).get(page.url, "")
    if _CLOCK.search(_DAY.sub(" ", tree)) and _DAY.search(tree) and not (value and method not in SILENT):
        return "doubtful"
    return "dateonly" if value and method not in SILENT else "silent"


@derived
def materials(snapshot: Snapshot) -> tuple[PageRecord, ...]:
    """Pages that are dated, and items of lists of news and announcements: several pages of one template that a list links to.

    A list itself is none: the dates that it shows are those of its items.
    """
    lexicon = snapshot.lexicon("feeds").phrases("news")
    named = {page.url: None for page in pages_called(snapshot, lexicon)}
    listed: dict[str, list[PageRecord]] = {}
    # A map of the site is posted by nobody, though lists lead to it like to their items.
    aside = sweep(snapshot).menus | {target for target, _ in sweep(snapshot).maps}
    for url in named:
        for target in _from(snapshot, url):
            if target not in aside and target != url:
                page = snapshot.page(judge(snapshot, target).end)
                if page is not None and not is_home_page(snapshot, page) and not unseen(page):
                    listed.setdefault(page.template, []).append(page)
    chosen = {
        (page.url, page.lane): page for pages in listed.values() if len({one.url for one in pages}) >= FEW for page in pages
    }
    for page in visited(snapshot).pages:
        if page.published and page.published_method not in SILENT and not is_home_page(snapshot, page):
            chosen[(page.url, page.lane)] = page
    items = {url for url, _ in chosen}
    return tuple(
        chosen[key] for key in sorted(chosen) if not (key[0] in named and items & (set(_from(snapshot, key[0])) - {key[0]}))
    )


def _from(snapshot: Snapshot, url: str) -> list[str]:
    page = snapshot.page(url)
    links = snapshot.links(page) if page is not None else ()
    return [link.target for link in links if link.scope == "internal" and link.tag == "a" and link.place == "main"]


@derived
def _texts(snapshot: Snapshot) -> tuple[PageRecord, ...]:
    """Pages that hold text of their own, where none is dated or an item of news: home pages alone where nothing else does."""
    every = [page for page in visited(snapshot).pages if _speaks(snapshot, page)]
    return tuple(page for page in every if not is_home_page(snapshot, page)) or tuple(every)


def _speaks(snapshot: Snapshot, page: PageRecord) -> bool:
    record = snapshot.text(page.url, page.lane)
    return record is not None and sum(map(str.isalpha, record.text)) >= FEWEST_LETTERS
