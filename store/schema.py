"""Tables, and the reading and writing of rows in bulk. Record tables follow their models field by field."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from pydantic_core import to_json
from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
)

from store import records as record_types
from store.base import Frozen
from store.columns import TEXT, column_of, moment, nested, without_nul
from store.harvest import Artifact, Capture, FetchFailure, LedgerEntry
from store.rows import RowReader, reader_of

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

runs = Table(
    "runs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("key", String(64), nullable=False, index=True),
    Column("body", String(128), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("plan", nested(), nullable=False),
    Column("coverage", nested()),
    Column("lanes", nested()),
    Column("out", Text, nullable=False),
    Column("started_at", moment(32), nullable=False),
    Column("finished_at", moment(32)),
    Column("result_sha256", String(64)),
    Column("inputs", nested()),
    Column("scored_at", moment(32)),
    Column("reported_at", moment(32)),
)


def _run_column() -> Column[str]:
    return Column("run_id", String(64), ForeignKey("runs.id", ondelete="CASCADE"), nullable=False)


warc_files = Table(
    "warc_files", metadata, _run_column(),
    Column("name", String(128), nullable=False),
    Column("length", Integer, nullable=False),
    PrimaryKeyConstraint("run_id", "name"),
)  # fmt: skip

# Where an extraction stands that was begun and has not come to its end, and what made its records.
extractions = Table(
    "extractions", metadata, _run_column(),
    Column("maker", String(64), nullable=False),
    *(Column(name, TEXT) for name in ("url", "lane")),
    PrimaryKeyConstraint("run_id"),
)  # fmt: skip

findings = Table(
    "findings",
    metadata,
    _run_column(),
    Column("seq", Integer, nullable=False),
    Column("id", String(16), nullable=False, index=True),
    Column("parameter", String(64), nullable=False),
    Column("finding", nested(), nullable=False),
    # What findings are asked for; the whole finding stands in ``finding``.
    Column("check", TEXT, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("url", TEXT, nullable=False),
    Column("needs_review", Boolean, nullable=False),
    PrimaryKeyConstraint("run_id", "seq"),
    Index("ix_findings_run_id_outcome", "run_id", "outcome"),
)

# What bodies reported and surveys gave: the file itself and the facts read from it. ``seq`` is the order of arrival.
imports = Table(
    "imports",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("body", String(128), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("period", String(16), nullable=False),
    Column("name", TEXT, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("media_type", String(128), nullable=False),
    Column("length", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("facts", nested(), nullable=False),
    Column("imported_at", moment(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# People's decisions, each an entry that is never changed. ``sha256`` is of what proves it: the file that it came in, else ``proof``, its own text.
rulings = Table(
    "rulings",
    metadata,
    Column("body", String(128), nullable=False),
    Column("id", String(64), nullable=False),
    Column("source", String(16), nullable=False),
    Column("import_id", String(16), ForeignKey("imports.id")),
    Column("sha256", String(64), nullable=False, index=True),
    Column("proof", LargeBinary),
    Column("finding", String(16), nullable=False),
    Column("ruling", nested(), nullable=False),
    PrimaryKeyConstraint("body", "id"),
)

# Objections to results and what commissions decided: entries that are never changed and outlive their run; ``proof`` is an entry's text.
objections = Table(
    "objections", metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    *(Column(name, String(128), nullable=False, index=True) for name in ("run", "body", "sha256")),
    Column("proof", LargeBinary, nullable=False),
)  # fmt: skip


def _model_table(name: str, model: type[Frozen], key: tuple[str, ...], indexes: tuple[tuple[str, ...], ...]) -> Table:
    hints = typing.get_type_hints(model)
    columns = [column_of(field, hints[field]) for field in model.model_fields]
    parts: list[Any] = [_run_column(), *columns, PrimaryKeyConstraint("run_id", *key)]
    parts += [Index(f"ix_{name}_{'_'.join(fields)}", "run_id", *fields) for fields in indexes]
    return Table(name, metadata, *parts)


ledger = _model_table("ledger", LedgerEntry, ("url", "lane"), (("ledger",),))
captures = _model_table("captures", Capture, ("id",), (("url",), ("object_sha256",)))
failures = _model_table("failures", FetchFailure, ("id",), (("url",),))
artifacts = _model_table("artifacts", Artifact, ("id",), (("url",),))

RECORD_TABLES: dict[type[record_types.Record], tuple[Table, tuple[str, ...]]] = {
    kind: (_model_table(kind.TABLE, kind, kind.KEY, kind.INDEXES), kind.KEY) for kind in record_types.RECORDS
}

M = TypeVar("M", bound=Frozen)
R = TypeVar("R", bound=record_types.Record)
# Values in the order of their model's fields.
Rows = dict[type[Frozen], list[tuple[Any, ...]]]
# Rows that one statement takes, and items that are made rows of before any is written.
BULK, MANY = 1000, 20_000


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value.replace("\x00", "�")
    if isinstance(value, datetime):
        return value.isoformat()
    return without_nul(to_json(value).decode())


def to_row(run_id: str, item: Frozen) -> dict[str, Any]:
    """A row for the item's table: text, numbers and booleans as they are, everything nested as JSON."""
    row = {field: _plain(getattr(item, field)) for field in type(item).model_fields}
    row["run_id"] = run_id
    return row


