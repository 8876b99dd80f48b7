"""Extraction of a whole harvest: ledger and captures in, records out, in a fixed order and bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Connection, func, or_, select, tuple_, update

from crawler.addresses.links import Scope, scope_of
from crawler.extract.batches import Batches
from crawler.extract.bounded import Bounds, Ended, bounded
from crawler.extract.capture import extract_page
from crawler.extract.files.sniff import FEED_TYPES, PAGE_TYPES, skipped
from crawler.extract.ready import make_ready
from crawler.extract.reported import told
from crawler.extract.site.known import Key, SiteFacts
from crawler.extract.site.pairs import claimed_languages, find_homes, read_pairs
from crawler.extract.site.unlinked import read_unlinked
from crawler.portals.registry import tenants_of
from crawler.scans.gather import records as scanned
from store import schema
from store.base import Language
from store.harvest import READ, Capture, CrawlPlan, FailureReason, FetchFailure, Kind, LedgerEntry
from store.items import ANSWER, ItemRecord
from store.lexicon import Lexicon
from store.objects import ObjectMissing, ObjectStore
from store.records import (
    RECORDS,
    UNREAD,
    DateRecord,
    DocumentRecord,
    FeedRecord,
    LinkRecord,
    PageRecord,
    Record,
    TextRecord,
)

BATCH_PAGES = 50
BATCH_RECORDS = 20_000
CHUNK = 400
# The purpose of failures that say which capture could not be read within bounds.
PURPOSE = "extract"
WHY = {
    "time": "reading took more than {seconds:g} s of processor time and was ended",
    "memory": "reading took more than {memory} bytes and was ended",
    "died": "reading ended its process, which may take {memory} bytes",
}
OTHER = "other"
log = structlog.get_logger(__name__)


def extract(
    db: Connection,
    objects: ObjectStore,
    plan: CrawlPlan,
    lexicons: dict[str, Lexicon],
    progress: Callable[[int, int], None] | None = None,
    batches: Batches | None = None,
) -> None:
    """Replaces the records of a run by those that its captures give now.

    :param db: an open connection in a transaction; nothing is committed here but whole batches.
    :param objects: where the bodies lie.
    :param plan: the run's plan.
    :param lexicons: ``navigation``, ``language-switch``, ``contacts`` and ``dates`` are needed.
    :param progress: called with entries done and entries in all.
    :param batches: commits batches and goes on behind the last one; None for one transaction, which the caller ends. The records
        are whole when this returns and not yet committed from the last batch on.
    :raises ObjectMissing, ObjectDamaged: when the evidence itself is gone; a page that cannot be parsed only gets a note.
    """
    after = None
    if batches is not None:
        _prove_there(db, objects, plan.run_id)
        after = batches.begin()
    else:
        schema.clear_records(db, plan.run_id)
    make_ready(lexicons)
    reader = Reader(objects, plan, lexicons, _scope(db, plan))
    total = _entries_in(db, plan.run_id)
    before = total - _entries_in(db, plan.run_id, after)
    waiting: schema.Rows = {}
    pages = 0
    for done, (given, found) in enumerate(
        bounded(reader.rows, _given(db, plan, endless(db, plan.run_id), after), _bounds(plan)), before + 1
    ):
        rows = schema.pack(_unended(db, plan, given, found)) if isinstance(found, Ended) else found
        for kind, some in rows.items():
            waiting.setdefault(kind, []).extend(some)
        pages += bool(rows)
        if pages >= BATCH_PAGES or sum(map(len, waiting.values())) >= BATCH_RECORDS:
            schema.write_rows(db, plan.run_id, waiting)
            waiting, pages = {}, 0
            if batches is not None:
                batches.reach((given.entry.url, given.entry.lane))
        if progress is not None:
            progress(done, total)
    schema.write_rows(db, plan.run_id, waiting)
    if plan.portal:
        _sources(db, plan)
    else:
        _second_pass(db, plan)
        schema.write(db, plan.run_id, scanned(db, plan, objects))
    if batches is not None:
        batches.forget()


class Given(NamedTuple):
    """A capture to be read with its line of the ledger; ``ended`` is how reading it ended before, for that is part of the evidence."""

    capture: Capture | None
    entry: LedgerEntry
    ended: str


def _bounds(plan: CrawlPlan) -> Bounds:
    return Bounds(plan.limits.extract_time, plan.limits.extract_memory)


def _given(db: Connection, plan: CrawlPlan, ended: dict[str, str], after: Key | None) -> Iterator[Given]:
    for entries in _entries(db, plan.run_id, after):
        captures = schema.read_captures_of(db, plan.run_id, [entry.capture_id or "" for entry in entries])
        for entry in entries:
            name = entry.capture_id or ""
            yield Given(captures.get(name), entry, ended.get(name, ""))


def endless(db: Connection, run_id: str) -> dict[str, str]:
    """Captures whose reading was ended when the run was first extracted, each with the reason."""
    table = schema.failures
    query = select(table.c.id, table.c.detail).where(table.c.run_id == run_id, table.c.purpose == PURPOSE)
    return {name.removeprefix(f"{PURPOSE}-"): detail for name, detail in db.execute(query)}


def _unended(db: Connection, plan: CrawlPlan, given: Given, found: Ended) -> list[Record]:
    """Notes the end among the run's failures, so that a faster machine makes the same records of the same evidence."""
    capture, entry, limits = given.capture, given.entry, plan.limits
    if capture is None:
        return []
    detail = WHY[found.reason].format(seconds=limits.extract_time, memory=limits.extract_memory)
    log.warning("extraction was ended", url=entry.url, lane=entry.lane, reason=found.reason)
    failure = FetchFailure(
        id=f"{PURPOSE}-{capture.id}",
        url=entry.url,
        lane=entry.lane,
        requested_at=capture.requested_at,
        reason=FailureReason.OTHER,
        detail=detail,
        purpose=PURPOSE,
    )
    schema.write(db, plan.run_id, [failure])
    return told([_unread(capture, entry, detail)], capture, entry, limits.reported_bytes)


