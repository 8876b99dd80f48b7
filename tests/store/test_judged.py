"""Findings on record are asked for by what they say, in the order they were made; the columns say what the finding says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, column, create_engine, insert, select, table, text

from store import judged, schema
from store.findings import Finding, Locator, Message, Outcome
from tests.store.test_open import at_version
from tests.store.test_schema import begin

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SAID = Message(kk="к", ru="р", en="e")


def finding(number: int, **more: Any) -> Finding:
    given: dict[str, Any] = {
        "id": f"{number:016x}", "check": "links-live", "check_version": "1", "parameter": "kz-2017:a14.2.9", "outcome": Outcome.MET,
        "url": f"http://127.0.0.1/{number}", "facts": {}, "locator": Locator(), "message": SAID, "evidence": ("e",),
        "captured_at": AT, "options_sha256": "o",
    }  # fmt: skip
    return Finding(**(given | more))


MET = finding(9)
DEAD = finding(2, outcome=Outcome.DEFICIENCY, url="http://127.0.0.1/ә", facts={"examples": ["http://127.0.0.1/x"]})
OPEN = finding(5, outcome=Outcome.UNVERIFIED, check="contrast", needs_review=True)
ABSENT = finding(1, outcome=Outcome.MISSING, parameter="kz-2017:a14.2.4", facts={"examples": ["http://127.0.0.1/y"]})
ALL = [MET, DEAD, OPEN, ABSENT]


def write(engine: Engine, run_id: str = "run-1", found: list[Finding] = ALL) -> None:
    begin(engine, run_id)
    with engine.begin() as db:
        judged.replace(db, run_id, found)


def test_findings_come_back_whole_and_in_the_order_they_were_made(database: Engine) -> None:
    write(database)
    write(database, "run-2", [ABSENT])
    with database.begin() as db:
        assert list(judged.read(db, "run-1")) == ALL
        judged.replace(db, "run-1", [OPEN, MET])
        assert list(judged.read(db, "run-1")) == [OPEN, MET]
        assert list(judged.read(db, "run-2")) == [ABSENT]
        judged.replace(db, "run-1", [])
        assert list(judged.read(db, "run-1")) == []


@pytest.mark.parametrize(("asked", "wanted"), [
    ({"outcome": Outcome.DEFICIENCY}, [DEAD]),
    ({"check": "links-live"}, [MET, DEAD, ABSENT]),
    ({"parameter": "kz-2017:a14.2.4"}, [ABSENT]),
    ({"url": "http://127.0.0.1/ә"}, [DEAD]),
    ({"needs_review": True}, [OPEN]),
    ({"needs_review": False, "outcome": Outcome.MISSING}, [ABSENT]),
    ({"check": "contrast", "outcome": Outcome.MET}, []),
], ids=str)  # fmt: skip
def test_findings_are_asked_for_by_what_they_say(database: Engine, asked: dict[str, Any], wanted: list[Finding]) -> None:
    write(database)
    with database.connect() as db:
        assert list(judged.read(db, "run-1", **asked)) == wanted


def test_a_question_that_no_column_answers_is_refused(database: Engine) -> None:
    with database.connect() as db, pytest.raises(ValueError, match="not by 'cause'"):
        list(judged.read(db, "run-1", cause="menu"))


def test_pages_that_deficiencies_name(database: Engine) -> None:
    write(database)
    with database.connect() as db:
        assert judged.charged_pages(db, "run-1") == {"http://127.0.0.1/ә", "http://127.0.0.1/x"}


OLD_RUN = {"id": "r", "key": "k", "body": "x", "state": "planned", "plan": "{}", "out": "o", "started_at": "t"}


def an_earlier_database(address: str, found: list[Finding]) -> None:
    """Findings and a decision as the schema 0007 kept them."""
    engine = create_engine(address)
    facts = {"seq": 1, "id": "i", "body": "x", "kind": "rulings", "period": "2026", "name": "f.csv", "sha256": "5" * 64,
             "media_type": "m", "length": 1, "rows": 1, "facts": "[]", "imported_at": "t", "content": b"x"}  # fmt: skip
    with engine.begin() as db:
        _into(db, "runs", OLD_RUN)
        for seq, one in enumerate(found):
            row = {"run_id": "r", "seq": seq, "id": one.id, "parameter": one.parameter, "finding": one.model_dump_json()}
            _into(db, "findings", row)
        _into(db, "imports", facts)
        _into(db, "rulings", {"body": "x", "id": "R-1", "import_id": "i", "finding": "f", "ruling": "{}"})
    engine.dispose()


def _into(db: Connection, name: str, row: dict[str, Any]) -> None:
    db.execute(insert(table(name, *map(column, row))), row)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_upgrade_tells_the_columns_from_the_findings(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    address = f"sqlite:///{tmp_path}/old.db"
    if kind == "postgresql":
        server = request.getfixturevalue("postgres_server")
        with create_engine(server, isolation_level="AUTOCOMMIT").connect() as db:
            db.execute(text("CREATE DATABASE earlier"))
        address = server.rpartition("/")[0] + "/earlier"
    at_version(tmp_path / "old.db", "0007", address)
    many = [finding(number, outcome=Outcome.MET if number % 3 else Outcome.MISSING) for number in range(2500)]
    an_earlier_database(address, [*ALL, *many])
    at_version(tmp_path / "old.db", "0008", address)
    engine = create_engine(address)
    with engine.connect() as db:
        rows = db.execute(select(schema.findings).order_by(schema.findings.c.seq)).all()
        decision = db.execute(select(schema.rulings)).one()
        assert list(judged.read(db, "r")) == [*ALL, *many]
    engine.dispose()
    for row in rows:
        said = json.loads(row.finding)
        assert (row.check, row.outcome, row.url, row.needs_review) == tuple(
            said[name] for name in ("check", "outcome", "url", "needs_review")
        )
    assert (decision.source, decision.import_id, decision.sha256) == ("import", "i", "5" * 64)
