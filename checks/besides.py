"""Lines beside the text of a version's pages – in heads, feet, side bars and menus – that name a thing, or tell days to come.

Links and headings there are labels like any others. What a line tells there («Приём граждан: среда, 16:00» in the foot of every page) is no text
of any page, so that nothing looks into it; but what it names is not absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from itertools import chain, islice
from typing import NamedTuple

from checks.contactlines import of_data
from checks.daysahead import first_ahead
from checks.derived import derived_by
from checks.index import Book
from checks.letters import words
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import news_item
from checks.own import Spot
from checks.phrases import AS_IT_STANDS, Phrase, in_label, phrases
from checks.subject import excluded
from store.base import Language
from store.snapshot import Snapshot

# Places that are told to a person are few, and a longer line is no note beside a text.
MOST, LONGEST = 12, 500
# What all pages bear stands on the nearest ones.
LOOKED_AT = 500
# Fewer words beside the name tell nothing.
TOLD = 2


class _Beside(NamedTuple):
    """Lines that stand beside texts, each with the page where it stands nearest to the home page, and the words of them all."""

    lines: tuple[tuple[str, Spot], ...]
    book: Book


def said_beside(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Lines beside the text of a version's pages that name an indicator and tell something of it, or a programme of days to come where that may
    be it; ``asked`` is the concept and the language."""
    found = (one for one in _naming(snapshot, asked) if _tells(snapshot, asked, *one))
    return tuple(meant(*one) for one in islice(chain(found, _ahead(snapshot, asked)), MOST))


def _ahead(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[tuple[str, Spot]]:
    if snapshot.indicator(asked[0]).of_days_ahead:
        known = _beside(snapshot, asked[1]).lines
        first = first_ahead(snapshot, "\n".join(line for line, _ in known))
        yield from ((line, spot) for line, spot in known if first and line.strip() == first)


def _naming(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[tuple[str, Spot]]:
    concept, language = asked
    known = _beside(snapshot, language)
    rows = {
        row for one in _wanted(snapshot, asked) for row, met in known.book.rows(one, address=False) if met.way == AS_IT_STANDS
    }
    told = (known.lines[known.book.owner[row]] for row in sorted(rows))
    return ((line, spot) for line, spot in told if not excluded(snapshot, concept, language, line))


def _wanted(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Phrase, ...]:
    indicator, language = snapshot.indicator(asked[0]), asked[1]
    return phrases((*indicator.names.of(language), *indicator.said.of(language)), language)


def _tells(snapshot: Snapshot, asked: tuple[str, Language], line: str, spot: Spot) -> bool:
    """Whether a line that is no heading says more than a name, without the words of links: entries of a menu and a trail may stand in one line.
    Of what is told by telephones or hours only a line with a figure tells anything."""
    page = snapshot.page(spot.url, spot.lane)
    if page is None or line in page.headings:
        return False
    for text in sorted({link.text for link in snapshot.links(page) if link.text}, key=len, reverse=True):
        line = line.replace(text, " ")
    named = in_label(_wanted(snapshot, asked), line)
    if named is None or any(map(str.isdigit, line)):
        return named is not None
    return len(words(line)) - (named.end - named.start) >= TOLD and not any(map(of_data, snapshot.indicator(asked[0]).demands))


@derived_by
def _beside(snapshot: Snapshot, language: Language) -> _Beside:
    pages = (page for page in snapshot.pages(language) if not news_item(snapshot, page.url))
    nearest: dict[str, Spot] = {}
    for page in nsmallest(LOOKED_AT, pages, key=lambda one: (one.depth, one.url, one.lane)):
        text = snapshot.text(page.url, page.lane)
        for line in text.beside.split("\n") if text is not None else ():
            if line and len(line) <= LONGEST:
                nearest.setdefault(line, Spot(page.url, page.lane))
    book = Book()
    for number, line in enumerate(nearest):
        book.add(words(line), number)
    book.close()
    return _Beside(tuple(nearest.items()), book)


__all__ = ["said_beside"]
