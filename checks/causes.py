"""What many findings have in common: the one link, menu entry or picture, written once in a template, that all of them come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from checks.sweep import FEWEST_LETTERS, met, tail_of
from checks.words import fold
from store.records import LinkRecord
from store.snapshot import Snapshot

# What stands on fewer pages is not shared.
SHARED = 2
# The kind of a cause without words is its element; only style sheets among ``link`` elements are met by a reader.
KINDS = {"link": "style"}


class Trace(NamedTuple):
    """Where an address is referred to: every page, the address as first written there, and the cause that pages share (or None)."""

    pages: tuple[str, ...]
    href: str
    cause: str | None


class _Use(NamedTuple):
    page: str
    label: str
    tail: str
    link: LinkRecord

    @property
    def name(self) -> tuple[str, str]:
        """What tells one shared reference from another: its words, or its kind and address where it has none."""
        return (self.label, "") if self.label else (self.link.tag, self.tail)


def traces(snapshot: Snapshot, wanted: Iterable[tuple[str, str | None]]) -> dict[tuple[str, str | None], Trace]:
    """Traces of addresses, each given with a fragment or with None for the address whatever the fragment.

    A reference is shared where the same words with the same address – but for how it climbs from folder to folder – stand on
    several pages. Addresses of one label have one cause: a menu entry written relative leads astray from each folder anew.
    """
    uses = {key: [_use(link) for link in _references(snapshot, *key)] for key in wanted}
    places: dict[tuple[str, str, str], set[str]] = {}
    for found in uses.values():
        for use in found:
            places.setdefault((*use.name, use.tail), set()).add(use.page)
    shared = {name for name, pages in places.items() if len(pages) >= SHARED}
    common = {key: [use for use in found if (*use.name, use.tail) in shared] for key, found in uses.items()}
    pages_of = Counter(name for name, _ in {(use.name, use.page) for found in common.values() for use in found})
    menus = Counter(use.name if use.link.place == "nav" else None for found in common.values() for use in found)
    links = Counter(use.name for found in common.values() for use in found)
    names = {use.name: _words(use.link) for found in reversed(common.values()) for use in reversed(found)}
    traced = {}
    for key, found in uses.items():
        best = min({use.name for use in common[key]}, key=lambda name: (not _worded(name), -pages_of[name], name), default=None)
        cause = None
        if best is not None:
            kind = "menu" if menus[best] * 2 > links[best] else "link"
            cause = f"{kind}: {names[best]}" if _worded(best) else f"{KINDS.get(best[0], best[0])}: {best[1]}"
        traced[key] = Trace(tuple(sorted({use.page for use in found})), found[0].link.raw if found else "", cause)
    return traced


def _references(snapshot: Snapshot, target: str, fragment: str | None) -> Iterable[LinkRecord]:
    return (link for link in snapshot.links_to(target) if met(link) and fragment in (None, link.fragment))


def _use(link: LinkRecord) -> _Use:
    label = fold(_words(link))
    named = sum(letter.isalpha() for letter in label) >= FEWEST_LETTERS
    return _Use(link.url, label if named and link.tag in ("a", "area") else "", tail_of(link.raw), link)


def _words(link: LinkRecord) -> str:
    return link.text or link.label


def _worded(name: tuple[str, str]) -> bool:
    return not name[1]
