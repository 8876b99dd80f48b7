"""Doubtful places of an indicator that are for certain something else: another indicator's own page, or a page that only leads to such.

A hint says that a place may be meant. It is not where the place is named for certain as another thing that the law asks for, all that it
holds was read, and the indicator's own name stands neither there nor one click below, not even within a sentence; nor where none of the
words stands there without which nothing is said of the thing (``vital``). Words that are the hint
themselves name nothing else for certain: «Государственные закупки» is the portal's page as well as that of competitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise

from checks.derived import derived_by
from checks.headlines import sentence
from checks.held import Held
from checks.inplace import headed, in_own_right
from checks.labels import naming_heading
from checks.letters import words
from checks.named import NAME, Candidate, Spotted, named
from checks.namedat import labels_at, sure_words
from checks.naming import is_whole_name, naming
from checks.othernames import claimed, other_claims, others, strangers
from checks.own import Own, Spot, on_host, own
from checks.phrases import Match, filling, in_label, phrases
from checks.plainly import called_otherwise
from checks.twins import OTHER, twins
from checks.vitals import files_of, read, unsaid
from checks.vocabulary import beside, speaks, wordless
from store.base import Language
from store.snapshot import Snapshot

# Fields of running text.
WITHIN = frozenset({"lead", "body"})
# A mention is at most such a part of a page's own text.
SHARE = 2
# A page with fewer letters beside its links, and so many of them, only leads to other pages.
LEADING, ENTRIES = 150, 2
# So much of an own text may introduce what a section leads to.
SAYING = 500


def _wordless(
    snapshot: Snapshot,
    concept: str,
    language: Language,
    candidate: Candidate,
    places: Iterable[Own],
    but: frozenset[str] = frozenset(),
    other: frozenset[str] = frozenset(),
) -> bool:
    """Whether neither the labels of a place nor any line there, but for some, says a word that tells the indicator from others."""
    labels = (label.text for label in candidate.labels)
    lines = (line for line in (*labels, *(line for one in places for line in one.lines)) if line not in but)
    return wordless(snapshot, (concept, language), lines, other)


def _begun(candidate: Candidate) -> bool:
    """Whether the name stands there in sentences alone; a line that says nothing else heads something."""
    told = [label for label in candidate.labels if label.by_name]
    return all((label.at.field in WITHIN and _goes_on(label)) or _opens(label) for label in told)


def _goes_on(label: Spotted) -> bool:
    return bool(label.extra) or sentence(label.text)


def _opens(label: Spotted) -> bool:
    return label.at.field == "first" and sentence(label.text)


@derived_by
def _named_elsewhere(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[str]:
    """What the other version names for certain as the thing – the same address here may mean it –, and what the site shows as a counterpart
    of that, unless both say that they are not the same: then weaker words may well mean the thing."""
    concept, language = asked
    other = {one.spot.url for one in named(snapshot, (concept, OTHER[language])).sure if not one.spot.part}
    pairs = ({one.kk[0], one.ru[0]} for one in twins(snapshot).claims if one.verdict != "other") if other else ()
    return frozenset(other.union(*(pair for pair in pairs if not other.isdisjoint(pair))))


def refuted(
    snapshot: Snapshot, concept: str, language: Language, candidate: Candidate, failed: frozenset[str] = frozenset()
) -> bool:
    """Whether a doubtful place is for certain no place of the indicator.

    :param failed: addresses of places that bear its name and were found empty, dead or without what is demanded: they say nothing more.
    """
    spot = candidate.spot
    held = Held(snapshot, Spot(spot.url, spot.lane))
    if not all(label.hint for label in candidate.labels):
        # Things whose names hold this one's may be its parts, unless its own place is known.
        alone = bool(failed) or not any(label.part for label in candidate.labels)
        return alone and _begun(candidate) and mentioned(snapshot, concept, language, candidate)
    if held.top.page is None and held.top.document is None:
        return _only_led_to(snapshot, concept, language, candidate)
    if spot.url in _named_elsewhere(snapshot, (concept, language)):
        return False
    # Weaker words may be but a part of what a place is called as another thing.
    partly = all(label.part or label.extra for label in candidate.labels)
    urls = {spot.url} if held.top.document is None else {label.at.page[0] for label in candidate.labels}
    if partly and all(called_otherwise(snapshot, (concept, language), url) for url in urls):
        return True
    if _silent(snapshot, concept, language, held, failed) or _announces_others(snapshot, concept, language, candidate):
        return True
    if headed(snapshot, language, candidate):
        return False
    inside = [
        url for url in (spot.url, *held.top.below, *(item.url for one in held.all for item in one.files)) if url not in failed
    ]
    if not read(held) or not naming(snapshot, (concept, language)).isdisjoint(inside):
        return False
    files = files_of(snapshot, held.all)
    # Where the body keeps a place of that very name and left it empty, what is named as another thing is that other thing.
    other = claimed(snapshot, (language, NAME)).get(spot.url, frozenset()) - {concept} if failed else frozenset[str]()
    if not all(one.complete for one in files) or not wordless(
        snapshot, (concept, language), (line for one in files for line in one.lines), other
    ):
        return False
    apart = bool(strangers(snapshot, concept, language, spot.url))
    if other and _wordless(snapshot, concept, language, candidate, held.all, other=other):
        return True
    return apart or _is_other(snapshot, concept, language, candidate, held, failed)


def _announces_others(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether a hint is the heading of a block of the home page that says nothing itself and leads to pages alone that are other things."""
    top = own(snapshot, candidate.spot)
    if (
        not candidate.spot.part
        or top.page is None
        or not top.page.is_home
        or top.files
        or top.contacts
        or top.unread
        or not top.below
    ):
        return False
    linked = {link.text for link in top.links}
    said = sum(sum(map(str.isalnum, line)) for line in top.lines if not any(text in line for text in linked))
    return (
        said < LEADING
        and all(link.scope == "internal" for link in top.links)
        and naming(snapshot, (concept, language)).isdisjoint(top.below)
        and all(_is_strange(snapshot, concept, language, url) for url in top.below)
    )


