"""How each candidate for an indicator stands: holds it, lacks a demand, is empty, leads nowhere, lies elsewhere, or cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from checks.confirmed import confirmed, said_with_link, scattered
from checks.demands import Answer, Held, Lack, answer, held, lacks
from checks.derived import derived_by
from checks.labels import FEWEST, Sighting, documents, most
from checks.letters import words
from checks.misled import misled
from checks.named import Candidate, Spotted, named
from checks.nones import says_none
from checks.own import Own, Spot, leaves, on_host, own
from checks.phrases import Match, in_label, phrases
from checks.refuted import LEADING, SAYING, Aside, aside, mentioned, refuted
from checks.scans import language_of
from checks.support import unseen
from checks.sweep import CLICKED
from checks.targets import Anchor, Standing, anchor, judge, judge_external
from checks.vouched import vouched
from store.base import Language
from store.harvest import Ledger
from store.indicators import Indicator, Part
from store.records import DocumentRecord, PageRecord
from store.snapshot import Snapshot

# Candidates that are looked into; the surest come first.
MOST = 12
# A page of more letters says something, though it may be less than what is asked for.
SENTENCES = 150
# A page of fewer letters and nothing else is an empty section.
EMPTY = 40
# A page that asks for a password says little beside.
LOCKED = 600
SEVERAL = 2
# A place with fewer letters beside its links only leads to texts of law, or to texts in any language.
QUOTING, BRIEF = 500, 1000
# Of a shorter text nobody can say in which language it is.
TELLING = 300
# A page so much of which is in the other language is no page of its version.
FOREIGN_SHARE = 50
_FOLDERS: dict[str, Language] = {"rus": "ru", "ru": "ru", "kaz": "kk", "kk": "kk", "kz": "kk", "qaz": "kk"}


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
    places = [one for one in named(snapshot, (concept, language)).sure if not _of_menu(snapshot, one.spot, language)]
    for one in places[:MOST]:
        if one.spot.part and any(known.stand not in AGAINST for known in found):
            # A block named so on a page of many leads to the page that was looked into already.
            continue
        found.append(_judge(snapshot, concept, one, language))
        if found[-1].stand in MET:
            break
    found = _together(snapshot, found)
    if not any(one.stand in MET for one in found):
        found += _vouched(snapshot, concept, language)
    return sorted(found, key=lambda one: ORDER[one.stand])


def _vouched(snapshot: Snapshot, concept: str, language: Language) -> list[Judged]:
    """The first place of another name of which something else says what it is and that holds all that is demanded."""
    known = named(snapshot, (concept, language))
    meant = (one for one in known.weak[:MOST] if vouched(snapshot, one, language) or confirmed(snapshot, concept, one, language))
    linked = (one for one in (*known.weak, *known.spoken) if said_with_link(snapshot, concept, one))
    for one in (*meant, *linked):
        stands = _judge(snapshot, concept, one, language)
        if stands.stand in MET:
            return [stands]
    return [Judged(one, Stand.LINKS, where=one.spot.url) for one in scattered(snapshot, concept, language)[:1]]


def _together(snapshot: Snapshot, found: list[Judged]) -> list[Judged]:
    """The same, where what one place lacks another one named so holds: the law does not ask for one page."""
    able = [
        one
        for one in found
        if one.lacks and one.stand in (Stand.LACKING, Stand.PERSON, Stand.WITHOUT) and not one.candidate.spot.part
    ]
    if len(able) < SEVERAL:
        return found
    best = min(able, key=lambda one: len(one.lacks))
    others = [held(snapshot, one.candidate.spot) for one in able if one is not best]
    kept = all(any(answer(snapshot, lack.demand, place) is Answer.YES for place in others) for lack in best.lacks)
    return [one._replace(stand=Stand.HOLDS, lacks=()) if one is best and kept else one for one in found]


def _of_menu(snapshot: Snapshot, spot: Spot, language: Language) -> bool:
    """Whether a part of a page is a group of the menu that the pages share: its heading names the group and leads within the site."""
    if spot.part not in _headings(snapshot, language):
        return False
    found = own(snapshot, spot)
    return not found.contacts and all(link.scope == "internal" for link in found.links)


def likely(snapshot: Snapshot, concept: str, language: Language) -> list[Candidate]:
    """Places that may be meant, without those that are empty, lead nowhere or hold nothing of what is demanded."""
    indicator = snapshot.indicator(concept)
    weak = [one for one in named(snapshot, (concept, language)).weak if not refuted(snapshot, concept, language, one)]
    found = [_judge(snapshot, concept, one, language) for one in weak[:MOST]]
    kept = [one.candidate for one in found if one.stand not in AGAINST or _speaks(snapshot, one)] + weak[MOST:]
    return kept or _linked(snapshot, indicator, language)


def speaking(snapshot: Snapshot, concept: str, language: Language) -> list[Candidate]:
    """Pages that nothing names so and whose text speaks of it, without those that are for certain another thing and only mention it."""
    return [one for one in named(snapshot, (concept, language)).spoken if not mentioned(snapshot, concept, language, one)]


def _linked(snapshot: Snapshot, indicator: Indicator, language: Language) -> list[Candidate]:
    """Where links are all that is demanded: those of the home page to such sites, though nothing names them."""
    hosts = tuple(host for demand in indicator.demands if demand.kind == "link" for host in demand.to)
    if any(demand.kind != "link" for demand in indicator.demands):
        return []
    found: dict[str, Candidate] = {}
    for home in snapshot.homes():
        for link in snapshot.links(home) if home.language == language else ():
            if link.tag in CLICKED and leaves(link, hosts):
                text = link.text or link.label or link.target
                at = Sighting(text, "link", link.target, (home.url, home.lane), link.fragment, link.xpath)
                spotted = Spotted(text, Match("", 0, 0, 0, 0), 0, at)
                found.setdefault(link.target, Candidate(Spot(link.target), [spotted]))
    return list(found.values())


def _speaks(snapshot: Snapshot, one: Judged) -> bool:
    """Whether a place lacks what is demanded but says something else, of which a person must see whether it is meant."""
    return one.stand is Stand.WITHOUT and held(snapshot, one.candidate.spot).top.letters >= 2 * EMPTY


def _judge(snapshot: Snapshot, concept: str, candidate: Candidate, language: Language) -> Judged:
    indicator, spot = snapshot.indicator(concept), candidate.spot
    page = snapshot.page(spot.url, spot.lane) or snapshot.page(spot.url)
    item = documents(snapshot).get(spot.url)
    if page is None and item is None:
        return Judged(candidate, _unread(snapshot, indicator, spot), where=spot.url)
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
    spoken = page.text_language if page is not None else _spoken(snapshot, item)
    stand, failing = _holding(snapshot, indicator, found, bool(spot.part))
    none = "" if stand in MET else says_none(snapshot, indicator, found.top, language)
    stand, failing = (Stand.NONE, ()) if none else (stand, failing)
    if page is not None and not (spot.part or page.is_home) and stand in (Stand.HOLDS, Stand.LACKING):
        exact = not candidate.best.extra
        leads = aside(snapshot, concept, language, found.top, SAYING if exact else LEADING)
        # A page that bears the name alone may be the section's, and what it says the section's only word on it.
        leads = Aside.PERHAPS if exact and leads is Aside.CERTAIN else leads
        stand, failing = _of_several(stand, failing, indicator, leads)
    if stand is Stand.EMPTY and page is not None and _heads(snapshot, page, spot.part, language):
        stand = Stand.PERSON
    if stand in (Stand.HOLDS, Stand.LACKING, Stand.PERSON) and _foreign(indicator, page, spoken, found.top, language):
        stand = Stand.FOREIGN
    elif stand is Stand.HOLDS and page is not None and misled(snapshot, candidate, page, language):
        stand = Stand.PERSON
    return Judged(candidate, stand, failing, spot.url, none)


def _foreign(indicator: Indicator, page: PageRecord | None, spoken: Language | None, top: Own, language: Language) -> bool:
    """Whether a place is no place of its version by its language: what is the same in every language may be in any."""
    if page is not None and page.language not in (None, language):
        return True
    much = page is not None and page.foreign_share >= FOREIGN_SHARE
    return not indicator.any_language and (spoken not in (None, language) or much or led_abroad(top, language))


def _spoken(snapshot: Snapshot, item: DocumentRecord | None) -> Language | None:
    """The language of a document's text, or of what was read on its pictures."""
    return None if item is None else item.text_language or language_of(snapshot, item)


