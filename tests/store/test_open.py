"""Opening a database: kills, many at once, nothing there, held by another, made by another version."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

from store import schema
from store.db import StoreError, migrate_database, open_database, standing_of
from store.faults import NoRoom
from store.upgrade import MIGRATIONS, versions
from tests.conftest import ROOT

KILLED = Path(__file__).with_name("killed.py")
# Opens the database when a line comes in, writes a run of its own and says how many tables there are.
OPENER = """
import sys
from sqlalchemy import insert, inspect
import alembic.command
from store import schema
from store.db import migrate_database, open_database
print("ready", flush=True)
sys.stdin.readline()
engine = open_database(sys.argv[1])
values = {"key": "k", "body": "b", "state": "planned", "plan": "{}", "out": "o", "started_at": "2026-11-20T09:30:01+00:00"}
with engine.begin() as db:
    db.execute(insert(schema.runs).values(id=sys.argv[2], **values))
print(len(inspect(engine).get_table_names()))
"""


def at_version(path: Path, version: str, address: str = "") -> Path:
    """A database as an earlier version of the schema left it: a file, or the address of a server's."""
    engine = create_engine(address or f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()
    return path


def tables_of(address: str) -> set[str]:
    engine = open_database(address)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_an_empty_file_gets_what_the_migrations_make_one_after_another(tmp_path: Path) -> None:
    at_version(tmp_path / "steps.db", "head")
    open_database(f"sqlite:///{tmp_path}/at_once.db").dispose()
    with sqlite3.connect(tmp_path / "steps.db") as steps, sqlite3.connect(tmp_path / "at_once.db") as at_once:
        assert list(at_once.iterdump()) == list(steps.iterdump())


# An empty file is written in few statements, each of which is cut off; an older one is brought up to date in hundreds.
@pytest.mark.parametrize(("before", "step"), [(None, "1"), ("0001", "9")])
def test_a_kill_at_any_statement_leaves_a_database_that_can_be_used(tmp_path: Path, before: str | None, step: str) -> None:
    old = [str(at_version(tmp_path / "old.db", before))] if before else []
    done = subprocess.run(
        [sys.executable, str(KILLED), str(tmp_path), *old],
        capture_output=True, text=True, check=False, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "KILL_STEP": step},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    assert int(done.stdout) > 50


def test_what_a_kill_left_in_earlier_versions_is_put_in_order(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/half.db"
    with sqlite3.connect(tmp_path / "half.db") as half:
        half.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        half.execute("CREATE TABLE runs (id VARCHAR(64) NOT NULL PRIMARY KEY, key VARCHAR(64))")
        half.execute("CREATE TABLE captures (run_id VARCHAR(64) NOT NULL REFERENCES runs(id))")
    assert tables_of(address) == {*schema.metadata.tables, "alembic_version"}


@pytest.mark.parametrize(("version", "change"), [
    ("0001", "ALTER TABLE runs ADD COLUMN inputs TEXT"),
    ("0002", "ALTER TABLE ledger ADD COLUMN answer TEXT"),
    ("0003", "ALTER TABLE pages ADD COLUMN published TEXT NOT NULL DEFAULT ''"),
    ("0005", "ALTER TABLE runs ADD COLUMN scored_at VARCHAR(32)"),
    ("0006", "ALTER TABLE ledger ADD COLUMN kind TEXT NOT NULL DEFAULT ''"),
    ("0007", "ALTER TABLE findings ADD COLUMN outcome VARCHAR(16) NOT NULL DEFAULT ''"),
])  # fmt: skip
def test_an_upgrade_that_was_cut_off_goes_on(tmp_path: Path, version: str, change: str) -> None:
    path = at_version(tmp_path / "half.db", version)
    with sqlite3.connect(path) as half:
        half.execute(change)
    assert migrate_database(f"sqlite:///{path}") == (version, versions()[-1])
    engine = open_database(f"sqlite:///{path}")
    with engine.connect() as db:
        assert db.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == versions()[-1]
        for table in schema.metadata.sorted_tables:
            db.execute(table.select())


@pytest.mark.parametrize("create", [True, False])
def test_opening_changes_no_older_schema(tmp_path: Path, create: bool) -> None:
    path = at_version(tmp_path / "old.db", "0005")
    address = f"sqlite:///{path}"
    with pytest.raises(StoreError, match=r"schema 0005, this one needs \d+\); make a copy, then give `openness db migrate`"):
        open_database(address, create=create)
    assert standing_of(address) == ("0005", versions()[-1], [])
    with sqlite3.connect(path) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)
        assert "scored_at" not in {row[1] for row in old.execute("PRAGMA table_info(runs)")}
    assert migrate_database(address) == ("0005", versions()[-1])
    assert migrate_database(address) == (versions()[-1], versions()[-1])
    open_database(address, create=create).dispose()


def test_tables_that_another_program_changed_are_named(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/one.db"
    open_database(address).dispose()
    with sqlite3.connect(tmp_path / "one.db") as other:
        other.execute("ALTER TABLE findings ADD COLUMN theirs TEXT")
        other.execute("DROP TABLE warc_files")
    assert standing_of(address) == (versions()[-1], versions()[-1], ["findings", "warc_files"])


def test_tables_of_another_program_are_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE runs (id TEXT)")
        other.execute("INSERT INTO runs VALUES ('theirs')")
    with pytest.raises(StoreError, match="«runs»"):
        open_database(f"sqlite:///{path}")
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT id FROM runs").fetchall() == [("theirs",)]


def test_a_newer_schema_is_told(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/new.db"
    open_database(address).dispose()
    with sqlite3.connect(tmp_path / "new.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(StoreError, match="newer openness"):
        open_database(address)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_many_first_openings_at_once(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    address = f"sqlite:///{tmp_path}/fresh.db"
    if kind == "postgresql":
        server = request.getfixturevalue("postgres_server")
        with create_engine(server, isolation_level="AUTOCOMMIT").connect() as db:
            db.execute(text("CREATE DATABASE fresh"))
        address = server.rpartition("/")[0] + "/fresh"
        with pytest.raises(StoreError, match="openness db migrate"):
            open_database(address)
        assert inspect(create_engine(address)).get_table_names() == []
    run = [
        sys.executable,
        "-c",
        OPENER if kind == "sqlite" else OPENER.replace("engine = open", "migrate_database(sys.argv[1]); engine = open"),
        address,
    ]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    children = [subprocess.Popen([*run, f"run-{number}"], text=True, cwd=ROOT, **pipes) for number in range(5)]  # type: ignore[call-overload]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    said = [child.communicate(timeout=1500) for child in children]
    assert [child.returncode for child in children] == [0] * 5, said
    queue = 4 if kind == "postgresql" else 0
    assert {int(out) for out, _ in said} == {len(schema.metadata.tables) + 1 + queue}
    engine = open_database(address)
    with engine.connect() as db:
        assert len(db.execute(schema.runs.select()).all()) == 5
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_command_that_only_reads_makes_no_database(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    address = f"sqlite:///{tmp_path}/var/none.db"
    if kind == "postgresql":
        server = request.getfixturevalue("postgres_server")
        with create_engine(server, isolation_level="AUTOCOMMIT").connect() as db:
            db.execute(text("CREATE DATABASE bare"))
        address = server.rpartition("/")[0] + "/bare"
    with pytest.raises(StoreError, match="no database of runs"):
        open_database(address, create=False)
    assert list(tmp_path.iterdir()) == []
    if kind == "postgresql":
        assert inspect(create_engine(address)).get_table_names() == []


def test_an_empty_file_is_no_database_for_a_reader(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="no database of runs"):
        open_database(f"sqlite:///{tmp_path}/empty.db", create=False)


def test_a_database_that_another_process_holds_is_waited_for(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/held.db"
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sqlite3, sys, time\n"
         "held = sqlite3.connect(sys.argv[1], isolation_level=None)\nheld.execute('CREATE TABLE theirs (id)')\n"
         "held.execute('BEGIN EXCLUSIVE')\nprint('held', flush=True)\ntime.sleep(float(sys.argv[2]))", str(tmp_path / "held.db"), "3"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    open_database(address).dispose()
    assert holder.wait() == 0


def test_a_database_held_for_longer_is_told_with_its_holder(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/held.db"
    open_database(address).dispose()
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sqlite3, sys\nheld = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
         "held.execute('BEGIN IMMEDIATE')\nprint('held', flush=True)\nsys.stdin.read()", str(tmp_path / "held.db")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    engine = open_database(f"{address}?timeout=0.2")
    values = {"id": "r", "key": "k", "body": "b", "state": "planned", "plan": "{}", "out": "o", "started_at": "t"}
    began = time.monotonic()
    with pytest.raises(StoreError) as told, engine.begin() as db:
        db.execute(schema.runs.insert().values(**values))
    assert time.monotonic() - began >= 0.2
    assert f"another process ({holder.pid}) has held the database for more than 0.2 s" in str(told.value)
    assert "timeout=SECONDS" in str(told.value)
    holder.communicate("")
    with engine.begin() as db:
        db.execute(schema.runs.insert().values(**values))


def test_a_full_database_is_told_with_its_disk(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/full.db")
    values = {"id": "r", "key": "k", "body": "b", "state": "s", "plan": "x" * 1_000_000, "out": "o", "started_at": "t"}
    with engine.begin() as db:
        db.exec_driver_sql("PRAGMA max_page_count=1")
        with pytest.raises(NoRoom, match="no room left on the disk /") as told:
            db.execute(schema.runs.insert().values(**values))
    assert str(tmp_path / "full.db") in str(told.value)
    with engine.begin() as db:
        db.exec_driver_sql("PRAGMA max_page_count=1000000")
        db.execute(schema.runs.insert().values(**values))


@pytest.mark.parametrize("given", ["sqlite:///x.db?timeout=soon", "sqlite:///x.db?timeout=-1"])
def test_a_wait_that_is_none_is_told(given: str) -> None:
    with pytest.raises(StoreError, match="not a database address"):
        open_database(given)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database " * 1000)
    with pytest.raises(StoreError, match="not a database"):
        open_database(f"sqlite:///{tmp_path}/text.db")
