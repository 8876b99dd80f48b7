"""A platform on which many bodies keep their sites: where an entity lies on it, which pages it has, what its programming interface gives.

Data of ``config/portals``; a copy stands in the plan of each run, so that harvest and extraction read the same rules years later.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, field_validator

from crawler.portals.reading.cards import proved
from crawler.portals.seam import Rules
from store.base import Frozen, Language


class Authorisation(Frozen):
    """What the operator agreed to: ``reference`` of the agreement, which sets robots.txt aside; and, where he gave a key, the ``header``
    that carries it and the environment ``variable`` it is read from. The key itself is never written down."""

    reference: str = Field(min_length=1)
    header: str = ""
    variable: str = ""


class Route(Frozen):
    """A page that every entity has: its path below the entity, and the ``part`` of the site it shows."""

    path: str
    part: str
    source: str


class Interface(Frozen):
    """One question to the programming interface, asked in each language, page after page where ``paged``.

    In ``address``, ``query``, ``content`` and ``page`` stand ``$code`` (the entity), ``$lang``, ``$number`` (of the page, from 1) and, in
    ``page`` alone, ``$id``. ``items`` is the path to the list in the answer ("" where the answer is that list). ``holds`` says what an item is:
    ``pages`` (a page of the site at ``page``, below the entity, or where its field ``link`` says), ``persons``, ``contacts``, or ``kept``
    (evidence only). ``fields`` name title, body, summary, posted, changed, name, post, phones, emails by paths of the item (``[]`` steps
    into a list); several paths are joined. ``files`` are paths to addresses of attached files. ``part`` is what of the site it gives;
    ``cuts`` says that, where it is refused and no browser saw the part either, nothing may be called absent from the site.
    """

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    part: str
    method: Literal["GET", "POST"] = "GET"
    address: str = Field(pattern=r"^/")
    query: dict[str, str] = {}
    content: str = ""
    paged: bool = False
    items: str = ""
    holds: Literal["pages", "persons", "contacts", "kept"]
    page: str = ""
    link: str = ""
    menu: str = ""
    fields: dict[str, tuple[str, ...]] = {}
    files: tuple[str, ...] = ()
    cuts: bool = True
    source: str


class Platform(Rules):
    """One platform.

    ``portal`` is its name in the register of portals, whose address replaces the first of ``hosts`` where a command names another one.
    ``entity`` is the path of an entity with ``$code``; ``parameter`` the query field that names the language of a page. ``files`` are the paths
    under which files of all entities lie. ``refusals`` are the words by which the interface turns a visitor away. ``shell`` is a selector of what
    every page bears before its script draws anything: without it a page is none of the platform's, whatever its status. A 5xx answer and one
    that is no JSON are asked again ``retries`` times, ``pause`` seconds apart, then twice as long. ``listings`` are paths below the entity
    whose numbered pages list what an interface gives whole. ``most_pages`` bounds the pages of one list, ``most_drawn`` the pages of an entity
    that the browser reads, of which the harvest's own bound is measured.
    """

    # The file says «schema», a stored plan says «form».
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    form: Literal["openness/platform/1"] = Field(alias="schema")
    source: str
    hosts: tuple[str, ...] = Field(min_length=1)
    entity: str = Field(pattern=r"^/.*\$code$")
    languages: tuple[Language, ...] = Field(min_length=1)
    parameter: str
    files: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    shell: str = ""
    retries: int = 3
    pause: float = 2.0
    most_pages: int = 400
    most_drawn: int = 400
    authorisation: Authorisation | None = None
    listings: dict[str, str] = {}
    routes: tuple[Route, ...] = ()
    interfaces: tuple[Interface, ...] = ()

    @field_validator("shell")
    @classmethod
    def _selector(cls, css: str) -> str:
        return proved(css)