def _of_several(stand: Stand, failing: tuple[Lack, ...], indicator: Indicator, leads: Aside) -> tuple[Stand, tuple[Lack, ...]]:
    """How an entry of several things stands that may lead to the others alone."""
    if leads is Aside.NO:
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


def _heads(snapshot: Snapshot, page: PageRecord, part: str, language: Language) -> bool:
    """Whether headings of the page's own follow a heading: what stands below them may be its, for levels are not stored."""
    if part not in page.headings:
        return False
    frame = _headings(snapshot, language)
    return any(heading not in frame for heading in page.headings[page.headings.index(part) + 1 :])


@derived_by
def _headings(snapshot: Snapshot, language: Language) -> frozenset[str]:
    """Headings that the pages of a version share: those of menus and of the foot."""
    pages = list(snapshot.pages(language))
    counted = Counter(heading for page in pages for heading in set(page.headings))
    return frozenset(heading for heading, number in counted.items() if most(number, len(pages)))


def _unread(snapshot: Snapshot, indicator: Indicator, spot: Spot) -> Stand:
    """What an address is that gave neither page nor document."""
    entry = snapshot.ledger_entry(spot.url)
    if entry is None or entry.ledger is Ledger.OUT_OF_SCOPE:
        dead = judge_external(snapshot, spot.url).standing is Standing.DEAD
        if dead:
            return Stand.DEAD
        return Stand.LINKS if on_host(spot.url, indicator.link_suffices) else Stand.ELSEWHERE
    return Stand.DEAD if judge(snapshot, spot.url).standing is Standing.DEAD else Stand.UNREAD


