"""Items of a portal's stored answers, read by the same pure function as in the harvest, and what each answer amounted to."""

from __future__ import annotations

from collections import Counter
from typing import Any

from crawler.portals import seam
from crawler.portals.reading.seam import Item, Reading
from crawler.portals.reading.whole import NOT_MODIFIED, OK, Place
from store.harvest import Capture, LedgerEntry
from store.items import ANSWER, ItemRecord
from store.objects import ObjectStore
from store.portalview import BODY
from store.record import Record

LONGEST = 4000
MOST_ITEMS = 100_000


class Records(seam.Records):
    """The answers of one reading."""

    def __init__(self, place: Place, objects: ObjectStore) -> None:
        self.place = place
        self._objects = objects

    def tells(self, entry: LedgerEntry) -> bool:
        """Whether the entry is an answer of the portal."""
        return self.place.question(entry.url, entry.lane) is not None

    def records(self, capture: Capture, entry: LedgerEntry) -> list[Record]:
        """The items of an answer, and behind them what the answer amounted to.

        :returns: of an answer that says now that it is none, only that.
        """
        question = self.place.question(entry.url, entry.lane)
        if question is None:
            return []
        status = OK if capture.status == NOT_MODIFIED else capture.status
        verdict = self.place.verdict(question, status, self._objects.get(capture.object_sha256))
        reading = verdict.reading
        own: dict[str, Any] = {
            "capture_id": capture.id,
            "url": entry.url,
            "lane": entry.lane,
            "language": reading.language or self.place.language(entry.lane),
            "portal": self.place.rules.portal,
            "source": question.source,
        }
        items = reading.items[:MOST_ITEMS]
        found: list[Record] = [_record(own, seq, item) for seq, item in enumerate(items)]
        told = _amount(verdict.ledger.value if not verdict.read else "", verdict.reason, items, reading)
        told["lacking"] = _lacking(items, rule.fields) if (rule := self.place.rule(question.source)) else {}
        return [*found, ItemRecord(**own, seq=len(items), kind=ANSWER, key="", body=question.body, facts=told)]


def _record(own: dict[str, Any], seq: int, item: Item) -> ItemRecord:
    texts = {name: getattr(item, name)[:LONGEST] for name in ("kind", "key", "title", "body", "body_name", "day")}
    return ItemRecord(**own, seq=seq, **texts, facts=dict(item.facts))


def _amount(failed: str, why: str, items: tuple[Item, ...], reading: Reading) -> dict[str, Any]:
    bodies = sum(item.kind == BODY for item in items)
    return {"failed": failed, "why": why, "items": len(items), "bodies": bodies, "total": reading.total}


def _lacking(items: tuple[Item, ...], fields: tuple[str, ...]) -> dict[str, int]:
    """How many items lack each field that they must bear."""
    lacking: Counter[str] = Counter()
    for item in items:
        for field in fields:
            kind, _, name = field.rpartition(".")
            if (item.kind == kind if kind else item.kind != BODY) and not _bears(item, name):
                lacking[field] += 1
    return dict(sorted(lacking.items()))


def _bears(item: Item, name: str) -> bool:
    value = getattr(item, name) if name in Item._fields else item.facts.get(name)
    return value is not None and value != ""
