"""Menus whose entries are no links: rows of spans or buttons that a script makes work."""

from __future__ import annotations

import re
from collections import Counter

from crawler.extract.tree import Element, Outline
from crawler.extract.words import Words

SCRIPTED_MENU = "scripted-menu"
ENTRIES = 3
LONGEST = 60
_NAMED = re.compile(
    r"(?:^|[-_\s])(?:nav|menu|navbar|navigation)[-_]{0,2}(?:items?|links?|btn|button|title|entry)(?:$|[-_\s])", re.IGNORECASE
)
_TAGS = frozenset({"span", "div", "li", "button", "p", "td"})


def scripted_menu(outline: Outline, words: Words) -> bool:
    """Whether the page shows a row of at least three named entries of a menu that hold no link; languages are none."""
    rows: Counter[int] = Counter()
    for element in outline.elements:
        if element.tag in _TAGS and element.parent is not None and not element.hidden and _is_entry(element):
            text = outline.text(element, LONGEST + 1)
            if _is_label(text, words) and not _linked(outline, element):
                rows[element.parent.key] += 1
                if rows[element.parent.key] >= ENTRIES:
                    return True
    return False


def _is_label(text: str, words: Words) -> bool:
    return any(letter.isalpha() for letter in text) and len(text) <= LONGEST and words.switch_to(text) is None


def _is_entry(element: Element) -> bool:
    if element.get("role").strip().lower() == "menuitem":
        return True
    names = element.get("class")
    return bool(names) and _NAMED.search(names[:300]) is not None


def _linked(outline: Outline, element: Element) -> bool:
    around = any(item.tag == "a" for item in element.ancestors())
    return around or any(item.tag == "a" and "href" in item.attributes for item in outline.inside(element))
