"""The portals that this version reads, found by their folders; nobody else imports one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import cast

from crawler.portals.seam import Missing, Place, Questions, Records, Rules, Settled, Unseen, Walk
from store.harvest import Body, Capture, CrawlPlan, LedgerEntry
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.tenancy import Tenancy, UnknownPortal

FOLDER = Path(__file__).parent
REQUIRED = "place"


def folder_of(portal: str) -> str:
    """The name of a portal's folder and of its file of rules."""
    return portal.replace("-", "")


@cache
def folders() -> tuple[str, ...]:
    """The folders that hold a portal, by name."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{REQUIRED}.py")))


@cache
def _part(folder: str, role: str) -> ModuleType | None:
    """The file of one role in a portal's folder; None where there is none."""
    name = f"{__package__}.{folder}.{role}"
    return import_module(name) if folder in folders() and find_spec(name) is not None else None


def _place_part(folder: str) -> ModuleType:
    found = _part(folder, REQUIRED)
    if found is None:
        raise UnknownPortal(folder)
    return found


def rules_type(folder: str) -> type[Rules]:
    """The model of a portal's file of rules. Raises UnknownPortal for a folder that holds no portal."""
    return cast(type[Rules], _place_part(folder).Rules)


def settle(rules: Rules, body: Body, address: str) -> Settled | None:
    """A body as it lies on a portal; None where it does not.

    :param rules: the portal's own, as ``rules_type`` reads them.
    :param address: at which the portal is asked, empty for its own.
    """
    return cast(Settled | None, _place_part(folder_of(rules.portal)).settle(rules, body, address))


class Tenant:
    """A body's place on one portal, with everything that the portal's folder makes of it."""

    def __init__(self, plan: CrawlPlan, tenancy: Tenancy, place: Place) -> None:
        self.name = tenancy.portal
        self.place = place
        self._plan = plan
        self._folder = folder_of(tenancy.portal)

    def questions(self) -> Questions | None:
        """The portal in the HTTP lane."""
        part = _part(self._folder, "questions")
        return cast(Questions, part.Questions(self.place)) if part is not None else None

    def walk(self, entries: Iterable[LedgerEntry]) -> Walk | None:
        """The portal in the browser lane, by what the ledger of the HTTP lane says."""
        part = _part(self._folder, "walk")
        return cast(Walk, part.Walk(self.place, entries, self._plan.seed)) if part is not None else None

    def records(self, objects: ObjectStore, lexicons: dict[str, Lexicon]) -> Records | None:
        """The portal in extraction."""
        part = _part(self._folder, "records")
        return cast(Records, part.Records(self.place, self._plan, objects, lexicons)) if part is not None else None

    def unseen(self, entries: Iterable[LedgerEntry], captures: Iterable[Capture]) -> tuple[Unseen, ...]:
        """What of the portal nobody saw."""
        part = _part(self._folder, "standing")
        return cast(Missing, part.unseen)(self.place, entries, captures) if part is not None else ()


def tenants_of(plan: CrawlPlan) -> tuple[Tenant, ...]:
    """The places of a plan's body on its portals. Raises UnknownPortal for one that this version cannot read."""
    found = []
    for tenancy in plan.tenancies:
        place = cast(Place | None, _place_part(folder_of(tenancy.portal)).place_of(tenancy, plan.body))
        if place is not None:
            found.append(Tenant(plan, tenancy, place))
    return tuple(found)
