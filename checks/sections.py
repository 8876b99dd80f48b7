"""To which of the law's sections a page belongs: where its shortcomings are charged.

The notes under appendices 15 and 16 take a shortcoming «из весового значения раздела, где был выявлен тот или иной недостаток». A page
belongs to the concept that its own label names best, else to that of the nearest page above it, by breadcrumb or by the section that
links to it; so a page belongs to one concept, and its shortcomings are charged once. Pages of no section have no weight to take from:
what is found there is put before a person (``OTHERS``, laid on the section of general information).
"""

from __future__ import annotations

from urllib.parse import urljoin

from checks.contacts import contact_pages
from checks.derived import derived
from checks.named import WEIGHTS, Candidate, named
from checks.own import Spot, own
from checks.targets import judge
from store.base import OFFICIAL
from store.records import PageRecord
from store.snapshot import Snapshot

Key = tuple[str, str]
CONTACTS, OTHERS = "contacts", "others"
# Places that a label names are looked at in their order; later ones are lists of something else.
MOST_PLACES = 5


@derived
def owners(snapshot: Snapshot) -> dict[Key, str]:
    """The concept of each page of both official versions; ``OTHERS`` where it has none."""
    pages = [page for language in OFFICIAL for page in snapshot.pages(language)]
    found = dict.fromkeys(((page.url, page.lane) for page in pages if page.url in contact_pages(snapshot).read), CONTACTS)
    found = {**_named(snapshot), **found}
    for page in pages:
        if page.is_home:
            found[page.url, page.lane] = OTHERS
    below = _below(snapshot, found)
    for page in pages:
        key = page.url, page.lane
        if key not in found:
            found[key] = _above(snapshot, page, found) or below.get(key, OTHERS)
    return found


def belongs(snapshot: Snapshot, page: PageRecord, concepts: tuple[str, ...]) -> bool:
    """Whether a page belongs to a section with these concepts."""
    return owners(snapshot).get((page.url, page.lane), OTHERS) in concepts


def _named(snapshot: Snapshot) -> dict[Key, str]:
    best: dict[Key, tuple[tuple[int, int, int], str]] = {}
    for language in OFFICIAL:
        for concept in snapshot.concepts:
            for candidate in named(snapshot, (concept, language)).sure[:MOST_PLACES]:
                page = snapshot.page(candidate.spot.url, candidate.spot.lane) or snapshot.page(candidate.spot.url)
                if page is None or page.is_home:
                    continue
                rank = (_rank(candidate), concept)
                key = page.url, page.lane
                best[key] = min(best.get(key, rank), rank)
    return {key: concept for key, (_, concept) in best.items()}


def _rank(candidate: Candidate) -> tuple[int, int, int]:
    """How well a label names a place: the whole page before a part of it, labels that say nothing else, fields by weight."""
    label = candidate.best
    return int(bool(candidate.spot.part)), label.extra, -WEIGHTS[label.at.field]


def _above(snapshot: Snapshot, page: PageRecord, found: dict[Key, str]) -> str:
    """The concept of the nearest page above it in its breadcrumb."""
    for _, address in reversed(page.breadcrumb[:-1]):
        end = judge(snapshot, urljoin(page.url, address), page.lane).end if address else ""
        parent = snapshot.page(end) if end else None
        concept = found.get((parent.url, parent.lane), OTHERS) if parent is not None else OTHERS
        if concept != OTHERS:
            return concept
    return ""


def _below(snapshot: Snapshot, found: dict[Key, str]) -> dict[Key, str]:
    """Pages that pages of one section alone link to from their own part; what several sections link to belongs to none of them."""
    below: dict[Key, set[str]] = {}
    for (url, lane), concept in sorted(found.items()):
        if concept in (OTHERS, CONTACTS):
            continue
        for address in own(snapshot, Spot(url, lane)).below:
            page = snapshot.page(address)
            if page is not None and (page.url, page.lane) not in found:
                below.setdefault((page.url, page.lane), set()).add(concept)
    return {key: min(concepts) for key, concepts in below.items() if len(concepts) == 1}
