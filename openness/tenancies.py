"""Bodies that lie on portals: their scope is their part of it, and where a command names another address for a portal they move with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crawler.portals import registry
from crawler.portals.seam import Rules
from store.harvest import Body, Portal, Tenancy


class Lodged(NamedTuple):
    """A body with its sites as they lie on portals, what the plan keeps of those, and the reference of an operator's agreement that
    covers every site."""

    body: Body
    tenancies: tuple[Tenancy, ...]
    agreement: str | None


def settled(body: Body, rules: Iterable[Rules], portals: Iterable[Portal]) -> Lodged:
    """The body as it lies on the portals that this version reads; as given where it lies on none.

    :param portals: give each portal's address.
    """
    addresses = {portal.name: portal.url for portal in portals}
    found = Lodged(body, (), None)
    for one in rules:
        lodged = registry.settle(one, found.body, addresses.get(one.portal, ""))
        if lodged is not None:
            found = Lodged(lodged.body, (*found.tenancies, lodged.tenancy), found.agreement or lodged.agreement)
    return found