def _is_strange(snapshot: Snapshot, concept: str, language: Language, url: str) -> bool:
    """Whether a page is for certain another thing: named as one, or read and neither its name nor any line speaks of the indicator."""
    told = claimed(snapshot, (language, NAME)).get(url, frozenset())
    if told:
        return concept not in told
    held, page = Held(snapshot, Spot(url)), snapshot.page(url)
    name = naming_heading(snapshot, page) if page is not None else ""
    lines = (line for one in (*held.all, *files_of(snapshot, held.all)) for line in one.lines)
    apart = bool(name) and not speaks(snapshot, (concept, language), name) and read(held)
    return apart and wordless(snapshot, (concept, language), lines)


def _is_other(
    snapshot: Snapshot, concept: str, language: Language, candidate: Candidate, held: Held, failed: frozenset[str]
) -> bool:
    """Whether a place that weaker words name only leads to other things, or says no word of the indicator under a name that is another's or
    says much else."""
    if aside(snapshot, concept, language, held.top, SAYING, loosely=True, failed=failed) is Aside.CERTAIN:
        return True
    places = (one for one in held.all if one.page is None or one.page.url not in failed)
    if is_whole_name(candidate):
        return False
    # Where the body keeps a place of that very name, a label that says anything else names something else.
    apart = all(label.extra > (0 if failed else NAME) for label in candidate.labels) or _within(
        snapshot, concept, language, candidate
    )
    return apart and _wordless(snapshot, concept, language, candidate, places)


