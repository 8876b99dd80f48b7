"""The browser looks last at what failed: it can acquit an address, never condemn one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.books.looks import SecondLook, after_look, to_confirm
from store import schema
from store.db import open_database
from store.harvest import Kind, Ledger, LedgerEntry, Look
from tests.crawler.kit import Harvest

AT = datetime(2026, 11, 21, tzinfo=UTC)
GONE = LedgerEntry(url="http://a.kz/x", ledger=Ledger.HTTP_ERROR, reason="404", status=404, attempts=3, confirmed=True)
SILENT = LedgerEntry(url="http://a.kz/y", ledger=Ledger.FAILED, reason="timeout", attempts=3, confirmed=True)
SOFT = GONE.model_copy(update={"reason": "soft-404", "status": 200})
REFUSED = LedgerEntry(url="http://a.kz/z", ledger=Ledger.BLOCKED, reason="403", status=403, attempts=1)


@pytest.mark.parametrize(
    ("entry", "look", "met", "confirmed"),
    [
        (GONE, SecondLook(AT, 404), Look.SAME, True),
        (GONE, SecondLook(AT, 410), Look.SAME, True),
        (GONE, SecondLook(AT, 200), Look.LIVES, False),
        (GONE, SecondLook(AT, 502), Look.DIFFERS, False),
        (GONE, SecondLook(AT, 403), Look.DIFFERS, False),
        (GONE, SecondLook(AT, 200, challenged=True), Look.DIFFERS, False),
        (GONE, SecondLook(AT, None, "timeout"), Look.DIFFERS, False),
        (GONE, SecondLook(AT, None, "browser"), Look.UNSEEN, True),
        (SILENT, SecondLook(AT, None, "timeout"), Look.SAME, True),
        (SILENT, SecondLook(AT, 200), Look.LIVES, False),
        (SOFT, SecondLook(AT, 200), Look.SAME, True),
        (REFUSED, SecondLook(AT, 403), Look.SAME, False),
        (REFUSED, SecondLook(AT, 200), Look.LIVES, False),
        (REFUSED, SecondLook(AT, 404), Look.DIFFERS, False),
    ],
)
def test_a_failure_stays_confirmed_only_if_the_browser_meets_its_like(
    entry: LedgerEntry, look: SecondLook, met: Look, confirmed: bool
) -> None:
    after = after_look(entry, look)
    assert (after.second_look, after.confirmed) == (met, confirmed)
    assert (after.ledger, after.reason, after.status) == (entry.ledger, entry.reason, entry.status)
    assert after.attempts == entry.attempts + (met is not Look.UNSEEN)
    assert after.last_seen == (AT if met is Look.LIVES else None)


def test_each_address_is_looked_at_once_and_within_the_bound(tmp_path: Path) -> None:
    plan = Harvest(tmp_path, "http://127.0.0.1:9/").plan()
    page = LedgerEntry(url="http://a.kz/", ledger=Ledger.FETCHED, kind=Kind.PAGE, status=200)
    flaps = GONE.model_copy(update={"url": "http://a.kz/flaps", "confirmed": False})
    strange = GONE.model_copy(update={"url": "http://b.kz/", "ledger": Ledger.OUT_OF_SCOPE, "answer": Ledger.HTTP_ERROR})
    with open_database(f"sqlite:///{tmp_path}/h.db").begin() as db:
        schema.upsert_ledger(db, plan.run_id, [page, flaps, strange, GONE, SILENT, REFUSED], [])
        assert to_confirm(db, plan.run_id, 9) == [GONE, SILENT, REFUSED]
        assert to_confirm(db, plan.run_id, 2) == [GONE, SILENT]
        schema.upsert_ledger(db, plan.run_id, [after_look(GONE, SecondLook(AT, 200))], [])
        assert to_confirm(db, plan.run_id, 2) == [SILENT]
