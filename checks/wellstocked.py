"""Whether a site gives so much of what the law asks for that the rest is likely there under another name.

A body that names a third of all things plainly keeps its site by the law's list; what a search by words does not find there stands more often
under a name of the body's own than nowhere. On the sites whose labels were made by hand the bodies fall into two groups: up to a quarter of the
things named plainly, and a third or more.
"""

from __future__ import annotations

from checks.above import is_body, is_organisation
from checks.derived import derived, derived_by
from checks.named import named
from store.base import OFFICIAL, Language
from store.snapshot import Snapshot

# Of so many things asked for one must be named for certain; of so many on a site that gives a fair part of them, and so many at least: a part
# of few is chance.
OF_THEM, FAIRLY, FEWEST = 3, 5, 3
# So many of so many that the versions name together; a state body, to which the whole list is meant, knows it where it names fewer.
TOGETHER, OF_BODY = (3, 10), (1, 5)
# Of fewer things a part is no measure of a site.
MANY = 30
# A body that names so many of so many things keeps its site by the law's list: its pages are what they are called.
NEARLY_ALL = (3, 4)


@derived
def well_stocked(snapshot: Snapshot) -> bool:
    """Whether one of the official versions names at least a third of the things asked for, or both together three of ten: a body that keeps one
    section in one version and the next in the other knows the list as well. Where much is asked for a fifth is enough of a site that calls itself
    by a kind of state body, and by none of organisation: a clinic of a department names as much by chance."""
    either = sum(any(named(snapshot, (concept, language)).sure for language in OFFICIAL) for concept in snapshot.concepts)
    of_body = len(snapshot.concepts) >= MANY and is_body(snapshot) and not is_organisation(snapshot)
    some, of_all = OF_BODY if of_body else TOGETHER
    return _one_of(snapshot, OF_THEM) or either * of_all >= len(snapshot.concepts) * some


@derived
def fairly_stocked(snapshot: Snapshot) -> bool:
    """Whether one of the official versions names at least a fifth of the things asked for: a body that knows what is asked of it."""
    return _one_of(snapshot, FAIRLY, FEWEST)


@derived
def poorly_stocked(snapshot: Snapshot) -> bool:
    """Whether much is asked for and neither version names a fifth of it: what such a body says by the way is no section of the thing."""
    return len(snapshot.concepts) >= MANY and not fairly_stocked(snapshot)


@derived
def fully_stocked(snapshot: Snapshot) -> bool:
    """Whether much is asked for and one of the official versions names three quarters of it."""
    every, (part, whole) = len(snapshot.concepts), NEARLY_ALL
    return every >= MANY and any(_named(snapshot, language) * whole >= every * part for language in OFFICIAL)


def _one_of(snapshot: Snapshot, of_them: int, fewest: int = 1) -> bool:
    every = len(snapshot.concepts)
    told = [_named(snapshot, language) for language in OFFICIAL]
    return any(number >= fewest and number * of_them >= every for number in told)


@derived_by
def _named(snapshot: Snapshot, language: Language) -> int:
    return sum(bool(named(snapshot, (concept, language)).sure) for concept in snapshot.concepts)