def _within(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether the hint says nothing beside another thing's name in the place's label: it shares words with that name, «Анализ обращений
    граждан» is no «обращения граждан», or is a word of that thing itself, as «памятка» is of one for those who get a service."""
    hinted = [(label.text, label.match) for label in candidate.labels]
    claims = list(other_claims(snapshot, concept, language, candidate.spot.url, NAME))
    if any(
        spoken == language and all(_is_of(snapshot, (other, language), *one) for one in hinted) for other, spoken, _ in claims
    ):
        return True
    return any(
        text == label.text and match.start < label.match.end and label.match.start < match.end
        for text, match in hinted
        for _, spoken, one in claims
        if spoken == language
        for label in one.labels
    )


def _is_of(snapshot: Snapshot, asked: tuple[str, Language], text: str, match: Match) -> bool:
    """Whether every word of a match that says something is a word of an indicator's names."""
    said = [word for word in words(text)[match.start : match.end] if not filling(word)]
    return bool(said) and all(speaks(snapshot, asked, word) for word in said)


def _only_led_to(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether a hint is but the words of links that leave the site, and neither they, nor the lines where they stand with those before, nor
    the names of their pages speak of the indicator. A document kept elsewhere may be it: nobody read it."""
    if on_host(candidate.spot.url, snapshot.lexicon("hosts").phrases("files")):
        return False
    places = [
        (label.text, own(snapshot, Spot(*label.at.page))) for label in candidate.labels if label.at.field in ("link", "menu")
    ]
    seen = all(one.page is not None and one.complete and not one.shell for _, one in places)
    around = [line for text, one in places for line in _around(one, text)]
    # «Стандарты» on the page of state services are theirs.
    names = phrases(snapshot.indicator(concept).names.of(language), language)
    together = (f"{naming_heading(snapshot, one.page)} {text}" for text, one in places if one.page is not None)
    if any(in_label(names, text) is not None for text in together):
        return False
    return len(places) == len(candidate.labels) and seen and wordless(snapshot, (concept, language), around)


def _around(place: Own, text: str) -> Iterator[str]:
    """The words of a link, the lines of its page that bear them, each with the one before, and what the page is called."""
    named_so = (place.page.h1, place.page.title) if place.page is not None else ()
    yield from (text, *named_so)
    for before, line in pairwise(["", *place.lines]):
        if text in line:
            yield from (before, line)


def _silent(snapshot: Snapshot, concept: str, language: Language, found: Held, failed: frozenset[str]) -> bool:
    """Whether a place bears none of the words without which nothing is said of the indicator.

    Labels that name it for certain were looked into for themselves and say nothing more.
    """
    return unsaid(snapshot, (concept, language), found, sure_words(snapshot, (concept, language)), failed)


def mentioned(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether a page that speaks of the indicator is for certain another thing that only mentions it: all that it holds was read, one
    sentence among others bears the words, and no label, file or page below bears them but as a part of another name."""
    spot = candidate.spot
    held = Held(snapshot, Spot(spot.url, spot.lane))
    lines = {label.text for label in candidate.labels if label.by_name}
    said = sum(character.isalnum() for line in lines for character in line)
    if len(lines) > 1 or SHARE * said > held.top.letters or not read(held):
        return False
    if in_own_right(snapshot, (concept, language), candidate, held):
        return False
    known = others(snapshot, concept, language, spot.url, NAME)
    apart = known and _wordless(snapshot, concept, language, candidate, held.all, frozenset(lines))
    if not (apart or strangers(snapshot, concept, language, spot.url)):
        return False
    inside = {spot.url, *held.top.below, *(item.url for one in held.all for item in one.files)}
    labels = (label for url in inside for label in labels_at(snapshot, (concept, language)).get(url, ()))
    return all(not label.by_name or label.text in lines for label in labels)


class Aside(StrEnum):
    """Whether a page leads to other things alone: it does not, it does for certain, or one of them may be meant after all."""

    NO = "no"
    CERTAIN = "certain"
    PERHAPS = "perhaps"


def aside(
    snapshot: Snapshot,
    concept: str,
    language: Language,
    top: Own,
    letters: int = LEADING,
    loosely: bool = False,
    failed: frozenset[str] = frozenset(),
) -> Aside:
    """Whether a page says fewer than so many letters itself and leads only to pages that are something else.

    :param loosely: also where nothing is known of what a page is but that its name says no word of the indicator.
    :param failed: addresses that bear the indicator's name and hold nothing of it; a page leads to it there in vain.
    """
    linked = sum(character.isalnum() for link in top.links for character in link.text)
    bare = top.page is not None and not (
        top.page.is_home or top.files or top.forms or top.frames or top.unread or top.persons or top.shell
    )
    below = [url for url in top.below if url not in failed]
    if (
        not bare
        or not top.below
        or (
            len(top.below) < ENTRIES
            and not failed.intersection(top.below)
            and not wordless(snapshot, (concept, language), top.lines)
        )
        or top.letters - linked >= letters
        or any(link.scope != "internal" for link in top.links)
    ):
        return Aside.NO
    known = claimed(snapshot, (language, NAME))
    if any(concept in known.get(url, ()) for url in below):
        return Aside.NO
    unknown = [url for url in below if not others(snapshot, concept, language, url, NAME)]
    if unknown and not (loosely and all(_strange(snapshot, (concept, language), url, bool(failed)) for url in unknown)):
        return Aside.NO
    said = naming(snapshot, (concept, language)).intersection(below)
    return Aside.CERTAIN if all(_only_mentions(snapshot, (concept, language), url) for url in said) else Aside.PERHAPS


@derived_by
def _mentioning(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[str]:
    """Pages that are for certain another thing and speak of an indicator in passing alone."""
    concept, language = asked
    found = named(snapshot, asked)
    called = {
        one.spot.url
        for one in (*found.sure, *found.weak)
        if any(not label.part and label.at.field not in ("lead", "body") for label in one.labels)
    }
    return frozenset(
        one.spot.url for one in found.spoken if one.spot.url not in called and mentioned(snapshot, concept, language, one)
    )


def _only_mentions(snapshot: Snapshot, asked: tuple[str, Language], url: str) -> bool:
    return url in _mentioning(snapshot, asked)


def _strange(snapshot: Snapshot, asked: tuple[str, Language], url: str, elsewhere: bool) -> bool:
    """Whether a page bears a name of its own without any word of an indicator; where its place is known ``elsewhere`` or the name says much
    else, also a page of which nothing speaks of it."""
    page = snapshot.page(url)
    name = naming_heading(snapshot, page) if page is not None else ""
    if page is None or not name:
        return False
    held = Held(snapshot, Spot(page.url, page.lane))
    said = (name, *(line for one in held.all for line in one.lines))
    if not speaks(snapshot, asked, name):
        return True
    return (elsewhere or beside(snapshot, asked, name) > NAME) and read(held) and wordless(snapshot, asked, said)