def from_row(model: type[M], row: Any) -> M:
    """The item that a row of its table was made from, selected with all columns."""
    reader: RowReader[M] = reader_of(model)
    values = row._mapping
    return reader.read(values[name] for name in reader.names)


def _items(db: Connection, model: type[M], query: Select[Any]) -> Iterator[M]:
    """Items of a query over the model's table, in its order."""
    table = table_of(model)
    yield from _read(db, model, query.with_only_columns(*(table.c[name] for name in reader_of(model).names)), {})


def _read(db: Connection, model: type[M], query: Select[Any], values: dict[str, Any], streamed: bool = False) -> Iterator[M]:
    """Items of a query for the columns of a model, in their order."""
    reader: RowReader[M] = reader_of(model)
    # PostgreSQL sends all rows at once where it is not told to keep them.
    options = {"stream_results": True, "max_row_buffer": BULK} if streamed else {}
    with db.execute(query, values, execution_options=options) as result:
        for rows in result.partitions(BULK):
            # Row by row the driver is asked through six calls; a thousand at a time it is not felt.
            yield from reader.read_all(rows)


def table_of(model: type[Frozen]) -> Table:
    """The table that keeps items of this model."""
    if model in RECORD_TABLES:
        return RECORD_TABLES[model][0]
    return {LedgerEntry: ledger, Capture: captures, FetchFailure: failures, Artifact: artifacts}[model]


def pack(items: Iterable[Frozen]) -> Rows:
    """The values of items by their model, ready to be written or to be sent to the process that writes."""
    packed: Rows = {}
    for item in items:
        model = type(item)
        packed.setdefault(model, []).append(tuple([_plain(getattr(item, field)) for field in model.model_fields]))
    return packed


def write(db: Connection, run_id: str, items: Iterable[Frozen]) -> None:
    """Writes items of any models in bulk."""
    left = iter(items)
    while some := pack(islice(left, MANY)):
        write_rows(db, run_id, some)


def write_rows(db: Connection, run_id: str, packed: Rows) -> None:
    """Writes what ``pack`` made, a thousand rows at a time for each table."""
    for model, rows in packed.items():
        names, statement = (*model.model_fields, "run_id"), insert(table_of(model))
        for start in range(0, len(rows), BULK):
            some = rows[start : start + BULK]
            db.execute(statement, [dict(zip(names, (*row, run_id), strict=True)) for row in some])


def upsert_ledger(db: Connection, run_id: str, changed: list[LedgerEntry], dropped: list[tuple[str, str]]) -> None:
    """Writes ledger entries over those of the same address and lane; removes the dropped ones."""
    for url, lane in dropped:
        db.execute(ledger.delete().where(ledger.c.run_id == run_id, ledger.c.url == url, ledger.c.lane == lane))
    statement: Any = _insertion(db)(ledger)
    statement = statement.on_conflict_do_update(
        index_elements=["run_id", "url", "lane"],
        set_={name: statement.excluded[name] for name in LedgerEntry.model_fields if name not in ("url", "lane")},
    )
    for start in range(0, len(changed), 1000):
        db.execute(statement, [to_row(run_id, entry) for entry in changed[start : start + 1000]])


