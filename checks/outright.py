"""Sentences of a text that say the whole name of a thing and more: «… – тізімін жүргізетін ақпараттық жүйе», «справки о вакансиях – отдел кадров».

A body that keeps its site by the law's list and has no section of a thing tells it by the way, if anywhere: where one of its sentences says the
thing's own name, a person must see what it tells.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from checks.derived import derived_by
from checks.index import index
from checks.letters import words
from checks.named import Candidate, Spotted
from checks.newsitems import archives, news_item, news_lists
from checks.own import Spot
from checks.phrases import Phrase, in_label, met, phrases
from checks.sentences import bearing
from checks.wellstocked import MANY, well_stocked
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

# One word names much; a sentence that tells something has so many more.
SEVERAL, MORE = 2, 3
# Places that are told to a person are few.
MOST = 12


def outright(snapshot: Snapshot, asked: tuple[str, Language], against: Container[str]) -> tuple[Candidate, ...]:
    """Pages, but for news and home pages, with a sentence that says a name of several words and more; none on a site that gives little of what
    is asked for, nor where little is asked for.

    :param asked: the concept and the language. :param against: addresses of places that bear the name and do not give the thing.
    """
    if len(snapshot.concepts) < MANY or not well_stocked(snapshot):
        return ()
    return tuple(one for one in _outright(snapshot, asked) if one.spot.url not in against)


@derived_by
def _outright(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for candidate in _saying(snapshot, asked):
        found.setdefault(candidate.spot.url, candidate)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _saying(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    indicator, language = snapshot.indicator(asked[0]), asked[1]
    other = phrases(indicator.excluded.of(language), language)
    for name in phrases(indicator.names.of(language), language):
        if len(name.stems) < SEVERAL:
            continue
        for hit in index(snapshot, language).find(name):
            said = [one for one in bearing(hit.text, name) if in_label(other, one) is None]
            for at in hit.sightings if said else ():
                page = snapshot.page(at.url) if at.field == "body" else None
                if page is not None and _of_texts(snapshot, page) and any(_tells(snapshot, page, name, one) for one in said):
                    label = Spotted(hit.text, hit.match, hit.match.extra, at, hint=True)
                    yield Candidate(Spot(page.url, page.lane), [label])


def _of_texts(snapshot: Snapshot, page: PageRecord) -> bool:
    return not (
        page.is_home or news_item(snapshot, page.url) or page.url in news_lists(snapshot) or page.url in archives(snapshot)
    )


def _tells(snapshot: Snapshot, page: PageRecord, name: Phrase, said: str) -> bool:
    """Whether a sentence says a name and more without the words of links: a trail and entries of a menu may stand in one line."""
    for text in sorted({link.text for link in snapshot.links(page) if link.text}, key=len, reverse=True):
        said = said.replace(text, " ")
    spoken = words(said)
    return met(name, spoken) is not None and len(spoken) - len(name.stems) >= MORE


__all__ = ["outright"]
