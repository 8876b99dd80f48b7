"""Doubtful places of an indicator that are for certain something else: another indicator's own page, or a page that only leads to such.

A hint says that a place may be meant. It is not where the place is named for certain as another thing that the law asks for, all that it
holds was read, and the indicator's own name stands neither there nor one click below, not even within a sentence. Words that are the hint
themselves name nothing else for certain: «Государственные закупки» is the portal's page as well as that of competitions.
"""

from __future__ import annotations

from enum import StrEnum

from checks.demands import Held
from checks.derived import derived_by
from checks.index import index
from checks.letters import words
from checks.named import NAME, Candidate, named
from checks.own import Own, Spot
from checks.phrases import AS_IT_STANDS, SHORT, Stem, filling, in_label, phrases, root_of
from store.base import Language
from store.snapshot import Snapshot

# A mention is at most such a part of a page's own text.
SHARE = 2
# A page with fewer letters beside its links, and so many of them, only leads to other pages.
LEADING, ENTRIES = 150, 2
# So much of an own text may introduce what a section leads to.
SAYING = 500


@derived_by
def _claiming(snapshot: Snapshot, asked: tuple[Language, int]) -> dict[str, dict[str, Candidate]]:
    """Pages and documents → concepts that a label names there, each with its place."""
    language, most = asked
    found: dict[str, dict[str, Candidate]] = {}
    for concept in snapshot.concepts:
        for one in named(snapshot, (concept, language)).sure:
            if one.best.match.way == AS_IT_STANDS and one.best.extra <= most and not one.spot.part and not one.spot.fragment:
                found.setdefault(one.spot.url, {}).setdefault(concept, one)
    return found


@derived_by
def claimed(snapshot: Snapshot, asked: tuple[Language, int]) -> dict[str, frozenset[str]]:
    """Pages and documents → concepts that a label names there, with at most so many words beside; the version's language and their number."""
    return {url: frozenset(concepts) for url, concepts in _claiming(snapshot, asked).items()}


@derived_by
def _hinting(snapshot: Snapshot, asked: tuple[str, Language]) -> dict[str, frozenset[tuple[int, int]]]:
    """Labels that bear hints of an indicator → from which word to behind which each hint stands."""
    concept, language = asked
    found: dict[str, set[tuple[int, int]]] = {}
    for one in phrases(snapshot.indicator(concept).hints.of(language), language):
        for hit in index(snapshot, language).find(one):
            found.setdefault(hit.text, set()).add((hit.match.start, hit.match.end))
    return {text: frozenset(places) for text, places in found.items()}


def _others(snapshot: Snapshot, concept: str, language: Language, url: str, most: int) -> list[str]:
    """Other concepts that an address is named as, by more than the words that hint at this one."""
    known = _claiming(snapshot, (language, most)).get(url, {})
    return [other for other, one in known.items() if other != concept and not _is_hint(snapshot, concept, language, one)]


def _is_hint(snapshot: Snapshot, concept: str, language: Language, one: Candidate) -> bool:
    """Whether the words that name a place as another thing are but a hint at this one: they may mean either."""
    hints = _hinting(snapshot, (concept, language)).get(one.best.text, frozenset())
    told = [label.match for label in one.labels if label.text == one.best.text]
    return all(any(start <= match.start and match.end <= end for start, end in hints) for match in told)


def _strangers(snapshot: Snapshot, concept: str, language: Language, url: str) -> list[str]:
    """Other concepts that an address is named as, with at most a few words beside, none of which speaks of this one."""
    known = _claiming(snapshot, (language, NAME)).get(url, {})
    return [
        other
        for other in _others(snapshot, concept, language, url, NAME)
        if known[other].best.extra == 0 or not _speaks_of(snapshot, concept, language, known[other])
    ]


def _speaks_of(snapshot: Snapshot, concept: str, language: Language, claim: Candidate) -> bool:
    """Whether the words of a label beside another thing's name are words of this one: «Стандарты и регламенты услуг» is both."""
    text = claim.best.text
    excluded = phrases(snapshot.indicator(concept).excluded.of(language), language)
    if excluded and in_label(excluded, text) is not None:
        return False
    covered = {at for label in claim.labels if label.text == text for at in range(label.match.start, label.match.end)}
    beside = [word for at, word in enumerate(words(text)) if at not in covered and len(word) > SHORT and not filling(word)]
    return any(root.fits(word) is not None for word in beside for root in _vocabulary(snapshot, (concept, language)))