def _insertion(db: Connection) -> Any:
    """The database's own INSERT. What PostgreSQL speaks takes a tenth of a second to load, which nobody waits for on SQLite."""
    if db.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert
    from sqlalchemy.dialects import sqlite

    return sqlite.insert


def clear_records(db: Connection, run_id: str) -> None:
    """Removes all records of a run, before extraction is run again."""
    for table, _ in RECORD_TABLES.values():
        db.execute(table.delete().where(table.c.run_id == run_id))


def read_records(db: Connection, kind: type[R], run_id: str, streamed: bool = False, /, **equal: Any) -> Iterator[R]:
    """Records of one kind in the order of their key; of a field given several values (a set) one of them. Nobody may commit while ``streamed``
    ones are read: they are fetched one by one, so that a table of millions takes no memory."""
    several = frozenset(name for name, value in equal.items() if isinstance(value, (set, frozenset)))
    given = {name: sorted(value) if name in several else value for name, value in equal.items()}
    query = _records_query(kind, tuple(sorted(equal)), several)
    yield from _read(db, kind, query, {"of_run": run_id, **{f"of_{name}": value for name, value in given.items()}}, streamed)


@cache
def _records_query(kind: type[record_types.Record], names: tuple[str, ...], several: frozenset[str]) -> Select[Any]:
    """The statement for records of a kind with values in these fields; made once, as checks ask it of every page."""
    table, order = RECORD_TABLES[kind]
    query = select(*(table.c[name] for name in reader_of(kind).names)).where(table.c.run_id == bindparam("of_run"))
    for name in names:
        value: BindParameter[Any] = bindparam(f"of_{name}", expanding=name in several)
        query = query.where(table.c[name].in_(value) if name in several else table.c[name] == value)
    sorting: list[Any] = [table.c[name] for name in order]
    if any(index[0] in names for index in kind.INDEXES):
        # SQLite would rather read all rows of a run in order than look up the few that are asked for and sort them.
        sorting[0] = func.coalesce(sorting[0], "")
    return query.order_by(*sorting)


def read_ledger(db: Connection, run_id: str) -> Iterator[LedgerEntry]:
    """The ledger of a run by address and lane."""
    query = select(ledger).where(ledger.c.run_id == run_id).order_by(ledger.c.url, ledger.c.lane)
    yield from _items(db, LedgerEntry, query)


def read_capture(db: Connection, run_id: str, capture_id: str) -> Capture | None:
    """One capture or None."""
    row = db.execute(select(captures).where(captures.c.run_id == run_id, captures.c.id == capture_id)).first()
    return None if row is None else from_row(Capture, row)


def read_captures_of(db: Connection, run_id: str, ids: Iterable[str]) -> dict[str, Capture]:
    """The captures of these identities that there are, at most as many as one statement may name."""
    query = select(captures).where(captures.c.run_id == run_id, captures.c.id.in_(sorted(set(ids))))
    return {capture.id: capture for capture in _items(db, Capture, query)}


def read_captures(db: Connection, run_id: str, url: str | None = None) -> Iterator[Capture]:
    """Captures of one address, or of all, in order of time."""
    query = select(captures).where(captures.c.run_id == run_id)
    if url is not None:
        query = query.where(captures.c.url == url)
    yield from _items(db, Capture, query.order_by(captures.c.requested_at, captures.c.id))


def read_failures(db: Connection, run_id: str, url: str | None = None) -> Iterator[FetchFailure]:
    """Failed attempts of one address, or of all, in order of time."""
    query = select(failures).where(failures.c.run_id == run_id)
    if url is not None:
        query = query.where(failures.c.url == url)
    yield from _items(db, FetchFailure, query.order_by(failures.c.requested_at, failures.c.id))


def read_artifacts(db: Connection, run_id: str) -> Iterator[Artifact]:
    """Artifacts by address, lane, device, kind and identity."""
    names = ("url", "lane", "device", "kind", "id")
    query = select(artifacts).where(artifacts.c.run_id == run_id)
    yield from _items(db, Artifact, query.order_by(*(artifacts.c[name] for name in names)))
