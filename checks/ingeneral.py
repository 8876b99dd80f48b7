"""Places that only explain a thing: «Коррупция – использование своих полномочий ради выгоды», «Стандарты утверждаются в установленном порядке».

An explanation says nothing of the body: it would stand on any other's site as well. So where one is given and nothing beside it – no figure, file,
person or page below –, a person must see whether that is what is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from checks.counting import figures_of
from checks.letters import words
from checks.named import RUNNING, Candidate, named
from checks.own import Own, own
from checks.phrases import in_label, phrase, phrases
from checks.sentences import bearing, sentences
from store.asked import asked as asked_of
from store.base import Language
from store.snapshot import Snapshot

WORDS = "content-marks"
DEFINES, OF_ANY, BY_LAW = (asked_of(__name__, WORDS, one) for one in ("defines", "of-any-body", "by-law-alone"))
BY_ARTICLE, SAYS_LAW = (asked_of(__name__, WORDS, one) for one in ("by-article", "says-law"))
# A definition names its thing in so few words, and a shorter sentence defines nothing.
NAMING, SAYING = 6, 6


def in_general(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, top: Own) -> bool:
    """Whether a place, or each of its parts that bears the name of the thing, explains the thing and says nothing else; or it is named by
    sentences alone that explain it.

    :param asked: the indicator and the language of the version.
    :param top: what stands at the place of the candidate.
    """
    running = [label for label in candidate.labels if label.at.field in RUNNING]
    if running and len(running) == len(candidate.labels):
        said = (one for label in running for one in bearing(label.text, phrase(label.match.phrase, asked[1])))
        return all(not _counts(snapshot, one) and _general(snapshot, asked, one) for one in said)
    page = top.page
    if page is None or page.is_home:
        return False
    inside = [one.spot for one in named(snapshot, asked).sure if one.spot.part and one.spot.url == page.url]
    # A sentence may head what follows it, as a bold paragraph does.
    places = [(own(snapshot, spot), spot.part) for spot in inside] or [(top, candidate.spot.part)]
    return all(_explains(snapshot, asked, *one) for one in places)


def _explains(snapshot: Snapshot, asked: tuple[str, Language], place: Own, heading: str) -> bool:
    if place.files or place.persons or place.forms or place.below or place.frames or place.unread or not place.complete:
        return False
    told = [one for line in (heading, *place.lines) for one in sentences(line)]
    return not any(_counts(snapshot, one) for one in told) and any(_general(snapshot, asked, one) for one in told)


def _counts(snapshot: Snapshot, said: str) -> bool:
    """Whether a sentence tells a figure; numbers and days of laws and their articles count nothing that the body did."""
    marks, shared = snapshot.lexicon(WORDS), snapshot.lexicon("contacts").phrases("shared-numbers")
    if marks.pattern(BY_ARTICLE).search(said) or (marks.pattern(SAYS_LAW).search(said) and not figures_of(snapshot, said)):
        return False
    return any(one.isdigit() and one not in shared for one in words(said))


def _general(snapshot: Snapshot, asked: tuple[str, Language], said: str) -> bool:
    """Whether a sentence defines the thing, tells what every body does or what an article of a law says, or sends to the law without naming
    any."""
    marks, spoken = snapshot.lexicon(WORDS), words(said)
    if len(spoken) < SAYING:
        return False
    # Where acts are asked for, whoever names one gives it.
    sends = (OF_ANY, BY_LAW) if snapshot.indicator(asked[0]).link_suffices else (OF_ANY, BY_LAW, BY_ARTICLE)
    if any(marks.pattern(one).search(said) for one in sends):
        return True
    defined = marks.pattern(DEFINES).match(said)
    return defined is not None and _of_thing(snapshot, asked, words(defined["what"]))


def _of_thing(snapshot: Snapshot, asked: tuple[str, Language], what: Sequence[str]) -> bool:
    indicator = snapshot.indicator(asked[0])
    if any(demand.kind == "words" for demand in indicator.demands):
        # The law lists what must be said: «Мемлекеттік Ту – көгілдір кездеме» says a part of it.
        return False
    names = phrases((*indicator.names.of(asked[1]), *indicator.vital.of(asked[1]), *indicator.hints.of(asked[1])), asked[1])
    return 0 < len(what) <= NAMING and in_label(names, " ".join(what)) is not None


__all__ = ["in_general"]
