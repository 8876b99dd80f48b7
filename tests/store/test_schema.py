"""Rows in and out, the same on SQLite and PostgreSQL, and a schema that is what the migrations make."""

from datetime import UTC, date, datetime

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, text

from store import orders, schema
from store.base import Text
from store.harvest import Body, Capture, CrawlPlan, Ledger, LedgerEntry, Site
from store.records import LinkRecord, PageRecord

AT = datetime(2026, 11, 20, 9, 30, 1, 250000, tzinfo=UTC)


def plan(run_id: str = "run-1") -> CrawlPlan:
    return CrawlPlan(
        run_id=run_id,
        body=Body(code="x", kind="central", name=Text(kk="Х", ru="Х"), sites=(Site(url="http://127.0.0.1/"),)),
        methodology="kz-2017",
        edition="2017-12-28",
        as_of=date(2026, 11, 20),
        period="2026-H2",
        user_agent="openness",
        seed=1,
        key="k",
        config_sha256="c",
        software="s",
        out="/nowhere",
    )


def begin(engine: Engine, run_id: str = "run-1") -> None:
    with engine.begin() as db:
        db.execute(
            insert(schema.runs).values(
                id=run_id,
                key="k",
                body="x",
                state="planned",
                plan=plan(run_id).model_dump_json(),
                out="/nowhere",
                started_at=AT.isoformat(),
            )
        )


def page(url: str, **more: object) -> PageRecord:
    return PageRecord(capture_id="c", url=url, captured_at=AT, object_sha256="0" * 64, final_url=url, **more)


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """The queue's own tables are made by its own scripts."""
    return not (kind == "table" and str(name).startswith("procrastinate_"))


def test_migrations_make_the_schema(database: Engine) -> None:
    with database.connect() as db:
        options = {"compare_type": True, "include_name": ours}
        assert compare_metadata(MigrationContext.configure(db, opts=options), orders.TABLES) == []


def test_sqlite_writes_ahead_and_keeps_foreign_keys(database: Engine) -> None:
    if database.dialect.name == "sqlite":
        with database.connect() as db:
            assert db.execute(text("PRAGMA journal_mode")).scalar() == "wal"
            assert db.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_records_come_back_equal_and_in_order_of_code_points(database: Engine) -> None:
    begin(database)
    pages = [
        page(f"http://127.0.0.1/{name}", anchors=("ә", "б"), breadcrumb=(("Басты бет", "/"),), language="kk")
        for name in "әaБ_Zя1"
    ]
    with database.begin() as db:
        schema.write(db, "run-1", pages)
    with database.connect() as db:
        found = list(schema.read_records(db, PageRecord, "run-1"))
    assert found == sorted(pages, key=lambda item: item.url)


def test_links_of_one_page(database: Engine) -> None:
    begin(database)
    links = [
        LinkRecord(capture_id="c", url=url, seq=seq, raw="x", target="y", scope="internal", tag="a", attr="href")
        for url in ("http://127.0.0.1/b", "http://127.0.0.1/a")
        for seq in (10, 2, 1)
    ]
    with database.begin() as db:
        schema.write(db, "run-1", links)
    with database.connect() as db:
        found = [item.seq for item in schema.read_records(db, LinkRecord, "run-1", url="http://127.0.0.1/a")]
    assert found == [1, 2, 10]


def test_an_address_has_one_class(database: Engine) -> None:
    begin(database)
    first = LedgerEntry(url="http://127.0.0.1/", ledger=Ledger.QUEUED)
    kazakh = LedgerEntry(url="http://127.0.0.1/", lane="kk", ledger=Ledger.FETCHED, status=200)
    done = first.model_copy(update={"ledger": Ledger.HTTP_ERROR, "status": 404, "confirmed": True})
    with database.begin() as db:
        schema.upsert_ledger(db, "run-1", [first, kazakh], [])
    with database.begin() as db:
        schema.upsert_ledger(db, "run-1", [done], [("http://127.0.0.1/", "kk")])
    with database.connect() as db:
        assert list(schema.read_ledger(db, "run-1")) == [done]


def test_captures_keep_time_headers_and_nothing_unstorable(database: Engine) -> None:
    begin(database)
    capture = Capture(
        id="1",
        url="http://127.0.0.1/",
        requested_at=AT,
        status=200,
        headers=(("X", "a\x00b"),),
        object_sha256="0" * 64,
        size=1,
        media_type="",
    )
    with database.begin() as db:
        schema.write(db, "run-1", [capture])
    with database.connect() as db:
        found = schema.read_capture(db, "run-1", "1")
    assert found == capture.model_copy(update={"headers": (("X", "a\ufffdb"),)})


def test_runs_do_not_see_each_other(database: Engine) -> None:
    begin(database)
    begin(database, "run-2")
    with database.begin() as db:
        schema.write(db, "run-1", [page("http://127.0.0.1/1")])
        schema.write(db, "run-2", [page("http://127.0.0.1/2")])
        schema.clear_records(db, "run-1")
    with database.connect() as db:
        assert list(schema.read_records(db, PageRecord, "run-1")) == []
        assert [item.url for item in schema.read_records(db, PageRecord, "run-2")] == ["http://127.0.0.1/2"]
