"""The cluster a page belongs to: a digest of its skeleton, equal for pages made from one template."""

from __future__ import annotations

import hashlib
import re

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.page.tree import Element, Outline

DEPTH = 9
_BONES = frozenset(
    {"html", "body", "div", "section", "article", "main", "nav", "header", "footer", "aside", "form", "ul", "ol", "table"}
)
# Lists and tables without a class are what an author puts into a text, not what a template has.
_AUTHORED = frozenset({"ul", "ol", "table"})
_NAMELESS = frozenset({"div.[]", "section.[]"})
_NUMBERED = re.compile(r"\d")
_STATES = frozenset({"active", "open", "show", "current", "selected", "hidden", "collapsed"})


def template_of(tree: LexborHTMLParser) -> str:
    """Cluster id of a page: 16 hex digits of the SHA-256 of its skeleton of tags, roles and first classes, siblings merged."""
    return template_of_outline(Outline(tree))


def template_of_outline(outline: Outline) -> str:
    """The same for a page that was already walked."""
    children: dict[int, list[Element]] = {}
    kept: dict[int, Element] = {}
    order: list[Element] = []
    for element in outline.elements:
        if element.depth > DEPTH or element.tag not in _BONES or element.foreign:
            continue
        parent = element.parent
        while parent is not None and parent.key not in kept:
            parent = parent.parent
        if parent is None and element.tag != "html":
            continue
        name = _name(element)
        if not name:
            continue
        kept[element.key] = element
        order.append(element)
        if parent is not None:
            children.setdefault(parent.key, []).append(element)
    signatures: dict[int, str] = {}
    for element in reversed(order):
        inner = dict.fromkeys(filter(None, (signatures[child.key] for child in children.get(element.key, ()))))
        name = _name(element)
        # An empty block without a name is a paragraph of someone's text.
        signatures[element.key] = "" if name in _NAMELESS and not inner else _digest(f"{name}({','.join(inner)})")
    return signatures[order[0].key] if order else _digest("")


def _name(element: Element) -> str:
    classes = [word for word in element.get("class").split()[:6] if not _NUMBERED.search(word) and word.lower() not in _STATES]
    if element.tag in _AUTHORED and not classes:
        return ""
    role = element.get("role").strip().lower()[:20]
    return f"{element.tag}.{classes[0][:60] if classes else ''}[{role}]"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
