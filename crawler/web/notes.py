"""The one writer of classes over HTTP: gives an address its line in the ledger, with how often it failed and since when."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from crawler.books.failing import Failing
from crawler.books.frontier import Frontier, Key, Target
from crawler.books.kinds import kind_of, next_check
from crawler.web.history import History
from store.harvest import Capture, Kind, Ledger, LedgerEntry, Limits

ALIVE = frozenset({Ledger.FETCHED, Ledger.UNCHANGED, Ledger.REDIRECTED})
UNASKED = frozenset({Ledger.ROBOTS, Ledger.OUT_OF_SCOPE, Ledger.BEYOND_BUDGET, Ledger.QUEUED})


class Notes:
    """Lines of the ledger as answers and refusals make them."""

    def __init__(self, frontier: Frontier, failing: Failing, history: History, limits: Limits) -> None:
        self._frontier = frontier
        self._failing = failing
        self._history = history
        self._ladder = limits.recheck

    def turn(self, target: Target) -> AbstractContextManager[None]:
        """What an address's turn brings is committed with the class that it gets (``Frontier.turn``)."""
        return self._frontier.turn(target.url, target.lane)

    def put(
        self,
        target: Target,
        ledger: Ledger,
        reason: str = "",
        status: int | None = None,
        capture: Capture | None = None,
        redirect_to: str | None = None,
        answer: Ledger | None = None,
        answer_reason: str = "",
        kind: Kind = Kind.NONE,
    ) -> None:
        """Classes an address; ``answer`` is the class that the answer of another site's address would have given it."""
        key = (target.url, target.lane)
        before = self._frontier.entries.get(key)
        fell = (ledger, reason) if answer is None else (answer, answer_reason)
        failure = kind_of(*fell, status)
        self._frontier.put(
            LedgerEntry(
                url=target.url,
                lane=target.lane,
                ledger=ledger,
                kind=kind,
                reason=reason,
                status=status,
                depth=target.depth,
                parent=target.parent,
                redirect_to=redirect_to,
                capture_id=capture.id if capture else None,
                attempts=(before.attempts if before else 0) + (fell[0] not in UNASKED),
                confirmed=self._failing.seen(key, failure),
                answer=answer,
                answer_reason=answer_reason,
                **self._dates(key, before, capture, failure, fell[0]),
            )
        )

    def _dates(
        self, key: Key, before: LedgerEntry | None, capture: Capture | None, failure: str, ledger: Ledger
    ) -> dict[str, Any]:
        """When the address was first and last seen well, since when it gives these bytes, since when it fails."""
        known = self._history.entries.get(key)
        if known is None and ledger in UNASKED:
            return {}
        at = capture.requested_at if capture is not None else datetime.now(UTC)
        last = before if before is not None and (before.last_seen or before.failing_since) else known
        dates: dict[str, Any] = {}
        if last is not None:
            dates = {"first_seen": last.first_seen, "last_seen": last.last_seen, "content_since": last.content_since}
        if ledger in ALIVE:
            dates["first_seen"] = dates.get("first_seen") or at
            dates["last_seen"] = at
            same = capture is not None and self._history.same(key, capture)
            dates["content_since"] = (dates.get("content_since") or at) if same else at
        elif failure:
            since = last.failing_since if last is not None and last.failing_since else at
            dates["failing_since"] = since
            dates["next_check"] = next_check(failure, since, at, self._ladder)
        return dates
