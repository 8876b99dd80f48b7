"""Persons of a board."""

from __future__ import annotations

import json

from crawler.portals.bulletin.place import Place

from crawler.portals import seam
from store.harvest import Capture, CrawlPlan, Kind, LedgerEntry
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.records import PersonRecord, Record


class Records(seam.Records):
    """What the answer of a board tells."""

    def __init__(self, place: Place, plan: CrawlPlan, objects: ObjectStore, lexicons: dict[str, Lexicon]) -> None:
        self._place = place
        self._objects = objects

    def tells(self, entry: LedgerEntry) -> bool:
        """The answer alone."""
        return entry.kind is Kind.INTERFACE and entry.url == self._place.question

    def records(self, capture: Capture, entry: LedgerEntry) -> list[Record]:
        """A record for each person."""
        told = json.loads(self._objects.get(capture.object_sha256))
        return [
            PersonRecord(capture_id=capture.id, url=entry.url, seq=number, name=item["name"], post=item["post"])
            for number, item in enumerate(told)
        ]
