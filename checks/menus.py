"""Whether a page carries the main menu: several links, named like sections, that pages of the site share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from checks.derived import derived, derived_few
from checks.offers import Entry
from checks.support import folder_of
from checks.sweep import HEAD, MENU, Key, sweep
from checks.wayfinding import is_home_page
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

# A menu is several links; a pair in a block marked as navigation may be one, or the way to settings.
MENU_LINKS = 3
PAIR = 2
# A row that ends a page and holds no more than these may be its footer.
CLOSING_LINKS = 5
SCRIPTED = "scripted-menu"
# Of fewer pages nobody can say what they share.
FEWEST_PAGES = 3
# Pages whose links are kept in memory.
ENTRIES_KEPT = 4000


class Menu(StrEnum):
    """``unsure`` is a block of navigation whose links are shared by too few pages to tell a main menu from that of a section, or whose
    entries are no links, or a row of shared links in no such block that stands at the end of the page only."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Shared(NamedTuple):
    """Where links lead, and how they are written, that at least half of the pages hold."""

    targets: frozenset[str]
    tails: frozenset[str]

    def holds(self, entry: Entry) -> bool:
        """Whether the link is one of them."""
        return entry.target in self.targets or entry.tail in self.tails


def menu_of(snapshot: Snapshot, page: PageRecord) -> Menu:
    """Whether the page carries the main menu."""
    entries = _entries(snapshot, (page.url, page.lane))
    shared = [entry for entry in entries if any(group.holds(entry) for group in _groups(snapshot, page.language))]
    marked = [entry for entry, places in entries.items() if places & MENU]
    common = [entry for entry in marked if entry in shared]
    closing = _closing(page, entries, frozenset(shared))
    ahead = [entry for entry in shared if entry not in closing]
    few = _sizes(snapshot)[page.language] < FEWEST_PAGES
    own = few or is_home_page(snapshot, page)
    if (
        _is_menu(snapshot, page, _sections(snapshot, ahead), MENU_LINKS, PAIR)
        or _is_menu(snapshot, page, common, MENU_LINKS)
        or _is_small_menu(snapshot, page, common)
        or (own and _is_menu(snapshot, page, marked, MENU_LINKS))
    ):
        return Menu.YES
    unsure = _is_menu(snapshot, page, marked, MENU_LINKS) or _is_menu(snapshot, page, common, PAIR)
    unsure = unsure or _is_menu(snapshot, page, _sections(snapshot, shared), MENU_LINKS, PAIR)
    unsure = unsure or (few and _is_menu(snapshot, page, marked, PAIR))
    return Menu.UNSURE if unsure or SCRIPTED in page.landmarks else Menu.NO


def _closing(page: PageRecord, entries: dict[Entry, int], shared: frozenset[Entry]) -> frozenset[Entry]:
    """A few shared links, marked neither as navigation nor as the header, that stand after everything of the page's own: a footer's.

    A page without links of its own does not tell where its end begins; more links than a footer has are a menu wherever they stand.
    """
    order = list(entries)
    own = [place for place, entry in enumerate(order) if entry not in shared and entry.target.partition("#")[0] != page.url]
    if not own:
        return frozenset()
    found = frozenset(entry for entry in order[own[-1] + 1 :] if not entries[entry] & (MENU | HEAD))
    return found if len(_distinct(found)) <= CLOSING_LINKS else frozenset()


def _is_small_menu(snapshot: Snapshot, page: PageRecord, common: list[Entry]) -> bool:
    """Whether a pair of links is the menu of a small version: its home page bears the same, as it bears no chain."""
    pair = _distinct(common) & _of_homes(snapshot).get(page.language, set())
    return len(pair) >= PAIR and not all(_leads_home(snapshot, target) for target in pair)


@derived
def _of_homes(snapshot: Snapshot) -> dict[Language | None, set[str]]:
    """Where parts of home pages marked as navigation lead, by language."""
    found: dict[Language | None, set[str]] = {}
    for page in snapshot.homes():
        entries = _entries(snapshot, (page.url, page.lane))
        found.setdefault(page.language, set()).update(entry.target for entry, places in entries.items() if places & MENU)
    return found


def _is_menu(snapshot: Snapshot, page: PageRecord, entries: Iterable[Entry], links: int, elsewhere: int = 1) -> bool:
    """Whether there are so many links, and so many of them that lead neither home nor to the page itself, as a chain's do."""
    found = list(entries)
    away = {entry.target for entry in _sections(snapshot, found)} - {page.url}
    return len(_distinct(found)) >= links and len(away) >= elsewhere


def _sections(snapshot: Snapshot, entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if not _leads_home(snapshot, entry.target)]


def _leads_home(snapshot: Snapshot, target: str) -> bool:
    """Whether a link opens a home page by its address; pages of the same bytes under other addresses are sections that stand empty."""
    return folder_of(target) in _home_folders(snapshot)


@derived
def _home_folders(snapshot: Snapshot) -> frozenset[str]:
    opened = (address for page in snapshot.homes() for address in (page.url, page.final_url))
    return frozenset(folder_of(address) for address in (*opened, *(site.url for site in snapshot.plan.body.sites)))


def _distinct(entries: Iterable[Entry]) -> set[str]:
    return {entry.target for entry in entries}


@derived_few(ENTRIES_KEPT)
def _entries(snapshot: Snapshot, key: Key) -> dict[Entry, int]:
    """Links of a page that may be of a menu; a picture that leads home is a logo."""
    offered = sweep(snapshot).pages.get(key)
    entries = offered.entries.items() if offered is not None else ()
    return {entry: places for entry, places in entries if not (entry.picture and _leads_home(snapshot, entry.target))}


@derived
def _sizes(snapshot: Snapshot) -> Counter[Language | None]:
    return Counter(page.language for page in snapshot.pages())


def _groups(snapshot: Snapshot, language: Language | None) -> tuple[Shared, ...]:
    """What pages of the language share, and what all pages do."""
    known = _shared(snapshot)
    return tuple(known[name] for name in ((language, False), (None, True)) if name in known)


@derived
def _shared(snapshot: Snapshot) -> dict[tuple[Language | None, bool], Shared]:
    pages = list(snapshot.pages())
    groups: dict[tuple[Language | None, bool], list[PageRecord]] = {(None, True): pages}
    for page in pages:
        groups.setdefault((page.language, False), []).append(page)
    return {name: _common(snapshot, group) for name, group in groups.items() if len(group) >= FEWEST_PAGES}


def _common(snapshot: Snapshot, pages: list[PageRecord]) -> Shared:
    targets: Counter[str] = Counter()
    tails: Counter[str] = Counter()
    for page in pages:
        entries = _entries(snapshot, (page.url, page.lane))
        targets.update({entry.target for entry in entries})
        tails.update({entry.tail for entry in entries if not entry.tail.startswith("#")})
    return Shared(*(frozenset(name for name, number in found.items() if number * 2 >= len(pages)) for found in (targets, tails)))
