"""What the browser walks of an entity: its routes in every language, and a drawn sample of the pages whose matter is known already."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.books.frontier import Target
from crawler.extract.text.language import language_of_address
from crawler.portals import seam
from crawler.portals.govkz.calls import call_at
from crawler.portals.govkz.place import Place
from store.base import Language
from store.harvest import READ, Kind, Ledger, LedgerEntry, Reason

# Of each kind of page in each language so many are looked at, though their matter is known.
EACH = 3
_NUMBERS = re.compile(r"\d+")


class Walk(seam.Walk):
    """What the ledger of the HTTP lane says of one entity, for the browser that walks it."""

    def __init__(self, place: Place, entries: Iterable[LedgerEntry], seed: int) -> None:
        self.place = place
        self._entries = list(entries)
        self._seed = seed
        self._whole = self._read_whole()
        self._details = [
            (item.name, re.compile(re.escape(f"{place.path}{item.page}").replace(re.escape("$id"), "[^/]+")))
            for item in place.platform.interfaces
            if item.page
        ]

    def _read_whole(self) -> frozenset[tuple[str, Language]]:
        """Interfaces that were read to the end of their lists, with their languages."""
        asked: dict[tuple[str, Language], bool] = {}
        for entry in self._entries:
            call = call_at(self.place, entry.url)
            if call is not None:
                key = (call.interface.name, call.language)
                asked[key] = asked.get(key, True) and entry.ledger in READ
        return frozenset(key for key, whole in asked.items() if whole)

    def needed(self) -> list[Target]:
        """Routes that every entity has, and pages that the interface's answers lead to: without them the look is not whole."""
        found = [
            Target(self.place.page(route.path, language), "*", 1 if route.path.strip("/") else 0, None)
            for route in self.place.platform.routes
            for language in self.place.platform.languages
        ]
        led = (entry for entry in self._entries if entry.ledger is Ledger.BEYOND_BUDGET and entry.kind is Kind.RENDER)
        return [*found, *(Target(entry.url, entry.lane, entry.depth, entry.parent) for entry in led)]

    def sampled(self) -> list[Target]:
        """Pages whose matter the interface gave: of each kind and language a few by chance, one of each first."""
        kinds: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in self._entries:
            if self._told(entry):
                kinds[f"{_NUMBERS.sub('#', urlsplit(entry.url).path)} {language_of_address(entry.url)}"].append(entry)
        # Those that were looked at before a walk was cut off are drawn again, and passed over.
        drawn = [sorted(kinds[kind], key=self._lot)[:EACH] for kind in sorted(kinds)]
        order = [items[turn] for turn in range(EACH) for items in drawn if turn < len(items)]
        return [Target(entry.url, entry.lane, entry.depth, entry.parent) for entry in order]

    def _told(self, entry: LedgerEntry) -> bool:
        """Whether an answer of the interface named this page, looked at since or not."""
        asked = self.place.owns(entry.url) and entry.parent is not None and call_at(self.place, entry.parent) is not None
        return asked and entry.ledger in READ

    def _lot(self, entry: LedgerEntry) -> str:
        return hashlib.sha256(f"{self._seed} {entry.url}".encode()).hexdigest()

    def listed(self, url: str) -> str:
        """The reason to pass over a page that the interface, read whole, says nothing new of: a numbered page of a list, or an item that is not
        there in this language; empty for any other address."""
        language = language_of_address(url)
        path = urlsplit(url).path.rstrip("/")
        numbered = path.rpartition("/")[2].isdecimal()
        names = {self.place.lists(url)} if numbered else set()
        names |= {name for name, pattern in self._details if self.place.here(url) and pattern.fullmatch(path)}
        return Reason.LISTED.value if any((name, language) in self._whole for name in names) else ""
