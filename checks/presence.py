"""How each candidate for an indicator stands: holds it, lacks a demand, is empty, leads nowhere, lies elsewhere, or cannot be told."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from checks.abroad import foreign, spoken_in
from checks.brief import without_brief
from checks.byaddress import by_address
from checks.bygone import lapsed
from checks.confirmed import confirmed, said_with_datum, scattered
from checks.contactlines import on_contact_pages, with_data, without_data
from checks.demands import Answer, Lack, kept_by, lacks, of_form
from checks.derived import derived_by
from checks.doubts import doubtful
from checks.headed import followed, of_menu
from checks.held import Held, held
from checks.hollows import EMPTY, hollow
from checks.inline import inline
from checks.labels import FEWEST, documents
from checks.misled import misled
from checks.named import RUNNING, Candidate, named
from checks.nones import says_none
from checks.ofyears import outdated, over
from checks.own import Own, Spot, leaves, led_to, of_base, on_host, own
from checks.passing import in_passing, in_turn, only_linked, plausible
from checks.phrases import in_label, phrase, phrases
from checks.promised import in_part, promised
from checks.refuted import LEADING, SAYING, Aside, aside, mentioned, refuted
from checks.sentences import bearing
from checks.spelled import spelled
from checks.subject import beside, quoted
from checks.support import unseen
from checks.targets import Anchor, Standing, anchor, judge, judge_external
from checks.telling import tells, tells_of_kind, unfilled
from checks.units import of_else
from checks.vitals import read
from checks.vocabulary import wordless
from checks.vouched import vouched
from store.base import Language
from store.harvest import Ledger
from store.indicators import Indicator
from store.records import PageRecord
from store.snapshot import Snapshot

# Candidates that are looked into, the surest first; and doubtful places that are kept, of which a person reads the first few.
MOST, MOST_TOLD = 12, 48
# A page that asks for a password says little beside.
LOCKED = 600
SEVERAL = 2


class Stand(StrEnum):
    """What became of a candidate, in the order in which they decide."""

    HOLDS = "holds"
    LINKS = "links"
    NONE = "none"
    LACKING = "lacking"
    PERSON = "person"
    FOREIGN = "foreign"
    FRAMED = "framed"
    ELSEWHERE = "elsewhere"
    UNREAD = "unread"
    EMPTY = "empty"
    WITHOUT = "without"
    DEAD = "dead"


MET = frozenset({Stand.HOLDS, Stand.LINKS, Stand.NONE})
OPEN = frozenset({Stand.PERSON, Stand.FOREIGN, Stand.FRAMED, Stand.ELSEWHERE, Stand.UNREAD})
SPEAKING = frozenset({Stand.HOLDS, Stand.LACKING, Stand.PERSON})
AGAINST = frozenset({Stand.EMPTY, Stand.WITHOUT, Stand.DEAD})
ORDER = {stand: number for number, stand in enumerate(Stand)}


class Judged(NamedTuple):
    """A candidate with what became of it, the demands that decided so, and the sentence where one did."""

    candidate: Candidate
    stand: Stand
    lacks: tuple[Lack, ...] = ()
    where: str = ""
    said: str = ""


def judged(snapshot: Snapshot, concept: str, language: Language) -> list[Judged]:
    """The surest candidates of a version with what became of them, what decides first."""
    found: list[Judged] = []
    places = [one for one in named(snapshot, (concept, language)).sure if not of_menu(snapshot, one.spot, language)]
    for one in in_turn(snapshot, concept, places)[:MOST]:
        if one.spot.part and any(known.stand not in AGAINST and not _of_unknown_acts(known, one) for known in found):
            # A block named so on a page of many leads to the page that was looked into already.
            continue
        found.append(_judge(snapshot, concept, one, language))
        if found[-1].stand in MET:
            break
    found = _together(snapshot, found)
    # Where the thing's own place is of years that are over, a weaker name makes it no newer, nor gives it what somebody there lacks.
    if not any(one.stand in MET or past(one) or any(lack.demand.every for lack in one.lacks) for one in found):
        found += _vouched(snapshot, concept, language)
    return sorted(found, key=lambda one: ORDER[one.stand])


def _of_unknown_acts(known: Judged, other: Candidate) -> bool:
    """Whether a part of a page lacks nothing but the word whose acts it links to, which another part of that page may give."""
    spot = known.candidate.spot
    return known.stand is Stand.PERSON and not known.lacks and bool(spot.part) and spot.url == other.spot.url


def _vouched(snapshot: Snapshot, concept: str, language: Language) -> list[Judged]:
    """The first place of another name of which something else says what it is and that holds all that is demanded; else the only such place,
    where it lacks a part and nothing else may be meant."""
    known = named(snapshot, (concept, language))
    meant = [one for one in known.weak[:MOST] if vouched(snapshot, one, language) or confirmed(snapshot, concept, one, language)]
    linked = [one for one in (*known.weak, *known.spoken) if said_with_datum(snapshot, concept, one, language)]
    linked += [part for one in (*known.weak, *known.spoken)[:MOST] for part in inline(snapshot, concept, one, language)]
    found = []
    meant += spelled(snapshot, (concept, language))
    for one in (*meant, *linked, *on_contact_pages(snapshot, concept, language)):
        if of_else(snapshot, (concept, language), one.best):
            continue
        found.append(_judge(snapshot, concept, one, language))
        if found[-1].stand in MET:
            return found[-1:]
    spread = [Judged(one, Stand.LINKS, where=one.spot.url) for one in scattered(snapshot, concept, language)[:1]]
    return spread or [
        one
        for one in found
        if one.candidate in meant and one.stand is Stand.LACKING and _alone(snapshot, concept, language, one.candidate)
    ]


def _alone(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether no other place may be meant."""
    every = (*likely(snapshot, concept, language), *speaking(snapshot, concept, language))
    return {one.spot.url for one in every} <= {candidate.spot.url}


