"""Boards of announcements: each body has one below /board/, and its persons in one answer of JSON."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.addresses.links import host_of, normalise
from crawler.portals import seam
from store.harvest import Body, Tenancy


class Rules(seam.Rules):
    """Where persons are asked for, and the word that the board wants to hear."""

    persons: str
    word: str


class Place(NamedTuple):
    """One body's board."""

    rules: Rules
    root: str
    path: str
    drawn: int = 0

    @property
    def question(self) -> str:
        """The one address that is asked otherwise than a page."""
        return normalise(f"{self.root}{self.rules.persons}{self.path.rpartition('/')[2]}")

    def is_file(self, url: str) -> bool:
        """The board keeps none."""
        return False


def settle(rules: Rules, body: Body, address: str) -> seam.Settled | None:
    """Every site whose address begins with the board's is one."""
    boards = [site for site in body.sites if host_of(site.url) == host_of(address) and "/board/" in site.url]
    if not boards:
        return None
    sites = tuple(
        site.model_copy(update={"scope": urlsplit(site.url).path.rstrip("/")}) if site in boards else site for site in body.sites
    )
    tenancy = Tenancy(portal=rules.portal, rules=rules.model_dump(mode="json"))
    return seam.Settled(body.model_copy(update={"sites": sites}), tenancy, None)


def place_of(tenancy: Tenancy, body: Body) -> Place | None:
    """The board of the plan's body."""
    board = next(site for site in body.sites if "/board/" in site.url)
    parts = urlsplit(board.url)
    return Place(Rules.model_validate(tenancy.rules), f"{parts.scheme}://{parts.netloc}", board.scope)
