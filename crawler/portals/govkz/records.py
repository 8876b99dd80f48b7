"""Records of what a programming interface told: pages whose matter it gave, persons and contact data from their fields.

The records are those that pages give, so the same checks judge them. What only an opened page could show – menu, layout, encoding,
pictures – is left out, and each such page's note says that the page itself was not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from crawler.extract.capture import extract_page
from crawler.extract.text.words import words_of
from crawler.portals import seam
from crawler.portals.govkz.answers import read_answer
from crawler.portals.govkz.calls import Call, call_at
from crawler.portals.govkz.items import Item, items_of
from crawler.portals.govkz.markup import document_of
from crawler.portals.govkz.people import contacts_of, persons_of
from crawler.portals.govkz.place import Place
from store.harvest import Capture, CrawlPlan, Kind, LedgerEntry
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.records import ContactRecord, FormRecord, ImageRecord, LinkRecord, PageRecord, PersonRecord, Record

# Answers kept parsed, because the items of one stand scattered over the ledger.
KEPT = 48
NOTE = "not read: the page was not opened; its matter comes from the platform's programming interface"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
# What a page made of an item can tell nothing of.
UNSEEN: dict[str, Any] = {
    "anchors": (), "template": "", "viewport": "", "charset_header": "", "charset_meta": "", "charset_bytes": "", "meta_refresh": "",
    "frames": 0, "scripts": 0, "landmarks": (), "nav_links": 0, "breadcrumb": (), "breadcrumb_method": "", "feeds": (), "hreflang": (),
    "rendered": False, "note": NOTE,
}  # fmt: skip


class Records(seam.Records):
    """The answers of one run's platform. ``tells`` says whether an entry of the ledger rests on one."""

    def __init__(self, place: Place, plan: CrawlPlan, objects: ObjectStore, lexicons: dict[str, Lexicon]) -> None:
        self.place = place
        self._plan = plan
        self._objects = objects
        self._lexicons = lexicons
        self._dialling = words_of(lexicons).dialling
        self._items = lru_cache(maxsize=KEPT)(self._read)

    def tells(self, entry: LedgerEntry) -> bool:
        """Whether the entry is an answer of the interface, or a page whose matter such an answer gave."""
        return entry.kind in (Kind.INTERFACE, Kind.ITEM)

    def records(self, capture: Capture, entry: LedgerEntry) -> list[Record]:
        """Records of one entry.

        :param capture: the answer; its address is the question.
        :param entry: the answer's own line of the ledger, or that of a page it told of.
        :returns: of a page the records that pages give; of an answer persons and contact data; nothing where it holds neither.
        """
        call = call_at(self.place, capture.url)
        if call is None:
            return []
        found = self._items(capture.url, capture.object_sha256)
        if entry.kind is Kind.ITEM:
            item = next((item for item in found if item.address == entry.url), None)
            return [] if item is None else list(self._page(capture, entry, call, item))
        return list(self._fields(capture, entry, call, found))

    def _read(self, url: str, digest: str) -> tuple[Item, ...]:
        call = call_at(self.place, url)
        if call is None:
            return ()
        reading = read_answer(self.place.platform, call.interface, self._objects.get(digest))
        return tuple(items_of(self.place, call, reading.items))

    def _page(self, capture: Capture, entry: LedgerEntry, call: Call, item: Item) -> Iterator[Record]:
        html = document_of(item, call.language).encode("utf-8", "replace")
        lane = entry if self.place.owns(entry.url) else entry.model_copy(update={"lane": call.language})
        drawn = capture.model_copy(update={"url": entry.url, "headers": HTML, "media_type": "text/html"})
        for record in extract_page(drawn, html, self._plan, self._lexicons, lane):
            if isinstance(record, (ImageRecord, FormRecord)):
                continue
            change: dict[str, Any] = {"lane": entry.lane}
            if isinstance(record, PageRecord):
                change |= UNSEEN
            elif "xpath" in type(record).model_fields:
                change["xpath"] = ""
            yield record.model_copy(update=change)

    def _fields(self, capture: Capture, entry: LedgerEntry, call: Call, found: tuple[Item, ...]) -> Iterator[Record]:
        own: dict[str, Any] = {"capture_id": capture.id, "url": entry.url, "lane": entry.lane, "language": call.language}
        holds = call.interface.holds
        if holds == "pages":
            yield from (LinkRecord(**own, seq=seq, **_menu(item)) for seq, item in enumerate(item for item in found if item.menu))
        elif holds == "persons":
            yield from persons_of(own, found, self._dialling)
        elif holds == "contacts":
            yield from self._office(capture, entry, call, found, own)

    def _office(
        self, capture: Capture, entry: LedgerEntry, call: Call, found: tuple[Item, ...], own: dict[str, Any]
    ) -> Iterator[Record]:
        """An answer about the entity itself is one page; a check finds contact data with the page they stand on."""
        read = [record for item in found[:1] for record in self._page(capture, entry, call, item)]
        contacts = [record for record in read if isinstance(record, ContactRecord)]
        yield from (record for record in read if not isinstance(record, PersonRecord))
        yield from contacts_of(own, found, {record.value for record in contacts}, len(contacts), self._dialling)
        yield from persons_of(own, found, self._dialling)


def _menu(item: Item) -> dict[str, Any]:
    title = item.texts.get("title", "")
    return {
        "raw": item.address,
        "target": item.address,
        "scope": "internal",
        "tag": "a",
        "attr": "href",
        "text": title,
        "label": title,
        "place": "nav",
    }
