"""Extraction in batches: a kill in the middle repeats the last batch and nothing else, and the records come out the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update

from crawler.extract import run as extraction
from crawler.extract.batches import Batches
from crawler.extract.run import extract
from store import schema
from store.db import open_database
from store.harvest import CrawlPlan, Ledger, LedgerEntry
from store.lexicon import Lexicon
from store.objects import ObjectMissing, ObjectStore
from store.records import RECORDS, PageRecord
from tests.crawler.extract.conftest import HTML, SITE, make_capture

PAGES, BATCH = 23, 5
Lexicons = dict[str, Lexicon]


def stored(engine: Engine, objects: ObjectStore, plan: CrawlPlan) -> None:
    """A harvest of pages in two languages that name each other, and of one that cannot be read."""
    rows: list[Any] = []
    for number in range(PAGES):
        language, other = ("kk", "ru") if number % 2 else ("ru", "kk")
        text = (
            f"<html lang={language}><title>{number}</title><a hreflang={other} href=/{number ^ 1}>{other}</a><p>Новость {number}"
        )
        body = text.encode() if number != 7 else b"\x00\x01" * 50
        capture = make_capture(f"{SITE}{number:02}", body, HTML)
        objects.put(body)
        rows += [capture, LedgerEntry(url=capture.url, ledger=Ledger.FETCHED, status=200, depth=1, capture_id=capture.id)]
    with engine.begin() as db:
        values = {
            "id": plan.run_id,
            "key": "k",
            "body": "mam",
            "state": "harvested",
            "plan": plan.model_dump_json(),
            "out": "out",
        }
        db.execute(insert(schema.runs).values(**values, started_at="2026-11-20T06:00:00+00:00"))
        schema.write(db, plan.run_id, rows)


def done(engine: Engine, objects: ObjectStore, plan: CrawlPlan, lexicons: Lexicons, hear: Callable[[int, int], None]) -> None:
    with engine.connect() as db:
        extract(db, objects, plan, lexicons, hear, Batches(db, plan, lexicons, "test"))
        db.commit()


def records(engine: Engine, run_id: str) -> dict[str, list[Any]]:
    with engine.connect() as db:
        return {kind.__name__: list(schema.read_records(db, kind, run_id)) for kind in RECORDS}


def mark(engine: Engine) -> tuple[str | None, str | None] | None:
    table = schema.extractions
    with engine.connect() as db:
        row = db.execute(select(table.c.url, table.c.lane)).first()
    return None if row is None else (row.url, row.lane)


def killed_at(number: int, address: str, *given: Any) -> None:
    """Extracts in a child that is killed when it has come to this entry."""
    child = os.fork()
    if child == 0:

        def hear(reached: int, _of: int) -> None:
            if reached == number:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            done(open_database(address), *given, hear)
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "BATCH_PAGES", BATCH)


def undisturbed(tmp_path: Path, plan: CrawlPlan, lexicons: Lexicons) -> dict[str, list[Any]]:
    engine, objects = open_database(f"sqlite:///{tmp_path}/whole.db"), ObjectStore(str(tmp_path / "whole"))
    stored(engine, objects, plan)
    with engine.begin() as db:
        extract(db, objects, plan, lexicons)
    found = records(engine, plan.run_id)
    engine.dispose()
    return found


def test_a_kill_repeats_the_last_batch_only(database: Engine, plan: CrawlPlan, lexicons: Lexicons, tmp_path: Path) -> None:
    objects = ObjectStore(str(tmp_path / "objects"))
    stored(database, objects, plan)
    address = database.url.render_as_string(hide_password=False)
    database.dispose()
    given = (objects, plan, lexicons)
    killed_at(13, address, *given)
    assert mark(database) == (f"{SITE}09", "*")
    assert len(records(database, plan.run_id)["PageRecord"]) == 2 * BATCH
    killed_at(PAGES, address, *given)
    assert mark(database) == (f"{SITE}19", "*")
    heard: list[tuple[int, int]] = []
    done(database, *given, lambda *told: heard.append(told))
    assert heard == [(number, PAGES) for number in (21, 22, 23)]
    assert mark(database) is None
    found = records(database, plan.run_id)
    assert found == undisturbed(tmp_path, plan, lexicons)
    assert len(found["PageRecord"]) + len(found["DocumentRecord"]) == PAGES
    done(database, *given, lambda *told: heard.append(told))
    assert heard[3:] == [(number, PAGES) for number in range(1, PAGES + 1)]
    assert records(database, plan.run_id) == found


def test_records_of_other_words_are_not_gone_on_with(
    database: Engine, plan: CrawlPlan, lexicons: Lexicons, tmp_path: Path
) -> None:
    objects = ObjectStore(str(tmp_path / "objects"))
    stored(database, objects, plan)
    killed_at(13, database.url.render_as_string(hide_password=False), objects, plan, lexicons)
    other = {**lexicons, "posts": lexicons["posts"].model_copy(update={"source": "another reading of the site"})}
    heard: list[tuple[int, int]] = []
    done(database, objects, plan, other, lambda *told: heard.append(told))
    assert heard[0] == (1, PAGES)


def test_a_run_whose_records_are_made_anew_is_no_longer_judged(
    database: Engine, plan: CrawlPlan, lexicons: Lexicons, tmp_path: Path
) -> None:
    objects = ObjectStore(str(tmp_path / "objects"))
    stored(database, objects, plan)
    with database.begin() as db:
        db.execute(update(schema.runs).values(state="reported"))
        schema.write(db, plan.run_id, [PageRecord(capture_id="c", url="http://old/", captured_at=make_capture(SITE, b"", HTML).requested_at,
                                                  object_sha256="0" * 64, final_url="http://old/")])  # fmt: skip
    killed_at(1, database.url.render_as_string(hide_password=False), objects, plan, lexicons)
    with database.connect() as db:
        assert db.execute(select(schema.runs.c.state)).scalar_one() == "harvested"
    assert records(database, plan.run_id)["PageRecord"] == []


def test_records_stay_where_the_evidence_is_gone(plan: CrawlPlan, lexicons: Lexicons, tmp_path: Path) -> None:
    engine, objects = open_database(f"sqlite:///{tmp_path}/one.db"), ObjectStore(str(tmp_path / "objects"))
    stored(engine, objects, plan)
    done(engine, objects, plan, lexicons, lambda *_: None)
    with engine.begin() as db:
        db.execute(update(schema.runs).values(state="reported"))
        gone = str(db.execute(select(schema.captures.c.object_sha256).limit(1)).scalar_one())
    before = records(engine, plan.run_id)
    Path(objects.path(gone)).unlink()
    with pytest.raises(ObjectMissing, match=gone):
        done(engine, objects, plan, lexicons, lambda *_: None)
    assert records(engine, plan.run_id) == before
    with engine.connect() as db:
        assert db.execute(select(schema.runs.c.state)).scalar_one() == "reported"
