"""Form records: where a form sends, what it asks, and whether it searches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.addresses.links import base_of, resolve
from crawler.extract.page.naming import aria_label
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean
from crawler.extract.text.words import Words

MAX_FIELDS = 60
_CONTROLS = frozenset({"input", "select", "textarea", "button"})
_SEARCH_NAMES = frozenset(
    {"q", "query", "search", "s", "text", "searchword", "keyword", "keywords", "searchtext", "search_text", "find"}
)
_TEXT_TYPES = frozenset({"", "text", "search"})


def read_forms(outline: Outline, url: str, limit: int, words: Words) -> Iterator[dict[str, Any]]:
    """Values for form records in page order; a search field that stands outside any form counts as a form of its own."""
    base = base_of(outline.tree, url)
    count = 0
    for element in outline.elements:
        if not _is_form(element):
            continue
        if count >= limit:
            return
        count += 1
        yield _fields(outline, element, base, words)


def _is_form(element: Element) -> bool:
    if element.tag == "form":
        return True
    if element.tag != "input" and "role" not in element.attributes:
        return False
    role = element.get("role").strip().lower()
    loose = role == "search" or (element.tag == "input" and (element.get("type").lower() == "search" or role == "searchbox"))
    if not loose:
        return False
    return not any(item.tag == "form" or item.get("role") == "search" for item in element.ancestors()) and not _holds_form(
        element
    )


def _holds_form(element: Element) -> bool:
    return element.tag != "input" and element.node.css_first("form") is not None


def _fields(outline: Outline, element: Element, base: str, words: Words) -> dict[str, Any]:
    controls = [element] if element.tag == "input" else [item for item in outline.inside(element) if item.tag in _CONTROLS]
    names = tuple((clean(item.get("name"), 100), _type(item)) for item in controls[:MAX_FIELDS])
    raw = element.get("action")
    action = resolve(base, raw)[0] if element.tag == "form" else ""
    role = clean(element.get("role"), 40).lower()
    label = aria_label(outline, element) or clean(element.get("title")) or _legend(outline, element)
    return {
        "action": action or clean(raw, 500),
        "method": (element.get("method").strip().lower() or "get") if element.tag == "form" else "",
        "fields": names,
        "label": label,
        "role": role,
        "search": _searches(outline, element, controls[:MAX_FIELDS], role, label, words),
        "place": element.place,
        "xpath": element.xpath,
    }


def _legend(outline: Outline, element: Element) -> str:
    """What the first group of fields is called: a form that bears no name is known by it."""
    return next((clean(outline.text(item)) for item in outline.inside(element) if item.tag == "legend"), "")


def _type(element: Element) -> str:
    if element.tag in ("select", "textarea"):
        return element.tag
    return clean(element.get("type"), 20).lower() or ("submit" if element.tag == "button" else "text")


def _searches(outline: Outline, element: Element, controls: list[Element], role: str, label: str, words: Words) -> bool:
    texts = [item for item in controls if item.tag == "input" and item.get("type").strip().lower() in _TEXT_TYPES]
    if any(item.get("type").lower() == "password" for item in controls) or any(item.tag == "textarea" for item in controls):
        return False
    if role == "search" or any(item.get("type").lower() == "search" or item.get("role") == "searchbox" for item in controls):
        return bool(texts)
    if not texts or len(texts) > 2:
        return False
    if any(item.get("name").lower() in _SEARCH_NAMES for item in texts):
        return True
    spoken = [label, *(_spoken(outline, item) for item in controls)]
    named = " ".join(f"{item.get('id')} {item.get('class')}" for item in (element, *texts)).lower()
    return any(words.is_search(text) for text in spoken if text) or "search" in named.replace("research", "")


def _spoken(outline: Outline, control: Element) -> str:
    own = aria_label(outline, control) or control.get("placeholder") or control.get("title")
    if control.tag == "button":
        return clean(own) or outline.text(control)
    value = control.get("value") if control.get("type").lower() in ("submit", "button") else ""
    return clean(own or value or control.get("alt"))
