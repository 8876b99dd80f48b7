"""Failures in a row by address: what counts as seen alike, and what no number of looks makes certain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.books.failing import Failing, Tries, tries_of
from store.db import open_database
from store.harvest import Ledger, LedgerEntry, Reason

KEY = ("http://a.kz/x", "*")


def test_a_failure_counts_when_every_later_request_fails_alike() -> None:
    failing = Failing(2)
    assert [failing.seen(KEY, kind) for kind in ("timeout", "timeout", "reset", "reset", "reset")] == [False] * 4 + [True]
    assert not failing.seen(KEY, "")
    assert [failing.seen(KEY, "gone") for _ in range(3)] == [False, False, True]


@pytest.mark.parametrize("kind", ["blocked", Reason.OWN_OUTAGE, Reason.GIVEN_UP, Reason.ROBOTS_UNREACHABLE])
def test_what_was_not_waited_for_or_refused_is_never_confirmed(kind: str) -> None:
    failing = Failing(2)
    assert not any(failing.seen(KEY, str(kind)) for _ in range(9))


AT = datetime(2026, 11, 20, 1, tzinfo=UTC)


def met(*tries: tuple[float, str]) -> dict[tuple[str, str], list[tuple[datetime, str]]]:
    """So many seconds after the beginning, what came back."""
    return {KEY: [(AT + timedelta(seconds=seconds), kind) for seconds, kind in tries]}


@pytest.mark.parametrize(("tries", "attempts", "left"), [
    # As often as it is on record in a row.
    (met((0, "gone")), 1, 2),
    (met((0, "gone"), (30, "gone")), 2, 1),
    (met((0, "gone"), (30, "gone"), (60, "gone")), 3, 1),
    # What failed otherwise before, or gave an answer, breaks the row.
    (met((0, "gone"), (30, "server"), (60, "gone")), 3, 2),
    (met((0, "gone"), (30, ""), (60, "gone")), 3, 2),
    # HEAD and then GET is one try; so is what lies closer than tries that count.
    (met((0, "gone"), (0.2, "gone"), (30, "gone"), (30.1, "gone")), 2, 1),
    (met((0, "gone"), (10, "gone")), 2, 2),
    # Never more than the ledger counts, and once at least.
    (met((0, "gone"), (30, "gone"), (60, "gone")), 1, 2),
    ({}, 2, 2),
])  # fmt: skip
def test_an_interrupted_harvest_goes_on_counting(tries: Tries, attempts: int, left: int) -> None:
    failing = Failing(2)
    entry = LedgerEntry(url=KEY[0], lane=KEY[1], ledger=Ledger.HTTP_ERROR, reason="404", status=404, attempts=attempts)
    failing.resume([entry], tries, 20)
    asked = 0
    while failing.doubtful(entry) and asked < 9:
        asked += 1
        if failing.seen(KEY, "gone"):
            break
    assert asked == left


def test_what_is_certain_or_never_failed_is_not_looked_up(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    entries = [
        LedgerEntry(url="http://a.kz/ok", ledger=Ledger.FETCHED, attempts=3),
        LedgerEntry(url="http://a.kz/known", ledger=Ledger.HTTP_ERROR, reason="404", status=404, attempts=3, confirmed=True),
        LedgerEntry(url="http://a.kz/once", ledger=Ledger.HTTP_ERROR, reason="404", status=404, attempts=1),
    ]
    with engine.connect() as db:
        assert tries_of(db, "a-run", entries) == {}
    engine.dispose()
