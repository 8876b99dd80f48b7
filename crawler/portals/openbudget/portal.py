"""The portal of open budgets: searches of each body, passports of its programmes, its documents.

Items and their facts (days are ISO 8601 or empty, numbers whole):

``body``: a state body of the search; key is its id. A body that the search does not know has no list of programmes.
``listed``, ``filed``: an entry of the list of programmes or of documents; facts ``changed`` (day of the last change that the list shows).
``programme``: key is its id; facts ``code``, ``years`` (the budget's own year first), ``stages`` (those that have a tab).
``stage``: a tab of a passport, key ``<id>:<stage>``, day of placing; facts ``programme``, ``years``, ``stage`` (project, approved, report),
``day_of`` (row or file), ``council`` (day of the council's sitting), ``known`` and ``empty`` (names of rows and parts that are there, and of those
that are left empty), ``files`` (title, day, link of each), ``files_shown``, ``comments_shown`` (whether the tab has a place for them), ``comments``.
``comment``: key ``<id>:<stage>:<comment>``; facts ``programme``, ``stage``, ``text``, ``answered``, ``answer_day``.
``document``: day of placing; facts ``kind`` (balance, performance, cash-flow, equity, notes, statement, plan-report, audit, civil-budget or
empty), ``year`` it is about (0 where it tells none), ``formed``, ``received``, ``empty``, ``files``, ``files_shown``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from lxml import html  # type: ignore[import-untyped]

from crawler.portals.openbudget.addresses import Addresses
from crawler.portals.openbudget.markup import chosen, day_in, text_of, tree_of
from crawler.portals.openbudget.papers import item_of
from crawler.portals.openbudget.passport import items_of
from crawler.portals.openbudget.rules import Rules
from crawler.portals.reading.seam import Item, Question, Reading
from store.base import Language

OK = 200
LISTS = {"programmes": ("programme", "budgetId", "listed"), "documents": ("document", "id", "filed")}


class Portal:
    """The portal at one address."""

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules = rules
        self._addresses = Addresses(rules, root)

    def first(self, bodies: tuple[str, ...]) -> Iterable[Question]:
        """The lists of each body in every language; for all bodies the search, which names them."""
        for lane in self._rules.languages:
            if not bodies:
                yield self._addresses.ask("bodies", lane)
            for body in bodies:
                yield from self._lists(body, lane)

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address is."""
        return self._addresses.at(url, lane)

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        """What an answer says; nothing of it counts where a mark of its source is missing."""
        rules = self._rules
        page = tree_of(content) if status == OK else None
        lacks = self._lacking(question, page)
        if lacks:
            return Reading(lacks=lacks, refusal=self._refusal(content))
        assert page is not None  # noqa: S101 - an answer without a page lacks its marks
        language = self._language(page)
        told = self._addresses.told(question.url)
        values = told[1] if told is not None else {}
        if question.source == "bodies":
            items = tuple(self._bodies(page))
            more = tuple(one for item in items for one in self._lists(item.key, question.lane))
            return Reading(items, more, language)
        if question.source in LISTS:
            return self._list(question, page, values, language)
        if question.source == "programme":
            return Reading(items_of(rules, page, values["item"], question.body), (), language)
        return Reading((item_of(rules, page, values["item"], question.body),), (), language)

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:
        """A list of documents that tells of each when it last changed, as it told before. Comments on programmes come without a sign in the
        list, so that passports are asked for each time."""
        if before is None or question.source != "documents" or reading.items != before.items:
            return False
        return all(item.facts.get("changed") for item in reading.items)

    def _lists(self, body: str, lane: str) -> Iterator[Question]:
        for source in LISTS:
            yield self._addresses.ask(source, lane, body=body, page="1")

    def _lacking(self, question: Question, page: html.HtmlElement | None) -> str:
        """The first mark of the source that is not there; ``page`` where the answer is no page at all."""
        source = self._rules.sources.get(question.source)
        told = self._addresses.told(question.url)
        if page is None or source is None or told is None or told[0] != question.source:
            return "page"
        return next((mark for mark in source.marks if not chosen(page, mark)), "")

    def _refusal(self, content: bytes) -> str:
        said = content[:200_000].decode("utf-8", "replace")
        return next((name for name, texts in self._rules.refusals.items() if any(text in said for text in texts)), "")

    def _language(self, page: html.HtmlElement) -> Language | None:
        """The language whose words of the frame come more often; None where neither does."""
        said = text_of(page) + " " + " ".join(text_of(one) for one in chosen(page, "title, header, nav"))
        counts: dict[Language, int] = {}
        for language in self._rules.languages:
            counts[language] = sum(said.count(word) for word in self._rules.signs.get(language, ()))
        best = max(counts, key=lambda one: counts[one], default=None)
        if best is None or list(counts.values()).count(counts[best]) > 1:
            return None
        return best

    def _bodies(self, page: html.HtmlElement) -> Iterator[Item]:
        for option in chosen(page, self._rules.list_.options):
            key = str(option.get("value") or "").strip()
            if key.isascii() and key.isalnum() and key != "0":
                yield Item("body", key, text_of(option), key, text_of(option))

    def _list(self, question: Question, page: html.HtmlElement, values: dict[str, str], language: Language | None) -> Reading:
        source, field, kind = LISTS[question.source]
        items, more = self._named(question, page), []
        if question.source == "programmes" and not items:
            return Reading(lacks=f"govAgencyId={question.body}")
        for link in chosen(page, self._rules.list_.entry):
            key = self._key(str(link.get("href") or ""), source, field, question.body)
            if key:
                items.append(Item(kind, key, text_of(link), question.body, facts={"changed": self._changed(link)}))
                more.append(self._addresses.ask(source, question.lane, item=key, body=question.body))
        number, pages = int(values["page"]) if values["page"].isdigit() else 0, self._pages(page)
        if pages > self._rules.list_.most_pages:
            return Reading(lacks=f"most_pages {self._rules.list_.most_pages}")
        if number == 1:
            more += [
                self._addresses.ask(question.source, question.lane, body=question.body, page=str(next_page))
                for next_page in range(2, pages + 1)
            ]
        return Reading(tuple(items), tuple(dict.fromkeys(more)), language)

    def _named(self, question: Question, page: html.HtmlElement) -> list[Item]:
        """The body that a list was asked for, where the page's own list of bodies knows it."""
        return [item for item in self._bodies(page) if item.key == question.body]

    def _key(self, href: str, source: str, field: str, body: str) -> str:
        """The id that a link of a list leads to, where it is a card of this body."""
        parts = urlsplit(href) if href.startswith("/") else None
        if parts is None or parts.path != urlsplit(self._rules.sources[source].address).path:
            return ""
        query = dict(parse_qsl(parts.query))
        key = query.get(field, "")
        return key if key.isascii() and key.isalnum() and query.get("govAgencyId", body) == body else ""

    def _pages(self, page: html.HtmlElement) -> int:
        for script in page.iter("script"):
            match = re.search(self._rules.list_.pages, script.text or "")
            if match and len(match[1]) < 9:
                return int(match[1])
        return 1

    def _changed(self, link: html.HtmlElement) -> str:
        """The day of the last change that the list tells below an entry."""
        heading = link.getparent()
        following = heading.getnext() if heading is not None else None
        if following is None or following.tag in ("h2", "script") or not isinstance(following.tag, str):
            return ""
        return day_in(text_of(following))
