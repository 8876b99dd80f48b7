"""Whether a site gives so much of what the law asks for that the rest is likely there under another name.

A body that names a third of all things plainly keeps its site by the law's list; what a search by words does not find there stands more often
under a name of the body's own than nowhere. On the sites whose labels were made by hand the bodies fall into two groups: up to a quarter of the
things named plainly, and a third or more.
"""

from __future__ import annotations

from checks.derived import derived
from checks.named import named
from store.base import OFFICIAL, Language
from store.snapshot import Snapshot

# Of so many things asked for one must be named for certain.
OF_THEM = 3


@derived
def well_stocked(snapshot: Snapshot) -> bool:
    """Whether one of the official versions names at least a third of the things asked for."""
    every = len(snapshot.concepts)
    return any(_named(snapshot, language) * OF_THEM >= every > 0 for language in OFFICIAL)


def _named(snapshot: Snapshot, language: Language) -> int:
    return sum(bool(named(snapshot, (concept, language)).sure) for concept in snapshot.concepts)
