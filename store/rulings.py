"""People's decisions on record: entries that are never changed, each with its source and the bytes that prove it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, insert, select

from store import schema
from store.base import Frozen
from store.findings import Ruling


class Source(StrEnum):
    """Where a decision came from."""

    IMPORT = "import"
    TERMINAL = "terminal"
    COMMISSION = "commission"


class Origin(Frozen):
    """The source of some decisions; those of a file name its import and its SHA-256."""

    source: Source
    import_id: str | None = None
    sha256: str = ""


class Change(Frozen):
    """One thing that a decision rests on and that a later run saw otherwise: ``what`` is a ``finding`` by its id, or the text of a
    ``page`` by its address."""

    kind: Literal["gone", "new", "changed"]
    what: Literal["finding", "page"]
    name: str


class StoredRuling(Frozen):
    """A decision on record. ``file`` is the name of the file that it came in, empty where there was none; ``sha256`` is of that
    file, else of the entry itself. ``changed`` is what it rests on and the run at hand sees otherwise."""

    ruling: Ruling
    file: str
    sha256: str
    source: Source = Source.IMPORT
    changed: tuple[Change, ...] = ()


class RulingTakenError(ValueError):
    """A decision of this id is on record for the body already and says something else. ``id`` names it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"a decision «{name}» is on record and says something else")
        self.id = name


def read(db: Connection, body: str) -> list[StoredRuling]:
    """People's decisions on findings of a body, each with its source, by id."""
    return _all(db, _query().where(schema.rulings.c.body == body))


def on_finding(db: Connection, body: str, finding: str) -> list[StoredRuling]:
    """The decisions on one finding of a body, in the order they were made."""
    table = schema.rulings
    found = _all(db, _query().where(table.c.body == body, table.c.finding == finding))
    return sorted(found, key=lambda one: (one.ruling.made_at, one.ruling.id))


def write(db: Connection, body: str, rulings: Iterable[Ruling], origin: Origin) -> int:
    """Puts decisions on record; those that are there already and say the same are left. Returns how many are new.

    :raises RulingTakenError: one of this id is on record and says something else.
    """
    known = {one.ruling.id: one.ruling for one in read(db, body)}
    new: list[dict[str, Any]] = []
    for ruling in rulings:
        if ruling.id in known:
            if known[ruling.id] != ruling:
                raise RulingTakenError(ruling.id)
            continue
        known[ruling.id] = ruling
        new.append(_row(body, ruling, origin))
    if new:
        db.execute(insert(schema.rulings), new)
    return len(new)


def entry(db: Connection, sha256: str) -> bytes | None:
    """The bytes of a decision that came without a file; None where no such one has this digest."""
    table = schema.rulings
    query = select(table.c.proof).where(table.c.sha256 == sha256, table.c.proof.is_not(None))
    row = db.execute(query.limit(1)).first()
    return None if row is None else bytes(row.proof)


def _row(body: str, ruling: Ruling, origin: Origin) -> dict[str, Any]:
    text = ruling.model_dump_json()
    return {
        "body": body,
        "id": ruling.id,
        "source": origin.source.value,
        "import_id": origin.import_id,
        "sha256": origin.sha256 or hashlib.sha256(text.encode()).hexdigest(),
        "proof": None if origin.sha256 else text.encode(),
        "finding": ruling.finding,
        "ruling": text,
    }


def _query() -> Select[Any]:
    table, files = schema.rulings, schema.imports
    return select(table.c.ruling, table.c.source, table.c.sha256, files.c.name).outerjoin(files, files.c.id == table.c.import_id)


def _all(db: Connection, query: Select[Any]) -> list[StoredRuling]:
    return sorted(map(_stored, db.execute(query)), key=lambda one: one.ruling.id)


def _stored(row: Row[Any]) -> StoredRuling:
    ruling = Ruling.model_validate_json(row.ruling)
    return StoredRuling(ruling=ruling, file=row.name or "", sha256=row.sha256, source=Source(row.source))