def _together(snapshot: Snapshot, found: list[Judged]) -> list[Judged]:
    """The same, where what one place lacks another one named so holds: the law does not ask for one page."""
    able = [
        one
        for one in found
        if one.lacks and one.stand in (Stand.LACKING, Stand.PERSON, Stand.WITHOUT) and not (one.candidate.spot.part or past(one))
    ]
    if len(able) < SEVERAL:
        return found
    best = min(able, key=lambda one: len(one.lacks))
    top, others = held(snapshot, best.candidate.spot).top, [held(snapshot, one.candidate.spot) for one in able if one is not best]
    kept = all(any(kept_by(snapshot, lack.demand, top, place) for place in others) for lack in best.lacks)
    return [one._replace(stand=Stand.HOLDS, lacks=()) if one is best and kept else one for one in found]


def past(one: Judged) -> bool:
    """Whether a place is of years that are over: another one of the name makes it no newer."""
    return any(lack.demand.kind == "date" for lack in one.lacks)


def likely(snapshot: Snapshot, concept: str, language: Language) -> list[Candidate]:
    """Places that may be meant, without those that are empty, lead nowhere or hold nothing of what is demanded."""
    empty = _failed(snapshot, (concept, language))
    known = [one for one in plausible(snapshot, concept, language) if not of_menu(snapshot, one.spot, language)]
    weak = list(islice((one for one in known if not refuted(snapshot, concept, language, one, empty)), MOST_TOLD))
    doubts = {one.spot: one for one in doubtful(snapshot, (concept, language)) if all(one.spot != other.spot for other in weak)}
    weak += doubts.values()
    found = [_judge(snapshot, concept, one, language) for one in weak[:MOST]]
    asked = concept, language
    # A place that tells of the thing under another name may give less than is asked for, which is no absence.
    few = (one.candidate.spot for one in found if one.stand is Stand.WITHOUT and one.candidate.spot in doubts)
    little = {spot for spot in few if not without_data(snapshot, concept, spot)}
    told = (one for one in found if one.stand not in AGAINST or one.candidate.spot in little or _speaks(snapshot, asked, one))
    kept = [one.candidate for one in told]
    kept = [one for one in kept if not (_promised(snapshot, one, language) or _mute(snapshot, asked, one))]
    return kept + weak[MOST:] or only_linked(snapshot, snapshot.indicator(concept), language)


def speaking(snapshot: Snapshot, concept: str, language: Language) -> list[Candidate]:
    """Pages that nothing names so and whose text speaks of it, without those that are another thing and only mention it."""
    known = named(snapshot, (concept, language)).spoken
    known = [one for one in known if not without_data(snapshot, concept, one.spot)]
    found = [one for one in known if not (mentioned(snapshot, concept, language, one) or _promised(snapshot, one, language))]
    return [one for one in found if not in_passing(snapshot, concept, language, one)]


def _promised(snapshot: Snapshot, one: Candidate, language: Language) -> bool:
    """Whether a place is spoken of by lines alone that only promise the thing: «Протоколы будут опубликованы»."""
    told = ((label, phrase(label.match.phrase, language)) for label in one.labels)
    return all(
        label.at.field in RUNNING and all(unfilled(snapshot, said, language) for said in bearing(label.text, wanted))
        for label, wanted in told
    )


