"""Places where an indicator is only spoken of in passing, and which of the doubtful places are worth a look.

A page of another name that says a word of the indicator in a sentence or two is none of its places: «… развитие образования и культуры»
in the history of a company. What leads nowhere, what the home page says of a section that has a page of its own, and groups of menus
hold nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checks.demands import WORDS, Answer, answer
from checks.derived import derived_by
from checks.held import Held
from checks.labels import Sighting, documents, naming_heading, shared
from checks.letters import words
from checks.linklists import leads_to_each, several_kinds
from checks.named import BEGINNING, NAME, RUNNING, Candidate, Spotted, named
from checks.othernames import others
from checks.own import PLACEHOLDER, Own, Spot, leaves, own
from checks.phrases import SHORT, Match, Phrase, Stem, filling, in_label, met, phrase, phrases, root_of
from checks.sentences import bearing, sentences
from checks.sweep import CLICKED
from checks.targets import Standing, judge
from checks.words import holds
from store.base import Language
from store.indicators import Indicator, Part
from store.records import PageRecord
from store.snapshot import Snapshot

# So many sentences may speak in passing; by their number they are at most such a part of the page's own text, a smaller one where they say
# a whole name and not one word that stands in many texts.
MENTIONS, SHARE, NAMED_SHARE = 3, 2, 8
# One word in a sentence that is such a part tells nothing of the thing, however long the sentence is.
ASIDE_SHARE = 5
# Fewer letters beside the headings are nothing.
NOTHING = 40
# Where the portal of the government keeps its services.
_SERVICE = re.compile(r"/services?/[^/]+/[^/]")
# What a sentence on another thing cannot be.
MUCH = frozenset({"list", "table", "file", "machine-readable", "data", "picture", "persons", "date"})


def plausible(snapshot: Snapshot, concept: str, language: Language) -> list[Candidate]:
    """Places that may be meant, the surest first: without those that are for certain nothing of their own."""
    known = named(snapshot, (concept, language))
    kept = (one for one in known.weak if not _leads_nowhere(snapshot, one) and not _of_frame(snapshot, one, language))
    return [
        one
        for one in kept
        if not (known.sure and _announces(snapshot, one))
        and not _only_addressed(snapshot, concept, language, one)
        and not in_passing(snapshot, concept, language, one)
    ]


def _only_addressed(snapshot: Snapshot, concept: str, language: Language, one: Candidate) -> bool:
    """Whether nothing but a word of its address hints at the thing, while what the place is called is for certain another thing's name."""
    slug = all(label.hint and label.at.field == "address" for label in one.labels)
    return slug and bool(others(snapshot, concept, language, one.spot.url, NAME))


