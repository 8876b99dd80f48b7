"""What is named as an indicator: candidates of one language version, the surest first, and what is only hinted at.

A label names something when it says little else; a headline that holds the words names nothing, and a news item is no section. Names in
menus, headings and titles go before links of lists; lines of running text name only where the indicator lists ``body``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from checks.alike import in_like_words
from checks.claims import of_others, taken
from checks.definitions import defined
from checks.derived import derived, derived_by
from checks.echoes import SPOKEN, labels_by_page, without_echoes
from checks.headlines import defers, is_line, of_event, only_boxed, sentence, tells
from checks.index import Hit, index
from checks.labels import Sighting, documents, naming_heading, own_titles
from checks.newsitems import archives, feeds, item_headings, news_item, news_lists
from checks.own import Spot, on_host
from checks.phrases import LIKE_WORDS, Match, extra, filling, in_label, own_words, phrases, shown
from checks.support import folder_of
from checks.words import holds
from store.base import Language
from store.indicators import Indicator
from store.snapshot import Snapshot

# How surely a field tells what a thing is.
WEIGHTS = {
    "menu": 9, "heading": 8, "title": 8, "breadcrumb": 7, "file": 6, "link": 5, "caption": 4, "address": 3, "first": 3, "drawn": 2,
    "lead": 1, "body": 1, "pictured": 1,
}  # fmt: skip
FIELDS = {"first": "file", "drawn": "menu"}
# Words beside the phrase with which a label still is a name, or still names among other things; longer ones are headlines.
NAME, LONG_NAME = 2, 5
# A document's title says what it is at length; of one word among so many that is not said.
DOCUMENT = 12
# A sentence that stands on so many pages is a mould.
RUNNING = frozenset({"body", "lead", "first"})
EVENTFUL = frozenset({"title", "heading", "breadcrumb", "menu", "link"})
SAID_OFTEN = 3
# A page's first words that begin with the name say what the page is, though its title says it otherwise.
BEGINNING = 2
# The item of a list that a menu entry stands in, and with it the entries below.
_ITEM = re.compile(r"^(.*/li(?:\[\d+\])?)(?:/[^/]*){1,3}$")


class Spotted(NamedTuple):
    """A label that names something: the match, where it stands, and how much else the label says; ``hint`` marks weaker words, ``part`` a
    match that is but a part of another thing's name."""

    text: str
    match: Match
    extra: int
    at: Sighting
    hint: bool = False
    part: bool = False

    @property
    def by_name(self) -> bool:
        """Whether it is the thing's own name that was met."""
        return not self.hint and not self.part


@dataclass
class Candidate:
    """A place that may hold the information, with the labels that name it, the surest first."""

    spot: Spot
    labels: list[Spotted] = field(default_factory=list)

    @property
    def best(self) -> Spotted:
        """The surest label."""
        return self.labels[0]


@dataclass
class Named:
    """``sure`` are named for certain, ``weak`` may be meant, ``spoken`` are pages whose text speaks of it under another name; ``mentions``
    counts texts and headlines that hold the words."""

    sure: list[Candidate]
    weak: list[Candidate]
    spoken: list[Candidate]
    mentions: int


def _order(one: Spotted) -> tuple[int, int, int, int, str]:
    """The sure way of writing first, then labels that say nothing else, then fields by weight, then what stands on most pages."""
    wide = -one.at.pages
    return one.match.way, 0 if one.extra <= NAME else 1, -WEIGHTS[one.at.field], wide, one.at.url


@derived_by
def named(snapshot: Snapshot, asked: tuple[str, Language]) -> Named:
    """What a version names as a concept; ``asked`` is the concept and the language. Worked out once."""
    concept, language = asked
    return _Search(snapshot, concept, language).run()


