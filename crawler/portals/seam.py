"""The seam between the harvest and portals: what a portal's folder may hold, and what it is given to work with.

A portal is a folder of ``crawler/portals`` and a file of ``config/portals``, both named as the register names the portal, without hyphens.
Each role has a file of its own in the folder; all but ``place`` may be missing:

============= ============================================= ==========================================
file          gives                                         without it
============= ============================================= ==========================================
``place``     ``Rules``, ``settle``, ``place_of``           it is no portal
``questions`` ``Questions(place)``                          nothing is asked but pages
``walk``      ``Walk(place, entries, seed)``                the browser looks at pages as anywhere
``records``   ``Records(place, plan, objects, lexicons)``   captures are read as pages and files
``standing``  ``unseen(place, entries, captures)``          what was refused cuts nothing else short
``portal``    ``Portal(rules, root)``                       no run of its own reads it as a whole
============= ============================================= ==========================================

A portal of open government has ``place`` with its ``Rules`` and ``portal``, and everything else is made of that (``crawler.portals.reading``);
``settle`` and ``place_of`` may be missing where no body's site lies on it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from store.base import Frozen, Language
from store.harvest import Body, Capture, CrawlPlan, Kind, Ledger, LedgerEntry, Tenancy

# Registers are read by commands that harvest nothing: they need not load the books, the database and the network.
if TYPE_CHECKING:
    from crawler.books.frontier import Frontier, Key, Target
    from crawler.books.recorder import Earlier, Recorder
    from crawler.hosts.answer import Answer
    from crawler.hosts.ask import Ask, Silence
    from store.items import ItemRecord
    from store.records import Record


class Rules(Frozen):
    """What a portal's file in ``config/portals`` says at least: the portal's name in the register. Each portal adds its own."""

    portal: str


class Settled(NamedTuple):
    """A body as it lies on a portal: its sites with their scope, what the plan keeps of the portal, and the reference of the operator's
    agreement where it covers every site of the body."""

    body: Body
    tenancy: Tenancy
    agreement: str | None


class Place(Protocol):
    """Where on a portal the audited body lies.

    ``path`` is the path that its pages lie below; ``drawn`` how many of them a browser reads because nobody else can (0: as on any site).
    """

    @property
    def path(self) -> str: ...

    @property
    def drawn(self) -> int: ...

    def is_file(self, url: str) -> bool:
        """Whether an address lies where the portal keeps files."""
        ...


class Put(Protocol):
    """The one book that notes: gives an address its class."""

    def __call__(
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
    ) -> None: ...


class Enter(Protocol):
    """The one door that enters addresses: of the site to be asked, of other sites to be noted."""

    def __call__(self, url: str, lane: str, depth: int, parent: str | None, head: bool, hops: int = 0) -> None: ...


class Before(Protocol):
    """What an earlier run knows."""

    @property
    def entries(self) -> Mapping[Key, LedgerEntry]: ...

    @property
    def captures(self) -> Mapping[Key, Earlier]: ...

    def behind(self, _keys: list[Key]) -> Iterator[tuple[Key, str | None]]:
        """These addresses and all that they led to in the reading of a portal before, each once, with the address that led there."""
        ...

    def items(self, kind: str, key: str) -> list[ItemRecord]:
        """The items of this kind and key that the reading of a portal before holds."""
        ...


class Desk(NamedTuple):
    """What a portal works with during the harvest.

    ``turn`` waits until a host may be asked again (False: it was given up); ``judge`` classes an answer as that of any page, ``silent`` a
    request that brought nothing; ``counted`` is told how many pages were read.
    """

    plan: CrawlPlan
    ask: Ask
    turn: Callable[[str], Awaitable[bool]]
    put: Put
    enter: Enter
    judge: Callable[[Target, Answer], Awaitable[None]]
    silent: Callable[[Target, Silence], None]
    counted: Callable[[int], None]
    frontier: Frontier
    recorder: Recorder
    before: Before


class Questions(Protocol):
    """The portal in the HTTP lane: addresses that are asked and read otherwise than pages."""

    def seed(self, desk: Desk) -> None:
        """Queues the first addresses."""
        ...

    def owns(self, target: Target) -> bool:
        """Whether an address of the ledger is asked here."""
        ...

    def dress(self, request: Any, target: Target) -> Any:
        """The request as the portal wants it, of whatever address."""
        ...

    async def handle(self, target: Target, desk: Desk) -> None:
        """Asks an address that is owned, and gives it its class."""
        ...


class Walk(Protocol):
    """The portal in the browser lane."""

    def needed(self) -> list[Target]:
        """Pages without which the look is not whole."""
        ...

    def sampled(self) -> list[Target]:
        """Pages whose matter is known already, of which a few are looked at."""
        ...

    def listed(self, url: str) -> str:
        """The reason to pass over a page; empty for one that is looked at."""
        ...


class Records(Protocol):
    """The portal in extraction."""

    def tells(self, entry: LedgerEntry) -> bool:
        """Whether the records of an address come from here."""
        ...

    def records(self, capture: Capture, entry: LedgerEntry) -> list[Record]:
        """Records of one capture."""
        ...


class Unseen(NamedTuple):
    """A part of the site in one language, why it gave nothing, and whether nothing may be called absent without it."""

    part: str
    language: Language
    why: str
    cuts: bool


class Missing(Protocol):
    """What of the site nobody saw."""

    def __call__(self, place: Any, entries: Iterable[LedgerEntry], captures: Iterable[Capture]) -> tuple[Unseen, ...]: ...
