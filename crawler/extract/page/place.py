"""Where on the page an element stands: navigation, header, footer, breadcrumb, aside or main."""

from __future__ import annotations

import re
from functools import lru_cache

_ROLES = {
    "navigation": "nav",
    "menubar": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "main": "main",
}
_TAGS = {"nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "main": "main"}
_WHERE = r"(?:main|top|site|left|right|side|header|primary|mega|mobile|horizontal|vertical|global|bottom|footer|page|sub)"
_NAV = re.compile(
    rf"(?:{_WHERE}[-_]?)?(?:nav|navbar|navigation|menu|navmenu)(?:[-_]?(?:{_WHERE}|wrapper|wrap|container|list|bar|box|block|nav))?"
)
_HEADER = re.compile(r"(?:main|site|page|top)?[-_]?header(?:[-_]?(?:wrapper|wrap|container|top))?|topbar|top-bar|masthead")
_FOOTER = re.compile(r"(?:main|site|page|bottom)?[-_]?footer(?:[-_]?(?:wrapper|wrap|container|bottom))?")
_ASIDE = re.compile(r"(?:left|right|main|site)?[-_]?(?:sidebar|aside)(?:[-_]?(?:wrapper|left|right))?")
_CRUMB = re.compile(r"\w*-?bread[-_]?crumbs?(?:[-_]\w+)?|crumbs|nav-?path|pathway", re.IGNORECASE)
# Deeper than this a block called "header" is the heading of a card, not of the page.
_PAGE_BLOCK_DEPTH = 7
_TABS = frozenset({"nav-tabs", "nav-pills"})


def place_of(tag: str, attributes: dict[str, str | None], around: str, depth: int) -> str:
    """The place of an element inside a parent whose place is ``around``; ``depth`` counts from the root."""
    if depth < 2:
        return around
    found = ""
    role = attributes.get("role")
    if role:
        found = _ROLES.get(role.strip().lower(), "")
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    if names != " ":
        by_name = _by_names(names[:500])
        if by_name == "breadcrumb":
            return by_name
        # A <nav class="sidebar"> is navigation; only a chain or the footer's own navigation is told by its name alone.
        found = found or ("nav" if tag == "nav" and by_name in ("aside", "header") else by_name)
    if not found:
        found = _TAGS.get(tag, "")
    if not found or around == "breadcrumb":
        return around
    if found in ("header", "footer") and (depth > _PAGE_BLOCK_DEPTH or around not in ("main", "header")):
        return around
    if around == "footer" and found != "main":
        return around
    return found


@lru_cache(maxsize=20_000)
def _by_names(names: str) -> str:
    words = names.lower().split()
    if any(_CRUMB.fullmatch(word) for word in words):
        return "breadcrumb"
    if not _TABS.isdisjoint(words):
        return ""
    for pattern, place in ((_NAV, "nav"), (_FOOTER, "footer"), (_HEADER, "header"), (_ASIDE, "aside")):
        if any(pattern.fullmatch(word) for word in words):
            return place
    return ""
