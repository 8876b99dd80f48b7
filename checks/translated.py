"""Pages to which the other version's page of a thing leads as to its translation: each may be the thing, whatever it is called.

What is but a part of a page there says nothing of the translation, which may lack that part.
"""

from __future__ import annotations

from checks.labels import naming_heading
from checks.meant import meant
from checks.named import Candidate
from checks.own import Spot
from checks.standing import stands
from checks.twins import OTHER, twins
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot


def translated(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Pages of a version that the site or their text names as the other version's page of the thing; ``asked`` is the concept and the language."""
    concept, language = asked
    spots = (one.candidate.spot for one in stands(snapshot, (concept, OTHER[language])).holding)
    wholes = (snapshot.page(spot.url, spot.lane) or snapshot.page(spot.url) for spot in spots if not spot.part)
    pages = (page for page in wholes if page is not None and not page.is_home and page.language == OTHER[language])
    found = {(one.url, one.lane): one for page in pages for one in _translations(snapshot, page, language)}
    return tuple(meant(naming_heading(snapshot, page) or page.title, Spot(*key)) for key, page in found.items())


def _translations(snapshot: Snapshot, page: PageRecord, language: Language) -> list[PageRecord]:
    claimed = (one.kk if language == "kk" else one.ru for one in twins(snapshot).claimed_at(page.url))
    every = (twins(snapshot).counterpart(page), *claimed)
    return [one for one in every if one is not None and not one.is_home]


__all__ = ["translated"]
