"""A place with all that is one click below it; apart from what a menu of its section leads to, which lies beside it."""

from __future__ import annotations

import re
from functools import cached_property

from checks.derived import derived_few
from checks.own import Own, Spot, own
from store.records import LinkRecord
from store.snapshot import Snapshot

# Pages whose menus are kept in memory.
PAGES_KEPT = 5_000
# A menu shows the page itself without a link, and an entry more or less on some pages.
HALF = 2
# A list by its element, with all that its entries are made of; without one the blocks that links stand in are its entries.
_LIST = re.compile(r"^(.*/(?:ul|ol|dl|table|nav|menu)(?:\[\d+\])?)/.*$")
_NUMBER = re.compile(r"\[\d+\]$")
ENTRY = 2


class Held:
    """A place with all that is one click below it, which is read only when it is asked for."""

    def __init__(self, snapshot: Snapshot, spot: Spot, alone: bool = False) -> None:
        self._snapshot, self._alone = snapshot, alone
        self.top = own(snapshot, spot)

    @cached_property
    def all(self) -> tuple[Own, ...]:
        """The place itself first."""
        if self._alone:
            return (self.top,)
        return (self.top, *(own(self._snapshot, Spot(url)) for url in self.top.below))

    @cached_property
    def apart(self) -> tuple[Own, ...]:
        """The same without the pages beside it, which a menu that they share leads to: what stands there is no part of the place."""
        url = self.top.page.url if self.top.page is not None else ""
        return (self.top, *(one for one in self.all[1:] if one.page is None or not beside(self._snapshot, (url, one.page.url))))


def held(snapshot: Snapshot, spot: Spot) -> Held:
    """What stands at a place and one click below it."""
    return Held(snapshot, spot)


def beside(snapshot: Snapshot, pages: tuple[str, str]) -> bool:
    """Whether two pages stand side by side: each leads to the other from a list that both bear in the same place, and to a third one; a page
    and one below it that leads back share none."""
    first, second = (_lists(snapshot, url) for url in pages)
    mine, theirs = set(pages[1:]), set(pages[:1])
    for block, targets in first.items():
        others = second.get(block, frozenset())
        if not (mine <= targets and theirs <= others):
            continue
        both, every = (targets & others) - set(pages), (targets | others) - set(pages)
        if both and len(both) * HALF >= len(every):
            return True
    return False


@derived_few(PAGES_KEPT)
def _lists(snapshot: Snapshot, url: str) -> dict[str, frozenset[str]]:
    """Addresses that lists of links of a page lead to, by where each list stands."""
    found: dict[str, set[str]] = {}
    for link in own(snapshot, Spot(url)).links:
        found.setdefault(_block(link), set()).add(link.target)
    return {block: frozenset(targets) for block, targets in found.items()}


def _block(link: LinkRecord) -> str:
    """The path of the list that a link stands in."""
    listed = _LIST.match(link.xpath)
    if listed is not None:
        return listed[1]
    path = link.xpath.split("/")
    return "/".join([*path[:-ENTRY], *(_NUMBER.sub("", step) for step in path[-ENTRY:])])


__all__ = ["Held", "beside", "held"]
