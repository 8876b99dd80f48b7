"""The portals that this version reads, found by their folders; nobody else imports one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from crawler.portals.reading.seam import Portal, PortalRules
from crawler.portals.reading.whole import Place as WholePortal
from crawler.portals.reading.whole import root_of
from crawler.portals.seam import Missing, Place, Questions, Records, Rules, Settled, Unseen, Walk
from store.harvest import Body, Capture, CrawlPlan, LedgerEntry
from store.tenancy import Tenancy, UnknownPortal

if TYPE_CHECKING:
    from store.items import ItemRecord, SourceRecord
    from store.lexicon import Lexicon
    from store.objects import ObjectStore

FOLDER = Path(__file__).parent
REQUIRED = "place"
# A portal of open government: read as a whole, in runs of its own.
WHOLE = "portal"


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


def is_whole(portal: str) -> bool:
    """Whether a portal is read as a whole, in runs of its own."""
    return _part(folder_of(portal), WHOLE) is not None


def settle(rules: Rules, body: Body, address: str) -> Settled | None:
    """A body as it lies on a portal; None where it does not.

    :param rules: the portal's own, as ``rules_type`` reads them.
    :param address: at which the portal is asked, empty for its own.
    """
    part = _place_part(folder_of(rules.portal))
    return cast(Settled | None, part.settle(rules, body, address)) if hasattr(part, "settle") else None


class Tenant:
    """A body's place on one portal, with everything that the portal's folder makes of it."""

    def __init__(self, plan: CrawlPlan, tenancy: Tenancy, place: Place) -> None:
        self.name = tenancy.portal
        self.place = place
        self._plan = plan
        self._folder = folder_of(tenancy.portal)

    def questions(self) -> Questions | None:
        """The portal in the HTTP lane."""
        if isinstance(self.place, WholePortal):
            # What asks and what reads loads the network and the database, which a command on the registers does without.
            from crawler.portals.reading.questions import Questions as ReadingQuestions

            return ReadingQuestions(self.place)
        part = _part(self._folder, "questions")
        return cast(Questions, part.Questions(self.place)) if part is not None else None

    def walk(self, entries: Iterable[LedgerEntry]) -> Walk | None:
        """The portal in the browser lane, by what the ledger of the HTTP lane says."""
        part = _part(self._folder, "walk")
        return cast(Walk, part.Walk(self.place, entries, self._plan.seed)) if part is not None else None

    def records(self, objects: ObjectStore, lexicons: dict[str, Lexicon]) -> Records | None:
        """The portal in extraction."""
        if isinstance(self.place, WholePortal):
            from crawler.portals.reading.records import Records as ReadingRecords

            return ReadingRecords(self.place, objects)
        part = _part(self._folder, "records")
        return cast(Records, part.Records(self.place, self._plan, objects, lexicons)) if part is not None else None

    def sources(self, entries: Iterable[LedgerEntry], answers: Iterable[ItemRecord]) -> list[SourceRecord]:
        """How much each source of a portal that was read as a whole yielded; see ``crawler.portals.reading.standing``."""
        if not isinstance(self.place, WholePortal):
            return []
        from crawler.portals.reading.standing import sources

        return sources(self.place, entries, answers)

    def unseen(self, entries: Iterable[LedgerEntry], captures: Iterable[Capture]) -> tuple[Unseen, ...]:
        """What of the portal nobody saw."""
        part = _part(self._folder, "standing")
        return cast(Missing, part.unseen)(self.place, entries, captures) if part is not None else ()


def tenants_of(plan: CrawlPlan) -> tuple[Tenant, ...]:
    """The places of a plan's body on its portals; the one portal itself where the plan is to read it. Raises UnknownPortal for one that
    this version cannot read."""
    if plan.portal:
        return tuple(Tenant(plan, tenancy, whole_portal(plan, tenancy)) for tenancy in plan.tenancies)
    found = []
    for tenancy in plan.tenancies:
        part = _place_part(folder_of(tenancy.portal))
        place = cast(Place | None, part.place_of(tenancy, plan.body)) if hasattr(part, "place_of") else None
        if place is not None:
            found.append(Tenant(plan, tenancy, place))
    return tuple(found)


def whole_portal(plan: CrawlPlan, tenancy: Tenancy) -> WholePortal:
    """The portal that a plan is to read. Raises UnknownPortal."""
    rules = cast(PortalRules, rules_type(folder_of(tenancy.portal)).model_validate(tenancy.rules))
    root = root_of(plan.body.sites[0].url)
    return WholePortal(portal_at(rules, root), rules, root, plan.portal_bodies, plan.portal_sources)


def portal_at(rules: PortalRules, root: str) -> Portal:
    """A portal that is read as a whole, under its rules. Raises UnknownPortal.

    :param root: its address without a slash at the end.
    """
    part = _part(folder_of(rules.portal), WHOLE)
    if part is None:
        raise UnknownPortal(rules.portal)
    return cast(Portal, part.Portal(rules, root))
