"""What lists and cards of the portal have in common as pages: the tree, its language, the bodies of its menu, labels with their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.page.tree import parse
from crawler.portals.opennpa.place import Rules
from crawler.portals.opennpa.words import Words, fold, line
from store.base import Language

TEXT = "-text"
PLAIN = "p,div,td,li,label,span,h1,h2,h3,h4"
SHOWN = 2000
MOST_BODIES = 5000
"""A menu of the country holds some hundreds of bodies."""


def text_of(node: LexborNode | None, most: int = 500) -> str:
    """A node's text on one line; «» for none."""
    return line(node.text(separator=" "), most) if node is not None else ""


def after(node: LexborNode) -> str:
    """The text that follows a node before the next element."""
    parts, found = [], node.next
    while found is not None and found.tag == TEXT:
        parts.append(found.text_content or "")
        found = found.next
    return line("".join(parts))


def field_of(href: str | None, name: str) -> str:
    """A number in the query of an address; «» where there is none."""
    value = dict(parse_qsl(urlsplit(href or "").query, max_num_fields=40)).get(name, "")
    return value if value.isascii() and value.lstrip("-").isdigit() and len(value) <= 19 else ""


def pairs(box: LexborNode, selector: str) -> Iterator[tuple[str, str]]:
    """Labels of a box with what follows each up to the next label or line."""
    for label in box.css(selector):
        yield text_of(label), after(label)


class Page:
    """One answer as a page of the portal."""

    def __init__(self, rules: Rules, words: Words, content: bytes) -> None:
        self.rules, self.words, self.css = rules, words, rules.selectors
        self.markup = content.decode("utf-8", "replace")
        self.tree: LexborHTMLParser = parse(self.markup)[0]

    def holds(self, mark: str) -> bool:
        """Whether an expected mark is there: a selector that finds something, or a text of the markup."""
        try:
            return self.tree.css_first(mark) is not None or mark in self.markup
        except ValueError:
            return mark in self.markup

    @cached_property
    def shown(self) -> str:
        """The beginning of what a reader sees, in lower case."""
        return fold(text_of(self.tree.body or self.tree.root, SHOWN))

    def says(self, texts: Iterable[str]) -> bool:
        """Whether one of these texts stands alone in an element that a reader sees."""
        wanted = {fold(text) for text in texts}
        return any(fold(node.text(deep=False)) in wanted for node in self.tree.css(PLAIN))

    def refusal(self) -> str:
        """The name of the refusal that the page is; «» for none. Only asked where the expected marks lack."""
        said = f"{fold(text_of(self.tree.css_first('title')))} {self.shown}"
        return next((name for name, texts in self.rules.refusals.items() if any(fold(text) in said for text in texts)), "")

    def language(self, seen: Iterable[frozenset[Language]]) -> Language | None:
        """The language of the page: that of its labels, else of its switch, else of its root.

        :param seen: for each label met, the languages that it is one of.
        """
        count = Counter(next(iter(one)) for one in seen if len(one) == 1)
        if len(count) == 1:
            return next(iter(count))
        switch = self.tree.css_first(self.css.spoken)
        spoken = switch.attributes.get("data-lang") if switch is not None else None
        root = self.tree.css_first("html")
        said = spoken or (root.attributes.get("lang") if root is not None else "") or ""
        return next((known for known in ("kk", "ru") if said.casefold().startswith(known)), None) if not count else None

    @cached_property
    def menu(self) -> dict[str, str]:
        """The bodies that the menu names: number → name."""
        found: dict[str, str] = {}
        for link in self.tree.css(self.css.menu):
            key, name = field_of(link.attributes.get("href"), "governmentId"), text_of(link)
            if key and name and len(found) < MOST_BODIES:
                found.setdefault(key, name)
        return found

    @cached_property
    def _numbers(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, name in self.menu.items():
            found.setdefault(fold(name), set()).add(key)
        return found

    def body(self, name: str, asked: str) -> str:
        """The number of the body that bears a name; ``asked`` where the list was asked for that body and the menu does not say otherwise."""
        numbers = self._numbers.get(fold(name), set())
        if asked and (not numbers or asked in numbers):
            return asked
        return next(iter(numbers)) if len(numbers) == 1 else ""
