"""Which pages lie below the first level of the site, and by which sign that is known."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from checks.derived import derived
from checks.support import folder_of
from checks.targets import judge
from checks.wayfinding import is_home_page
from store.records import PageRecord
from store.snapshot import Snapshot

FIRST_LEVEL = 1
# A chain of two names its page and the home page: it is of the first level.
FIRST_CHAIN = 2
FOR_MACHINES = "json-ld"
_ITEM = re.compile(r".*?/li\[\d+\]")


def signs(snapshot: Snapshot, page: PageRecord) -> tuple[str, ...]:
    """Signs that a page lies below the first level; empty for a home page and for one that no sign puts there.

    ``clicks``: two or more from the home page. ``address``: it continues that of another page. ``menu``: the home page offers it
    only inside the item of another menu entry. ``chain``: its own chain names a level between the home page and itself.
    """
    if is_home_page(snapshot, page):
        return ()
    found = {
        "clicks": page.depth > FIRST_LEVEL,
        "address": not _sections(snapshot).isdisjoint(_above(page)),
        "menu": page.url in _submenu(snapshot),
        "chain": page.breadcrumb_method != FOR_MACHINES and len(page.breadcrumb) > FIRST_CHAIN,
    }
    return tuple(sign for sign, holds in found.items() if holds)


def in_doubt(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page without any sign lies two folders or deeper, so that nobody can say it is of the first level."""
    if is_home_page(snapshot, page) or signs(snapshot, page):
        return False
    path = folder_of(page.url.partition("?")[0])
    return all(
        len(urlsplit(path).path.removeprefix(start).strip("/").split("/")) > FIRST_LEVEL for start in _starts(snapshot, path)
    )


def _above(page: PageRecord) -> set[str]:
    parts = folder_of(page.url.partition("?")[0]).split("/")
    return {"/".join(parts[:end]) for end in range(4, len(parts))}


def _starts(snapshot: Snapshot, path: str) -> list[str]:
    """Folders of home pages that an address lies in."""
    here = urlsplit(path).path
    folders = {urlsplit(folder_of(home.url)).path for home in snapshot.homes()}
    return sorted(folder for folder in folders if here.startswith(f"{folder}/")) or [""]


@derived
def _sections(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(folder_of(page.url) for page in snapshot.pages() if not is_home_page(snapshot, page))


@derived
def _submenu(snapshot: Snapshot) -> frozenset[str]:
    """Pages that home pages link to only from lists inside the item of another menu entry."""
    nested: set[str] = set()
    direct: set[str] = set()
    for home in snapshot.homes():
        links = [link for link in snapshot.links(home) if link.tag == "a" and link.xpath]
        entries = {link.xpath.rpartition("/")[0] for link in links if link.place == "nav"}
        for link in links:
            if link.scope != "internal" or link.place in ("footer", "breadcrumb"):
                continue
            items = _ITEM.findall(link.xpath)
            around = {"".join(items[:end]) for end in range(1, len(items))}
            inside = link.place == "nav" and not around.isdisjoint(entries)
            (nested if inside else direct).add(judge(snapshot, link.target, link.lane).end)
    return frozenset(nested - direct)
