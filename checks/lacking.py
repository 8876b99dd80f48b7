"""Shortcomings of a place that may be none of the thing: another place may be meant, or what it lacks stands beside it on its page.

«Промышленность» among the results of the year has no telephones, and the page of industry, under a name of its own, has; the telephone of the
department stands once, at the foot of a page of several things.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.demands import RECORDS, Answer, answer
from checks.derived import derived
from checks.held import Held
from checks.named import Candidate
from checks.own import Spot, own
from checks.presence import Judged
from store.snapshot import Snapshot


def given_elsewhere(snapshot: Snapshot, one: Judged, weak: Iterable[Candidate]) -> bool:
    """Whether what a place lacks may be given after all.

    :param weak: other places that may be meant.
    """
    spot = one.candidate.spot
    if any(other.spot.url != spot.url for other in weak) or _on_own_pages(snapshot, one):
        return True
    page = snapshot.page(spot.url, spot.lane)
    if not spot.part or page is None or page.is_home:
        return False
    whole = Held(snapshot, Spot(page.url, page.lane), alone=True)
    # A document of another part makes none of this one readable; a telephone may be that of both.
    return all(lack.demand.kind in RECORDS and answer(snapshot, lack.demand, whole) is not Answer.NO for lack in one.lacks)


def _on_own_pages(snapshot: Snapshot, one: Judged) -> bool:
    """Whether whoever a place names without a telephone has a page of his own that gives contact data: a menu may lead there alone."""
    spot = one.candidate.spot
    if not any(lack.demand.kind == "persons" and lack.demand.beside for lack in one.lacks):
        return False
    headed = _headed(snapshot)
    pages = (page for person in own(snapshot, spot).persons for page in headed.get(person.name.casefold(), ()))
    return any(own(snapshot, Spot(*key)).contacts for key in pages if key[0] != spot.url)


@derived
def _headed(snapshot: Snapshot) -> dict[str, tuple[tuple[str, str], ...]]:
    """Pages by what heads them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for page in snapshot.pages():
        if page.h1:
            found.setdefault(page.h1.strip().casefold(), []).append((page.url, page.lane))
    return {heading: tuple(keys) for heading, keys in found.items()}


__all__ = ["given_elsewhere"]
