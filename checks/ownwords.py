"""Pages whose names tell nobody what they hold: «Кого ждём», «Куда пошли деньги», «Жер алақандағыдай».

A body that heads much of its site in words of its own tells most things there under a name that no list of words holds. That nothing on such
a site is named as a thing proves nothing: of the absences that were charged and wrong on sites labelled by hand nearly all were those of such
bodies, and none of a body that heads fewer pages so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from checks.contactlines import by_vital_words, of_data, without_data
from checks.demands import WORDS, rows
from checks.derived import derived, derived_by
from checks.editions import told
from checks.headed import shared_headings
from checks.held import Held, held
from checks.labels import naming_heading
from checks.meant import meant
from checks.named import Candidate, named
from checks.newsitems import nearest_sections
from checks.own import Spot, on_host, own
from checks.phrases import Phrase, in_label, phrases
from checks.vitals import different, linked_for, unsaid
from checks.vocabulary import speaks, wordless
from checks.voice import voiced
from checks.wellstocked import MANY, fairly_stocked
from store.base import OFFICIAL, Language
from store.records import PageRecord
from store.snapshot import Snapshot


class _Share(NamedTuple):
    """So many pages, and so many of ten."""

    pages: int
    of_ten: int


# What is much: a good part of a site that tells much, or most of a smaller one; and what is nearly all of it.
MUCH, ALL = (_Share(12, 4), _Share(8, 6)), (_Share(8, 8),)
# Sections lie near the home page; of a large site the nearest pages show how it is headed.
CLICKS = 3
# A text that says so many different ones of a thing's words may be about it.
SEVERAL = 2
# So many figures on lines or in rows of their own are a table of them.
FIGURES = 4
# Places that are told to a person are few.
MOST = 12


@derived
def in_own_words(snapshot: Snapshot) -> bool:
    """Whether the body heads much of one of its versions in words of its own, and names a fair part of what is asked for, so that the rest
    may lie there; or heads nearly all of it so; or speaks to its readers in what heads parts of its pages."""
    if voiced(snapshot):
        return True
    shares = (*MUCH, *ALL) if fairly_stocked(snapshot) else ALL
    return any(_holds(snapshot, language, shares) for language in OFFICIAL)


def own_words(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Pages of a version whose names tell nothing and that may hold the thing, those first whose heading says a word of it; ``asked`` is the
    concept and the language. Where data are asked for, such as a telephone, a page without any is no such page, nor is one that says
    none of the words that cannot be left out."""
    bare = sorted(_bare(snapshot, asked[1]).pages, key=lambda one: not speaks(snapshot, asked, one.heading))
    spots = ((one.heading, Spot(one.url, one.lane)) for one in bare)
    may_hold = (one for one in spots if not (without_data(snapshot, asked[0], one[1]) or _unsaid(snapshot, asked, *one)))
    # A page that is named as another thing may give a telephone of this one among its lines, or have a part of this one's.
    found = chain(may_hold, by_vital_words(snapshot, asked), _parts(snapshot, asked))
    return tuple(meant(*one) for one in islice(found, MOST))