def _part(snapshot: Snapshot, indicator: Indicator, page: PageRecord, spot: Spot, language: Language) -> Spot | Stand:
    """The part of a page that a fragment leads to: below the heading that bears the name."""
    found = anchor(snapshot, page, spot.fragment)
    if found is Anchor.MISSING:
        return Stand.DEAD
    names = phrases(indicator.names.of(language), language)
    heading = next((text for text in page.headings if in_label(names, text) is not None), None)
    return spot._replace(part=heading) if found is Anchor.FOUND and heading is not None else Stand.PERSON


def _holding(snapshot: Snapshot, indicator: Indicator, found: Held, part: bool) -> tuple[Stand, tuple[Lack, ...]]:
    """How a place that was read stands to the demands."""
    if any(leaves(link, indicator.link_suffices) for link in found.top.links):
        return Stand.HOLDS, ()
    if hollow(found, indicator, part):
        return (Stand.FRAMED if found.top.frames else Stand.EMPTY), ()
    failing = tuple(lacks(snapshot, indicator, found))
    if not failing:
        others = quoted(found.top, snapshot.lexicon("hosts").phrases("acts"))
        return (Stand.PERSON if others and not indicator.link_suffices else Stand.HOLDS), ()
    if any(lack.demand.otherwise == "absent" and lack.answer is Answer.NO for lack in failing):
        return (Stand.PERSON if part or _tells(found, failing) else Stand.WITHOUT), failing
    if all(lack.demand.otherwise == "shortcoming" and lack.answer is Answer.NO for lack in failing):
        return Stand.LACKING, failing
    return (Stand.FRAMED if found.top.frames and not found.top.pictures else Stand.PERSON), failing


def quoted(top: Own, hosts: tuple[str, ...]) -> bool:
    """Whether a place says little beside links to texts of law, which may be acts of others."""
    acts = [link for link in top.links if on_host(link.target, hosts)]
    said = sum(character.isalnum() for link in acts for character in link.text)
    return bool(acts) and not top.files and top.letters - said < max(said, QUOTING)


def led_abroad(top: Own, language: Language) -> bool:
    """Whether a place says little itself and all texts that it leads to are in the other official language."""
    other = {"kk": "ru", "ru": "kk"}.get(language)
    spoken = [item.text_language for item in top.files if (item.text_length or 0) >= TELLING]
    spoken += [_told_by(link.target) for link in top.links if link.scope == "external"]
    told = [one for one in spoken if one is not None]
    linked = sum(character.isalnum() for link in top.links for character in link.text)
    return bool(told) and all(one == other for one in told) and top.letters - linked < BRIEF


def _told_by(address: str) -> Language | None:
    """The language that a folder of an address names."""
    folders = urlsplit(address).path.casefold().split("/")
    return next((_FOLDERS[folder] for folder in folders if folder in _FOLDERS), None)


def _tells(found: Held, failing: tuple[Lack, ...]) -> bool:
    """Whether a place says more than a sentence where a text, list or table of some size is asked for: what it says a person must judge."""
    asked = {part.kind for lack in failing for part in (lack.demand.of or (lack.demand,))}
    return found.top.letters >= SENTENCES and not asked.isdisjoint(("text", "list", "table"))


def hollow(found: Held, indicator: Indicator, part: bool) -> bool:
    """Whether a place bears a name and nothing below it: no text to speak of, no list, file, picture, form or way on.

    Which part of a page a picture stands in is not known; it counts for a part where a picture is what is asked for.
    """
    top = found.top
    pictures = top.pictures and (not part or _asks_picture(indicator.demands))
    anything = top.links or top.files or pictures or top.forms or top.contacts or top.persons or top.below
    return not anything and top.letters < EMPTY and top.complete and not top.shell


def _asks_picture(demands: Iterable[Part]) -> bool:
    return any(demand.kind == "picture" or _asks_picture(demand.of) for demand in demands)


def title_of(candidate: Candidate) -> str:
    """The label by which a place is known."""
    return " ".join(candidate.best.text.split())


def said(candidate: Candidate) -> dict[str, object]:
    """A candidate as it is told to a person: address, place, excerpt."""
    best = candidate.best
    return {
        "address": best.at.url,
        "field": best.at.field,
        "on": best.at.page[0],
        "excerpt": title_of(candidate)[:300],
        "words": len(words(best.text)),
    }
