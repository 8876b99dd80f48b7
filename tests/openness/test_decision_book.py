"""Decisions need an author and a source, not a file: proved, put on record, told, scored and proved in the evidence."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.cli import run as openness
from openness.decisions import book
from openness.decisions.book import Draft
from openness.decisions.proof import RefusedError
from store.base import Text
from store.db import open_database
from store.findings import Outcome, RulingReason
from store.rulings import Source
from tests.openness.stored import Stored, edition, findings_with, store_run

CRUMBS = "kz-2017:a14.2.4"
LINKS = "kz-2017:a14.2.9.1"
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
NOTE = Text(kk="Қолмен тексерілді", ru="Проверено вручную")


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    return store_run(tmp_path, findings_with(edition(), {CRUMBS: ("missing", 1), LINKS: ("deficiency", 3)}))


@pytest.fixture
def engine(stored: Stored) -> Engine:
    return open_database(stored.db)


def found(stored: Stored, parameter: str = CRUMBS) -> str:
    return next(one.id for one in stored.findings if one.parameter == parameter and one.outcome in ("missing", "deficiency"))


def draft(stored: Stored, **more: Any) -> Draft:
    given = Draft(found(stored), Outcome.MET, RulingReason.FALSE_POSITIVE, NOTE, "А. Ахметова")
    return replace(given, **more)


def decide(engine: Engine, stored: Stored, now: datetime = AT, **more: Any) -> Any:
    return book.decide(engine, stored.plan.body.code, draft(stored, **more), Source.TERMINAL, now)


def refused(engine: Engine, stored: Stored, **more: Any) -> set[str]:
    with pytest.raises(RefusedError) as told:
        decide(engine, stored, **more)
    with engine.connect() as db:
        assert [one.stored.ruling.id for one in book.listed(db, stored.plan.body.code)] == ["R-1"]
    return {one.field for one in told.value.wrong}


def test_a_decision_without_a_file_is_its_own_proof(engine: Engine, stored: Stored) -> None:
    made = decide(engine, stored)
    assert (made.source, made.file) == (Source.TERMINAL, "")
    assert made.sha256 == hashlib.sha256(made.ruling.model_dump_json().encode()).hexdigest()
    assert made.ruling.made_at == AT
    assert decide(engine, stored) == made
    with engine.connect() as db:
        assert [one.stored for one in book.listed(db, stored.plan.body.code)] == [made]


def test_what_speaks_against_a_decision_is_told_by_field_and_nothing_is_stored(engine: Engine, stored: Stored) -> None:
    decide(engine, stored, id="R-1")
    assert refused(engine, stored, author=" ", note=Text(kk="", ru=" ")) == {"author", "note_kk", "note_ru"}
    assert refused(engine, stored, finding="f" * 16) == {"finding"}
    assert refused(engine, stored, finding="short") == {"finding"}
    assert refused(engine, stored, id="R-2", supersedes="R-0") == {"supersedes"}
    assert refused(engine, stored, id="R-2", supersedes="R-2") == {"supersedes"}
    assert refused(engine, stored, id="R-2", supersedes="R-1", finding=found(stored, LINKS)) == {"supersedes"}
    assert refused(engine, stored, id="R-1", outcome=Outcome.MISSING) == {"id"}
    assert refused(engine, stored, id="a b") == {"id"}


def test_the_chain_is_the_history(engine: Engine, stored: Stored) -> None:
    decide(engine, stored, id="R-z")
    decide(engine, stored, AT.replace(hour=10), id="R-a", outcome=Outcome.MISSING, reason=RulingReason.CONFIRMED)
    decide(engine, stored, id="R-other", finding=found(stored, LINKS))
    with engine.connect() as db:
        chain = book.history(db, stored.plan.body.code, found(stored))
    assert [(one.stored.ruling.id, one.replaced_by) for one in chain] == [("R-z", ()), ("R-a", ())]
    assert book.clashing(chain) == chain
    decide(engine, stored, AT.replace(hour=11), id="R-b", supersedes="R-a")
    with engine.connect() as db:
        chain = book.history(db, stored.plan.body.code, found(stored))
    assert [(one.stored.ruling.id, one.replaced_by) for one in chain] == [("R-z", ()), ("R-a", ("R-b",)), ("R-b", ())]
    assert book.clashing(chain) == []


def command(stored: Stored, *words: str) -> int:
    return openness(["review", *words, "--body", stored.plan.body.code, "--db", stored.db])


def test_a_decision_of_the_terminal_is_scored_shown_and_part_of_the_evidence(
    stored: Stored, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given = [
        "--outcome",
        "met",
        "--reason",
        "false-positive",
        "--note-kk",
        NOTE.kk,
        "--note-ru",
        NOTE.ru,
        "--author",
        "А. Ахметова",
    ]
    assert command(stored, "decide", found(stored), *given, "--json") == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["source"], told["file"], told["finding"]) == ("terminal", None, found(stored))
    for stage in ("score", "report"):
        assert openness([stage, stored.plan.run_id, *stored.options]) == 0
    (entry,) = json.loads((stored.out / "result.json").read_text())["rulings"]
    assert (entry["id"], entry["state"], entry["author"], entry["file"]) == (told["id"], "applied", "А. Ахметова", None)
    assert entry["evidence"] == [told["sha256"]]
    proof = stored.out / "evidence" / told["sha256"][:2] / told["sha256"]
    assert json.loads(proof.read_bytes())["author"] == "А. Ахметова"
    russian, kazakh = ((stored.out / f"report.{language}.html").read_text() for language in ("ru", "kk"))
    assert "внесено без файла" in russian
    assert "файлсыз енгізілді" in kazakh
    assert openness(["replay", stored.plan.run_id, "--scores", *stored.options]) == 0
    target = tmp_path / "evidence.zip"
    assert openness(["evidence", "export", stored.plan.run_id, "-o", str(target), *stored.options]) == 0
    assert openness(["evidence", "verify", "--quick", str(target)]) == 0
    capfd.readouterr()
    assert command(stored, "history", found(stored), "--lang", "kk") == 0
    said = " ".join(capfd.readouterr().out.split())
    assert told["id"] in said
    assert NOTE.kk in said


def test_a_wrong_decision_of_the_terminal_is_told_by_its_option(stored: Stored, capfd: pytest.CaptureFixture[str]) -> None:
    given = ["--outcome", "met", "--reason", "confirmed", "--note-kk", NOTE.kk, "--note-ru", " ", "--author", "А."]
    assert command(stored, "decide", found(stored), *given) == 2
    assert capfd.readouterr().err.splitlines() == ["openness: --note-ru: пусто; ожидались слова"]
    given[given.index(" ")] = NOTE.ru
    assert command(stored, "decide", "f" * 16, *given, "--supersedes", "R-9") == 2
    lines = capfd.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["--supersedes", "ФАКТ"]
    given[given.index("met")] = "maybe"
    assert command(stored, "decide", found(stored), *given) == 2
    assert "--outcome «maybe»" in capfd.readouterr().err
    assert command(stored, "list") == 0
    assert "Решений нет" in capfd.readouterr().out


def test_decisions_that_contradict_each_other_are_told_at_once(stored: Stored, capfd: pytest.CaptureFixture[str]) -> None:
    notes = ["--note-kk", NOTE.kk, "--note-ru", NOTE.ru]
    one = ["--id", "R-1", "--outcome", "met", "--reason", "false-positive", "--author", "А."]
    two = ["--id", "R-2", "--outcome", "missing", "--reason", "confirmed", "--author", "Б."]
    assert command(stored, "decide", found(stored), *one, *notes) == 0
    assert "противореч" not in capfd.readouterr().err
    assert command(stored, "decide", found(stored), *two, *notes) == 0
    assert "R-1, R-2" in capfd.readouterr().err
    assert command(stored, "list", "--json") == 0
    listed = json.loads(capfd.readouterr().out)
    assert [(item["id"], item["source"], item["replaced_by"]) for item in listed] == [
        ("R-1", "terminal", []),
        ("R-2", "terminal", []),
    ]
