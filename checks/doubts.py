"""What makes an absence doubtful though no name of the thing is met: names shared out between a page and what stands within it, and words of
a page's text that tell of the thing (``doubts`` of an indicator): «Конкурс … – 1 единица, документы принимаются до 30 ноября»; sentences
that say its name in other words of the same roots; a programme of days to come; days of the week with their hours."""

from __future__ import annotations

from collections.abc import Iterator

from checks.contactlines import gives_own, on_other_pages
from checks.daysahead import days_ahead
from checks.derived import derived_by
from checks.index import index
from checks.labels import Sighting, documents
from checks.loosely import loosely
from checks.named import Candidate, Spotted, named
from checks.newsitems import news_item, news_lists
from checks.own import Spot
from checks.phrases import Match, in_label, phrase, phrases
from checks.plainly import called_otherwise
from checks.sentences import bearing
from checks.unclaimed import unclaimed
from checks.verbal import only_named
from checks.weekly import weekly
from checks.wellstocked import MANY, well_stocked
from checks.within import shared_out
from store.base import Language
from store.snapshot import Snapshot

# Places that are told to a person are few.
MOST = 12


@derived_by
def doubtful(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Places of which a person must see whether they are meant; none where the thing is named for certain anywhere, but for a telephone of
    its own, which a page of contacts may give by who asks it («Телефон для журналистов»), or another page below the thing's name, while the
    thing's page gives none."""
    if named(snapshot, asked).sure:
        if not gives_own(snapshot.indicator(asked[0])):
            return ()
        return (*_telling(snapshot, asked), *on_other_pages(snapshot, *asked))[:MOST]
    found = {
        one.spot: one
        for one in (
            *shared_out(snapshot, asked),
            *_telling(snapshot, asked),
            *_to_come(snapshot, asked),
            *(_otherwise(snapshot, asked) if well_stocked(snapshot) else ()),
        )
    }
    return tuple(found.values())[:MOST]


def _otherwise(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Places that tell of the thing in other words than its names; a site that gives little of what is asked for says such words of other
    things, and one that calls nearly all by its name tells there what the place is called."""
    every = (*loosely(snapshot, asked), *unclaimed(snapshot, asked))
    yield from (one for one in every if not called_otherwise(snapshot, asked, one.spot.url))


def _to_come(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Pages that tell days to come, where such a programme may be the thing, or days of the week with their hours, where hours are asked
    for: no word of the thing is said."""
    indicator = snapshot.indicator(asked[0])
    hours = any(part.kind == "hours" for one in indicator.demands for part in (one.of or (one,)))
    told = (*(days_ahead(snapshot, asked[1]) if indicator.of_days_ahead else ()), *(weekly(snapshot, asked[1]) if hours else ()))
    for page, line in told:
        at = Sighting(line, "body", page.url, (page.url, page.lane), "", "")
        yield Candidate(Spot(page.url, page.lane), [Spotted(line, Match(line, 0, 0, 0, 0), 0, at, hint=True)])


def _telling(snapshot: Snapshot, asked: tuple[str, Language]) -> list[Candidate]:
    """Pages that are no home pages, nor news unless news may be all that tells of the thing, and say in their text what tells of it; files too
    where little is asked for, so that a file may be all that tells of a thing."""
    concept, language = asked
    indicator = snapshot.indicator(concept)
    excluded = phrases(indicator.excluded.of(language), language)
    few = len(snapshot.concepts) < MANY
    found: dict[str, Candidate] = {}
    for words in (*indicator.doubts.of(language), *indicator.traces.of(language)):
        told = phrase(words, language)
        # «На содержание управления» says a word that elsewhere names another thing.
        others = [one for one in excluded if in_label((one,), words) is None]
        for hit in index(snapshot, language).find(told):
            # A paragraph may speak of other things as well: the sentence that bears the words tells.
            said = [one for one in bearing(hit.text, told) if not (others and in_label(others, one) is not None)]
            if not said or only_named(snapshot, language, hit.match.phrase, hit.said):
                continue
            for at in hit.sightings:
                page = snapshot.page(at.url)
                if page is None and few and at.field in ("body", "first") and at.url in documents(snapshot):
                    label = Spotted(hit.text, hit.match, hit.match.extra, at, hint=True)
                    found.setdefault(at.url, Candidate(Spot(at.url), [label]))
                if (
                    at.field != "body"
                    or (news_item(snapshot, at.url) and not indicator.of_events)
                    or page is None
                    or page.is_home
                    or at.url in news_lists(snapshot)
                ):
                    continue
                label = Spotted(hit.text, hit.match, hit.match.extra, at, hint=True)
                found.setdefault(at.url, Candidate(Spot(page.url, page.lane), [label]))
    return list(found.values())


__all__ = ["doubtful"]