def headed_so(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Pages of a version whose heading names nothing and says a word that the thing cannot be told without («Облыстық қазынадан не алдық, қайда
    жұмсадық»), or whose text says several of them («Что готовим»). They may be it on any site where little is asked for; ``asked`` is the
    concept and the language."""
    if len(snapshot.concepts) >= MANY:
        return ()
    indicator, found = snapshot.indicator(asked[0]), _bare(snapshot, asked[1])
    # «Документы» may hold acts as well as forms; whose telephone a page gives is told beside it, whatever heads the page.
    bare = found.pages if any(map(of_data, indicator.demands)) else (*found.pages, *found.broad)
    vital, other = (phrases(words.of(asked[1]), asked[1]) for words in (indicator.vital, indicator.excluded))
    told = (one for one in bare if in_label(other, one.heading) is None and _says_vital(snapshot, asked[0], vital, one))
    spots = chain(
        ((one.heading, Spot(one.url, one.lane)) for one in told),
        _of_figures(snapshot, asked) if indicator.of_figures else (),
    )
    return tuple(meant(*one) for one in islice((one for one in spots if not without_data(snapshot, asked[0], one[1])), MOST))


def _near(snapshot: Snapshot, language: Language) -> Iterator[PageRecord]:
    return (page for page in nearest_sections(snapshot, language) if page.depth <= CLICKS)


def _of_figures(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[tuple[str, Spot]]:
    """Pages of a version with a table of figures, whatever heads them: «Шолу» of a branch; but for those that bear words of another thing."""
    indicator = snapshot.indicator(asked[0])
    vital, other = (phrases(words.of(asked[1]), asked[1]) for words in (indicator.vital, indicator.excluded))
    for page in _near(snapshot, asked[1]):
        heading, place = naming_heading(snapshot, page) or page.title, own(snapshot, Spot(page.url, page.lane))
        if rows(snapshot, place) < FIGURES or in_label(other, heading) is not None:
            continue
        if different(place.lines, vital) >= SEVERAL:
            yield heading, Spot(page.url, page.lane)


def _says_vital(snapshot: Snapshot, concept: str, vital: tuple[Phrase, ...], page: _Page) -> bool:
    """Whether a page says such a word in its heading, or several in its text; a link to where the thing may lie is as good as one."""
    if in_label(vital, page.heading) is not None:
        return True
    place, hosts = own(snapshot, Spot(page.url, page.lane)), tuple(linked_for(snapshot, concept))
    linked = any(on_host(link.target, hosts) for link in place.links) if hosts else False
    return linked + different(place.lines, vital) >= SEVERAL


def _parts(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[tuple[str, Spot]]:
    """Parts of pages of other names that a heading in the body's own words begins and whose text says a word that the thing cannot be told
    without: «Әкімдік не шешті» among the reports."""
    vital = phrases(snapshot.indicator(asked[0]).vital.of(asked[1]), asked[1])
    for heading, spot in _headed_so(snapshot, asked[1]) if vital or voiced(snapshot) else ():
        lines = (heading, *own(snapshot, spot).lines)
        # What has no word that cannot be left out is told by two words of its name in a line, or by one in the heading.
        if vital:
            said = any(in_label(vital, text) is not None for text in lines)
        else:
            said = speaks(snapshot, asked, heading) or not wordless(snapshot, asked, lines)
        if said and not without_data(snapshot, asked[0], spot):
            yield heading, spot


@derived_by
def _headed_so(snapshot: Snapshot, language: Language) -> tuple[tuple[str, Spot], ...]:
    """Parts of section pages whose headings bear the name of nothing."""
    frame = shared_headings(snapshot, language)
    named_so = {one.best.text for concept in snapshot.concepts for one in named(snapshot, (concept, language)).sure}
    return tuple(
        (heading, Spot(page.url, page.lane, part=heading))
        for page in _near(snapshot, language)
        for heading in page.headings
        if heading not in frame and heading not in named_so and heading != page.h1 and not told(snapshot, (heading, language))
    )


def _unsaid(snapshot: Snapshot, asked: tuple[str, Language], heading: str, spot: Spot) -> bool:
    """Whether neither the heading of a page nor anything there says one of the words that the thing cannot be told without."""
    vital = phrases(snapshot.indicator(asked[0]).vital.of(asked[1]), asked[1])
    return in_label(vital, heading) is None and unsaid(snapshot, asked, _looked_into(snapshot, spot))


def _looked_into(snapshot: Snapshot, spot: Spot) -> Held:
    """A page with what lies below it; a home page alone, for what it leads to is looked into for itself."""
    page = snapshot.page(spot.url, spot.lane)
    return Held(snapshot, spot, alone=True) if page is not None and page.is_home else held(snapshot, spot)


class _Page(NamedTuple):
    """A page by its key, and what heads it."""

    url: str
    lane: str
    heading: str


class _Bare(NamedTuple):
    """Pages that say something and bear the name of nothing, and how many pages there are with those that bear one; ``broad`` are those of
    names that any page might bear."""

    pages: tuple[_Page, ...]
    of: int
    broad: tuple[_Page, ...] = ()


def _holds(snapshot: Snapshot, language: Language, shares: Iterable[_Share]) -> bool:
    bare = _bare(snapshot, language)
    return any(len(bare.pages) >= one.pages and len(bare.pages) * 10 >= bare.of * one.of_ten for one in shares)


@derived_by
def _bare(snapshot: Snapshot, language: Language) -> _Bare:
    known = {one.spot.url for concept in snapshot.concepts for one in named(snapshot, (concept, language)).sure}
    broad = phrases(snapshot.lexicon(WORDS).phrases("broad-headings", language), language)
    bare, of, wide = [], 0, []
    for page in _near(snapshot, language):
        heading = naming_heading(snapshot, page) or page.title
        # A map of the site is no riddle, nor is what only another edition asks for.
        if in_label(broad, heading) is not None:
            wide.append(_Page(page.url, page.lane, heading))
            continue
        if page.url in known or told(snapshot, (heading, language)):
            of += 1
        elif (place := own(snapshot, Spot(page.url, page.lane))).says_much(place.lines):
            of += 1
            bare.append(_Page(page.url, page.lane, heading))
    return _Bare(tuple(bare), of, tuple(wide))


__all__ = ["headed_so", "in_own_words", "own_words"]
