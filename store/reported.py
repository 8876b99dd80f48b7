"""What bodies reported and surveys gave: kept whole, by body, kind and period, never changed.

The newest file of a kind for a body and period is the one that counts; older ones stay on record.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, insert, select

from store import objections, rulings, schema
from store.base import Frozen, Language
from store.calendar import covers, period_days

RULINGS = "rulings"
PROOF = "proof"
"""Kinds of files that bring no facts: decisions, and what a decision rests on."""
BESIDE = frozenset({RULINGS, PROOF})
LISTED_SETS, LISTED_SET = "listed-sets", "listed-set"
"""Facts of the Unified List of open data: how many sets of the body stand in it, and each of them."""
LINK, DOCUMENT = "reported-link", "reported-document"
"""Facts of a body's report: an address that it names with what it says of it, and a document that no crawler can see."""

FEEDBACK = "message"
"""Fact of a message on a draft or a budget, as a person classed it."""
EVENT = "event"
"""Fact of an event that the body says was held in full publicity."""

NOTHING = "not-applicable"
"""Value of a fact which says that there was nothing to count."""

_META = tuple(column for column in schema.imports.c if column.name != "content")


class Fact(Frozen):
    """One number that a file gave, whatever edition of the law will read it.

    ``subject`` tells apart services, measures and organisations that have a number each. ``value`` is a decimal as text, or
    ``not-applicable``. ``parameter`` is set where the file itself names the row of the law (reports). ``places`` are cells
    of the file, ``proof`` links and names of documents. ``details`` are the other cells of a line that checks read, by column code.
    """

    name: str
    language: Language | None = None
    subject: str = ""
    value: str
    parameter: str = ""
    places: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    details: dict[str, str] = {}


class StoredImport(Frozen):
    """One file on record, without its bytes. ``seq`` is the order of arrival, ``rows`` the number of its lines."""

    seq: int = 0
    id: str
    body: str
    kind: str
    period: str
    name: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    media_type: str
    length: int
    rows: int
    facts: tuple[Fact, ...]
    imported_at: datetime


def digest(content: bytes) -> str:
    """SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def standing(db: Connection, body: str, kind: str, period: str) -> StoredImport | None:
    """The file of this kind that counts for exactly this body and period; None where there is none."""
    table = schema.imports
    query = select(*_META).where(table.c.body == body, table.c.kind == kind, table.c.period == period)
    row = db.execute(query.order_by(table.c.seq.desc()).limit(1)).first()
    return None if row is None else _item(row)


def write_import(
    db: Connection,
    *,
    body: str,
    kind: str,
    period: str,
    name: str,
    content: bytes,
    media_type: str,
    rows: int,
    facts: tuple[Fact, ...],
    at: datetime,
) -> StoredImport:
    """Puts a file on record with the facts read from it, and returns it. ``at`` is the time of arrival, with its zone."""
    sha256, moment = digest(content), at.astimezone(UTC)
    key = json.dumps([body, kind, period, name, sha256, moment.isoformat()], ensure_ascii=False)
    item = StoredImport(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        body=body,
        kind=kind,
        period=period,
        name=name,
        sha256=sha256,
        media_type=media_type,
        length=len(content),
        rows=rows,
        facts=facts,
        imported_at=moment,
    )
    values = item.model_dump(mode="python", exclude={"seq", "facts", "imported_at"})
    values |= {"facts": _text(facts), "imported_at": moment.isoformat(timespec="microseconds"), "content": content}
    written = db.execute(insert(schema.imports).values(**values).returning(schema.imports.c.seq))
    return item.model_copy(update={"seq": written.scalar_one()})


def keep_proof(db: Connection, body: str, period: str, name: str, body_bytes: bytes, at: datetime) -> str:
    """Puts a file that a decision rests on on record, once; returns its SHA-256."""
    sha256, table = digest(body_bytes), schema.imports
    known = select(table.c.id).where(table.c.body == body, table.c.kind == PROOF, table.c.sha256 == sha256)
    if db.execute(known.limit(1)).first() is None:
        media = "application/octet-stream"
        write_import(
            db, body=body, kind=PROOF, period=period, name=name, content=body_bytes, media_type=media, rows=0, facts=(), at=at
        )
    return sha256


def all_imports(db: Connection, body: str | None = None) -> list[StoredImport]:
    """Every file on record, of one body or of all, in order of arrival."""
    query = select(*_META).order_by(schema.imports.c.seq)
    if body is not None:
        query = query.where(schema.imports.c.body == body)
    return [_item(row) for row in db.execute(query)]


def imports_for(db: Connection, body: str, period: str | date) -> list[StoredImport]:
    """The files that count for a body in a period, or on a day: of each kind the one whose period covers it.

    Where several periods do (the year and the half-year), the shortest counts; of files for the same period the newest.
    Decisions and their proofs are not among them. In order of kind.

    :param period: a year, half-year or quarter as ``2026-H2``; or a day.
    """
    chosen: dict[str, StoredImport] = {}
    for item in all_imports(db, body):
        if item.kind in BESIDE or not _covers(item.period, period):
            continue
        before = chosen.get(item.kind)
        if before is None or _length(item.period) <= _length(before.period):
            chosen[item.kind] = item
    return [chosen[kind] for kind in sorted(chosen)]


def pointed(db: Connection, body: str, period: str | date) -> tuple[str, ...]:
    """Addresses that the files which count for a body and period name, each once, in order."""
    facts = (fact for item in imports_for(db, body, period) for fact in item.facts)
    return tuple(dict.fromkeys(fact.details["address"] for fact in facts if fact.name == LINK and "address" in fact.details))


def _covers(period: str, wanted: str | date) -> bool:
    if isinstance(wanted, str):
        return covers(period, wanted)
    first, last = period_days(period)
    return first <= wanted <= last


def _length(period: str) -> int:
    first, last = period_days(period)
    return (last - first).days


def content(db: Connection, sha256: str) -> bytes:
    """The bytes of a file on record, or of a decision or an entry on objections that came without one.

    :raises KeyError: nothing of this digest is on record.
    """
    row = db.execute(select(schema.imports.c.content).where(schema.imports.c.sha256 == sha256).limit(1)).first()
    found = bytes(row.content) if row is not None else rulings.entry(db, sha256) or objections.proof(db, sha256)
    if found is None:
        raise KeyError(sha256)
    return found


def _text(facts: tuple[Fact, ...]) -> str:
    return json.dumps([fact.model_dump(exclude_defaults=True) for fact in facts], ensure_ascii=False, separators=(",", ":"))


def _item(row: Any) -> StoredImport:
    values = {**row._mapping, "facts": json.loads(row.facts)}
    return StoredImport.model_validate(values)
