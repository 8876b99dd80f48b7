"""Lines of the ledger: kind and reason apart, closed lists, and old databases whose one word said both."""

from __future__ import annotations

import importlib
import sqlite3
from pathlib import Path

import pytest

from crawler.books.frontier import Frontier
from store import schema
from store.db import migrate_database, open_database
from store.harvest import FailureReason, Kind, Ledger, LedgerEntry, Reason
from store.ledger import reason_known
from tests.store.test_open import at_version


@pytest.mark.parametrize("reason", ["", "404", *Reason, *FailureReason])
def test_reasons_of_the_closed_lists_are_known(reason: str) -> None:
    assert reason_known(Ledger.FAILED, reason)


@pytest.mark.parametrize("reason", ["page", "asset", "whim", "40", "4o4", "٤٠٤٤"])
def test_other_words_are_refused_by_the_book(reason: str) -> None:
    assert not reason_known(Ledger.FAILED, reason)
    frontier = Frontier()
    with pytest.raises(ValueError, match="no reason"):
        frontier.put(LedgerEntry(url="http://a.kz/", ledger=Ledger.FAILED, reason=reason))
    assert frontier.entries == {}


def test_a_portal_turns_away_in_its_own_word() -> None:
    assert reason_known(Ledger.BLOCKED, "notAllowed")


def test_kinds_and_reasons_share_no_word_but_one() -> None:
    assert {kind.value for kind in Kind if kind.value} & {reason.value for reason in Reason} == {Kind.EXTERNAL.value}


def test_what_is_said_beside_the_class() -> None:
    assert LedgerEntry(url="http://a.kz/", ledger=Ledger.FETCHED, kind=Kind.PAGE).said == "page"
    assert LedgerEntry(url="http://a.kz/", ledger=Ledger.HTTP_ERROR, reason="404").said == "404"


def test_an_old_line_is_taken_apart(tmp_path: Path) -> None:
    words = importlib.import_module("store.migrations.versions.0007_kinds").KINDS
    # Kinds that came later stand in no old line.
    assert {*words, Kind.REPORTED.value} == {kind.value for kind in Kind if kind.value}
    path = at_version(tmp_path / "old.db", "0006")
    old = [(f"http://a.kz/{word}", word) for word in (*words, "404", "")]
    with sqlite3.connect(path) as db:
        db.execute(
            "INSERT INTO runs (id, key, body, state, plan, out, started_at) VALUES ('r', 'k', 'b', 'planned', '{}', '.', '')"
        )
        db.executemany(
            "INSERT INTO ledger (run_id, url, lane, ledger, reason, depth, attempts, confirmed, answer_reason, second_look)"
            " VALUES ('r', ?, '*', 'fetched', ?, 0, 1, 0, '', '')",
            old,
        )
    migrate_database(f"sqlite:///{path}")
    engine = open_database(f"sqlite:///{path}")
    with engine.connect() as db:
        entries = {entry.url: entry for entry in schema.read_ledger(db, "r")}
    engine.dispose()
    assert {url: entry.said for url, entry in entries.items()} == dict(old)
    assert all(
        (entry.kind.value, entry.reason) == ((word, "") if word in words else ("", word))
        for url, word in old
        for entry in [entries[url]]
    )
