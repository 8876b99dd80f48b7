"""News whose headlines tell a thing: «Ревизионная комиссия подвела итоги аудита».

News are no section that the law asks for, but where a body gives what is asked for in a piece of news alone, it is not absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from checks.contactlines import without_data
from checks.derived import derived_by
from checks.labels import naming_heading
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import news_item
from checks.own import Spot
from checks.phrases import in_label, phrases
from checks.vocabulary import wordless
from store.base import Language
from store.snapshot import Snapshot

# The newest tell; places that are told to a person are few.
LOOKED_AT, MOST = 500, 12


def headlined(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """News of a version that tell a thing by their headlines; ``asked`` is the concept and the language."""
    return tuple(islice(_found(snapshot, asked), MOST))


def _found(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    indicator, language = snapshot.indicator(asked[0]), asked[1]
    done, vital, other = (phrases(one.of(language), language) for one in (indicator.said, indicator.vital, indicator.excluded))
    for headline, spot in _headlines(snapshot, language):
        # That a plan was discussed gives no plan; what came of it is told by the words without which nothing is said of the thing.
        spoken = in_label(vital, headline) is not None and not wordless(snapshot, asked, [headline])
        told = spoken or in_label(done, headline) is not None
        if told and in_label(other, headline) is None and not without_data(snapshot, asked[0], spot):
            yield meant(headline, spot)


@derived_by
def _headlines(snapshot: Snapshot, language: Language) -> tuple[tuple[str, Spot], ...]:
    """The headlines of the newest items; those without a day, and those of one day, by how near they are."""
    news = [page for page in snapshot.pages(language) if news_item(snapshot, page.url)]
    near = sorted(news, key=lambda page: (page.depth, page.url, page.lane))
    newest = sorted(near, key=lambda page: page.published, reverse=True)[:LOOKED_AT]
    return tuple((naming_heading(snapshot, page) or page.title, Spot(page.url, page.lane)) for page in newest)


__all__ = ["headlined"]
