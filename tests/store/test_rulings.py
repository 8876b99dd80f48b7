"""Decisions on record, on SQLite and PostgreSQL: of a file or of themselves, never changed, told by finding."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from store import reported, rulings
from store.base import Text
from store.findings import Outcome, Ruling, RulingReason
from store.rulings import Origin, RulingTakenError, Source

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TERMINAL = Origin(source=Source.TERMINAL)
A, B = "a" * 16, "b" * 16


def ruling(name: str, **more: Any) -> Ruling:
    given: dict[str, Any] = {
        "finding": A,
        "outcome": Outcome.MET,
        "reason": RulingReason.CONFIRMED,
        "author": "А.",
        "made_at": AT,
    }
    return Ruling(id=name, note=Text(kk="Дұрыс", ru="Верно"), **(given | more))


def test_decisions_of_a_file_and_of_none_stand_side_by_side_and_each_has_its_proof(database: Engine) -> None:
    typed, filed = ruling("R-9"), ruling("R-1", made_at=AT.replace(hour=12))
    with database.begin() as db:
        item = reported.write_import(
            db, body="mam", kind="rulings", period="2026", name="д.csv", content=b"bytes", media_type="text/csv",
            rows=1, facts=(), at=AT,
        )  # fmt: skip
        assert rulings.write(db, "mam", [filed], Origin(source=Source.IMPORT, import_id=item.id, sha256=item.sha256)) == 1
        assert rulings.write(db, "mam", [typed, ruling("R-5", finding=B)], TERMINAL) == 2
        assert rulings.write(db, "mam", [typed, filed], TERMINAL) == 0
    with database.connect() as db:
        of_file, _, alone = rulings.read(db, "mam")
        assert [one.ruling.id for one in rulings.on_finding(db, "mam", A)] == ["R-9", "R-1"]
        assert rulings.read(db, "moe") == []
        assert (of_file.ruling, of_file.source, of_file.file) == (filed, Source.IMPORT, "д.csv")
        assert reported.content(db, of_file.sha256) == b"bytes"
        assert (alone.ruling, alone.source, alone.file) == (typed, Source.TERMINAL, "")
        proof = reported.content(db, alone.sha256)
    assert hashlib.sha256(proof).hexdigest() == alone.sha256
    assert Ruling.model_validate_json(proof) == typed


def test_what_is_on_record_is_never_changed(database: Engine) -> None:
    with database.begin() as db:
        rulings.write(db, "mam", [ruling("R-1")], TERMINAL)
    with pytest.raises(RulingTakenError, match="R-1"), database.begin() as db:
        rulings.write(db, "mam", [ruling("R-2"), ruling("R-1", outcome=Outcome.MISSING)], TERMINAL)
    with database.begin() as db:
        assert [one.ruling for one in rulings.read(db, "mam")] == [ruling("R-1")]
        assert rulings.write(db, "moe", [ruling("R-1", outcome=Outcome.MISSING)], TERMINAL) == 1


def test_nothing_is_told_of_bytes_that_nobody_has(database: Engine) -> None:
    with database.connect() as db, pytest.raises(KeyError):
        reported.content(db, "0" * 64)
