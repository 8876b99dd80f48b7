"""Kinds of records: one list, from which tables, reading and deletion follow."""

from __future__ import annotations

from sqlalchemy import insert

from store import records, schema
from store.db import open_database
from store.records import RECORDS, PersonRecord, Record


def test_the_list_names_every_kind_once() -> None:
    made = {kind for kind in vars(records).values() if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record}
    assert set(RECORDS) == made
    assert len(RECORDS) == len({kind.TABLE for kind in RECORDS})


def test_tables_and_deletion_follow_from_it() -> None:
    assert [table.name for table, _ in schema.RECORD_TABLES.values()] == [kind.TABLE for kind in RECORDS]
    for kind, (table, key) in schema.RECORD_TABLES.items():
        assert [column.name for column in table.primary_key] == ["run_id", *key]
        assert [column.name for column in table.columns][1:] == list(kind.model_fields)
    engine = open_database("sqlite://")
    with engine.begin() as db:
        own = {"id": "r", "key": "k", "body": "b", "state": "planned", "plan": "{}", "out": ".", "started_at": ""}
        db.execute(insert(schema.runs).values(**own))
        person = PersonRecord(capture_id="c", url="http://a.kz/", seq=0, name="Асанова", post="басшы")
        schema.write(db, "r", [person])
        assert list(schema.read_records(db, PersonRecord, "r")) == [person]
        schema.clear_records(db, "r")
        assert list(schema.read_records(db, PersonRecord, "r")) == []
    engine.dispose()
