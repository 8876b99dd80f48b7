"""Nothing counts as dead that failed once: each failure is asked again, spaced, and must fail alike every time.

The browser looks last at what these rounds confirmed (``crawler.books.looks``); its look can only acquit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog

from crawler.addresses.links import host_of
from crawler.books.failing import Failing
from crawler.books.frontier import Frontier, Key, Target
from crawler.books.kinds import next_check
from crawler.books.outage import fails, hosts_out
from crawler.books.recorder import Recorder
from crawler.web.bounds import Bounds
from crawler.web.telling import Telling
from store.harvest import Ledger, LedgerEntry, Limits, Reason

# Rounds beyond those asked for, for addresses that were first met while others were confirmed.
SPARE_ROUNDS = 1
AskAgain = Callable[[list[LedgerEntry]], Awaitable[None]]


class Confirmation:
    """Leads the rounds that ask again.

    :param own: asks addresses of the site again, which stand in the queue.
    :param others: asks addresses of other sites again.
    :param forgive: lets hosts be asked that were given up or whose robots.txt could not be read.
    """

    def __init__(
        self,
        limits: Limits,
        frontier: Frontier,
        failing: Failing,
        recorder: Recorder,
        bounds: Bounds,
        telling: Telling,
        own: Callable[[], Awaitable[None]],
        others: AskAgain,
        forgive: Callable[[], None],
    ) -> None:
        self._limits = limits
        self._frontier = frontier
        self._failing = failing
        self._recorder = recorder
        self._bounds = bounds
        self._telling = telling
        self._own = own
        self._others = others
        self._forgive = forgive
        self._log = structlog.get_logger("harvest")

    async def run(self, only: frozenset[Key] | None = None) -> None:
        """The rounds; at their end what may be our own outage is marked so.

        :param only: addresses of the site that are asked again; all where None. Other sites always are.
        """
        for number in range(self._limits.confirm_times + SPARE_ROUNDS):
            again = [entry for entry in self._frontier.entries.values() if _meant(entry, only) and self._failing.doubtful(entry)]
            if not again or self._bounds.over():
                break
            out = self._out()
            held = sum(1 for entry in again if host_of(entry.url) in out)
            self._log.info("asks failed addresses again", count=len(again), round=number + 1, held=held)
            self._recorder.commit(self._frontier)
            pause = self._limits.outage_wait if held else self._limits.confirm_spacing
            rounds = {"round": number + 1, "rounds": max(number + 1, self._limits.confirm_times)}
            self._telling.begin("pause", seconds=pause, count=len(again), outage=bool(held), **rounds)
            await asyncio.sleep(pause)
            self._telling.begin("confirm", of=len(again), **rounds)
            self._forgive()
            await self._ask(sorted(again, key=lambda entry: (entry.url, entry.lane)))
        self._hold()

    async def _ask(self, again: list[LedgerEntry]) -> None:
        own = [entry for entry in again if entry.ledger is not Ledger.OUT_OF_SCOPE]
        for entry in own:
            self._frontier.again(Target(entry.url, entry.lane, entry.depth, entry.parent))
        await self._own()
        await self._others([entry for entry in again if entry.ledger is Ledger.OUT_OF_SCOPE])

    def _out(self) -> frozenset[str]:
        limits = self._limits
        return hosts_out(self._frontier.entries.values(), limits.outage_percent, limits.outage_least)

    def _hold(self) -> None:
        """Failures of hosts of which too much failed are nobody's fault yet: unconfirmed, and the reason says why."""
        out = self._out()
        if not out:
            return
        held = [entry for entry in self._frontier.entries.values() if fails(entry) and host_of(entry.url) in out]
        self._log.warning("failures are held as our own outage", hosts=sorted(out), addresses=len(held))
        for entry in held:
            change: dict[str, object] = {"confirmed": False}
            if entry.failing_since is not None:
                now, ladder = datetime.now(UTC), self._limits.recheck
                change["next_check"] = next_check(Reason.OWN_OUTAGE.value, entry.failing_since, now, ladder)
            change["answer_reason" if entry.answer is not None else "reason"] = Reason.OWN_OUTAGE.value
            self._frontier.put(entry.model_copy(update=change))


def _meant(entry: LedgerEntry, only: frozenset[Key] | None) -> bool:
    return only is None or entry.ledger is Ledger.OUT_OF_SCOPE or (entry.url, entry.lane) in only
