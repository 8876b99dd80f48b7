"""What the folder of a portal of open government gives: one file ``portal``, with a class ``Portal``.

A portal is asked in a run of its own, once a day for all bodies (or for one body where nothing was read that day), and what it answered is
read into items by the same pure function during the harvest, where it tells which addresses come next, and in extraction, where it gives
the records. An address alone tells which source it belongs to, so that a reading goes on after a kill and can be read again years later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, Protocol, runtime_checkable

from pydantic import ConfigDict, Field

from crawler.portals.seam import Rules
from store.base import Frozen, Language
from store.items import ItemRecord

# What the harvest of a body names and a portal may know: acts of law.
LookedUp = Literal["acts"]


class SourceRules(Frozen):
    """One source of a portal (a list, a card, an interface), as its file in ``config/portals`` describes it.

    ``least`` is the least number of items that the whole source must yield in each language (per body where ``per_body``), ``fields`` those
    that every item must bear; fewer breaks the reading of the source and leaves what rests on it open. ``in_all`` is the least that all bodies
    together yield in each language, where all are read: a portal that holds nothing of anybody is out of order, not empty.
    ``most`` warns where more come than ever did. ``marks`` are texts or selectors without which an answer is no answer of this source.
    ``optional`` sources break nothing.
    ``none`` are statuses by which the portal says that there is nothing (404 of a report that was never made); any other status than 200 is a
    failure. A field of ``fields`` is one of ``Item`` or a key of its facts, and every item but those of kind ``body`` bears it; written
    ``kind.field`` it is asked of items of that kind alone. ``source`` says where the structure is known from (seen in pages, in public
    code, or assumed).
    """

    address: str
    least: int = 0
    in_all: int = 0
    most: int | None = None
    per_body: bool = False
    fields: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    optional: bool = False
    none: tuple[int, ...] = ()
    source: str


class Authorisation(Frozen):
    """The operator's agreement: its reference, and, where it came with a key, the header (or query field) and the variable of the environment
    that holds the key. Only with it are addresses asked that robots.txt forbids; the reference stands in the evidence."""

    reference: str
    header: str = ""
    field: str = ""
    variable: str = ""


class PortalRules(Rules):
    """What every file of a portal of open government says; a portal adds its own.

    ``languages`` are asked one after the other; ``cookie`` gives for each what the portal wants to be told (``egovLang=ru``) and ``header`` the
    same as Accept-Language. ``pace`` is the least time between two requests in seconds, whoever asks. ``refusals`` maps the name of a
    refusal (captcha, maintenance, forbidden, key) to texts by which an answer is known as one; a status (``"403"``) among them names what is
    refused by it. ``time`` is how many seconds one reading may take. ``directory`` names the sources that list the state bodies: they alone
    are asked where nobody knows yet what the portal calls a body. ``every`` is after how many hours a new reading is due, ``keep``
    for how many days an answer is taken over unasked from the reading before (see ``Portal.settled``). After ``breaker_after`` requests in a
    row that failed the portal is looked at, left in peace for a while, and given up if it does not come back. ``looked_up`` is for a portal
    that nobody reads whole: so many things at most that the harvest of a body names are looked up in it once that harvest was read, and
    it knows no bodies; ``looks_up`` says which things. ``shown`` is where a reader finds an item of a kind (``/npa/view?id=$key``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    form: Literal["openness/platform/1"] = Field(default="openness/platform/1", alias="schema")
    languages: tuple[Language, ...] = ("kk", "ru")
    cookie: dict[str, str] = {}
    pace: float = Field(default=1.0, gt=0)
    retries: int = 2
    pause: float = 2.0
    time: float = 14400.0
    every: float = 24.0
    keep: float = 30.0
    breaker_after: int = Field(default=5, ge=1)
    directory: tuple[str, ...] = ()
    looked_up: int = Field(default=0, ge=0)
    looks_up: LookedUp = "acts"
    refusals: dict[str, tuple[str, ...]] = {}
    shown: dict[str, Annotated[str, Field(pattern=r"^/[^#$]*\$key(?:[^a-z$#][^$#]*)?$")]] = {}
    authorisation: Authorisation | None = None
    sources: dict[str, SourceRules]


class Question(NamedTuple):
    """One address of a portal with the source it belongs to. ``lane`` is the language it is asked in (``*`` where the answer has none).

    ``method``, ``content`` (a body sent with it) and ``headers`` follow from the address alone. ``body`` is the portal's own name of the
    state body that the source is asked for, where the address tells it.
    """

    url: str
    source: str
    lane: str = "*"
    method: str = "GET"
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


class Item(NamedTuple):
    """One item of an answer; see ``store.items.ItemRecord``."""

    kind: str
    key: str
    title: str = ""
    body: str = ""
    body_name: str = ""
    day: str = ""
    facts: Mapping[str, Any] = {}


class Reading(NamedTuple):
    """What one answer says.

    ``language`` is the one that the answer itself bears signs of (None where it has none): an answer in another language than asked for is
    no answer. ``lacks`` names the expected mark that is not there: then nothing of it counts. ``refusal`` names a refusal in an answer with
    status 200. ``total`` is what the portal says it has. ``more`` are addresses that the answer leads to.
    """

    items: tuple[Item, ...] = ()
    more: tuple[Question, ...] = ()
    language: Language | None = None
    lacks: str = ""
    refusal: str = ""
    total: int | None = None


class Portal(Protocol):
    """A portal, at one address, under its rules. ``__init__(rules, root)``: ``root`` without a slash at its end."""

    def first(self, bodies: tuple[str, ...]) -> Iterable[Question]:
        """The addresses that a reading begins with, in every language.

        :param bodies: the portal's own names of the state bodies that are read; none: all.
        """
        ...

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address of the ledger is; None for one that is none of the portal's sources."""
        ...

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        """What an answer says; pure, and never raises whatever the content."""
        ...

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:
        """Whether nothing behind this answer can have changed since the reading before (``before``: the same address then, if it was read):
        then ``more`` is not asked but taken over from it."""
        ...


class Knew(Protocol):
    """What the reading before knew."""

    def __call__(self, kind: str, key: str) -> Sequence[ItemRecord]:
        """The items of this kind and key that it holds."""
        ...


class Unmoved(NamedTuple):
    """A question whose earlier answer may stand in this reading, if it was read later than on the day ``after`` (ISO 8601; empty: whenever)."""

    question: Question
    after: str = ""


@runtime_checkable
class Sparing(Protocol):
    """A portal whose lists tell of each entry whether what lies behind it can have changed: an entry that only moved to another page leads to
    nothing new."""

    def unmoved(self, question: Question, reading: Reading, knew: Knew) -> Iterable[Unmoved]:
        """Those of ``reading.more`` behind which nothing can have changed, for the answer tells of them what the reading before knew."""
        ...


@runtime_checkable
class Mirrored(Protocol):
    """A portal that shows the same list in several languages."""

    def mirrored(self, question: Question, reading: Reading, before: Reading) -> bool:
        """Whether nothing came or went in what this answer leads to, so that each part of it may be taken over from the reading before
        (``before``: this answer then) once another language shows that part as it was then."""
        ...

    def twins(self, question: Question) -> Iterable[Question]:
        """The same question in the other languages."""
        ...

    def mirrors(self, reading: Reading, twin: Reading) -> bool:
        """Whether an answer in another language tells the same, in all but words."""
        ...
