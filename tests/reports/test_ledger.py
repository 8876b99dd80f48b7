"""ledger.jsonl: one line an address, in order, empty facts left out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from reports.ledger import LEDGER_FILE, write_ledger
from store.harvest import Kind, Ledger, LedgerEntry, Look

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ENTRIES = [
    LedgerEntry(url="https://a.kz/z", ledger=Ledger.HTTP_ERROR, reason="404", status=404, attempts=4, confirmed=True,
                second_look=Look.SAME, failing_since=AT, next_check=AT),
    LedgerEntry(url="https://a.kz/", ledger=Ledger.FETCHED, kind=Kind.PAGE, status=200, attempts=1, first_seen=AT, last_seen=AT),
    LedgerEntry(url="https://b.kz/", ledger=Ledger.OUT_OF_SCOPE, kind=Kind.EXTERNAL, answer=Ledger.BLOCKED, answer_reason="403"),
    LedgerEntry(url="https://a.kz/", lane="kk", ledger=Ledger.QUEUED),
]  # fmt: skip


def test_every_address_and_lane_has_one_line(tmp_path: Path) -> None:
    write_ledger(tmp_path, ENTRIES)
    lines = [json.loads(line) for line in (tmp_path / LEDGER_FILE).read_text("utf-8").splitlines()]
    assert [(line["url"], line.get("lane", "*"), line["ledger"]) for line in lines] == [
        ("https://a.kz/", "*", "fetched"),
        ("https://a.kz/", "kk", "queued"),
        ("https://a.kz/z", "*", "http-error"),
        ("https://b.kz/", "*", "out-of-scope"),
    ]
    assert lines[1] == {"schema": "openness/ledger/1", "url": "https://a.kz/", "lane": "kk", "ledger": "queued"}
    assert (lines[2]["second_look"], lines[2]["confirmed"], lines[2]["failing_since"]) == ("same", True, "2026-11-20T09:00:00Z")
    assert (lines[3]["answer"], lines[3]["answer_reason"]) == ("blocked", "403")


def test_the_order_of_entries_changes_no_byte(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    write_ledger(tmp_path / "a", ENTRIES)
    write_ledger(tmp_path / "b", reversed(ENTRIES))
    assert (tmp_path / "a" / LEDGER_FILE).read_bytes() == (tmp_path / "b" / LEDGER_FILE).read_bytes()
