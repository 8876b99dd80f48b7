"""Reads the scans of a harvest once: files of the site that are pictures of pages, the nearest to the home page first, and pictures that may
hold a text of their own, all within the plan's bounds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from crawler.scans import engine
from crawler.scans.pictured import pictures
from store import schema
from store.harvest import Artifact, ArtifactKind, Capture, CrawlPlan, Device
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore
from store.records import DocumentRecord, ScanRecord

MAX_BYTES = 30 * 1024 * 1024
PDF = "pdf"


def read_scans(db: Connection, plan: CrawlPlan, objects: ObjectStore, progress: Callable[[int, int], None]) -> None:
    """Reads the scans of an extracted harvest and stores what they say; once a run, for another engine might read them otherwise.

    :param db: with the records of the run; nothing is committed here.
    :param progress: called with the scans done and all that are to be read.
    """
    if any(item.kind is ArtifactKind.SCAN for item in schema.read_artifacts(db, plan.run_id)):
        return
    schema.write(db, plan.run_id, gather(db, plan, objects, progress))
    schema.write(db, plan.run_id, records(db, plan, objects))


def scans(db: Connection, run_id: str) -> list[DocumentRecord]:
    """Documents without a text of their own that may show one, by depth and address; each content once."""
    found = sorted(schema.read_records(db, DocumentRecord, run_id), key=lambda one: (one.depth, one.url, one.lane))
    wanted: dict[str, DocumentRecord] = {}
    for one in found:
        if _pictured(one) and one.size <= MAX_BYTES:
            wanted.setdefault(one.object_sha256, one)
    return list(wanted.values())


def _pictured(one: DocumentRecord) -> bool:
    return one.kind == PDF and bool(one.pages_read) and not (one.text_pages or one.broken or one.encrypted)


def gather(
    db: Connection, plan: CrawlPlan, objects: ObjectStore, progress: Callable[[int, int], None] = lambda _number, _of: None
) -> Iterator[Artifact]:
    """One artifact for each scan that was looked at; none where the machine has no engine.

    :param db: with the records of the run.
    :param progress: called with the scans done and all that are to be read.
    """
    if not engine.tool():
        return
    chosen: list[DocumentRecord | Capture] = [*scans(db, plan.run_id)[: plan.limits.scans]]
    chosen += pictures(db, plan)[: plan.limits.pictures]
    for number, one in enumerate(chosen, 1):
        yield _read(one, plan, objects) if isinstance(one, DocumentRecord) else _picture(one, plan, objects)
        progress(number, len(chosen))


def _read(one: DocumentRecord, plan: CrawlPlan, objects: ObjectStore) -> Artifact:
    at = datetime.now(UTC)
    seen = [engine.words(page) for page in engine.pages(_body(one.object_sha256, objects), plan.limits.scan_pages)]
    return _kept(one, at, seen, one.pages or 1, {}, plan, objects)


def _picture(one: Capture, plan: CrawlPlan, objects: ObjectStore) -> Artifact:
    """A picture of a page is read as it is; the capture it lies in is named, for no document does."""
    at = datetime.now(UTC)
    return _kept(one, at, [engine.words(_body(one.object_sha256, objects))], 1, {"capture": one.id}, plan, objects)


def _body(digest: str, objects: ObjectStore) -> bytes:
    try:
        return objects.get(digest)
    except (ObjectMissing, ObjectDamaged):
        return b""


def _kept(
    one: DocumentRecord | Capture,
    at: datetime,
    seen: Sequence[engine.Words | None],
    pages: int,
    more: dict[str, Any],
    plan: CrawlPlan,
    objects: ObjectStore,
) -> Artifact:
    """Stores the words that were read, with how sure the engine is of them."""
    read = [page for page in seen if page is not None]
    value: dict[str, Any] = {
        "sha256": one.object_sha256,
        "pages": len(read),
        "complete": bool(seen) and len(read) == len(seen) == pages,
        "texts": [page.text for page in read],
        "confidence": [page.confidence for page in read],
        **more,
    }
    digest = objects.put(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    name = hashlib.sha256("\n".join(("scan", plan.run_id, one.url, one.lane)).encode()).hexdigest()[:32]
    return Artifact(
        id=name,
        kind=ArtifactKind.SCAN,
        url=one.url,
        lane=one.lane,
        device=Device.HTTP,
        captured_at=at,
        object_sha256=digest,
        media_type="application/json",
        tool=engine.tool(),
        ok=bool(read),
    )


def records(db: Connection, plan: CrawlPlan, objects: ObjectStore) -> Iterable[ScanRecord]:
    """What was read of scans, for every document of the same content; from the stored artifacts alone."""
    told = {}
    drawn: dict[tuple[str, str], ScanRecord] = {}
    for item in schema.read_artifacts(db, plan.run_id):
        if item.kind is ArtifactKind.SCAN and item.ok:
            value = json.loads(objects.get(item.object_sha256))
            if "capture" in value:
                drawn[item.url, item.lane] = _record(value["capture"], item.url, item.lane, value)
            else:
                told[value["sha256"]] = value
    for one in schema.read_records(db, DocumentRecord, plan.run_id):
        value = told.get(one.object_sha256)
        drawn.pop((one.url, one.lane), None)
        if value is not None:
            yield _record(one.capture_id, one.url, one.lane, value)
    yield from drawn.values()


def _record(capture: str, url: str, lane: str, value: dict[str, Any]) -> ScanRecord:
    return ScanRecord(
        capture_id=capture,
        url=url,
        lane=lane,
        text="\n".join(value["texts"]),
        confidence=sum(value["confidence"]) // max(1, len(value["confidence"])),
        pages=value["pages"],
        complete=value["complete"],
    )