def _prove_there(db: Connection, objects: ObjectStore, run_id: str) -> None:
    """Raises ObjectMissing where a body is gone: before the records of earlier are removed, for new ones cannot be made."""
    table, ledger = schema.captures, schema.ledger
    same = (ledger.c.run_id == table.c.run_id) & (ledger.c.capture_id == table.c.id)
    query = select(table.c.object_sha256, table.c.media_type).join(ledger, same).where(*_readable(run_id))
    wanted = {row.object_sha256 for row in db.execute(query) if not skipped(row.media_type.split(";")[0].strip())}
    for digest in sorted(wanted.difference(objects.digests())):
        raise ObjectMissing(digest)


def _readable(run_id: str) -> tuple[Any, ...]:
    table = schema.ledger
    return (
        table.c.run_id == run_id,
        or_(table.c.ledger.in_(sorted(READ)), (table.c.kind == Kind.REPORTED.value) & table.c.answer.in_(sorted(READ))),
        table.c.capture_id.is_not(None),
        table.c.kind != Kind.ASSET.value,
    )


def _entries_in(db: Connection, run_id: str, after: Key | None = None) -> int:
    """How many entries were read, of those behind an address."""
    query = select(func.count()).select_from(schema.ledger).where(*_readable(run_id))
    return int(db.execute(query if after is None else query.where(_behind(after))).scalar_one())


def _behind(key: Key) -> Any:
    return tuple_(schema.ledger.c.url, schema.ledger.c.lane) > key


