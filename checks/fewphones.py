"""Versions that give a few telephones of which nothing says whose they are: «Телефон: 8 (7172) 55-10-20», «Call-центр».

Whose telephone is asked for – of the leaders, the units, the press service –, such a version gives none of it, however many of its sections
are named as places where one might stand. A number of somebody has somebody beside it: a name, a post, a unit, the word of what they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from checks.contactlines import near_phones
from checks.contacts import contact_pages
from checks.derived import derived_by
from checks.held import Held
from checks.labels import documents
from checks.own import Own, Spot, own
from checks.personlines import named_alone
from checks.phonelines import LOCAL, PHONE, WORDS, around_phones
from checks.phrases import Phrases, in_label, phrases, shown
from checks.presence import Stand
from checks.saidwith import figures
from checks.standing import Stands, spoken, stands
from checks.support import EXAMPLES, on_site
from checks.twins import OTHER
from store.base import OFFICIAL, Language
from store.findings import Observation, Outcome
from store.indicators import Indicator
from store.records import ContactRecord
from store.snapshot import Snapshot

# More numbers than these are somebody's each, whether or not anything says so.
FEW = 3
# By so many last figures a number is known again, however it is written.
ENDING = 4
KINDS = ("phone", "short-phone")


class Given(NamedTuple):
    """A telephone as a page gives it."""

    page: str
    value: str
    line: str


def _asks_whose(indicator: Indicator) -> bool:
    """Whether a telephone of somebody is asked for, beside a person or by itself."""
    parts = [part for one in indicator.demands for part in (one.of or (one,))]
    return bool(indicator.vital.kk) and any(part.kind == "phone" or "phone" in part.beside for part in parts)


def in_vain(snapshot: Snapshot, asked: tuple[str, Language], found: Stands) -> tuple[Given, ...]:
    """The few telephones of a version, where that of somebody is asked for, none of them is told to be, and every place that may give it was
    read: portraits beside names hide none, nor do the pictures of a home page. None where a place of the name tells already that it has none,
    or the other version gives it: there a name above a number may tell whose it is.

    :param asked: the concept and the language.
    """
    if any(one.stand is not Stand.PERSON for one in found.unclear) or stands(snapshot, (asked[0], OTHER[asked[1]])).holding:
        return ()
    places = [one.candidate.spot for one in found.unclear]
    places += [one.spot for one in (*found.weak, *spoken(snapshot, asked))]
    if any(_may_give(snapshot, spot) for spot in places):
        return ()
    return nobodys(snapshot, asked) if places or not found.against else ()


def no_owner(snapshot: Snapshot, asked: tuple[str, Language], few: Sequence[Given], basis: dict[str, Any]) -> Observation:
    """Nothing tells whose the telephones of a version are: all of them with their lines, as proof.

    :param basis: what was searched.
    """
    concept, language = asked
    facts = {
        "phrases": [shown(name) for name in snapshot.indicator(concept).names.of(language)[:EXAMPLES]],
        "value": ", ".join(dict.fromkeys(one.value for one in few)),
        "pages": len(snapshot.addresses(language)),
        "demand": "phone",
    }
    proof = {**basis, "telephones": [one._asdict() for one in few]}
    return on_site(snapshot, Outcome.MISSING, "nobodys", subject=concept, facts=facts, basis=proof, language=language)


def _may_give(snapshot: Snapshot, spot: Spot) -> bool:
    """Whether a place bears a telephone that its name alone tells whose it is, or one may stand there unseen."""
    found = Held(snapshot, spot)
    page = found.top.page
    of_all = page is not None and (page.is_home or page.url in contact_pages(snapshot).read)
    told = any(one.kind in KINDS for place in found.all for one in place.contacts)
    return (told and not of_all) or _hides(snapshot, found.top)


def _hides(snapshot: Snapshot, place: Own) -> bool:
    scans = any(not item.text_length for item in place.files)
    drawn = bool(place.pictures) and place.page is not None and not place.page.is_home
    named = place.persons or any(named_alone(snapshot, line) for line in place.lines)
    return bool(place.frames or place.unread) or place.shell or not place.complete or scans or (drawn and not named)


@derived_by
def nobodys(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Given, ...]:
    """The few telephones of a version, where nothing near any of them on either version names who is asked for, or a person; else none.

    :param asked: the concept and the language.
    """
    concept, language = asked
    given = _given(snapshot, language)
    if not given or not _asks_whose(snapshot.indicator(concept)):
        return ()
    if len({one.value for one in given}) > FEW or _unread(snapshot, language):
        return ()
    for either in OFFICIAL:
        vital = phrases(snapshot.indicator(concept).vital.of(either), either)
        if any(_tells(snapshot, vital, line) for line in _said(snapshot, either)):
            return ()
    return given


def _tells(snapshot: Snapshot, vital: Phrases, line: str) -> bool:
    return in_label(vital, line) is not None or named_alone(snapshot, line)


@derived_by
def _given(snapshot: Snapshot, language: Language) -> tuple[Given, ...]:
    found: dict[tuple[str, str], Given] = {}
    for page in snapshot.pages(language):
        for one in snapshot.records(ContactRecord, url=page.url, lane=page.lane):
            if one.kind in KINDS:
                found.setdefault((one.value, one.quote), Given(page.url, one.value, one.quote))
    return tuple(found.values())


@derived_by
def _said(snapshot: Snapshot, language: Language) -> tuple[str, ...]:
    """Every line near a telephone of a version, of its files too, and the words that headers and footers have beside one."""
    lines = [line for _, near in near_phones(snapshot, language) for line in near]
    lines += [one.line for one in _given(snapshot, language)]
    for item in documents(snapshot).values():
        if item.language in (None, language):
            lines += around_phones(snapshot, own(snapshot, Spot(item.url, item.lane)).lines)
    return tuple(dict.fromkeys(lines))


def _unread(snapshot: Snapshot, language: Language) -> bool:
    """Whether a line bears what looks like a telephone and was not read as one."""
    number = snapshot.lexicon(WORDS).pattern(PHONE), snapshot.lexicon(WORDS).pattern(LOCAL)
    ends = {one.value[-ENDING:] for one in _given(snapshot, language)}
    told = (line for line in _said(snapshot, language) if any(one.search(line) for one in number))
    return any(not any(end in figures(line) for end in ends) for line in told)


__all__ = ["Given", "in_vain", "no_owner", "nobodys"]
