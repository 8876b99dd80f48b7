"""The browser's second look at what failed over HTTP, as the ledger takes it in: which addresses wait for one, what one changes.

A look can only acquit: it never charges an address that the requests did not.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from crawler.books.kinds import kind_of, kind_of_entry, refused_by
from store import schema
from store.harvest import FailureReason, Ledger, LedgerEntry, Look, Reason


class SecondLook(NamedTuple):
    """What a browser met at an address: a status, or the reason why no page came (one of ``FailureReason``).

    ``retry_after`` is how many seconds the host asks to be left alone.
    """

    at: datetime
    status: int | None = None
    reason: str = ""
    challenged: bool = False
    retry_after: float = 0.0


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
    failure = _failure(look)
    before = kind_of_entry(entry)
    met = (
        Look.SAME
        if failure == before or (not failure and before == Reason.SOFT.value)
        else (Look.DIFFERS if failure else Look.LIVES)
    )
    change: dict[str, object] = {"second_look": met, "attempts": entry.attempts + 1}
    if met is not Look.SAME:
        change["confirmed"] = False
    if met is Look.LIVES:
        change["last_seen"] = look.at
        change["first_seen"] = entry.first_seen or look.at
    return entry.model_copy(update=change)


def _failure(look: SecondLook) -> str:
    if look.status is None:
        return kind_of(Ledger.FAILED, look.reason, None)
    refusal = refused_by(look.status, look.challenged)
    return "" if refusal is None else kind_of(*refusal, look.status)
