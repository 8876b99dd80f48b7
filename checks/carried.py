"""Which references carry each address, gathered only where a check of links asks: a large site has as many carriers as addresses."""

from __future__ import annotations

from typing import NamedTuple

from checks.carriers import References
from checks.derived import derived
from checks.sweep import LEADING, met
from store.kept import Spelled
from store.snapshot import Snapshot


class Carried(NamedTuple):
    """Carriers of every address of the site that a reader meets, of those of other sites, and of addresses that only machines read (``link``
    elements that are no style sheets)."""

    internal: References
    external: References
    advised: References


@derived
def carried(snapshot: Snapshot) -> Carried:
    """Reads every reference once."""
    found, spelled = Carried(References({}, {}), References({}, {}), References({}, {})), Spelled(snapshot.spelled)
    for link in snapshot.links():
        if not link.target:
            continue
        target = spelled.text(link.target)
        if met(link):
            if link.scope == "internal":
                found.internal.add(snapshot, link, target, link.tag in LEADING, spelled)
            elif link.scope == "external":
                found.external.add(snapshot, link, target, spelled=spelled)
        elif link.tag == "link" and link.scope == "internal":
            found.advised.add(snapshot, link, target, False, spelled)
    return found


__all__ = ["Carried", "carried"]
