"""Whether a place leads to every kind of site of which a list of links is asked for: one link to a base of laws makes no such list."""

from __future__ import annotations

from checks.own import Own, leaves
from store.indicators import Indicator

# Links to sites of one kind tell what a page is about.
SEVERAL = 2


def leads_to_each(indicator: Indicator, place: Own) -> bool:
    """Whether a place leads to a site of each kind that an indicator lists; so does any place where none is listed.

    :param indicator: what is asked for.
    :param place: what stands at an address.
    :returns: whether no kind lacks.
    """
    return all(any(leaves(link, group) for link in place.links) for group in indicator.groups)


def several_kinds(indicator: Indicator, place: Own) -> bool:
    """Whether a place leads to sites of more than one of the kinds that an indicator lists; so does any place where none is listed.

    :param indicator: what is asked for.
    :param place: what stands at an address.
    :returns: whether it may be a part of such a list.
    """
    led = sum(any(leaves(link, group) for link in place.links) for group in indicator.groups)
    return not indicator.groups or led >= SEVERAL


__all__ = ["leads_to_each", "several_kinds"]
