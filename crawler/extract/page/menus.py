"""Menus whose entries are no links: rows of spans or buttons that a script makes work, and links that lead nowhere without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice, takewhile

from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.words import Words

SCRIPTED_MENU = "scripted-menu"
ENTRIES = 3
LONGEST = 60
# How far inside its entry of a list a link may stand.
DEEPEST = 3
_NAMED = re.compile(
    r"(?:^|[-_\s])(?:nav|menu|navbar|navigation)[-_]{0,2}(?:items?|links?|btn|button|title|entry)(?:$|[-_\s])", re.IGNORECASE
)
_BLOCK = re.compile(r"(?:^|[-_\s])(?:nav|menu|navbar|navigation)(?:$|[-_\s])", re.IGNORECASE)
_IDLE = re.compile(r"\s*(?:#|javascript:.*)?\s*", re.IGNORECASE | re.DOTALL)
_TAGS = frozenset({"span", "div", "li", "button", "p", "td"})
_PLACES = frozenset({"nav", "header"})


def scripted_menu(outline: Outline, words: Words) -> bool:
    """Whether the page shows a row of at least three named entries of a menu that lead nowhere by themselves; languages are none."""
    rows: Counter[int] = Counter()
    for element, row in _entries(outline):
        if not element.hidden and _is_label(outline.text(element, LONGEST + 1), words):
            rows[row.key] += 1
            if rows[row.key] >= ENTRIES:
                return True
    return False


def _entries(outline: Outline) -> Iterator[tuple[Element, Element]]:
    """What may be an entry, with the element that holds its row."""
    family = _Family(outline)
    for element in outline.elements:
        if element.parent is None:
            continue
        if element.tag == "a":
            item = next((one for one in islice(element.ancestors(), DEEPEST) if one.tag == "li"), element)
            row = item.parent
            if row is not None and _idle(element) and (element.place in _PLACES or family.in_menu(element)):
                yield element, row
        elif element.tag in _TAGS and _is_entry(element) and not family.linked(element):
            yield element, element.parent


def _is_label(text: str, words: Words) -> bool:
    return any(letter.isalpha() for letter in text) and len(text) <= LONGEST and words.switch_to(text) is None


def _is_entry(element: Element) -> bool:
    if element.get("role").strip().lower() == "menuitem":
        return True
    names = element.get("class")
    return bool(names) and _NAMED.search(names[:300]) is not None


def _idle(element: Element) -> bool:
    """Whether a link leads nowhere by itself."""
    return _IDLE.fullmatch(element.get("href")[:300]) is not None


def _is_block(element: Element) -> bool:
    return _BLOCK.search(element.get("class")[:300]) is not None


class _Family:
    """What stands around and within elements. Each is asked once: a thousand may stand around each of a page's elements."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._menus: dict[int, bool] = {}
        self._links: dict[int, bool] = {}

    def in_menu(self, element: Element) -> bool:
        """Whether it stands in a block whose class says that it is navigation."""
        return _stands_in(element, _is_block, self._menus)

    def linked(self, element: Element) -> bool:
        """Whether it stands in a link or holds one that leads somewhere."""
        return _stands_in(element, lambda one: one.tag == "a", self._links) or element.key in self._holders

    @cached_property
    def _holders(self) -> set[int]:
        """Keys of the elements that hold a link."""
        found: set[int] = set()
        for link in self._outline.by_tag.get("a", ()):
            if "href" in link.attributes:
                # Of one that was met all those around it were.
                found.update(one.key for one in takewhile(lambda one: one.key not in found, link.ancestors()))
        return found


def _stands_in(element: Element, test: Callable[[Element], bool], known: dict[int, bool]) -> bool:
    """Whether something around it passes the test; ``known`` keeps, by key, whether an element or anything around it does."""
    within, asked = False, []
    for one in element.ancestors():
        if one.key in known:
            within = known[one.key]
            break
        asked.append(one)
    for one in reversed(asked):
        within = known[one.key] = within or test(one)
    return within
