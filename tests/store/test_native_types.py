"""Moments and nested values: native on PostgreSQL, text on SQLite, and the same on our side."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, func, insert, inspect, select, text

from store import schema
from store.columns import without_nul
from store.db import migrate_database, open_database
from store.harvest import Capture
from store.upgrade import MIGRATIONS, versions

PLAN = '{"run_id":"r","note":"a\\\\u0000b"}'
EARLY, LATE = "2026-11-20T09:30:01+00:00", "2026-11-20T09:30:01.250000+00:00"


def capture(name: str, at: str, header: str = "x") -> Capture:
    return Capture(id=name, url="http://a.kz/", requested_at=datetime.fromisoformat(at), status=200, headers=(("X", header),),
                   object_sha256="0" * 64, size=1, media_type="")  # fmt: skip


def run_row(db: Any, **more: Any) -> None:
    values = {"id": "r", "key": "k", "body": "b", "state": "planned", "plan": PLAN, "out": "o", "started_at": EARLY, **more}
    db.execute(insert(schema.runs).values(**values))


def kinds(engine: Engine) -> dict[str, str]:
    columns = [(table, column) for table in schema.metadata.tables for column in inspect(engine).get_columns(table)]
    return {f"{table}.{column['name']}": str(column["type"]) for table, column in columns}


@pytest.mark.postgres
def test_postgresql_has_its_own_types(postgres_server: str) -> None:
    engine = open_database(postgres_server)
    found = kinds(engine)
    assert {found[name] for name in ("runs.plan", "findings.finding", "pages.headings", "captures.headers")} == {"JSONB"}
    assert {found[name] for name in ("runs.started_at", "captures.requested_at", "ledger.next_check")} == {"TIMESTAMP"}
    with engine.connect() as db:
        kind = "SELECT data_type FROM information_schema.columns WHERE table_name = 'runs' AND column_name = 'started_at'"
        assert db.execute(text(kind)).scalar_one() == "timestamp with time zone"
    engine.dispose()


def test_sqlite_keeps_text() -> None:
    engine = open_database("sqlite://")
    found = kinds(engine)
    assert (found["runs.started_at"], found["runs.plan"], found["captures.requested_at"]) == ("VARCHAR(32)", "TEXT", "TEXT")


def test_both_come_back_as_they_were_given(database: Engine) -> None:
    with database.begin() as db:
        if database.dialect.name == "postgresql":
            db.execute(text("SET TIME ZONE 'Asia/Almaty'"))
        run_row(db)
        schema.write(db, "r", [capture("late", LATE, "a\\u0000b\x00"), capture("early", EARLY)])
        row = db.execute(select(schema.runs.c.plan, schema.runs.c.started_at, schema.runs.c.coverage)).one()
        assert (row.started_at, row.coverage) == (EARLY, None)
        assert '"a\\\\u0000b"' in row.plan
        assert [item.id for item in schema.read_captures(db, "r")] == ["early", "late"]
        late = schema.read_capture(db, "r", "late")
        assert late is not None
        assert late.headers == (("X", "a\\u0000b�"),)
        assert late.requested_at == datetime(2026, 11, 20, 9, 30, 1, 250000, tzinfo=UTC)
        assert db.execute(select(func.max(schema.captures.c.requested_at))).scalar_one() == LATE
        assert len(db.execute(select(schema.runs.c.id).where(schema.runs.c.started_at >= "2026-11-20T09:30:00+00:00")).all()) == 1


@pytest.mark.parametrize(("given", "kept"), [
    (r'"a\u0000"', '"a�"'), (r'"a\\u0000"', r'"a\\u0000"'), (r'"a\\\u0000\u0000"', r'"a\\��"'), ('"plain"', '"plain"'),
])  # fmt: skip
def test_the_sign_nul_and_the_text_of_its_escape(given: str, kept: str) -> None:
    assert without_nul(given) == kept


@pytest.mark.postgres
def test_rows_of_an_earlier_schema_are_taken_over(postgres_server: str) -> None:
    with create_engine(postgres_server, isolation_level="AUTOCOMMIT").connect() as db:
        db.execute(text("CREATE DATABASE earlier_types"))
    address = postgres_server.rpartition("/")[0] + "/earlier_types"
    engine = create_engine(address)
    with engine.begin() as db:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = db
        command.upgrade(config, "0007")
        db.execute(
            text(
                "INSERT INTO runs (id, key, body, state, plan, out, started_at) VALUES ('r', 'k', 'b', 'planned', :plan, 'o', :at)"
            ),
            {"plan": PLAN, "at": LATE},
        )
        db.execute(
            text("INSERT INTO findings (run_id, seq, id, parameter, finding) VALUES ('r', 0, 'f', 'p', :finding)"),
            {"finding": r'{"quote": "a\u0000b", "other": "\\u0000"}'},
        )
    engine.dispose()
    assert migrate_database(address) == ("0007", versions()[-1])
    engine = open_database(address)
    with engine.connect() as db:
        assert db.execute(select(schema.runs.c.started_at)).scalar_one() == LATE
        found = db.execute(select(schema.findings.c.finding)).scalar_one()
    assert '"a�b"' in found
    assert r'"\\u0000"' in found
    engine.dispose()
