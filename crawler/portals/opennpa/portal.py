"""The portal of open legal acts as a reading asks it: lists first, cards where they may be asked, tabs of comments where some are not shown.

What a second reading finds, and when. At once: a draft that is new, gone or in another list; its state, kind, days and numbers of comments and of
their verdicts. At the age of ``keep`` only: words of a card that change without its line in the lists, and titles within an archive or in the
second of two languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from crawler.portals.opennpa.addresses import BODIES, CARD, REPORT, Addresses, Asked, windows
from crawler.portals.opennpa.cards import read_card
from crawler.portals.opennpa.lists import ListPage, read_list
from crawler.portals.opennpa.pages import Page
from crawler.portals.opennpa.place import Rules
from crawler.portals.opennpa.reports import read_report
from crawler.portals.opennpa.words import Words, day
from crawler.portals.reading.seam import Item, Knew, Question, Reading, Unmoved
from store.items import ItemRecord

STABLE = ("status", "type", "created", "until", "comments", "accepted", "refused")
"""What must be as before for a draft to count as unchanged; views and likes change without it."""
UTMOST = date(2200, 1, 1)
VIEW = "/npa/view?"


class Portal:
    """The portal at one root, under its rules."""

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules, self._words = rules, Words(rules)
        self._addresses = Addresses(rules, root)

    def first(self, bodies: tuple[str, ...]) -> Iterator[Question]:
        """The page that names the bodies, and the first page of every list, in both languages, for each body that is read or for all at once."""
        for language in self._rules.languages:
            yield self._addresses.question(Asked(BODIES), language)
            for body in bodies or ("",):
                for source in self._addresses.lists:
                    yield self._addresses.question(Asked(source, body=body), language)

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address of the ledger is; None for one that is none of the portal's sources."""
        asked = self._addresses.asked(url)
        if asked is None or lane not in self._rules.languages:
            return None
        return Question(url=url, source=asked.source, lane=lane, body=asked.body)

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        """What an answer says; pure, and never raises whatever the content."""
        asked = self._addresses.asked(question.url)
        if asked is None or not 200 <= status < 300:
            return Reading(lacks=f"status {status}" if asked is not None else "address")
        page = Page(self._rules, self._words, content)
        lacks = next((mark for mark in self._rules.sources[asked.source].marks if not page.holds(mark)), "")
        if lacks:
            return Reading(lacks=lacks, refusal=page.refusal())
        if asked.source == BODIES:
            return Reading(items=_bodies(page), language=page.language(()))
        if asked.source == REPORT:
            report = read_report(page, asked.number)
            return (
                Reading(lacks=self._rules.selectors.report_table)
                if report is None
                else Reading((report,), language=page.language(()))
            )
        return self._card(page, question, asked) if asked.source == CARD else self._list(page, question, asked)

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:
        """Whether nothing behind this answer can have changed: the last page of a window of an archive is as it was.

        A card that comes into a window, or leaves it, moves the last page.
        """
        asked = self._addresses.asked(question.url)
        return asked is not None and asked.source in self._rules.still and self._steady(asked, reading, before)

    def mirrored(self, question: Question, reading: Reading, before: Reading) -> bool:
        """Whether the last page of a window is as it was: nothing came into the window or left it."""
        asked = self._addresses.asked(question.url)
        return asked is not None and self._steady(asked, reading, before)

    def twins(self, question: Question) -> Iterator[Question]:
        """The same page in the other languages."""
        return (question._replace(lane=lane) for lane in self._rules.languages if lane != question.lane)

    def mirrors(self, reading: Reading, twin: Reading) -> bool:
        """Whether two languages tell the same drafts in the same state; a state whose word is not known is none."""
        told, other = ([_state(item) for item in answer.items] for answer in (reading, twin))
        return told == other and all(item.facts.get("status") for item in reading.items)

    def unmoved(self, question: Question, reading: Reading, knew: Knew) -> Iterator[Unmoved]:
        """Cards of drafts whose lines are as they were, on whatever page they stood."""
        for goal in reading.more:
            asked = self._addresses.asked(goal.url)
            line = next((item for item in reading.items if asked is not None and item.key == asked.number), None)
            if line is not None:
                known = [one for one in knew(line.kind, line.key) if one.lane == question.lane]
                if known and all(_stable(one) == _stable(line) for one in known):
                    yield Unmoved(goal)

    def _steady(self, asked: Asked, reading: Reading, before: Reading | None) -> bool:
        """Whether this is the last page of a window, and as it was."""
        if before is None or not asked.windowed or asked.page == 1:
            return False
        behind, known = ([one for one in answer.more if one.source == asked.source] for answer in (reading, before))
        last = all((goal := self._addresses.asked(one.url)) is not None and goal.page < asked.page for one in behind)
        return last and behind == known and [_stable(item) for item in reading.items] == [_stable(item) for item in before.items]

    def _card(self, page: Page, question: Question, asked: Asked) -> Reading:
        found = read_card(page, asked.number, asked.tab)
        goals = [asked._replace(tab=tab) for tab in self._rules.tabs if found.missing]
        if REPORT in self._rules.sources and found.unanswered:
            goals.append(Asked(REPORT, number=asked.number))
        return Reading(items=found.items, more=self._more(goals, question), language=page.language(found.seen))

    def _list(self, page: Page, question: Question, asked: Asked) -> Reading:
        found = read_list(page, asked.source, asked.body)
        fault = self._fault(page, found, asked)
        if fault:
            return Reading(lacks=fault, refusal=page.refusal())
        goals = (*self._pages(found, asked), *self._cards(found))
        return Reading(items=found.items, more=self._more(goals, question), language=page.language(found.seen))

    def _more(self, goals: Iterable[Asked], question: Question) -> tuple[Question, ...]:
        return tuple(self._addresses.question(goal, question.lane) for goal in goals)

    def _fault(self, page: Page, found: ListPage, asked: Asked) -> str:
        """What a list lacks that holds no drafts and does not say so, or does not keep to the days it was asked for."""
        if not found.items:
            beyond = found.pages is not None and asked.page > found.pages
            said = found.pages in (None, 1) and page.says(self._rules.nothing)
            return "" if beyond or said else self._rules.selectors.entry
        if found.pages is None:
            return "totalPages"
        first, last = day(asked.first), day(asked.last)
        created = [item.day for item in found.items if item.day]
        strange = any((first and one < first) or (last and one > last) for one in created)
        return "createBeginDate" if strange else ""

    def _pages(self, found: ListPage, asked: Asked) -> Iterator[Asked]:
        """Which pages of its list an answer leads to.

        The first page of a window leads to its last one, and the last one to all between: so the last one tells whether those changed.
        """
        pages = min(found.pages or 0, self._rules.most_pages)
        if asked.windowed:
            if asked.page == pages:
                yield from (asked._replace(page=page) for page in range(2, pages))
            elif pages > 1:
                yield asked._replace(page=pages)
        elif asked.page == 1:
            newest = max((item.day for item in found.items if item.day), default="")
            if pages > 1 and newest and not asked.body and asked.source in self._rules.windowed:
                known = min(date.fromisoformat(newest), UTMOST)
                yield from (asked._replace(first=one, last=two) for one, two in windows(self._rules.since, known))
            else:
                yield from (asked._replace(page=page) for page in range(2, pages + 1))

    def _cards(self, found: ListPage) -> Iterator[Asked]:
        """Cards of the drafts of a list; where robots.txt closes them they are noted as closed and not asked."""
        since = self._rules.cards_from.isoformat()
        for item in found.items:
            if item.day >= since and VIEW in item.facts["place"]:
                yield Asked(CARD, number=item.key)


def _bodies(page: Page) -> tuple[Item, ...]:
    return tuple(Item("body", key, name, key, name) for key, name in page.menu.items())


def _stable(item: Item | ItemRecord) -> tuple[object, ...]:
    return (item.title, *_state(item))


def _state(item: Item | ItemRecord) -> tuple[object, ...]:
    return (item.kind, item.key, *(item.facts.get(name) for name in STABLE))