def in_turn(snapshot: Snapshot, concept: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Places named for certain in the order in which they are looked into: what leads nowhere last, for an entry written relatively leads to
    many such places; without what only pictures are called where a page or link bears the name and no picture is asked for."""
    alive, dead = list[Candidate](), list[Candidate]()
    for one in found:
        (dead if _leads_nowhere(snapshot, one) else alive).append(one)
    parts = (part for demand in snapshot.indicator(concept).demands for part in (demand, *demand.of))
    pictured = any(part.kind == "picture" for part in parts)
    kept = [one for one in alive if pictured or any(label.at.field != "caption" for label in one.labels)]
    return (kept or alive) + dead


def in_passing(snapshot: Snapshot, concept: str, language: Language, candidate: Candidate) -> bool:
    """Whether a page bears a name of its own that says no word of an indicator and is no name for everything, and speaks of it only in a
    few sentences that cannot be what is asked for: they are shorter, and bear neither links nor contact data."""
    told = [label for label in candidate.labels if not label.hint]
    if not told or candidate.spot.part or any(label.at.field not in RUNNING for label in told):
        return False
    place = Held(snapshot, Spot(candidate.spot.url, candidate.spot.lane))
    wanted = [phrase(label.match.phrase, language) for label in told]
    said = {one for label, name in zip(told, wanted, strict=True) for one in bearing(label.text, name)}
    spoken = sum(character.isalnum() for one in said for character in one)
    whole = any(len(name.stems) > 1 and not label.match.extra for label, name in zip(told, wanted, strict=True))
    share, part = NAMED_SHARE if whole else SHARE, len(said) * spoken
    if (
        len(said) > MENTIONS
        or share * part > place.top.letters
        or (several_kinds(snapshot.indicator(concept), place.top) and _opens(place.top, said, wanted))
    ):
        return False
    beside = [link.text for link in place.top.links] + [one.quote or one.value for one in place.top.contacts]
    if any(one and one in line for one in beside for line in said):
        return False
    aside = not whole and ASIDE_SHARE * part <= place.top.letters
    return _of_other_name(snapshot, (concept, language), place.top) and _asks_more(
        snapshot, concept, place, 0 if aside else spoken
    )


def _opens(top: Own, said: Iterable[str], wanted: Sequence[Phrase]) -> bool:
    """Whether a sentence begins with the name, so that it tells of the thing, or is the first one of the page, which tells of the page."""
    first = next((one for line in top.lines for one in sentences(line) if len(words(one)) > BEGINNING), "")
    found = (met(name, words(one)) for one in said for name in wanted)
    return first in said or any(match is not None and match.start <= BEGINNING for match in found)


def _of_other_name(snapshot: Snapshot, asked: tuple[str, Language], top: Own) -> bool:
    """Whether a page that was read whole bears a name that says no word of an indicator and tells of one subject."""
    page = top.page
    if page is None or page.is_home or top.frames or top.unread or top.shell or not top.complete:
        return False
    if any(not item.text_length for item in top.files):
        return False
    name, broad = naming_heading(snapshot, page), snapshot.lexicon(WORDS).phrases("broad-headings", asked[1])
    said = [word for word in words(name) if len(word) > SHORT and not filling(word)]
    if not said or in_label(phrases(broad, asked[1]), name) is not None:
        return False
    return not any(root.fits(word) is not None for word in said for root in _vocabulary(snapshot, asked))


@derived_by
def _vocabulary(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Stem, ...]:
    """Roots of the words that name an indicator or hint at it."""
    concept, language = asked
    indicator = snapshot.indicator(concept)
    every = phrases((*indicator.names.of(language), *indicator.hints.of(language)), language)
    return tuple({root_of(stem): None for one in every for stem in one.stems})


def _asks_more(snapshot: Snapshot, concept: str, place: Held, spoken: int) -> bool:
    """Whether an indicator asks for what so many letters are not: a longer text, a list, table or file, or what the page has not."""
    demands = (demand for demand in snapshot.indicator(concept).demands if demand.otherwise != "shortcoming")
    asked = [part for demand in demands for part in (demand.of or (demand,))]
    return bool(asked) and all(
        part.least > spoken if part.kind == "text" else part.kind in MUCH or _lacks(snapshot, concept, part, place)
        for part in asked
    )


def _lacks(snapshot: Snapshot, concept: str, part: Part, place: Held) -> bool:
    """Whether a place has not what is asked for; of a list of links to sites of several kinds each of them is."""
    if part.kind == "link" and not leads_to_each(snapshot.indicator(concept), place.top):
        return True
    return answer(snapshot, part, place) is Answer.NO


def only_linked(snapshot: Snapshot, indicator: Indicator, language: Language) -> list[Candidate]:
    """Where links are all that is demanded: those of the home page to such sites, though nothing names them; what a link is called may
    exclude it, and one to a service of a portal leads to that service («Медицинская справка с egov.kz»)."""
    hosts = tuple(host for demand in indicator.demands if demand.kind == "link" for host in demand.to)
    if any(demand.kind != "link" for demand in indicator.demands):
        return []
    excluded = phrases(indicator.excluded.of(language), language)
    found: dict[str, Candidate] = {}
    for home in snapshot.homes():
        for link in snapshot.links(home) if home.language == language else ():
            if link.tag in CLICKED and leaves(link, hosts):
                text = link.text or link.label or link.target
                service = not indicator.groups and _SERVICE.search(link.target) is not None
                if (service and not _spoken(indicator, text, language)) or (excluded and in_label(excluded, text) is not None):
                    continue
                at = Sighting(text, "link", link.target, (home.url, home.lane), link.fragment, link.xpath)
                spotted = Spotted(text, Match("", 0, 0, 0, 0), 0, at)
                found.setdefault(link.target, Candidate(Spot(link.target), [spotted]))
    return list(found.values())


def _spoken(indicator: Indicator, text: str, language: Language) -> bool:
    """Whether the words of a link say a word of an indicator; the name of the portal is none."""
    every = phrases((*indicator.names.of(language), *indicator.hints.of(language)), language)
    said = [word for word in words(text) if not word.isascii() and not filling(word)]
    return any(root_of(stem).fits(word) is not None for one in every for stem in one.stems for word in said)


def _leads_nowhere(snapshot: Snapshot, one: Candidate) -> bool:
    url = one.spot.url
    if snapshot.page(url) is not None or url in documents(snapshot) or snapshot.ledger_entry(url) is None:
        return False
    return judge(snapshot, url).standing is Standing.DEAD


def _of_frame(snapshot: Snapshot, one: Candidate, language: Language) -> bool:
    """Whether a part of a page is a group of links that the pages share, below a heading that they share too."""
    if not one.spot.part or one.spot.part not in shared(snapshot, language).lines:
        return False
    held = own(snapshot, one.spot)
    return not held.contacts and all(link.scope == "internal" for link in held.links)


def _announces(snapshot: Snapshot, one: Candidate) -> bool:
    """Whether it is but a line by which the home page leads on."""
    page = snapshot.page(one.spot.url, one.spot.lane)
    return page is not None and page.is_home and not one.spot.part and all(label.at.field in RUNNING for label in one.labels)


def is_mould(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page is a mould that nobody filled: it bears lines that stand where content is to come, and beside headings next to nothing."""
    top, text = own(snapshot, Spot(page.url, page.lane)), snapshot.text(page.url, page.lane)
    if text is None or not text.complete or top.links or top.files or top.pictures or top.forms or top.frames or top.shell:
        return False
    said = sum(sum(map(str.isalnum, line)) for line in set(top.lines) - set(page.headings))
    lexicon = snapshot.lexicon("placeholders")
    awaited = (*lexicon.phrases("holds"), *lexicon.phrases("states"))
    return said < NOTHING and any(holds(line[:PLACEHOLDER], awaited) for line in text.text.split("\n"))
