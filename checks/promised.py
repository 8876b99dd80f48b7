"""Sections that their own words call empty: «Бөлім толтырылуда» or «Материалов нет» below a name, and nothing else.

Such a word speaks for the part of the page that the name heads, whatever headings follow it.
"""

from __future__ import annotations

from checks.bygone import only_ended
from checks.claims import claims
from checks.ingeneral import in_general
from checks.labels import naming_heading, own_titles
from checks.letters import words
from checks.named import NAME, Candidate, named
from checks.own import Own, Spot, own
from checks.phrases import extra, in_label, phrases
from checks.sentences import sentences
from checks.telling import unfilled
from checks.vocabulary import speaks
from checks.words import holds
from store.base import Language
from store.snapshot import Snapshot

# A cell that only promises: «уточняется».
BARE = 2
# So many cells that say nothing are a table that nobody filled.
SEVERAL = 2


def promised(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, top: Own) -> tuple[Candidate, str] | None:
    """A place that says that its content is to come or that there is none, with the words in which it does; of a page of several things the
    part that bears the name of this one above such words, for the rest of the page is of the others. None where nothing says so.

    :param asked: the indicator and the language of the version.
    :param top: what stands at the place of the candidate.
    """
    said = _awaiting(snapshot, top, asked[1], part=bool(candidate.spot.part))
    if said:
        return candidate, said
    if candidate.spot.part or not candidate.best.extra:
        return None
    parts = (one for one in named(snapshot, asked).sure if one.spot.part and one.spot.url == candidate.spot.url)
    told = ((one, _awaiting(snapshot, own(snapshot, one.spot), asked[1], part=True)) for one in parts)
    return next(((one, words) for one, words in told if words), None)


def _awaiting(snapshot: Snapshot, top: Own, language: Language, *, part: bool) -> str:
    """The words by which a place says so and gives nothing else; a picture on the page may be of any part."""
    given = (top.links, top.files, top.forms, top.contacts, top.persons, top.frames, top.below, top.unread)
    if any(given) or (top.pictures and not part) or not top.complete or top.shell:
        return ""
    waits = all(unfilled(snapshot, line, language) for line in top.lines)
    return next(iter((*top.blanks, *top.lines)), "") if waits else ""


def in_part(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, top: Own, *, part: bool) -> bool:
    """Whether what a place gives is over, but a part of what it says is to come, or an explanation alone.

    :param asked: the indicator and the language of the version.
    :param top: what stands at the place; ``part`` whether that is a part of a page.
    """
    over = bool(snapshot.indicator(asked[0]).link_suffices) and only_ended(snapshot, top.lines)
    explains = top.page is not None and in_general(snapshot, asked, candidate, top)
    return over or explains or (top.page is not None and _more_to_come(snapshot, asked, top, part))


def _more_to_come(snapshot: Snapshot, asked: tuple[str, Language], top: Own, part: bool) -> bool:
    """Whether a place gives something of the thing and says that the rest is to come: «Заявление (орыс тілінде)», «қазақ тіліндегі бланк
    әзірленуде». Of a page of several things only a sentence with a word of the thing speaks of it.

    :param asked: the indicator and the language of the version.
    :param top: what stands at the place; ``part`` whether that is a part of a page.
    """
    whole = part or _called_so(snapshot, asked, top)
    if (whole and (top.blanks or _of_dashes(snapshot, asked[0], top))) or (not part and _headed_in_vain(snapshot, asked, top)):
        return True
    matter = snapshot.lexicon("placeholders").phrases("matter", asked[1])
    said = (one for line in top.lines for one in sentences(line) if unfilled(snapshot, one, asked[1]))
    return any(speaks(snapshot, asked, one) or (whole and (len(words(one)) <= BARE or holds(one, matter))) for one in said)


def _of_dashes(snapshot: Snapshot, concept: str, top: Own) -> bool:
    """Whether hours are asked for and a table says that it has none, whatever hours stand beside it."""
    parts = [part for one in snapshot.indicator(concept).demands for part in (one.of or (one,))]
    return len(top.gaps) >= SEVERAL and any(part.kind == "hours" for part in parts)


def _called_so(snapshot: Snapshot, asked: tuple[str, Language], top: Own) -> bool:
    """Whether the heading of a page is the name of the thing and says nothing else, so that what the page promises is the thing."""
    if top.page is None:
        return False
    names = phrases(snapshot.indicator(asked[0]).names.of(asked[1]), asked[1])
    called = (naming_heading(snapshot, top.page), *own_titles(snapshot, top.page))
    told = ((text, in_label(names, text)) for text in called if text)
    return any(found is not None and extra(found, words(text)) <= NAME for text, found in told)


def _headed_in_vain(snapshot: Snapshot, asked: tuple[str, Language], top: Own) -> bool:
    """Whether a part of a page is named as the thing and says itself that there is nothing: «Анонсы», «Записей не найдено» beside the news."""
    page, known = top.page, claims(snapshot, asked[1])
    if page is None or not top.blanks:
        return False
    headed = (text for text in page.headings if any(one.concept == asked[0] for one in known.get(text, ())))
    inside = (own(snapshot, Spot(page.url, page.lane, text)) for text in headed)
    return any(bool(one.blanks) and not one.lines for one in inside)


__all__ = ["in_part", "promised"]
