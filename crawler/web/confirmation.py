"""Nothing counts as dead that failed once: each failure is asked again, spaced, and must fail alike every time.

The browser looks last at what the HTTP lane confirmed (``to_confirm``, ``after_look``); its look can only acquit.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection

from crawler.addresses.links import host_of
from crawler.books.frontier import Key, Target
from crawler.books.kinds import BLOCKED, OWN_OUTAGE, ROBOTS_UNREACHABLE, SOFT, kind_of, kind_of_entry, next_check
from crawler.books.outage import fails, hosts_out
from store import schema
from store.harvest import FailureReason, Ledger, LedgerEntry, Look

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign

# Rounds beyond those asked for, for addresses that were first met while others were confirmed.
SPARE_ROUNDS = 1
_NEVER = frozenset({"", "blocked", ROBOTS_UNREACHABLE, OWN_OUTAGE})


class Confirmation:
    """Counts how often each address failed alike, and leads the rounds that ask again."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._rows: dict[Key, tuple[str, int]] = {}

    def seen(self, key: Key, kind: str) -> bool:
        """Notes the outcome of one request and tells whether its failure is now confirmed (``kind`` empty: no failure)."""
        if not kind:
            self._rows.pop(key, None)
            return False
        before, count = self._rows.get(key, ("", 0))
        count = count + 1 if before == kind else 1
        self._rows[key] = (kind, count)
        return kind not in _NEVER and count > self._campaign.limits.confirm_times

    def resume(self) -> None:
        """Takes over failures that an interrupted harvest left in the ledger: each counts once."""
        for key, entry in self._campaign.frontier.entries.items():
            kind = kind_of_entry(entry)
            if kind and entry.attempts:
                self._rows[key] = (kind, 1)

    async def run(self, only: frozenset[Key] | None = None) -> None:
        """The rounds; at their end what may be our own outage is marked so.

        :param only: addresses of the site that are asked again; all where None. Other sites always are.
        """
        campaign = self._campaign
        for number in range(campaign.limits.confirm_times + SPARE_ROUNDS):
            again = [entry for entry in campaign.frontier.entries.values() if _meant(entry, only) and self._doubtful(entry)]
            if not again or monotonic() > campaign.deadline:
                break
            out = self._out()
            held = sum(1 for entry in again if host_of(entry.url) in out)
            campaign.log.info("asks failed addresses again", count=len(again), round=number + 1, held=held)
            campaign.recorder.commit(campaign.frontier)
            pause = campaign.limits.outage_wait if held else campaign.limits.confirm_spacing
            rounds = {"round": number + 1, "rounds": max(number + 1, campaign.limits.confirm_times)}
            campaign.telling.begin("pause", seconds=pause, count=len(again), outage=bool(held), **rounds)
            await asyncio.sleep(pause)
            campaign.telling.begin("confirm", of=len(again), **rounds)
            campaign.robots.forget_unreachable()
            campaign.manners.forgive()
            await self._ask(sorted(again, key=lambda entry: (entry.url, entry.lane)))
        self._hold()

    async def _ask(self, again: list[LedgerEntry]) -> None:
        campaign = self._campaign
        own = [entry for entry in again if entry.ledger is not Ledger.OUT_OF_SCOPE]
        for entry in own:
            campaign.frontier.again(Target(entry.url, entry.lane, entry.depth, entry.parent))
        await campaign.drain()
        await campaign.external.ask([entry for entry in again if entry.ledger is Ledger.OUT_OF_SCOPE])

    def _doubtful(self, entry: LedgerEntry) -> bool:
        kind = kind_of_entry(entry)
        if not kind or entry.confirmed or kind == FailureReason.REDIRECT_LOOP.value:
            return False
        if kind == "blocked":
            return entry.status == 429
        return self._rows.get((entry.url, entry.lane), ("", 0))[1] <= self._campaign.limits.confirm_times

    def _out(self) -> frozenset[str]:
        limits = self._campaign.limits
        return hosts_out(self._campaign.frontier.entries.values(), limits.outage_percent, limits.outage_least)

    def _hold(self) -> None:
        """Failures of hosts of which too much failed are nobody's fault yet: unconfirmed, and the reason says why."""
        campaign, out = self._campaign, self._out()
        if not out:
            return
        held = [entry for entry in campaign.frontier.entries.values() if fails(entry) and host_of(entry.url) in out]
        campaign.log.warning("failures are held as our own outage", hosts=sorted(out), addresses=len(held))
        for entry in held:
            change: dict[str, object] = {"confirmed": False}
            if entry.failing_since is not None:
                now, ladder = datetime.now(UTC), campaign.limits.recheck
                change["next_check"] = next_check(OWN_OUTAGE, entry.failing_since, now, ladder)
            change["answer_reason" if entry.answer is not None else "reason"] = OWN_OUTAGE
            campaign.frontier.put(entry.model_copy(update=change))


class SecondLook(NamedTuple):
    """What a browser met at an address: a status, or the reason why no page came (one of ``FailureReason``).

    ``retry_after`` is how many seconds the host asks to be left alone.
    """

    at: datetime
    status: int | None = None
    reason: str = ""
    challenged: bool = False
    retry_after: float = 0.0


def _meant(entry: LedgerEntry, only: frozenset[Key] | None) -> bool:
    return only is None or entry.ledger is Ledger.OUT_OF_SCOPE or (entry.url, entry.lane) in only


def to_confirm(db: Connection, run_id: str, most: int) -> list[LedgerEntry]:
    """Addresses of the site at which a browser should look before they count and has not yet: those that the HTTP lane found
    failing in every spaced request, and those that refused it as a machine. By depth, address and lane.

    :param db: an open connection.
    :param run_id: the run, whose HTTP lane is done.
    :param most: bound of addresses, those looked at before included.
    """
    found = [
        entry
        for entry in schema.read_ledger(db, run_id)
        if entry.answer is None and (entry.confirmed or entry.ledger is Ledger.BLOCKED or entry.second_look)
    ]
    found.sort(key=lambda entry: (entry.depth, entry.url, entry.lane))
    return [entry for entry in found[:most] if not entry.second_look]


def after_look(entry: LedgerEntry, look: SecondLook) -> LedgerEntry:
    """The ledger's line of an address after a browser looked at it. Its class and reason stay those of the HTTP lane; a failure
    stays confirmed only if the browser met one of the same kind, and a fault of the browser itself changes nothing.

    :param entry: the line as ``to_confirm`` gave it.
    :param look: what the browser met.
    """
    if look.reason == FailureReason.BROWSER.value:
        return entry.model_copy(update={"second_look": Look.UNSEEN})
    kind = kind_of(*_class_of(look), look.status)
    before = kind_of_entry(entry)
    met = Look.SAME if kind == before or (not kind and before == SOFT) else Look.DIFFERS if kind else Look.LIVES
    change: dict[str, object] = {"second_look": met, "attempts": entry.attempts + 1}
    if met is not Look.SAME:
        change["confirmed"] = False
    if met is Look.LIVES:
        change["last_seen"] = look.at
        change["first_seen"] = entry.first_seen or look.at
    return entry.model_copy(update=change)


def _class_of(look: SecondLook) -> tuple[Ledger, str]:
    if look.status is None:
        return Ledger.FAILED, look.reason
    if look.status in BLOCKED or look.challenged:
        return Ledger.BLOCKED, str(look.status)
    return (Ledger.HTTP_ERROR if look.status >= 400 else Ledger.FETCHED), str(look.status)