class _Search:
    def __init__(self, snapshot: Snapshot, concept: str, language: Language, anywhere: bool = False) -> None:
        self.snapshot, self.concept, self.language = snapshot, concept, language
        self.indicator: Indicator = snapshot.indicator(concept)
        self.under = () if anywhere else self.indicator.under
        self.names = phrases(self.indicator.names.of(language), language)
        self.labels = phrases(self.indicator.labels.of(language), language)
        self.hints = phrases(self.indicator.hints.of(language), language)
        self.others = of_others(snapshot, (concept, language))
        body = snapshot.plan.body
        self.own = own_words((body.name.kk, body.name.ru))
        self.fields = frozenset(self.indicator.fields)
        self.sections = _sections(snapshot, self.under, language)

    def run(self) -> Named:
        sure: dict[Spot, Candidate] = {}
        weak: dict[Spot, Candidate] = {}
        spoken: dict[Spot, Candidate] = {}
        mentions = 0
        for hint, wanted in ((False, self.names), (False, self.labels), (True, self.hints)):
            for phrase in wanted:
                # Looked at several times in a row, so its places are made once.
                found = [hit.opened() for hit in index(self.snapshot, self.language).find(phrase)]
                hits = tuple(_of_labels(found)) if wanted is self.labels else found
                labels = labels_by_page(hits)
                for hit in hits:
                    mentions += self._sort(without_echoes(hit, labels), hint, sure, weak, spoken)
        if not sure and all(label.hint for one in weak.values() for label in one.labels):
            self._search_roots(weak)
        if not sure:
            self._search_like_words(weak)
        for candidate in (*sure.values(), *weak.values(), *spoken.values()):
            candidate.labels.sort(key=_order)
        left = {spot: one for spot, one in weak.items() if spot not in sure and Spot(spot.url) not in sure}
        return Named(_ranked(sure), _ranked(left), _ranked(spoken), mentions)

    def _search_roots(self, weak: dict[Spot, Candidate]) -> None:
        """Labels that say the words of a name in other forms and another order, and little else: before all is called absent."""
        for phrase in (one for one in self.names if len(one.stems) > 1):
            self._doubt(index(self.snapshot, self.language).loose(phrase), weak)

    def _search_like_words(self, weak: dict[Spot, Candidate]) -> None:
        """Labels that say a name in words of like meaning, at least one word of its own among them, and little else."""
        for phrase in (one for one in self.names if len(one.stems) > 1):
            slots = in_like_words(self.snapshot, phrase, self.language)
            if len(slots) > 1 and any(len(slot) > 1 for slot in slots):
                hits = index(self.snapshot, self.language).loose(phrase, slots, LIKE_WORDS, [slot[0] for slot in slots])
                self._doubt(hits, weak)

    def _doubt(self, hits: Iterable[Hit], weak: dict[Spot, Candidate]) -> None:
        """Puts labels that say little beside a name in other words among the places that may be meant."""
        for hit in hits:
            beside = hit.match.extra - sum(map(filling, hit.said))
            if beside > NAME or hit.number in self.others:
                continue
            for at in (at for at in hit.sightings if at.field in SPOKEN):
                one = Spotted(hit.text, hit.match, max(beside, 0), at, hint=hit.match.way == LIKE_WORDS)
                if self._standing(one, hint=True) is False:
                    spot = Spot(at.url, _lane(self.snapshot, at), at.part, at.fragment)
                    weak.setdefault(spot, Candidate(spot)).labels.append(one)

    def _sort(
        self, hit: Hit, hint: bool, sure: dict[Spot, Candidate], weak: dict[Spot, Candidate], spoken: dict[Spot, Candidate]
    ) -> int:
        """Lays every place of a label among the candidates; returns how many only mention the words."""
        other = hit.number in self.others
        beside = extra(hit.match, hit.said, self.own)
        part = taken(self.snapshot, self.language, self.concept, hit.text, hit.match)
        mentions, bodies = 0, len({at.url for at in hit.sightings if at.field in RUNNING})
        for at in hit.sightings:
            one = Spotted(hit.text, hit.match, beside, at, hint, part)
            # A label of another thing is none of this; a sentence may speak of both.
            standing = None if other else self._standing(one, hint)
            if part and standing is not None:
                standing = False
            if bodies >= SAID_OFTEN and at.field in RUNNING and (hint or beside or " " not in hit.match.phrase):
                standing = None
            if standing is None:
                mentions += 1
                if hint or not self._said(one, bodies) or (other and not sentence(one.text)):
                    continue
            book = spoken if standing is None else sure if standing else weak
            spot = Spot(at.url, _lane(self.snapshot, at), at.part, at.fragment)
            book.setdefault(spot, Candidate(spot)).labels.append(one)
        return mentions

    def _standing(self, one: Spotted, hint: bool) -> bool | None:
        """Whether a label names the place (True), may mean it (False), or only mentions the words (None)."""
        at = one.at
        field = FIELDS.get(at.field, at.field)
        if self._of_news(one) or (at.field in ("link", "body", "drawn") and self._headline(one)):
            return None
        if self._aside(one):
            return None
        if at.field == "pictured":
            # What pictures say is no text, and the engine errs: a line that is the name and nothing else is for a person.
            return False if not (hint or one.extra) and is_line(one.text) else None
        if at.field == "lead":
            return None if hint or one.match.start > BEGINNING else False
        if at.field == "body":
            if at.url in documents(self.snapshot) and "body" not in self.fields:
                return None
            if "body" in self.fields and not hint and self._below(at):
                return not defers(self.snapshot, one.text)
            return False if not hint and one.extra <= NAME and is_line(one.text) else None
        if at.field == "first" and (not is_line(one.text) or (hint and sentence(one.text))):
            return None
        if field not in self.fields:
            return None
        whole = " " in one.match.phrase and (at.field in ("file", "first") or at.url in documents(self.snapshot))
        slug = hint and at.field == "address"
        if one.extra > (NAME if slug else DOCUMENT if whole else LONG_NAME):
            return None if slug or at.field in ("first", "drawn", "caption") else False
        if not self._below(at) or self._archived(at) or self._listed_as_other(at):
            return False
        event = at.field in EVENTFUL and bool(one.extra) and of_event(self.snapshot, one.text)
        return not (hint or event or at.field in ("first", "drawn") or defined(self.snapshot, one.text))

    def _of_news(self, one: Spotted) -> bool:
        """Whether a label belongs to an item of news, or to a list of them and is not that list's own name."""
        at = one.at
        if news_item(self.snapshot, at.url) or (at.part and one.text in item_headings(self.snapshot, self.language)):
            return True
        page = self.snapshot.page(at.url) if at.url in news_lists(self.snapshot) else None
        if page is None or at.part or self.indicator.of_anything:
            return page is not None and bool(at.part)
        own = {page.h1, naming_heading(self.snapshot, page), *own_titles(self.snapshot, page)}
        return at.field in RUNNING or (at.field in ("menu", "link") and one.extra > NAME and one.text not in own)

    def _said(self, one: Spotted, pages: int) -> bool:
        """Whether a sentence of a page's own text speaks of the thing: news do of many, a whole document of everything, and what several
        pages say word for word is no text of theirs."""
        at = one.at
        # «Вопрос-ответ» is one word: «… свой вопрос, ответ даётся …» says two.
        apart = "-" in one.match.phrase and not any(sign in one.text for sign in "-–")
        if one.part or apart or pages >= SAID_OFTEN or only_boxed(one.text, self.names + self.labels):
            return False
        page = self.snapshot.page(at.url)
        return at.field == "body" and page is not None and not page.is_home and not self._of_news(one)

    def _aside(self, one: Spotted) -> bool:
        """Whether a link leads to no section: back to a home page, to its own page, or to a text of law that is not asked for."""
        at = one.at
        if at.field not in ("menu", "link") or at.fragment:
            return False
        if at.url in feeds(self.snapshot):
            return True
        page = self.snapshot.page(at.url)
        if page is not None:
            return page.is_home or at.url in _own_homes(self.snapshot)
        acts = self.snapshot.lexicon("hosts").phrases("acts")
        return on_host(at.url, acts) and not on_host(at.url, self.indicator.link_suffices)

    def _archived(self, at: Sighting) -> bool:
        """Whether a place lies in an archive, or only a page of an archive leads to it."""
        kept = archives(self.snapshot)
        if at.url in kept or (at.page[0] in kept and at.field not in ("menu", "title", "heading")):
            words_of = self.snapshot.lexicon("feeds").phrases("archive")
            return not any(holds(shown(name), words_of) for name in self.indicator.names.of(self.language))
        return False

    def _listed_as_other(self, at: Sighting) -> bool:
        """Whether what a page of another thing lists, or heads a part of it, is that thing: an order on the page of drafts is a draft of one."""
        listed = at.part or (at.field in ("link", "file", "first") and at.url != at.page[0])
        page = self.snapshot.page(*at.page) if listed else None
        heading = naming_heading(self.snapshot, page) if page is not None and not page.is_home else ""
        apart = phrases(self.indicator.excluded.of(self.language), self.language)
        return bool(heading) and in_label(apart, heading) is not None

    def _headline(self, one: Spotted) -> bool:
        """Whether a label tells of an event: many words beside the phrase, or a verb among several."""
        return one.extra > DOCUMENT or (one.extra > NAME and tells(self.snapshot, one.text))

    def _below(self, at: Sighting) -> bool:
        """Whether a place lies in one of the sections that the indicator belongs to."""
        if not self.under:
            return True
        if at.page[0] in self.sections.urls or at.url in self.sections.urls:
            return True
        page = self.snapshot.page(at.url)
        if page is not None and any(self.sections.named(text) for text, _ in page.breadcrumb[:-1]):
            return True
        folder = folder_of(at.url)
        if any(folder.startswith(f"{folder_of(url)}/") for url in self.sections.urls if urlsplit(folder_of(url)).path.strip("/")):
            return True
        return any(at.xpath.startswith(f"{item}/") for key, item in self.sections.items if key == at.page and at.xpath)


