"""Shortcomings of a place that may be none of the thing: another place may be meant, or what it lacks stands beside it on its page.

«Промышленность» among the results of the year has no telephones, and the page of industry, under a name of its own, has; the telephone of the
department stands once, at the foot of a page of several things.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.contactlines import by_vital_words, gives_own
from checks.demands import RECORDS, Answer, answer
from checks.derived import derived
from checks.held import Held
from checks.labels import documents
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import LINE, news_item
from checks.own import Spot, own
from checks.personlines import same_persons
from checks.phonelines import around_phones
from checks.phrases import Phrase, in_label, phrases
from checks.presence import Judged
from store.base import Language
from store.snapshot import Snapshot

SEVERAL = 2


def given_elsewhere(snapshot: Snapshot, one: Judged, weak: Iterable[Candidate]) -> bool:
    """Whether what a place lacks may be given after all.

    :param weak: other places that may be meant.
    """
    spot = one.candidate.spot
    if any(other.spot.url != spot.url for other in weak) or _on_own_pages(snapshot, one) or _on_other_pages(snapshot, one):
        return True
    page = snapshot.page(spot.url, spot.lane)
    if not spot.part or page is None or page.is_home:
        return False
    whole = Held(snapshot, Spot(page.url, page.lane), alone=True)
    # A document of another part makes none of this one readable; a telephone may be that of both.
    return all(lack.demand.kind in RECORDS and answer(snapshot, lack.demand, whole) is not Answer.NO for lack in one.lacks)


def listed(snapshot: Snapshot, asked: tuple[str, Language], but: Iterable[str]) -> tuple[Candidate, ...]:
    """Pages and files of a version that list several of those whose telephones are asked for with a telephone beside each, whatever they are
    called: the units that one page names without telephones stand in «Анықтамалық (XLSX)». Of an office with a telephone of its own, pages on which
    a telephone stands near a word that the thing cannot be told without.

    :param asked: the concept and the language. :param but: addresses that were found to give none.
    """
    concept, language = asked
    wanted, known = phrases(snapshot.indicator(concept).entries.of(language), language), set(but)
    if not wanted and gives_own(snapshot.indicator(concept)):
        return tuple(meant(*one) for one in by_vital_words(snapshot, asked, unnamed=True) if one[1].url not in known)
    if not wanted:
        return ()
    spots = [Spot(page.url, page.lane) for page in snapshot.pages(language) if not news_item(snapshot, page.url)]
    spots += [Spot(item.url, item.lane) for item in documents(snapshot).values() if item.language in (None, language)]
    found = ((spot, _entries(snapshot, wanted, spot)) for spot in spots if spot.url not in known)
    return tuple(meant(lines[0], spot) for spot, lines in found if len(lines) >= SEVERAL)


def _entries(snapshot: Snapshot, wanted: Sequence[Phrase], spot: Spot) -> list[str]:
    near = around_phones(snapshot, own(snapshot, spot).lines)
    return [line for line in near if len(line) <= LINE and in_label(wanted, line) is not None]


def _on_other_pages(snapshot: Snapshot, one: Judged) -> bool:
    """Whether a page of the same version gives the telephone of whoever a place names without one: the hours of reception do."""
    demand = next((lack.demand for lack in one.lacks if lack.demand.kind == "persons" and lack.demand.beside), None)
    spot = one.candidate.spot
    page = snapshot.page(spot.url, spot.lane) if demand is not None else None
    if demand is None or page is None:
        return False
    top = own(snapshot, spot)
    others = (other for other in snapshot.pages(page.language) if other.url != page.url and not news_item(snapshot, other.url))
    return any(same_persons(snapshot, demand, top, own(snapshot, Spot(other.url, other.lane))) for other in others)


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
