"""What a page says of itself in its head: title, viewport, refresh, versions in other languages, feeds."""

from __future__ import annotations

from crawler.addresses.links import base_of, resolve
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
MAX_ALTERNATES = 100


def title_of(outline: Outline) -> str:
    """Text of the page's title; titles inside pictures do not count."""
    for element in outline.all("title"):
        if not element.foreign:
            return clean(element.node.text())
    return ""


def meta(outline: Outline, name: str) -> str:
    """Content of the first ``<meta name=…>`` with this name, in lower case."""
    for element in outline.all("meta"):
        if element.get("name").strip().lower() == name:
            return clean(element.get("content"))
    return ""


def refresh(outline: Outline) -> str:
    """Content of ``<meta http-equiv=refresh>`` outside ``<noscript>``, which a browser does not follow."""
    for element in outline.all("meta"):
        if element.get("http-equiv").strip().lower() == "refresh" and not _in_noscript(element):
            return clean(element.get("content"), 500)
    return ""


def _in_noscript(element: Element) -> bool:
    return any(item.tag == "noscript" for item in element.ancestors())


def alternates(outline: Outline, url: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Versions in other languages as (code, address), and addresses of feeds, that ``<link rel=alternate>`` names."""
    base = base_of(outline.tree, url)
    versions: dict[tuple[str, str], None] = {}
    feeds: dict[str, None] = {}
    for element in outline.all("link"):
        if "alternate" not in element.get("rel").lower().split() or not element.get("href"):
            continue
        address = resolve(base, element.get("href"))[0]
        if not address or len(versions) + len(feeds) >= MAX_ALTERNATES:
            continue
        if element.get("type").split(";")[0].strip().lower() in FEED_TYPES:
            feeds[address] = None
        elif element.get("hreflang"):
            versions[clean(element.get("hreflang"), 20), address] = None
    return tuple(versions), tuple(feeds)