def _entries(db: Connection, run_id: str, last: Key | None) -> Iterator[list[LedgerEntry]]:
    """Entries that were read, by address and lane, a chunk at a time: writing goes on between the chunks."""
    table = schema.ledger
    while True:
        query = select(table).where(*_readable(run_id)).order_by(table.c.url, table.c.lane).limit(CHUNK)
        if last is not None:
            query = query.where(_behind(last))
        rows = db.execute(query).all()
        yield [schema.from_row(LedgerEntry, row) for row in rows]
        if len(rows) < CHUNK:
            return
        last = (rows[-1].url, rows[-1].lane)


def _scope(db: Connection, plan: CrawlPlan) -> Scope:
    """The plan's scope with the hosts to which its start addresses led and on which the harvest read pages."""
    scope = scope_of(plan)
    table = schema.ledger
    query = select(table.c.url).where(*_readable(plan.run_id), table.c.depth == 0).order_by(table.c.url)
    for (url,) in db.execute(query):
        if url not in scope:
            scope.add_host(url)
    return scope


class Reader:
    """Makes the records of one capture; it works in a process of its own and touches no database."""

    def __init__(self, objects: ObjectStore, plan: CrawlPlan, lexicons: dict[str, Lexicon], scope: Scope) -> None:
        self._objects = objects
        self._plan = plan
        self._lexicons = lexicons
        self._scope = scope
        found = (tenant.records(objects, lexicons) for tenant in tenants_of(plan))
        self._portals = [portal for portal in found if portal is not None]

    def rows(self, given: Given) -> schema.Rows:
        """What ``read`` gives, as rows: values alone go from one process to the other several times faster than records."""
        return schema.pack(self.read(given))

    def read(self, given: Given) -> list[Record]:
        """Records of one capture; one that says why where it cannot be read. Raises where the evidence itself is gone."""
        return told(self._records(given), given.capture, given.entry, self._plan.limits.reported_bytes)

    def _records(self, given: Given) -> list[Record]:
        capture, entry = given.capture, given.entry
        if capture is None or skipped(capture.media_type.split(";")[0].strip()):
            return []
        body = self._objects.get(capture.object_sha256)
        if given.ended:
            return [_unread(capture, entry, given.ended)]
        try:
            portal = next((portal for portal in self._portals if portal.tells(entry)), None)
            if portal is not None:
                return portal.records(capture, entry)
            return extract_page(capture, body, self._plan, self._lexicons, entry, self._scope)
        except MemoryError:
            raise
        except Exception as fault:
            log.warning("page could not be extracted", url=entry.url, lane=entry.lane, fault=repr(fault))
            return [_unread(capture, entry, type(fault).__name__)]


def _unread(capture: Capture, entry: LedgerEntry, why: str) -> Record:
    """A record that says of a page, a feed or a file by the type the server gave that nothing is known of what it holds."""
    media = capture.media_type.split(";")[0].strip().lower()
    own: dict[str, Any] = {
        "capture_id": capture.id,
        "url": entry.url,
        "lane": entry.lane,
        "captured_at": capture.requested_at,
        "object_sha256": capture.object_sha256,
    }
    note = f"{UNREAD}: {why}"
    if media in FEED_TYPES:
        return FeedRecord(**own, fault=note)
    if media and media not in PAGE_TYPES and not media.endswith(("/xml", "/plain")):
        return DocumentRecord(
            **own, media_type=capture.media_type, kind=OTHER, size=capture.size, depth=entry.depth, language=None, note=note
        )
    return PageRecord(**own, final_url=capture.url, depth=entry.depth, note=note)


def _sources(db: Connection, plan: CrawlPlan) -> None:
    """What the sources of a portal yielded, added up."""
    for tenant in tenants_of(plan):
        answers = schema.read_records(db, ItemRecord, plan.run_id, kind=ANSWER)
        schema.write(db, plan.run_id, tenant.sources(schema.read_ledger(db, plan.run_id), answers))


