"""What of a site was seen, counted from ledger, records and artifacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from crawler.portals.registry import tenants_of
from store import schema
from store.course import cut, note_coverage
from store.harvest import READ, ArtifactKind, CrawlPlan, Ledger, LedgerEntry, Reason
from store.records import DocumentRecord, PageRecord

UNREAD = frozenset({Ledger.FAILED, Ledger.BLOCKED, Ledger.REFUSED, Ledger.TOO_LARGE})
# More than this many unread addresses are counted, not listed.
LISTED = 500
# What ended the look at a site when its platform withheld a part.
REFUSED = "refused"


def _unread(entry: LedgerEntry) -> bool:
    return entry.ledger in UNREAD or (entry.ledger is Ledger.ROBOTS and entry.reason == Reason.ROBOTS_UNREACHABLE)


def count(db: Connection, plan: CrawlPlan) -> dict[str, Any]:
    """Coverage of a harvest after extraction, as changes of what the lanes noted of themselves (cut short, no browser)."""
    if plan.portal:
        return _of_portal(db, plan)
    pages: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    home = False
    spoken: dict[tuple[str, str], str] = {}
    for page in schema.read_records(db, PageRecord, plan.run_id):
        pages[page.language or "unknown"] += 1
        spoken[(page.url, page.lane)] = page.language or "unknown"
        home = home or page.is_home
    for document in schema.read_records(db, DocumentRecord, plan.run_id):
        documents[document.language or "unknown"] += 1
    ledger: Counter[str] = Counter()
    unread: list[LedgerEntry] = []
    entries = list(schema.read_ledger(db, plan.run_id))
    for entry in entries:
        ledger[entry.ledger.value] += 1
        if _unread(entry) and len(unread) < LISTED:
            unread.append(entry)
    rendered: Counter[str] = Counter()
    kept = 0
    for artifact in schema.read_artifacts(db, plan.run_id):
        if artifact.kind is ArtifactKind.PAGE and artifact.ok:
            rendered[spoken.get((artifact.url, artifact.lane), "unknown")] += 1
            kept += artifact.unchanged_at is not None
    return {
        "pages": dict(sorted(pages.items())),
        "documents": dict(sorted(documents.items())),
        "rendered": dict(sorted(rendered.items())),
        "rendered_kept": kept,
        "ledger": dict(sorted(ledger.items())),
        "home_read": home,
        "unreachable": tuple(unread),
        **_parts(db, plan, entries),
    }


def note_unrendered(engine: Engine, plan: CrawlPlan) -> None:
    """Notes that no browser was asked for."""
    with engine.begin() as db:
        note_coverage(db, plan.run_id, **count(db, plan), render_available=False, render_note="not-asked")


def _of_portal(db: Connection, plan: CrawlPlan) -> dict[str, Any]:
    """Coverage of a reading, which may have hundreds of thousands of addresses: counted where they lie."""
    table = schema.ledger
    mine = table.c.run_id == plan.run_id
    counted = db.execute(select(table.c.ledger, func.count()).where(mine).group_by(table.c.ledger)).all()
    unread = select(table).where(mine, table.c.ledger.in_(sorted(UNREAD))).order_by(table.c.url, table.c.lane).limit(LISTED)
    ledger = {str(name): int(number) for name, number in sorted((row[0], row[1]) for row in counted)}
    return {
        "ledger": ledger,
        "home_read": any(ledger.get(name.value) for name in READ),
        "unreachable": tuple(schema.from_row(LedgerEntry, row) for row in db.execute(unread)),
    }


def _parts(db: Connection, plan: CrawlPlan, entries: Iterable[LedgerEntry]) -> dict[str, Any]:
    """What a platform withheld: a site of which a part stayed unseen was not seen whole, and nothing may be called absent from it."""
    tenants = tenants_of(plan)
    captures = list(schema.read_captures(db, plan.run_id)) if tenants else []
    missed = [item for tenant in tenants for item in tenant.unseen(entries, captures)]
    values: dict[str, Any] = {"unseen": tuple(f"{item.part}/{item.language}: {item.why}" for item in missed)}
    if any(item.cuts for item in missed):
        values |= cut(db, plan.run_id, REFUSED)
    return values
