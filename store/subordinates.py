"""Types of a body's subordinate organisations: as the register tells them on a day, and as their own audits found them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from store.base import Frozen, Language, Text
from store.harvest import Body, Site

SUBORDINATES = "subordinates"
"""Kind of the file that holds the register of subordinate organisations."""
ENDLESS = date(9999, 12, 31)
"""The last day of what has no end yet."""
LISTED, ORGANISATION = "listed-organisations", "listed-organisation"
"""Facts of that file: how many lines are of the body, and each of them."""


class Organisation(Frozen):
    """One organisation on a day: ``form`` is the trait that says what it is, ``since`` and ``until`` the days between which it belongs to the
    parent, ``cell`` where the register tells it, ``act`` by what it belongs there."""

    code: str
    name: Text
    parent: str
    form: str = ""
    sites: tuple[Site, ...] = ()
    portals: dict[str, str] = {}
    since: date
    until: date | None = None
    act: str = ""
    cell: str = ""

    def body(self, source: str) -> Body:
        """The organisation as a body under audit. ``source``: the file that tells of it."""
        return Body(
            code=self.code,
            kind="subordinate",
            name=self.name,
            sites=self.sites,
            traits=(self.form,) if self.form else (),
            portals=self.portals,
            valid_from=self.since,
            valid_to=self.until,
            source=f"{source}, {self.cell}",
        )


class FoundOf(Frozen):
    """What the audit of one organisation says of one row in one language.

    ``figures`` are what the row counts of one organisation, a figure that is not known for certain with both ends; empty where
    nothing is known of it. ``none``: the row does not apply to the organisation. ``points`` are what the row takes from the organisation by
    itself, 0 or below, at both ends of what is open.
    """

    parameter: str
    language: Language | None = None
    figures: dict[str, Any] = {}
    none: bool = False
    points: tuple[str, str] = ("0", "0")


State = Literal["audited", "no-site", "waiting"]


class Standing(Frozen):
    """One organisation with what its newest audit found: ``run`` and ``folder`` (from that of the parent's run) tell it, both empty where
    there is none."""

    code: str
    name: Text
    site: str = ""
    state: State
    run: str = ""
    folder: str = ""
    since: date
    until: date | None = None
    rows: tuple[FoundOf, ...] = ()


class Gathered(Frozen):
    """All organisations of a body on a day, by code, and the register that tells them."""

    day: date
    register_id: str
    register_name: str
    register_sha256: str
    organisations: tuple[Standing, ...]
