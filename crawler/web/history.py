"""What an earlier run over the same body knows: captures that may be unchanged, dates, and which page led to which address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from crawler.books.frontier import Key, Target
from crawler.books.recorder import Earlier
from crawler.books.seen import drawn_with, looks, seen_before
from store import judged, schema
from store.course import State, since
from store.harvest import READ, Capture, CrawlPlan, Device, Kind, LedgerEntry
from store.items import ItemRecord
from store.objects import ObjectStore
from store.place import evidence_of, plan_of


class History:
    """The newest earlier run; empty where there is none. ``charged`` are the pages that its deficiencies name, ``drawn`` what pages drew
    themselves with when a browser saw them last."""

    def __init__(
        self,
        entries: Iterable[LedgerEntry] = (),
        captures: Iterable[Earlier] = (),
        charged: frozenset[str] = frozenset(),
        drawn: Iterable[Earlier] = (),
    ) -> None:
        self.entries: Mapping[Key, LedgerEntry] = {(entry.url, entry.lane): entry for entry in entries}
        self.captures: MutableMapping[Key, Earlier] = {(item.capture.url, item.capture.lane): item for item in captures}
        self.charged = charged
        self.drawn: Mapping[Key, Earlier] = {(item.capture.url, item.capture.lane): item for item in drawn}
        self.kept: list[Target] = []
        self._children: dict[str, list[LedgerEntry]] | None = None

    def same(self, key: Key, capture: Capture) -> bool:
        """Whether a capture holds the bytes that the address gave before."""
        earlier = self.captures.get(key)
        return earlier is not None and earlier.capture.object_sha256 == capture.object_sha256

    def behind(self, _keys: list[Key]) -> Iterator[tuple[Key, str | None]]:
        """What these addresses of a portal led to in the reading before; nothing where there was none."""
        return iter(())

    def items(self, kind: str, key: str) -> list[ItemRecord]:  # noqa: ARG002
        """What the reading of a portal before knew of one thing; nothing where there was none."""
        return []

    def dated_before(self, changed: dict[str, datetime], since: datetime) -> list[LedgerEntry]:
        """Pages and files that were read, at ``since`` or later, after the last change that the site itself names for them.

        A page that a deficiency names is none of them: what is charged is seen anew each time.
        """
        found = []
        for key, earlier in self.captures.items():
            at = changed.get(key[0])
            if at is not None and max(at, since) < earlier.capture.requested_at and key[0] not in self.charged:
                found.append(self.entries[key])
        return found

    def take_over(self, target: Target) -> list[tuple[Target, LedgerEntry]]:
        """Notes that a page was taken over unread, and tells what it led to when it was last read, each with its earlier line."""
        if self._children is None:
            self._children = defaultdict(list)
            for entry in self.entries.values():
                if entry.parent:
                    self._children[entry.parent].append(entry)
        self.kept.append(target)
        known = self.entries[(target.url, target.lane)]
        return [
            (Target(child.url, child.lane, max(0, target.depth + child.depth - known.depth), target.url), child)
            for child in self._children.get(target.url, ())
            if child.lane in (target.lane, "*")
        ]

    def lost(self, known: Callable[[str, str], bool]) -> bool:
        """Whether an address of the earlier run was not met again, because the page that led to it changed: then the pages
        that were taken over unread must be read after all. What site maps and feeds named comes from them again.

        :param known: whether an address in a lane was met in this run.
        """
        if not self.kept:
            return False
        pages = {url for (url, _), entry in self.entries.items() if entry.kind is Kind.PAGE}
        return any(entry.parent in pages and not known(*key) for key, entry in self.entries.items())


def earlier_run(engine: Engine, plan: CrawlPlan) -> History:
    """The newest earlier run over the same body and sites whose HTTP lane came to its end and whose files are at hand."""
    with engine.connect() as db:
        rows = db.execute(
            select(schema.runs.c.id, schema.runs.c.out, schema.runs.c.plan)
            .where(
                schema.runs.c.body == plan.body.code,
                schema.runs.c.id != plan.run_id,
                schema.runs.c.state.in_(since(State.CRAWLED)),
            )
            .order_by(schema.runs.c.started_at.desc(), schema.runs.c.id)
        ).all()
        for row in rows:
            before = plan_of(engine, row)
            same = before.body.sites == plan.body.sites and before.page_only == plan.page_only
            if same and Path(before.out).is_dir():
                return _read(db, row.id, ObjectStore(evidence_of(before)), _drawn(engine, db, plan))
    return History()


def _drawn(engine: Engine, db: Connection, plan: CrawlPlan) -> list[Earlier]:
    """What a browser's looks rest on that this run may take over: nothing where no browser is to look."""
    before = seen_before(engine, db, plan) if plan.limits.max_rendered > 0 else None
    if before is None:
        return []
    return list(drawn_with(db, before, list(looks(db, before, plan.limits.visit_days, datetime.now(UTC)))))


def _read(db: Connection, run_id: str, objects: ObjectStore, drawn: list[Earlier]) -> History:
    entries = list(schema.read_ledger(db, run_id))
    wanted = {entry.capture_id for entry in entries if entry.ledger in READ}
    captures = [
        Earlier(capture, objects)
        for capture in schema.read_captures(db, run_id)
        if capture.id in wanted and capture.device is Device.HTTP
    ]
    return History(entries, captures, judged.charged_pages(db, run_id), drawn)
