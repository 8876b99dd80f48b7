"""Image records: picture-like elements with what names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.addresses.links import base_of, resolve
from crawler.extract.page.naming import aria_label, content_name, excerpt, link_around, svg_title
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean, storable

_TAGS = frozenset({"img", "area", "svg", "object", "embed", "video", "audio"})
_SOURCE = {"object": "data", "area": "href"}
_NOTHING = frozenset({"none", "presentation"})
MAX_SOURCE = 500


def is_picture(element: Element) -> bool:
    """Whether an element shows or plays something that needs words."""
    if element.tag in _TAGS:
        return element.tag != "svg" or not (element.parent is not None and element.parent.foreign)
    if element.tag == "input":
        return element.get("type").strip().lower() == "image"
    if "role" not in element.attributes:
        return False
    return element.get("role").strip().lower() == "img" and not (element.parent is not None and element.parent.foreign)


def read_images(outline: Outline, url: str, limit: int) -> Iterator[dict[str, Any]]:
    """Values for image records in page order, at most ``limit`` of them."""
    base = base_of(outline.tree, url)
    count = 0
    for element in outline.elements:
        if not is_picture(element):
            continue
        if count >= limit:
            return
        count += 1
        yield _fields(outline, element, base)


def _fields(outline: Outline, element: Element, base: str) -> dict[str, Any]:
    role = clean(element.get("role"), 40).lower()
    link = link_around(element)
    return {
        "tag": element.tag,
        "src": storable(element.get(_SOURCE.get(element.tag, "src")) or element.get("data-src"), MAX_SOURCE),
        "alt": _alt(element),
        "label": _label(outline, element),
        "role": role,
        "hidden": element.hidden or role in _NOTHING or any(item.tag == "noscript" for item in element.ancestors()),
        "in_link": link is not None,
        "link_text": "" if link is None else _link_name(outline, link, element),
        "link_target": "" if link is None else resolve(base, link.get("href"))[0],
        "xpath": element.xpath,
        "html": excerpt(element),
        "tracks": sum(1 for item in outline.inside(element) if item.tag == "track") if element.tag in ("video", "audio") else 0,
        "width": _size(element.get("width")),
        "height": _size(element.get("height")),
    }


def _link_name(outline: Outline, link: Element, element: Element) -> str:
    """What names the link beside the picture: its label, its text, else its title."""
    return aria_label(outline, link) or content_name(outline, link, without=element) or clean(link.get("title"))


def _alt(element: Element) -> str | None:
    if "alt" not in element.attributes:
        return None
    return clean(element.get("alt"))


def _label(outline: Outline, element: Element) -> str:
    label = aria_label(outline, element)
    if not label and element.tag == "svg":
        label = svg_title(element)
    label = label or clean(element.get("title"))
    if not label and element.tag == "object":
        label = clean(element.node.text()) if element.node.first_child is not None else ""
    return label


def _size(value: str) -> int | None:
    digits = value.strip().removesuffix("px").partition(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
