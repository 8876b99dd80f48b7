"""Writes what the harvest brings: objects and WARC records at once, rows in batches that commit together with the
length of the WARC file. A kill between two commits loses nothing that was committed and leaves nothing twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from time import monotonic
from typing import NamedTuple

from sqlalchemy import Engine, select

from crawler.books.frontier import Frontier, Target
from crawler.books.together import Bundle, bundle_now
from store import schema
from store.base import Frozen
from store.harvest import Capture, CrawlPlan, Device, FailureReason, FetchFailure
from store.objects import ObjectStore
from store.place import evidence_of
from store.warc import IDENTICAL, NOT_MODIFIED, Exchange, Position, Revisit, WarcWriter

COMMIT_ROWS = 500
# Below this size a revisit record is longer than what it saves.
WORTH_REVISIT = 512
# Bodies of this harvest that another answer may repeat; the oldest are forgotten, and what repeats them is stored once more.
REMEMBERED = 50_000
# On a portal it is refusals and empty lists that repeat one another, and they come close together.
REMEMBERED_OF_PORTAL = 1_000


class Earlier(NamedTuple):
    """A capture of an earlier run that a conditional request may find unchanged, and where its bytes lie."""

    capture: Capture
    objects: ObjectStore

    def header(self, name: str) -> str | None:
        """A header of the earlier answer by its lower-case name."""
        return next((value for key, value in self.capture.headers if key.lower() == name), None)


def capture_id(url: str, lane: str, device: Device, at: datetime, digest: str) -> str:
    """Identity of a capture: equal bytes in two languages or at two times stay two captures."""
    text = "\n".join((url, lane, device.value, at.isoformat(), digest))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Recorder:
    """One harvest's pen. ``note`` hands rows over, ``commit`` brings them and the WARC length to the database."""

    def __init__(self, engine: Engine, plan: CrawlPlan) -> None:
        self.engine = engine
        self.plan = plan
        evidence = evidence_of(plan)
        self.objects = ObjectStore(evidence)
        with engine.connect() as db:
            table = schema.warc_files
            rows = db.execute(select(table.c.name, table.c.length).where(table.c.run_id == plan.run_id))
            self._lengths = {row.name: row.length for row in rows}
        self.warc = WarcWriter(f"{evidence}/warc", self._lengths, plan.software)
        self.lanes: dict[str, list[str]] | None = None
        self._rows: list[tuple[Bundle | None, Frozen]] = []
        self._bodies: dict[str, tuple[Position, str, datetime]] = {}
        self._remembered = REMEMBERED_OF_PORTAL if plan.portal else REMEMBERED
        self._committed = monotonic()

    def exchange(
        self,
        target: Target,
        exchange: Exchange,
        body: bytes,
        purpose: str = "crawl",
        device: Device = Device.HTTP,
        earlier: Earlier | None = None,
    ) -> Capture:
        """Stores one answer and returns its capture. ``body`` is the content after its coding was undone; where ``earlier``
        holds the same, the WARC gets a revisit record instead of the payload."""
        digest = self.objects.put(body)
        revisit = None
        repeated = self._bodies.get(digest)
        same = earlier is not None and earlier.capture.object_sha256 == digest and exchange.status == earlier.capture.status
        if repeated is not None and exchange.body == body:
            position, url, at = repeated
            revisit = Revisit(IDENTICAL, url, at, position.record_id, position.payload_digest)
        elif same and earlier is not None and exchange.body == body and len(body) >= WORTH_REVISIT:
            before = earlier.capture
            revisit = Revisit(IDENTICAL, before.url, before.requested_at, before.warc_record_id, f"sha256:{digest}")
        position = self.warc.write(exchange, revisit)
        if revisit is None and len(body) >= WORTH_REVISIT and exchange.body == body:
            self._remember(digest, (position, exchange.url, exchange.at))
        of = earlier.capture.id if same and earlier is not None else None
        return self._capture(target, exchange, exchange.response_headers, digest, len(body), position, purpose, of, device)

    def _remember(self, digest: str, where: tuple[Position, str, datetime]) -> None:
        self._bodies[digest] = where
        if len(self._bodies) > self._remembered:
            del self._bodies[next(iter(self._bodies))]

    def unchanged(self, target: Target, exchange: Exchange, earlier: Earlier, purpose: str = "crawl") -> Capture:
        """Stores a 304: the earlier bytes are taken over, the WARC gets a revisit record."""
        digest, size = self._take_over(earlier)
        before = earlier.capture
        revisit = Revisit(NOT_MODIFIED, before.url, before.requested_at, before.warc_record_id, f"sha256:{digest}")
        position = self.warc.write(exchange, revisit)
        fresh = {name.lower() for name, _ in exchange.response_headers}
        headers = [*exchange.response_headers, *((key, value) for key, value in before.headers if key.lower() not in fresh)]
        return self._capture(target, exchange, headers, digest, size, position, purpose, before.id)

    def kept(self, earlier: Earlier) -> Capture:
        """Takes over a capture that was not asked for again: its bytes, its time, and no WARC record of this harvest."""
        self._take_over(earlier)
        before = earlier.capture
        capture = before.model_copy(update={"revisit_of": before.id, "warc_file": None, "warc_offset": None, "purpose": "kept"})
        # It is taken over with its line of the ledger in one step, for many addresses within the turn of the one that lists them.
        self._rows.append((None, capture))
        return capture

    def _take_over(self, earlier: Earlier) -> tuple[str, int]:
        """Brings an earlier run's object among those of this one. Raises ObjectMissing or ObjectDamaged."""
        digest = earlier.capture.object_sha256
        return digest, self.objects.take_over(earlier.objects, digest)

    def _capture(
        self,
        target: Target,
        exchange: Exchange,
        headers: Iterable[tuple[str, str]],
        digest: str,
        size: int,
        position: Position,
        purpose: str,
        revisit_of: str | None = None,
        device: Device = Device.HTTP,
    ) -> Capture:
        kept = tuple(headers)
        media = next((value for key, value in kept if key.lower() == "content-type"), "")
        capture = Capture(
            id=capture_id(target.url, target.lane, device, exchange.at, digest),
            url=target.url,
            lane=target.lane,
            device=device,
            requested_at=exchange.at,
            status=exchange.status,
            headers=kept,
            object_sha256=digest,
            size=size,
            media_type=media.partition(";")[0].strip().lower(),
            remote_addr=exchange.remote_addr,
            revisit_of=revisit_of,
            warc_file=position.file,
            warc_offset=position.offset,
            warc_record_id=position.record_id,
            purpose=purpose,
        )
        self.keep(capture)
        return capture

    def failure(
        self, target: Target, reason: FailureReason, detail: str, purpose: str = "crawl", device: Device = Device.HTTP
    ) -> FetchFailure:
        """Stores an attempt that brought nothing."""
        at = datetime.now(UTC)
        failure = FetchFailure(
            id=capture_id(target.url, target.lane, device, at, reason.value),
            url=target.url,
            lane=target.lane,
            device=device,
            requested_at=at,
            reason=reason,
            detail=detail,
            purpose=purpose,
        )
        self.keep(failure)
        return failure

    def rendered(self, target: Target, at: datetime, status: int, html: bytes) -> Capture:
        """Stores the DOM that a browser drew, which no exchange carries, as a capture of the desktop."""
        digest = self.objects.put(html)
        capture = Capture(
            id=capture_id(target.url, target.lane, Device.DESKTOP, at, digest),
            url=target.url,
            lane=target.lane,
            device=Device.DESKTOP,
            requested_at=at,
            status=status,
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            object_sha256=digest,
            size=len(html),
            media_type="text/html",
            purpose="render",
        )
        self.keep(capture)
        return capture

    def keep(self, item: Frozen) -> None:
        """Hands over a row, also of another kind (an artifact); it is committed with the others of its bundle."""
        self._rows.append((bundle_now(), item))

    def due(self) -> bool:
        """Whether it is time to commit."""
        return len(self._rows) >= COMMIT_ROWS or monotonic() - self._committed > self.warc.every

    def commit(self, frontier: Frontier) -> None:
        """Makes everything since the last commit durable, in one transaction, but for what an unfinished turn brought.

        :raises StorageFault: a disk is full; also where that was met before and passed over as a fault of a page. Nothing of
            what came since the last commit is kept then: it is asked for again.
        """
        if self.objects.full is not None:
            raise self.objects.full
        length = self.warc.flush()
        rows = [row for bundle, row in self._rows if bundle is None or bundle.whole]
        held: list[tuple[Bundle | None, Frozen]] = [
            (bundle, row) for bundle, row in self._rows if bundle is not None and not bundle.whole
        ]
        changed, dropped = frontier.take_changes({row.id for _, row in held if isinstance(row, Capture)})
        with self.engine.begin() as db:
            schema.write(db, self.plan.run_id, rows)
            schema.upsert_ledger(db, self.plan.run_id, changed, dropped)
            if self.lanes is not None:
                db.execute(schema.runs.update().where(schema.runs.c.id == self.plan.run_id).values(lanes=json.dumps(self.lanes)))
                self.lanes = None
            for name, size in length.items():
                table = schema.warc_files
                db.execute(table.delete().where(table.c.run_id == self.plan.run_id, table.c.name == name))
                db.execute(table.insert().values(run_id=self.plan.run_id, name=name, length=size))
        self._rows = held
        self._committed = monotonic()

    def close(self) -> None:
        """Closes the WARC file."""
        self.warc.close()
