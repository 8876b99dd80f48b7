"""What keeps an absence open that a search by words alone would charge.

A page that the other version's page of the thing leads to as its translation may be it on any site. A body that names much tells most things
somewhere, and calls many of them in words of its own: «Кого ждём» on the page of vacancies, «Бөлім 24 қызмет
көрсетеді … стандарт соның қосымшасы» at the top of the page of services. That no name of a thing was met proves its absence only where the
other version is in no doubt; and, on a site that names less than a third of the things, where no page begins with a word of it and no part
without a name of its own stands on the page of a kindred thing. On one that names more nearly every page does and has such parts; there
words in other forms are looked for everywhere (``checks.doubts``).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from checks.claims import of_others, taken
from checks.derived import derived_by
from checks.index import index
from checks.labels import Sighting, naming_heading
from checks.letters import words
from checks.named import Candidate, Spotted, named
from checks.newsitems import archives, news_item, news_lists
from checks.own import Spot
from checks.phrases import LIKE_WORDS, Match, phrases
from checks.standing import doubtful_in, stands
from checks.twins import OTHER, twins
from checks.unclaimed import nameless
from checks.wellstocked import fairly_stocked, well_stocked
from store.base import Language
from store.snapshot import Snapshot

# Places that are told to a person are few.
MOST = 12


@derived_by
def unsettled(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Places for which an indicator that no name was met of may not be called absent; ``asked`` is the concept and the language."""
    found: dict[Spot, Candidate] = {}
    for one in (*_translated(snapshot, asked), *(_by_the_way(snapshot, asked) if fairly_stocked(snapshot) else ())):
        found.setdefault(one.spot, one)
    return tuple(islice(found.values(), MOST))


def _by_the_way(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Places where a body that names much may tell the thing by the way."""
    if not well_stocked(snapshot):
        yield from _begun_with(snapshot, asked)
        yield from _of_kin(snapshot, asked)
    yield from doubtful_in(snapshot, (asked[0], OTHER[asked[1]]))


def _translated(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Pages of the version that the site or their text names as the other version's page of the thing."""
    concept, language = asked
    for one in stands(snapshot, (concept, OTHER[language])).holding:
        spot = one.candidate.spot
        page = snapshot.page(spot.url, spot.lane) or snapshot.page(spot.url)
        if page is None or page.is_home or page.language != OTHER[language]:
            continue
        named_so = [twin.kk if language == "kk" else twin.ru for twin in twins(snapshot).claimed_at(page.url)]
        for other in (twins(snapshot).counterpart(page), *named_so):
            if other is not None and not other.is_home:
                text = naming_heading(snapshot, other) or other.title
                at = Sighting(text, "heading", other.url, (other.url, other.lane))
                match = Match(text, 0, len(words(text)), LIKE_WORDS, 0)
                yield Candidate(Spot(other.url, other.lane), [Spotted(text, match, 0, at, hint=True)])


def _begun_with(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Pages, but for news and home pages, that say a word of the thing first of all."""
    concept, language = asked
    indicator, apart = snapshot.indicator(concept), of_others(snapshot, asked)
    aside = news_lists(snapshot) | archives(snapshot)
    for one in phrases((*indicator.names.of(language), *indicator.hints.of(language)), language):
        for hit in index(snapshot, language).find(one):
            if hit.number in apart or taken(snapshot, language, concept, hit.text, hit.match):
                continue
            for at in (at for at in hit.sightings if at.field == "lead"):
                page = snapshot.page(*at.page)
                if page is not None and not (page.is_home or page.url in aside or news_item(snapshot, page.url)):
                    yield Candidate(Spot(page.url, page.lane), [Spotted(hit.text, hit.match, hit.match.extra, at, hint=True)])


def _of_kin(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Parts that bear no thing's name on pages of things of the same family: who tells the one there may tell the other."""
    concept, language = asked
    family = snapshot.indicator(concept).family
    kin = (one for one in snapshot.concepts if one != concept and family and snapshot.indicator(one).family == family)
    pages = {place.spot.url for one in kin for place in named(snapshot, (one, language)).sure}
    return (one for one in nameless(snapshot, language) if one.spot.url in pages)


__all__ = ["unsettled"]