def _of_labels(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The same without what stands in running text."""
    for hit in hits:
        kept = [at for at in hit.sightings if at.field not in RUNNING]
        if kept:
            yield hit._replace(sightings=kept)


@derived
def _own_homes(snapshot: Snapshot) -> frozenset[str]:
    """Addresses of home pages, also as registered and as links end there."""
    return frozenset(address for page in snapshot.homes() for address in (page.url, page.final_url))


class _Sections(NamedTuple):
    """Pages of the sections, items of menus that hold their entries, and the words that name them."""

    urls: frozenset[str]
    items: tuple[tuple[tuple[str, str], str], ...]
    concepts: tuple[tuple[str, ...], ...]
    language: Language

    def named(self, text: str) -> bool:
        """Whether a text names one of the sections."""
        return any(in_label(phrases(names, self.language), text) is not None for names in self.concepts)


def _sections(snapshot: Snapshot, concepts: tuple[str, ...], language: Language) -> _Sections:
    found = [candidate for concept in concepts for candidate in _section(snapshot, (concept, language))]
    items = ((label.at.page, _ITEM.match(label.at.xpath)) for candidate in found for label in candidate.labels)
    return _Sections(
        frozenset(candidate.spot.url for candidate in found),
        tuple((page, item.group(1)) for page, item in items if item is not None),
        tuple(snapshot.indicator(concept).names.of(language) for concept in concepts),
        language,
    )


@derived_by
def _section(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Candidates of a concept that is itself a section, wherever it lies."""
    return tuple(_Search(snapshot, *asked, anywhere=True).run().sure)


def _ranked(found: dict[Spot, Candidate]) -> list[Candidate]:
    """The surest first; whole pages and documents before parts of pages."""
    return sorted(found.values(), key=lambda one: (one.best.match.way, bool(one.spot.part), _order(one.best), one.spot))


def _lane(snapshot: Snapshot, at: Sighting) -> str:
    page = snapshot.page(at.url, at.page[1])
    return page.lane if page is not None else "*"


__all__ = ["Candidate", "Named", "Spotted", "named"]
