"""Headings of a page against those of its neighbours: groups of the menu, and headings that follow one below which nothing stands."""

from __future__ import annotations

from collections import Counter

from checks.claims import claims
from checks.derived import derived_by
from checks.labels import most
from checks.own import Spot, own
from checks.passing import is_mould
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot


def of_menu(snapshot: Snapshot, spot: Spot, language: Language) -> bool:
    """Whether a part of a page is a group of the menu that the pages share: its heading names the group and leads within the site."""
    if spot.part not in shared_headings(snapshot, language):
        return False
    found = own(snapshot, spot)
    return not found.contacts and all(link.scope == "internal" for link in found.links)


def followed(snapshot: Snapshot, concept: str, page: PageRecord, part: str, language: Language) -> bool:
    """Whether headings of the page's own that name nothing else follow a heading: what stands below them may be its, for levels are not
    stored."""
    if part not in page.headings or is_mould(snapshot, page):
        return False
    frame = shared_headings(snapshot, language)
    following = (heading for heading in page.headings[page.headings.index(part) + 1 :] if heading not in frame)
    return any(not _of_other(snapshot, concept, language, heading) for heading in following)


def _of_other(snapshot: Snapshot, concept: str, language: Language, heading: str) -> bool:
    """Whether a heading names another thing that is asked for and not this one, so that it stands beside and not below."""
    told = {one.concept for one in claims(snapshot, language).get(heading, ())}
    return bool(told) and concept not in told


@derived_by
def shared_headings(snapshot: Snapshot, language: Language) -> frozenset[str]:
    """Headings that the pages of a version share: those of menus and of the foot."""
    pages = list(snapshot.pages(language))
    counted = Counter(heading for page in pages for heading in set(page.headings))
    return frozenset(heading for heading, number in counted.items() if most(number, len(pages)))


__all__ = ["followed", "of_menu", "shared_headings"]
