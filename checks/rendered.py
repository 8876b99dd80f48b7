"""What the browser saw of a page: its tree of accessible names, as stored with the page's state."""

from __future__ import annotations

import re

from checks.derived import derived
from checks.measured import states
from checks.sweep import names_section
from checks.words import fold, holds, names
from store.records import PageRecord
from store.snapshot import Snapshot

MENU_LINKS = 2
LONGEST_LABEL = 60
_SEARCH = re.compile(r"^\s*- (?:search|searchbox)\b", re.MULTILINE)
_LINK = re.compile(r'^\s*- link "((?:[^"\\]|\\.)*)"', re.MULTILINE)
_BLOCK = re.compile(r"^(\s*)- navigation\b.*$", re.MULTILINE)


@derived
def trees(snapshot: Snapshot) -> dict[str, str]:
    """Accessible names by address, of pages that the browser opened."""
    return {url: state.names for url, state in states(snapshot).items() if state.names}


@derived
def _opened(snapshot: Snapshot) -> frozenset[str]:
    looked = trees(snapshot)
    return frozenset(page.template for page in snapshot.pages() if page.url in looked)


def settled(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether scripts add nothing to the page that nobody saw: it has none, or the browser opened it or one of its template.

    What an interface gave is no page that a reader sees, so it has no template.
    """
    still = page.scripts == 0 and page.template != ""
    return page.rendered or still or page.url in trees(snapshot) or page.template in _opened(snapshot)


def shows(snapshot: Snapshot, page: PageRecord, element: str) -> bool:
    """Whether the browser saw the element on the page; False also where it did not look."""
    tree = trees(snapshot).get(page.url, "")
    navigation = snapshot.lexicon("navigation")
    if element == "search-form":
        return _SEARCH.search(tree) is not None
    if element == "main-navigation":
        return any(_is_menu(snapshot, _LINK.findall(block)) for block in _blocks(tree))
    labels = [label for label in _LINK.findall(tree) if len(label) <= LONGEST_LABEL]
    if element == "home-link":
        return any(names(label, navigation.phrases("home")) for label in labels)
    return any(holds(label, navigation.phrases("site-map")) for label in labels)


def _is_menu(snapshot: Snapshot, labels: list[str]) -> bool:
    """Whether a block holds links named like sections, and not only home, languages, ways back, search and settings."""
    lexicon = snapshot.lexicon("language-switch")
    languages = {fold(phrase) for concept in lexicon.entries for phrase in lexicon.phrases(concept)}
    homes = {fold(phrase) for phrase in snapshot.lexicon("navigation").phrases("home")}
    named = {fold(label) for label in labels if names_section(snapshot, label)}
    return len(named - languages - homes) >= MENU_LINKS


def _blocks(tree: str) -> list[str]:
    """The lines below each navigation landmark, as far as they are indented deeper than it."""
    blocks = []
    for match in _BLOCK.finditer(tree):
        indent = len(match.group(1).strip("\n"))
        inner = []
        for line in tree[match.end() + 1 :].splitlines():
            if len(line) - len(line.lstrip()) <= indent:
                break
            inner.append(line)
        blocks.append("\n".join(inner))
    return blocks
