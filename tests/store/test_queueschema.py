"""The queue's tables: made with ours in one transaction, brought up to date by the package's scripts, refused where they are not ours."""

from __future__ import annotations

from importlib.resources import files

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, inspect, make_url, text

from store import queueschema
from store.db import migrate_database, standing_of
from store.dbfaults import QUEUE_NEWER, QUEUE_STRANGE, StoreError


def note(address: str, words: str | None) -> None:
    engine = create_engine(address)
    with engine.begin() as db:
        db.exec_driver_sql(f"COMMENT ON TABLE {queueschema.JOBS} IS " + ("NULL" if words is None else f"'{words}'"))
    engine.dispose()


def columns(address: str) -> set[str]:
    engine = create_engine(address)
    found = {one["name"] for one in inspect(engine).get_columns(queueschema.JOBS)}
    engine.dispose()
    return found


def test_made_once_and_proved(empty_base: str) -> None:
    migrate_database(empty_base)
    assert "abort_requested" in columns(empty_base)
    assert standing_of(empty_base)[2] == []
    migrate_database(empty_base)
    assert standing_of(empty_base)[2] == []


def made_by(scripts: tuple[str, ...], address: str) -> None:
    """The tables as an earlier package left them: each of its scripts run alone, as it came with its own version."""
    url = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as db:
        for name in scripts:
            db.execute((files("procrastinate") / "sql" / "migrations" / name).read_bytes())


def test_tables_of_an_earlier_package_get_its_later_scripts(empty_base: str) -> None:
    known = queueschema.scripts()
    before = known[: 1 + max(number for number, name in enumerate(known) if name.startswith("03.03"))]
    assert before != known
    made_by(before, empty_base)
    note(empty_base, f"openness queue {before[-1]}")
    migrate_database(empty_base)
    assert standing_of(empty_base)[2] == []
    engine: Engine = create_engine(empty_base)
    with engine.connect() as db:
        assert db.execute(text("SELECT count(*) FROM pg_proc WHERE proname = 'procrastinate_retry_job_v2'")).scalar_one() == 1
    engine.dispose()


@pytest.mark.parametrize(("words", "key"), [(None, QUEUE_STRANGE), ("openness queue 99.00.00_01_later.sql", QUEUE_NEWER)])
def test_tables_of_others_are_left_alone(empty_base: str, words: str | None, key: str) -> None:
    migrate_database(empty_base)
    note(empty_base, words)
    with pytest.raises(StoreError) as refused:
        migrate_database(empty_base)
    assert refused.value.key == key
