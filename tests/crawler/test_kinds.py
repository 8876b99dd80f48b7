"""Kinds of failure, when each is looked at again, and which failures may be our own."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.books.kinds import kind_of, next_check
from crawler.books.outage import hosts_out
from openness.registers import load_crawl
from store.harvest import Kind, Ledger, LedgerEntry
from tests.conftest import ROOT

SINCE = datetime(2026, 11, 20, 6, tzinfo=UTC)
LADDER = load_crawl(ROOT / "config").limits.recheck


@pytest.mark.parametrize(
    ("ledger", "reason", "status", "kind"),
    [
        (Ledger.HTTP_ERROR, "404", 404, "gone"),
        (Ledger.HTTP_ERROR, "410", 410, "gone"),
        (Ledger.HTTP_ERROR, "503", 503, "server"),
        (Ledger.HTTP_ERROR, "400", 400, "client"),
        (Ledger.HTTP_ERROR, "soft-404", 200, "soft-404"),
        (Ledger.HTTP_ERROR, "redirect-home", 302, "soft-404"),
        (Ledger.FAILED, "timeout", None, "timeout"),
        (Ledger.BLOCKED, "403", 403, "blocked"),
        (Ledger.ROBOTS, "robots-unreachable", None, "robots-unreachable"),
        (Ledger.ROBOTS, "robots", None, ""),
        (Ledger.FETCHED, "page", 200, ""),
        (Ledger.TOO_LARGE, "size", None, ""),
    ],
)
def test_each_failure_has_its_kind(ledger: Ledger, reason: str, status: int | None, kind: str) -> None:
    assert kind_of(ledger, reason, status) == kind


@pytest.mark.parametrize(
    ("kind", "after", "expected"),
    [
        ("timeout", 0, 12),
        ("timeout", 12, 24),
        ("server", 25, 168),
        ("timeout", 200, 720),
        ("timeout", 720, 1440),
        ("timeout", 3000, 3600),
        ("gone", 0, 168),
        ("dns", 1, 24),
        ("no-such-kind", 0, 24),
    ],
)
def test_the_next_look_climbs_the_ladder(kind: str, after: int, expected: int) -> None:
    assert next_check(kind, SINCE, SINCE + timedelta(hours=after), LADDER) == SINCE + timedelta(hours=expected)


def test_what_did_not_fail_is_not_looked_at_again() -> None:
    assert next_check("", SINCE, SINCE, LADDER) is None
    assert next_check("timeout", SINCE, SINCE, {}) == SINCE + timedelta(hours=720)


def entry(host: str, number: int, ledger: Ledger = Ledger.FETCHED, reason: str = "page", status: int | None = 200) -> LedgerEntry:
    return LedgerEntry(url=f"http://{host}/{number}", ledger=ledger, reason=reason, status=status)


def lost(host: str, number: int) -> LedgerEntry:
    return entry(host, number, Ledger.FAILED, "timeout", None)


def test_a_host_of_which_half_is_silent_is_held() -> None:
    found = [entry("a.kz", n) for n in range(6)] + [lost("a.kz", n) for n in range(6, 12)]
    assert hosts_out(found, 50, 10) == {"a.kz"}
    assert hosts_out(found, 51, 10) == frozenset()
    assert hosts_out(found, 50, 13) == frozenset()


def test_absent_pages_are_answers_and_hold_nothing() -> None:
    found = [entry("a.kz", n, Ledger.HTTP_ERROR, "404", 404) for n in range(40)]
    assert hosts_out(found, 50, 10) == frozenset()
    assert hosts_out([*found, *(entry("b.kz", n, Ledger.HTTP_ERROR, "502", 502) for n in range(10))], 50, 10) == {"b.kz"}


def test_when_most_hosts_are_silent_all_silent_ones_are_held_and_no_other() -> None:
    own = [entry("a.kz", n) for n in range(20)] + [lost("a.kz", 99)]
    silent = [
        LedgerEntry(
            url=f"http://h{n}.kz/", ledger=Ledger.OUT_OF_SCOPE, kind=Kind.EXTERNAL, answer=Ledger.FAILED, answer_reason="connect"
        )
        for n in range(9)
    ]
    assert hosts_out(own + silent, 50, 30) == {f"h{n}.kz" for n in range(9)}
    assert hosts_out(own + silent[:4], 50, 30) == frozenset()