@derived_by
def _vocabulary(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Stem, ...]:
    """Roots of the words that name an indicator or hint at it."""
    concept, language = asked
    indicator = snapshot.indicator(concept)
    every = phrases((*indicator.names.of(language), *indicator.hints.of(language)), language)
    return tuple({root_of(stem): None for one in every for stem in one.stems})


@derived_by
def _naming(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[str]:
    """Addresses at which an indicator is named, if only by a line of text."""
    found = named(snapshot, asked)
    every = (*found.sure, *found.weak, *found.spoken)
    return frozenset(one.spot.url for one in every if any(not label.hint for label in one.labels))


def refuted(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether a doubtful place is for certain no place of the indicator."""
    spot = candidate.spot
    held = Held(snapshot, Spot(spot.url, spot.lane))
    if not all(label.hint for label in candidate.labels):
        begun = all(label.hint or label.at.field == "lead" for label in candidate.labels)
        return begun and mentioned(snapshot, concept, language, candidate)
    others = _strangers(snapshot, concept, language, spot.url)
    if not others and aside(snapshot, concept, language, held.top, SAYING, loosely=True) is not Aside.CERTAIN:
        return False
    inside = [spot.url, *held.top.below, *(item.url for one in held.all for item in one.files)]
    return _read(held) and _naming(snapshot, (concept, language)).isdisjoint(inside)


def mentioned(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether a page that speaks of the indicator is for certain another thing that only mentions it: all that it holds was read, one
    sentence among others bears the words, and no label, file or page below bears them."""
    spot = candidate.spot
    held = Held(snapshot, Spot(spot.url, spot.lane))
    lines = {label.text for label in candidate.labels if not label.hint}
    said = sum(character.isalnum() for line in lines for character in line)
    if len(lines) > 1 or SHARE * said > held.top.letters or not _read(held):
        return False
    if not _strangers(snapshot, concept, language, spot.url):
        return False
    found = named(snapshot, (concept, language))
    inside = {spot.url, *held.top.below, *(item.url for one in held.all for item in one.files)}
    labels = (label for one in (*found.sure, *found.weak) if one.spot.url in inside for label in one.labels)
    return all(label.hint or label.text in lines for label in labels)


class Aside(StrEnum):
    """Whether a page leads to other things alone: it does not, it does for certain, or one of them may be meant after all."""

    NO = "no"
    CERTAIN = "certain"
    PERHAPS = "perhaps"


def aside(snapshot: Snapshot, concept: str, language: Language, top: Own, letters: int = LEADING, loosely: bool = False) -> Aside:
    """Whether a page says fewer than so many letters itself and leads only to pages that are something else; ``loosely`` also where
    nothing is known of what a page is but that its name says no word of the indicator."""
    linked = sum(character.isalnum() for link in top.links for character in link.text)
    bare = top.page is not None and not (
        top.page.is_home or top.files or top.forms or top.frames or top.unread or top.persons or top.shell
    )
    if (
        not bare
        or len(top.below) < ENTRIES
        or top.letters - linked >= letters
        or any(link.scope != "internal" for link in top.links)
    ):
        return Aside.NO
    known = claimed(snapshot, (language, NAME))
    if any(concept in known.get(url, ()) for url in top.below):
        return Aside.NO
    unknown = [url for url in top.below if not _others(snapshot, concept, language, url, NAME)]
    if unknown and not (loosely and all(_strange(snapshot, (concept, language), url) for url in unknown)):
        return Aside.NO
    return Aside.CERTAIN if _naming(snapshot, (concept, language)).isdisjoint(top.below) else Aside.PERHAPS


def _strange(snapshot: Snapshot, asked: tuple[str, Language], url: str) -> bool:
    """Whether a page bears a name of its own without any word of an indicator."""
    page = snapshot.page(url)
    if page is None or not page.h1:
        return False
    told = [word for word in words(page.h1) if len(word) > SHORT and not filling(word)]
    return not any(root.fits(word) is not None for word in told for root in _vocabulary(snapshot, asked))


def _read(held: Held) -> bool:
    """Whether everything there was read: no frame, picture or scan may hold more."""
    return not any(
        one.frames
        or one.unread
        or one.shell
        or not one.complete
        or one.pictures
        or any(not item.text_length for item in one.files)
        for one in held.all
    )
