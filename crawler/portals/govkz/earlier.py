"""Whether an item says what it said in the run before: lists move on, so their answers differ while most of their items stay."""

from __future__ import annotations

from crawler.portals.govkz.answers import read_answer
from crawler.portals.govkz.calls import call_at
from crawler.portals.govkz.items import Item, items_of
from crawler.portals.govkz.place import Place
from crawler.portals.seam import Before
from store.harvest import LedgerEntry
from store.objects import ObjectDamaged, ObjectMissing


class EarlierItems:
    """The items of the newest earlier run, read answer by answer as they are asked for."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._read: dict[str, dict[str, Item]] = {}

    def entry(self, history: Before, item: Item) -> LedgerEntry | None:
        """The earlier line of the ledger of an item that has not changed since; None for one that is new or says something else."""
        known = history.entries.get((item.address, "*"))
        if known is None or known.parent is None:
            return None
        before = self._answer(history, known.parent).get(item.address)
        same = before is not None and (before.texts, before.files) == (item.texts, item.files)
        return known if same else None

    def _answer(self, history: Before, url: str) -> dict[str, Item]:
        if url not in self._read:
            self._read[url] = self._items(history, url)
        return self._read[url]

    def _items(self, history: Before, url: str) -> dict[str, Item]:
        call = call_at(self._place, url)
        earlier = history.captures.get((url, call.language)) if call is not None else None
        if call is None or earlier is None:
            return {}
        try:
            body = earlier.objects.get(earlier.capture.object_sha256)
        except (ObjectMissing, ObjectDamaged):
            return {}
        found = read_answer(self._place.platform, call.interface, body)
        return {item.address: item for item in items_of(self._place, call, found.items)}