def _second_pass(db: Connection, plan: CrawlPlan) -> None:
    """What only the whole site tells: versions by switch, pairs, homes, feeds, languages of files."""
    site = SiteFacts(db, plan.run_id)
    claimed = claimed_languages(site)
    for key, language in claimed.items():
        _set_language(db, plan.run_id, key, language)
        site.pages[key] = site.pages[key]._replace(language=language, method="switch")
    pairs = list(read_pairs(site))
    schema.write(db, plan.run_id, pairs)
    schema.write(db, plan.run_id, read_unlinked(db, plan.run_id, site, pairs))
    table = schema.table_of(PageRecord)
    for url, lane in find_homes(site, plan, pairs):
        db.execute(
            update(table).where(table.c.run_id == plan.run_id, table.c.url == url, table.c.lane == lane).values(is_home=True)
        )
    _add_feeds(db, plan.run_id)
    for kind in (DocumentRecord, FeedRecord):
        _language_from_parent(db, plan.run_id, kind, site)


def _set_language(db: Connection, run_id: str, key: Key, language: Language) -> None:
    for kind in (kind for kind in RECORDS if kind.OF_PAGE):
        table = schema.table_of(kind)
        values: dict[str, Any] = {"language": language}
        if kind is PageRecord:
            values["language_method"] = "switch"
        db.execute(update(table).where(table.c.run_id == run_id, table.c.url == key[0], table.c.lane == key[1]).values(**values))


def _add_feeds(db: Connection, run_id: str) -> None:
    """Links whose target turned out to be a feed count as feeds of the page, beside those its head names."""
    feeds = sorted({feed.url for feed in schema.read_records(db, FeedRecord, run_id)})
    ends = set(feeds)
    ledger, links, pages = schema.ledger, schema.table_of(LinkRecord), schema.table_of(PageRecord)
    for start in range(0, len(feeds), CHUNK):
        query = select(ledger.c.url).where(ledger.c.run_id == run_id, ledger.c.redirect_to.in_(feeds[start : start + CHUNK]))
        ends.update(url for (url,) in db.execute(query))
    found: dict[Key, set[str]] = {}
    targets = sorted(ends)
    for start in range(0, len(targets), CHUNK):
        query = select(links.c.url, links.c.lane, links.c.target).where(
            links.c.run_id == run_id, links.c.target.in_(targets[start : start + CHUNK])
        )
        for url, lane, target in db.execute(query.distinct()):
            found.setdefault((url, lane), set()).add(target)
    for key in sorted(found):
        page = next(schema.read_records(db, PageRecord, run_id, url=key[0], lane=key[1]))
        feeds_of_page = (*page.feeds, *sorted(found[key] - set(page.feeds)))
        row = schema.to_row(run_id, page.model_copy(update={"feeds": feeds_of_page}))
        db.execute(
            update(pages)
            .where(pages.c.run_id == run_id, pages.c.url == key[0], pages.c.lane == key[1])
            .values(feeds=row["feeds"])
        )


def _language_from_parent(db: Connection, run_id: str, kind: type[Record], site: SiteFacts) -> None:
    """A file whose address and text tell no language has that of the page which first linked to it."""
    table = schema.table_of(kind)
    query = select(table.c.url, table.c.lane).where(table.c.run_id == run_id, table.c.language.is_(None))
    for url, lane in db.execute(query.order_by(table.c.url, table.c.lane)).all():
        entry = site.entry(url, lane)
        parent = site.page_at(entry.parent, lane) if entry is not None and entry.parent else None
        if parent is not None and parent.language is not None:
            for part in (kind, TextRecord, DateRecord) if kind is DocumentRecord else (kind,):
                _give_language(db, run_id, part, (url, lane), parent.language)


def _give_language(db: Connection, run_id: str, kind: type[Record], key: Key, language: Language) -> None:
    table = schema.table_of(kind)
    own = (table.c.run_id == run_id, table.c.url == key[0], table.c.lane == key[1])
    db.execute(update(table).where(*own).values(language=language))
