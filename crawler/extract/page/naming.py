"""What an element is called by assistive technology, as far as markup alone tells."""

from __future__ import annotations

import html

from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import TEXT_LIMIT, clean

EXCERPT = 300


def aria_label(outline: Outline, element: Element) -> str:
    """The name given by ``aria-labelledby`` or ``aria-label``; ``""`` where there is none."""
    references = element.get("aria-labelledby").split()[:10]
    if references:
        named = [outline.by_id(reference) for reference in references]
        text = clean(" ".join(_own_or_text(outline, item) for item in named if item is not None))
        if text:
            return text
    return clean(element.get("aria-label"))


def _own_or_text(outline: Outline, element: Element) -> str:
    return clean(element.get("aria-label")) or outline.text(element)


def accessible_name(outline: Outline, element: Element) -> str:
    """Name of a link or button: ARIA, then its text with the alternatives of pictures in it, then ``title``.

    Source: W3C Accessible Name and Description Computation 1.2, cut to what a link holds.
    """
    return aria_label(outline, element) or content_name(outline, element) or clean(element.get("title"))


def content_name(outline: Outline, element: Element, without: Element | None = None) -> str:
    """Text of an element together with the alternatives of the pictures in it, leaving out one picture if asked."""
    text = outline.text(element)
    alternatives = [
        alternative(outline, item)
        for item in outline.inside(element)
        if item is not without and (item.tag in ("img", "svg") or item.get("role") == "img")
    ]
    return clean(" ".join([text, *alternatives])) if alternatives else text


def alternative(outline: Outline, element: Element) -> str:
    """The text alternative of a picture, ``""`` where it has none or an empty one."""
    name = aria_label(outline, element) or clean(element.get("alt"))
    if not name and element.tag == "svg":
        name = svg_title(element)
    return name or clean(element.get("title"))


def svg_title(element: Element) -> str:
    """Text of the ``<title>`` that is a direct child of an SVG element."""
    child = element.node.first_child
    while child is not None:
        if child.tag == "title":
            return clean(child.text())
        child = child.next
    return ""


def excerpt(element: Element) -> str:
    """The opening tag as markup, at most ``EXCERPT`` characters."""
    parts = [f"<{element.tag}"]
    size = len(parts[0])
    for name, value in element.attributes.items():
        part = f" {name}" if value is None else f' {name}="{html.escape(value[:EXCERPT])}"'
        parts.append(part)
        size += len(part)
        if size > EXCERPT:
            break
    return clean("".join(parts) + ">", EXCERPT)


def link_around(element: Element) -> Element | None:
    """The link in which an element stands, or None."""
    return next((item for item in element.ancestors() if item.tag == "a" and "href" in item.attributes), None)


__all__ = ["EXCERPT", "TEXT_LIMIT", "accessible_name", "alternative", "aria_label", "content_name", "excerpt", "link_around"]
