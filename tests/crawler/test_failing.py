"""Failures in a row by address: what counts as seen alike, and what no number of looks makes certain."""

from __future__ import annotations

import pytest

from crawler.books.failing import Failing
from store.harvest import Reason

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
