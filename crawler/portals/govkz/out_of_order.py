"""A platform that answers all the same and is out of order: its lists hold nothing of the entity in any language, or it speaks one language
whatever was asked. Pure, on the ledger; what such answers hold may be cited, and proves the absence of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crawler.portals.govkz.calls import FIRST, Call
from crawler.portals.govkz.place import Place
from crawler.portals.seam import Unseen
from store.base import OFFICIAL, Language
from store.harvest import Capture, Reason

EMPTY, LISTS = "empty", "pages"


@dataclass
class Told:
    """What the interface was asked and read: the capture of each first page of a list, and the lists that named a page."""

    first: dict[tuple[str, Language], str] = field(default_factory=dict)
    naming: set[tuple[str, Language]] = field(default_factory=set)

    def read(self, call: Call, capture_id: str | None) -> None:
        """Notes a question that was answered."""
        if call.interface.holds == LISTS and call.number == FIRST and capture_id:
            self.first[call.interface.name, call.language] = capture_id

    def named(self, call: Call) -> None:
        """Notes a question whose answer named a page."""
        self.naming.add((call.interface.name, call.language))


def out_of_order(place: Place, told: Told, captures: Iterable[Capture]) -> Iterator[Unseen]:
    """What nobody saw in an official language for that reason; nothing where the platform is in order, or its lists were not read.

    A list that holds nothing in one language is the body's own doing; so are texts that it gave in one language for both, as long as the menu,
    whose names are the platform's own, is given in each.
    """
    lists = [one for one in place.platform.interfaces if one.holds == LISTS]
    read = {language: [one.name for one in lists if (one.name, language) in told.first] for language in OFFICIAL}
    menus = {one.name: one.part for one in lists if one.menu}
    if all(read.values()) and not {(name, language) for language in OFFICIAL for name in read[language]} & told.naming:
        part = next(iter(menus.values()), LISTS)
        yield from (Unseen(part, language, EMPTY, True) for language in OFFICIAL)
        return
    digests = {capture.id: capture.object_sha256 for capture in captures if capture.id in set(told.first.values())}
    given = {key: digests.get(name, name) for key, name in told.first.items() if key in told.naming}
    for menu, part in menus.items():
        if _one_tongue(menu, given):
            yield from (Unseen(part, language, Reason.LANGUAGE.value, True) for language in OFFICIAL)


def _one_tongue(menu: str, given: Mapping[tuple[str, Language], str]) -> bool:
    """Whether the menu, and whatever else was given in several languages, is the same to the byte in all of them."""
    names = {name for name, _ in given}
    spoken = {name: [given[name, language] for language in OFFICIAL if (name, language) in given] for name in names}
    twice = {name: set(told) for name, told in spoken.items() if len(told) == len(OFFICIAL)}
    return menu in twice and all(len(told) == 1 for told in twice.values())
