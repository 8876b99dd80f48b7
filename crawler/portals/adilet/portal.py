"""The legal database read as a portal: only the acts that it is asked for, each by the list of its day and by its own page.

Items of kind ``act`` (``key``: the code of the act; ``title``) bear these facts: ``requisites`` (kind, issuer, day and number as written,
without what follows of registration and end), ``status`` (``in-force``, ``repealed``, ``unclear``), ``mark`` (the words of the mark),
``told-by`` (``mark``, ``header``, ``note``, or empty), ``ended`` (the sentence that tells the end), ``until`` (first day without force, ISO
8601, where the page gives it), ``adopted`` (ISO 8601) and ``number`` (both of the page of information alone).

An item of kind ``listing`` stands for each page of a day's list: ``day``, and the facts ``kind`` (empty: of all kinds), ``page``, ``shown``
(acts on the page) and ``total`` (acts that the list says it has).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from crawler.portals.adilet.addresses import ACTS, DAYS, Addresses, Listed
from crawler.portals.adilet.pages import REPEALED, Header, Page
from crawler.portals.adilet.place import Rules
from crawler.portals.reading.seam import Item, Question, Reading
from store.base import Language

ACT, LISTING = "act", "listing"
OK = 200
PAGE_SIZE = 100


class Portal:
    """The legal database.

    :param root: its address, without a slash at the end.
    """

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules = rules
        self._addresses = Addresses(rules, root)

    def first(self, bodies: tuple[str, ...]) -> Iterable[Question]:
        """Looks up the acts that are named; without names nothing is asked, for nobody reads a legal database whole."""
        return dict.fromkeys(question for name in bodies for question in self._addresses.wanted(name))

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address is."""
        return self._addresses.at(url, lane)

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        """The acts of an answer. An answer that says that there is no such act yields nothing."""
        if status != OK:
            return Reading()
        page = Page(self._rules, content)
        return self._list(question, page) if question.source == DAYS else self._act(question, page)

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:  # noqa: ARG002
        """Nothing is taken over: an act may end any day."""
        return False

    def _act(self, question: Question, page: Page) -> Reading:
        lacks = page.lacks(self._rules.sources[question.source].marks)
        header = page.header()
        if lacks or header is None:
            return Reading(language=page.language, lacks=lacks or self._rules.marks["header"])
        lane = _language(question.lane)
        code = self._addresses.code(question.url)
        ended = question.source == ACTS and header.status == REPEALED and not header.until and lane is not None
        more = (self._addresses.text(code, lane),) if ended and lane is not None else ()
        adopted, number = page.row(self._rules.rows.get("adopted", ())), page.row(self._rules.rows.get("number", ()))
        return Reading((self._item(page, code, header, _iso(adopted), number),), more, page.language)

    def _list(self, question: Question, page: Page) -> Reading:
        words = self._rules.sources[DAYS].marks
        listed, cards = self._addresses.listed(question.url), page.cards()
        if listed is None or not (cards or page.says(words)):
            return Reading(language=page.language, lacks=words[0])
        total = page.total(words)
        told = {
            "kind": self._addresses.kind(listed),
            "page": listed.page,
            "shown": len(cards),
            "total": -1 if total is None else total,
        }
        key = f"{listed.day}/{listed.forms}/{listed.page}"
        items = [Item(LISTING, key, day=listed.day, facts=told), *(self._item(page, card.code, card.header) for card in cards)]
        return Reading(tuple(items), self._next(question, listed, len(cards), total), page.language, total=total)

    def _next(self, question: Question, listed: Listed, shown: int, total: int | None) -> tuple[Question, ...]:
        lane = _language(question.lane)
        left = total is not None and total > listed.page * PAGE_SIZE and shown >= PAGE_SIZE
        if lane is None or not left or listed.page >= self._rules.most_pages:
            return ()
        return (self._addresses.day(listed._replace(page=listed.page + 1), lane),)

    def _item(self, page: Page, code: str, header: Header, adopted: str = "", number: str = "") -> Item:
        facts = {
            "requisites": self._requisites(page, header),
            "status": header.status,
            "mark": header.mark,
            "told-by": header.told_by,
            "ended": header.ended,
            "until": header.until,
            "adopted": adopted,
            "number": number,
        }
        return Item(ACT, code, title=header.title, day=adopted, facts=facts)

    def _requisites(self, page: Page, header: Header) -> str:
        """What names the act itself: the sentences before its registration and its end, which bear days and numbers of others."""
        text = header.requisites.removesuffix(page.ending(header.requisites))
        folded = text.casefold()
        places = [at for at in (folded.find(word) for word in self._rules.registered) if at >= 0]
        if not places:
            return text.strip()
        sentence = text.rfind(". ", 0, min(places))
        return text[: sentence + 1 if sentence >= 0 else min(places)].strip()


def _language(lane: str) -> Language | None:
    known: dict[str, Language] = {"kk": "kk", "ru": "ru", "en": "en"}
    return known.get(lane)


def _iso(text: str) -> str:
    found = re.fullmatch(r"(\d{2})\.(\d{2})\.(\d{4})", text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else ""
    except ValueError:
        return ""