def _mute(snapshot: Snapshot, asked: tuple[str, Language], one: Candidate) -> bool:
    """Whether a part of a page that only a hint heads says nothing below it."""
    top = own(snapshot, one.spot)
    bare = bool(one.spot.part) and not (top.links or top.files or top.forms or top.contacts or top.frames or top.unread)
    return bare and all(label.hint for label in one.labels) and not tells(snapshot, asked, top)


def _speaks(snapshot: Snapshot, asked: tuple[str, Language], one: Judged) -> bool:
    """Whether a place lacks what is demanded but says something else or leads on, of which a person must see whether it is meant."""
    top = held(snapshot, one.candidate.spot).top
    if one.stand is not Stand.WITHOUT or without_data(snapshot, asked[0], one.candidate.spot):
        return False
    return tells(snapshot, asked, top) or (bool(top.links) and top.letters >= 2 * EMPTY)


@derived_by
def _failed(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[str]:
    """Addresses of whole places that bear the name and are empty, dead or without what is demanded, each judged by itself."""
    concept, language = asked
    sure = [one for one in named(snapshot, asked).sure[:MOST] if not one.spot.part]
    return frozenset(one.spot.url for one in sure if _judge(snapshot, concept, one, language, alone=True).stand in AGAINST)


def _judge(snapshot: Snapshot, concept: str, candidate: Candidate, language: Language, alone: bool = False) -> Judged:
    indicator, spot = snapshot.indicator(concept), candidate.spot
    page, item = snapshot.page(spot.url, spot.lane) or snapshot.page(spot.url), documents(snapshot).get(spot.url)
    if page is None and item is None:
        stand = _unread(snapshot, indicator, spot)
        past = stand is Stand.LINKS and over(snapshot, (concept, language), candidate)
        return Judged(candidate, Stand.PERSON if past else stand, where=spot.url)
    if page is not None and (unseen(page) or _locked(snapshot, page)):
        return Judged(candidate, Stand.UNREAD, where=spot.url)
    if page is not None and spot.fragment and not spot.part:
        inside = _part(snapshot, indicator, page, spot, language)
        if isinstance(inside, Stand):
            return Judged(candidate, inside, where=spot.url)
        spot = inside
    # A block of a home page announces what stands elsewhere: only what it says itself counts.
    block = page is not None and page.is_home and bool(spot.part) and _has_sections(snapshot, language)
    found = Held(snapshot, spot, alone=block)
    spoken = page.text_language if page is not None else spoken_in(snapshot, item)
    stand, failing = _holding(snapshot, (concept, language), found, candidate)
    if (told := _by_own_words(snapshot, (concept, language), candidate, found.top, stand in MET)) is not None:
        return told
    failed = frozenset[str]() if alone or stand not in SPEAKING else _failed(snapshot, (concept, language))
    if page is not None and not (spot.part or page.is_home) and stand in SPEAKING and not with_data(snapshot, concept, spot):
        leads = _leads(snapshot, concept, language, candidate, found.top, failed)
        stand, failing = _of_several(stand, failing, indicator, leads)
    if stand is Stand.EMPTY and page is not None and followed(snapshot, concept, page, spot.part, language):
        stand = Stand.PERSON
    if stand in SPEAKING and foreign(snapshot, indicator, page, spoken, found.top, language):
        stand = Stand.FOREIGN
    elif stand is Stand.HOLDS and page is not None and misled(snapshot, concept, candidate, page, language):
        stand = Stand.PERSON
    if stand in (Stand.HOLDS, Stand.LACKING) and beside(snapshot, concept, language, candidate.best, found, failed):
        stand, failing = Stand.PERSON, ()
    if stand is Stand.HOLDS and (old := outdated(snapshot, (concept, language), candidate, found)):
        certain = read(found) and all(lack.demand.otherwise == "shortcoming" for lack in old)
        stand, failing = (Stand.LACKING if certain else Stand.PERSON), old
    partly = stand is Stand.HOLDS and in_part(snapshot, (concept, language), candidate, found.top, part=bool(spot.part))
    if partly or (stand is Stand.HOLDS and lapsed(snapshot, (concept, language), found.top)):
        stand = Stand.PERSON
    return Judged(candidate, stand, failing, spot.url)


def _by_own_words(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate, top: Own, holds: bool) -> Judged | None:
    """A place that says itself that there is none of what a body need not have, or none yet of what it must."""
    indicator = snapshot.indicator(asked[0])
    if none := "" if holds else says_none(snapshot, indicator, top, asked[1]):
        return Judged(candidate, Stand.NONE, where=candidate.spot.url, said=none)
    told = None if indicator.when_available else promised(snapshot, asked, candidate, top)
    if told is not None:
        return Judged(told[0], Stand.EMPTY, where=told[0].spot.url, said=told[1])
    return None


def _leads(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate, top: Own, failed: frozenset[str]) -> Aside:
    """Whether a page of the name only leads to other things. What it says itself may be the section's only word on the thing, so of a page that
    bears the name alone, or says more than a sentence, that is sure only where it says no word of the thing and another place of that name was
    found empty or dead."""
    leads = aside(snapshot, concept, language, top, SAYING, failed=failed)
    if leads is Aside.NO or (
        candidate.best.extra and aside(snapshot, concept, language, top, LEADING, failed=failed) is not Aside.NO
    ):
        return leads
    linked = {link.text for link in top.links}
    quiet = wordless(snapshot, (concept, language), (line for line in top.lines if line not in linked))
    if candidate.best.extra and not quiet:
        return Aside.NO
    return leads if failed and quiet else Aside.PERHAPS


def _of_several(stand: Stand, failing: tuple[Lack, ...], indicator: Indicator, leads: Aside) -> tuple[Stand, tuple[Lack, ...]]:
    """How an entry of several things stands that may lead to the others alone."""
    if leads is Aside.NO or (stand is Stand.PERSON and leads is Aside.PERHAPS):
        return stand, failing
    lacking = tuple(Lack(one, Answer.NO) for one in indicator.demands if one.otherwise == "absent")
    return (Stand.WITHOUT if leads is Aside.CERTAIN else Stand.PERSON), lacking


def _locked(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page asks for a password and shows next to nothing else: what lies behind it was not read."""
    asks = any(kind == "password" for form in snapshot.forms(page) for _, kind in form.fields)
    return asks and own(snapshot, Spot(page.url, page.lane)).letters < LOCKED


def _has_sections(snapshot: Snapshot, language: Language) -> bool:
    """Whether a version is more than one page, so that blocks of its home page announce what stands elsewhere."""
    return sum(1 for _ in snapshot.pages(language)) >= FEWEST


def _unread(snapshot: Snapshot, indicator: Indicator, spot: Spot) -> Stand:
    """What an address is that gave neither page nor document."""
    entry = snapshot.ledger_entry(spot.url)
    if entry is None or entry.ledger is Ledger.OUT_OF_SCOPE:
        dead = judge_external(snapshot, spot.url).standing is Standing.DEAD
        if dead:
            return Stand.DEAD
        known = on_host(spot.url, indicator.link_suffices) and not of_base(snapshot, spot.url)
        return Stand.LINKS if known else Stand.ELSEWHERE
    return Stand.DEAD if judge(snapshot, spot.url).standing is Standing.DEAD else Stand.UNREAD


def _part(snapshot: Snapshot, indicator: Indicator, page: PageRecord, spot: Spot, language: Language) -> Spot | Stand:
    """The part of a page that a fragment leads to: below the heading that bears the name."""
    found = anchor(snapshot, page, spot.fragment)
    if found is Anchor.MISSING:
        return Stand.DEAD
    names = phrases(indicator.names.of(language), language)
    heading = next((text for text in page.headings if in_label(names, text) is not None), None)
    return spot._replace(part=heading) if found is Anchor.FOUND and heading is not None else Stand.PERSON


def _holding(
    snapshot: Snapshot, asked: tuple[str, Language], found: Held, candidate: Candidate
) -> tuple[Stand, tuple[Lack, ...]]:
    """How a place that was read stands to the demands."""
    indicator, part = snapshot.indicator(asked[0]), bool(candidate.spot.part)
    if any(led_to(snapshot, link, indicator.link_suffices) for link in found.top.links):
        unsaid = tuple(lack for lack in lacks(snapshot, indicator, found) if lack.demand.kind == "words")
        return (Stand.PERSON if unsaid else Stand.HOLDS), unsaid
    if hollow(found, indicator, part):
        return (Stand.FRAMED if found.top.frames else Stand.EMPTY), ()
    failing = without_brief(snapshot, asked, candidate, found.top, lacks(snapshot, indicator, found))
    if not failing:
        others = quoted(snapshot, asked, candidate.best.text, found.top) or by_address(snapshot, asked, candidate)
        return (Stand.PERSON if others else Stand.HOLDS), ()
    if any(lack.demand.otherwise == "absent" and lack.answer is Answer.NO for lack in failing):
        pointed = any(leaves(link, indicator.link_suffices) for link in found.top.links)
        return (Stand.PERSON if part or pointed or tells_of_kind(snapshot, asked, found, failing) else Stand.WITHOUT), failing
    short = tuple(lack for lack in failing if not of_form(lack))
    if short and all(lack.demand.otherwise == "shortcoming" and lack.answer is Answer.NO for lack in short):
        return Stand.LACKING, short
    return (Stand.FRAMED if found.top.frames and not found.top.pictures else Stand.PERSON), failing
