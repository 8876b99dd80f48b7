"""A body's sets on the portal of open data, each with all that was read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checks.derived import derived
from checks.portalreading import UNKNOWN, Closed, closed
from store.base import Language
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

PORTAL = "open-data"
CATALOGUE = ("count", "sets")
STATISTICS = ("statistics-central", "statistics-local", "statistics-quasi")
NOT_ALL = "not-all-sets"


@dataclass
class OpenSet:
    """One set: its entry of the catalogue, its passport in each language, its description for machines and the shape of its first rows."""

    entry: ItemRecord
    passports: dict[Language, ItemRecord] = field(default_factory=dict)
    description: ItemRecord | None = None
    data: ItemRecord | None = None

    @property
    def key(self) -> str:
        """Its name on the portal."""
        return self.entry.key

    @property
    def url(self) -> str:
        """The address of its passport, else of the page of the catalogue that names it."""
        return next((self.passports[one].url for one in sorted(self.passports)), self.entry.url)

    def title(self, language: Language) -> str:
        """Its title in a language; empty where it has none."""
        return str(self.entry.facts.get(f"title-{language}") or "")

    def text(self, name: str) -> str:
        """A text fact of its entry."""
        return str(self.entry.facts.get(name) or "")

    def records(self) -> tuple[ItemRecord, ...]:
        """All that was read of it."""
        rest = [one for one in (self.description, self.data) if one is not None]
        return (self.entry, *(self.passports[one] for one in sorted(self.passports)), *rest)


@derived
def sets_of(snapshot: Snapshot) -> tuple[OpenSet, ...]:
    """The body's sets, by key; none where the portal was not read or does not know the body."""
    view = snapshot.portal(PORTAL)
    if view is None or view.body is None:
        return ()
    found: dict[str, OpenSet] = {}
    for item in view.items("dataset", view.body):
        found.setdefault(item.key, OpenSet(item))
    for item in _of(view, "passport", found):
        if item.language is not None:
            found[item.key].passports.setdefault(item.language, item)
    for item in _of(view, "description", found):
        found[item.key].description = item
    for item in _of(view, "data", found):
        found[item.key].data = item
    return tuple(found[key] for key in sorted(found))


def _of(view: PortalView, kind: str, known: Iterable[str]) -> Iterator[ItemRecord]:
    names = frozenset(known)
    return (item for item in view.items(kind) if item.key in names)


def unlisted(snapshot: Snapshot, language: Language | None) -> Closed | None:
    """Why nothing can be said of what the body has not placed; None where the whole catalogue was read and the portal knows the body.

    A catalogue without a set of the body is not believed where the portal's own count says that some are placed.
    """
    found = closed(snapshot, PORTAL, CATALOGUE, language)
    view = snapshot.portal(PORTAL)
    if found is not None and found.why == UNKNOWN:
        return closed(snapshot, PORTAL, STATISTICS, language) or found
    if found is not None or view is None:
        return found
    for one in view.sources:
        if one.source == "sets" and one.body in ("", view.body or "") and _told(view, one.body) > one.items:
            return Closed("short", NOT_ALL, one.url, one.capture_id)
    return _contradicted(snapshot)


def _contradicted(snapshot: Snapshot) -> Closed | None:
    """Where the catalogue holds no set of a body of which the portal itself counts some: one of the two is out of order."""
    item = counted(snapshot)
    if item is None or sets_of(snapshot) or not item.facts.get("placed"):
        return None
    return Closed("short", NOT_ALL, item.url, item.capture_id)


def _told(view: PortalView, body: str) -> int:
    """How many sets the portal says it has, of one body or of all; 0 where it does not say."""
    return max((one.total or 0 for one in view.sources if one.source == "count" and one.body == body), default=0)


@derived
def counted(snapshot: Snapshot) -> ItemRecord | None:
    """The portal's own count of what the body placed."""
    view = snapshot.portal(PORTAL)
    if view is None or view.body is None:
        return None
    return next(iter(view.items("statistics", view.body)), None)
