"""Menus whose entries are no links: rows of spans or buttons that a script makes work, and links that lead nowhere without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

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
    for element in outline.elements:
        if element.parent is None:
            continue
        if element.tag == "a":
            item = next((one for one in islice(element.ancestors(), DEEPEST) if one.tag == "li"), element)
            row = item.parent
            if row is not None and _idle(element) and _in_menu(element):
                yield element, row
        elif element.tag in _TAGS and _is_entry(element) and not _linked(outline, element):
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


def _in_menu(element: Element) -> bool:
    """Whether it stands in navigation, a header, or a block whose class says so."""
    return element.place in _PLACES or any(_BLOCK.search(item.get("class")[:300]) for item in element.ancestors())


def _linked(outline: Outline, element: Element) -> bool:
    around = any(item.tag == "a" for item in element.ancestors())
    return around or any(item.tag == "a" and "href" in item.attributes for item in outline.inside(element))
