"""Portals that list cards on numbered pages, as those of open government do: where everything stands is said by the portal's rules.

Nothing is taken for an empty list that does not say itself that it is one, and a page that is full but names no last page is no answer:
markup that has changed must never look like a body that did nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from string import Template
from typing import Any, Literal, cast

from pydantic import Field, field_validator, model_validator
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from crawler.extract.page.guard import tame
from crawler.portals.reading.seam import Item, PortalRules, Question, Reading
from store.base import Frozen, Language
from store.told import refusal

TEXT = 300
NUMBER = re.compile(r"\d{1,12}")


class FieldRules(Frozen):
    """Where one field stands: ``css`` inside its card (empty: the card), the value of ``attribute`` or the text, of it what ``pattern``
    captures. ``form`` says what it is; ``many`` that there may be several."""

    css: str = ""
    attribute: str = ""
    pattern: str = ""
    form: Literal["text", "date", "number"] = "text"
    many: bool = False

    @field_validator("css")
    @classmethod
    def _selector(cls, css: str) -> str:
        return proved(css)


class ListRules(Frozen):
    """How the cards of one source are read: ``card`` holds one item of ``kind``; a list without cards says one of ``empty``.

    ``body`` and ``body_name`` are read where the address does not name the body. ``behind`` are sources asked for each body that is listed.
    ``steady`` lists bring what is new on their first page, so that one that has not changed says that none has.
    """

    kind: str
    card: str
    key: FieldRules
    title: FieldRules | None = None
    day: FieldRules | None = None
    body: FieldRules | None = None
    body_name: FieldRules | None = None
    facts: dict[str, FieldRules] = {}
    empty: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    steady: bool = False

    @field_validator("card")
    @classmethod
    def _selector(cls, css: str) -> str:
        return proved(css)


class CardRules(PortalRules):
    """Rules of a portal of cards.

    A reading begins with the sources of ``begin``; for a body that is named, with those of ``each``. ``authorised`` sources are asked only with
    the operator's agreement. ``spoken`` is where an answer says its language. ``last_page`` captures the number of the last page, which every
    full page (``page_size`` cards) must name; beyond ``most_pages`` nothing is asked.
    """

    begin: tuple[str, ...]
    each: tuple[str, ...]
    authorised: tuple[str, ...] = ()
    spoken: FieldRules
    last_page: str
    page_size: int = Field(gt=0)
    most_pages: int = Field(gt=0)
    day_form: str
    lists: dict[str, ListRules]

    @model_validator(mode="after")
    def _agree(self) -> CardRules:
        named = {*self.begin, *self.each, *self.authorised, *(name for one in self.lists.values() for name in one.behind)}
        for name in sorted(named | set(self.lists)):
            if name not in self.sources or name not in self.lists:
                raise refusal("«{name}» needs an entry under «sources» and one under «lists»; write both", name=name)
        return self


class Cards:
    """A portal of cards under its rules; a portal adds what its cards alone cannot say.

    :param rules: those of its file in ``config/portals``.
    :param root: where it is asked, without a slash at the end.
    """

    def __init__(self, rules: CardRules, root: str) -> None:
        self.rules = rules
        self.root = root
        self._forms = {name: _form(root + source.address) for name, source in rules.sources.items()}

    def first(self, bodies: tuple[str, ...]) -> Iterable[Question]:
        """First pages of the lists that a reading begins with, in every language."""
        for language in self.rules.languages:
            if not bodies:
                yield from (self.ask(name, language) for name in self.rules.begin)
            for body in bodies:
                yield from (self.ask(name, language, body) for name in self._asked(self.rules.each))

    def ask(self, source: str, lane: str, body: str = "", page: int = 1) -> Question:
        """The question for one page of a source."""
        address = self.rules.sources[source].address
        path = Template(address).safe_substitute(body=body, page=str(page))
        return Question(url=self.root + path, source=source, lane=lane, body=body if "$body" in address else "")

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address is; None for one of no source."""
        if lane not in self.rules.languages:
            return None
        for name, form in self._forms.items():
            match = form.fullmatch(url)
            if match:
                return Question(url=url, source=name, lane=lane, body=match.groupdict().get("body") or "")
        return None

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        """What one page of a list says; see ``Portal.read``."""
        text, _ = tame(content.decode("utf-8", "replace"))
        if status != 200:
            return Reading(lacks=f"status {status}")
        tree = LexborHTMLParser(text)
        cards = innermost(tree.css(self.rules.lists[question.source].card))
        page, last = self._page(question), self._last(text)
        lacks, language = self._lacks(question.source, tree, cards, last), self._language(tree)
        if lacks:
            return Reading(language=language, lacks=lacks)
        items = tuple(self._items(cards, tree, question, {"page": page, "pages": max(last, page)}))
        if len(items) < len(cards):
            key = self.rules.lists[question.source].key
            return Reading(language=language, lacks=key.css or key.pattern)
        return Reading(items=items, more=tuple(self._more(question, page, last, items)), language=language)

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:
        """Whether the first page of a steady list is what it was."""
        return (
            before is not None
            and self.rules.lists[question.source].steady
            and (reading.items, reading.more) == (before.items, before.more)
        )

    def told(self, card: LexborNode, tree: LexborHTMLParser, question: Question, key: str) -> dict[str, Any]:  # noqa: ARG002
        """What a portal adds to the facts of a card."""
        return {}

    def _lacks(self, source: str, tree: LexborHTMLParser, cards: list[LexborNode], last: int) -> str:
        """The mark without which an answer is no page of this list; empty where it is one."""
        rules, place = self.rules.lists[source], tree.root
        for mark in self.rules.sources[source].marks:
            place = tree.css_first(mark)
            if place is None:
                return mark
        said = "" if place is None else " ".join(place.text(deep=True, separator=" ").split()).casefold()
        if not cards and (last > 1 or not any(word.casefold() in said for word in rules.empty)):
            return rules.card
        return self.rules.last_page if len(cards) >= self.rules.page_size and not last else ""

    def _items(
        self, cards: list[LexborNode], tree: LexborHTMLParser, question: Question, place: dict[str, int]
    ) -> Iterator[Item]:
        rules = self.rules.lists[question.source]
        for card in cards:
            key = self._one(card, rules.key)
            if key:
                facts = {
                    name: value for name, one in rules.facts.items() if (value := self._value(card, one)) not in ("", None, [])
                }
                yield Item(
                    kind=rules.kind,
                    key=key,
                    title=self._one(card, rules.title),
                    body=question.body or self._one(card, rules.body),
                    body_name=self._one(card, rules.body_name),
                    day=self._one(card, rules.day),
                    facts={**facts, **self.told(card, tree, question, key), **place},
                )

    def _more(self, question: Question, page: int, last: int, items: tuple[Item, ...]) -> Iterator[Question]:
        if page == 1 and "$page" in self.rules.sources[question.source].address:
            for number in range(2, min(last, self.rules.most_pages) + 1):
                yield self.ask(question.source, question.lane, question.body, number)
        behind = self._asked(self.rules.lists[question.source].behind)
        for body in dict.fromkeys(item.key for item in items) if behind else ():
            yield from (self.ask(name, question.lane, body) for name in behind)

    def _asked(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of these sources that may be asked."""
        return tuple(name for name in names if name not in self.rules.authorised or self.rules.authorisation is not None)

    def _page(self, question: Question) -> int:
        match = self._forms[question.source].fullmatch(question.url)
        number = match.groupdict().get("page") if match else None
        return int(number) if number and NUMBER.fullmatch(number) else 1

    def _last(self, text: str) -> int:
        match = re.search(self.rules.last_page, text)
        return int(match[1]) if match else 0

    def _language(self, tree: LexborHTMLParser) -> Language | None:
        root = tree.root
        said = self._one(root, self.rules.spoken) if root is not None else ""
        return cast(Language, said) if said in ("kk", "ru", "en") else None

    def _one(self, card: LexborNode, rules: FieldRules | None) -> str:
        return "" if rules is None else next(self._values(card, rules), "")

    def _value(self, card: LexborNode, rules: FieldRules) -> Any:
        if rules.many:
            return list(self._values(card, rules))
        found = self._one(card, rules)
        if rules.form != "number":
            return found
        digits = NUMBER.search(re.sub(r"(?<=\d)\s(?=\d)", "", found))
        return int(digits[0]) if digits else None

    def _values(self, card: LexborNode, rules: FieldRules) -> Iterator[str]:
        for node in card.css(rules.css) if rules.css else [card]:
            raw = (node.attributes.get(rules.attribute) or "") if rules.attribute else node.text(deep=True, separator=" ")
            raw = " ".join(raw.split())
            for found in captured(raw, rules.pattern):
                if rules.form == "date":
                    yield from days(found, self.rules.day_form)
                else:
                    yield found[:TEXT]


def innermost(cards: list[LexborNode]) -> list[LexborNode]:
    """Those that hold no other of them, in their order: what wraps a whole list fits a selector of its cards too."""
    known, outer = {card.mem_id for card in cards}, set[int]()
    for card in cards:
        above = card.parent
        while above is not None:
            if above.mem_id in known:
                outer.add(above.mem_id)
            above = above.parent
    return [card for card in cards if card.mem_id not in outer]


def proved(css: str) -> str:
    """A selector that can be read. Raises ValueError."""
    try:
        if css:
            LexborHTMLParser("<p>").css(css)
    except SelectolaxError:
        raise refusal("«{css}» is no CSS selector; correct it", css=css) from None
    return css


def captured(text: str, pattern: str) -> Iterator[str]:
    """What the first group of a pattern captures of a text, each time that it does; the text itself where there is no pattern."""
    found = (match[1] for match in re.finditer(pattern, text)) if pattern else iter((text,))
    yield from (one.strip() for one in found if one and one.strip())


def days(text: str, form: str) -> Iterator[str]:
    """Days of a text that stand in the portal's form (groups ``d``, ``m``, ``y``), in ISO 8601; days that no calendar has are left out."""
    for match in re.finditer(form, text):
        numbers: Mapping[str, str] = match.groupdict()
        try:
            yield date(int(numbers["y"]), int(numbers["m"]), int(numbers["d"])).isoformat()
        except ValueError:
            continue


def _form(address: str) -> re.Pattern[str]:
    """The addresses that a template stands for."""
    form = re.escape(address).replace(r"\$body", r"(?P<body>[^/?&#]+)", 1).replace(r"\$page", r"(?P<page>\d{1,6})", 1)
    return re.compile(form.replace(r"\$body", r"[^/?&#]+"))
