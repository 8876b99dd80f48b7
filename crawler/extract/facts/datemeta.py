"""Dates that a page tells to machines: meta elements, JSON-LD, microdata and ``<time>``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean
from crawler.extract.text.dates import DateFact, Dates
from crawler.extract.text.datewords import CHANGED, POSTED

MAX_JSON = 200_000
MAX_STEPS = 2_000
MAX_FOUND = 40
MAX_VALUE = 80
# Open Graph, schema.org, Dublin Core, and what content management systems of the region write.
_META = {
    "article:published_time": POSTED, "og:published_time": POSTED, "og:article:published_time": POSTED, "datepublished": POSTED,
    "dc.date": POSTED, "dc.date.issued": POSTED, "dcterms.issued": POSTED, "dcterms.created": POSTED, "dc.date.created": POSTED,
    "dcterms.date": POSTED, "date": POSTED, "pubdate": POSTED, "publishdate": POSTED, "publish-date": POSTED, "publish_date": POSTED,
    "publication_date": POSTED, "published": POSTED, "datecreated": POSTED, "citation_publication_date": POSTED,
    "article:modified_time": CHANGED, "og:modified_time": CHANGED, "og:updated_time": CHANGED, "datemodified": CHANGED,
    "dcterms.modified": CHANGED, "dc.date.modified": CHANGED, "last-modified": CHANGED, "lastmod": CHANGED, "modified": CHANGED,
    "revised": CHANGED, "last-updated": CHANGED,
}  # fmt: skip
_PROPERTIES = {"datepublished": POSTED, "datecreated": POSTED, "uploaddate": POSTED, "datemodified": CHANGED}
_CLASSES = {
    "published": POSTED,
    "entry-date": POSTED,
    "pubdate": POSTED,
    "created": POSTED,
    "updated": CHANGED,
    "modified": CHANGED,
}


class MetaDate(NamedTuple):
    """A date told by markup: its role (``""`` for a bare ``<time>``), the sign, what a reader sees of it, and where it stands."""

    date: DateFact
    role: str
    method: str
    quote: str
    element: Element | None


def read_meta(outline: Outline, dates: Dates) -> list[MetaDate]:
    """Dates in markup, at most forty: microdata, ``<time>``, JSON-LD, meta elements."""
    found: list[MetaDate] = []
    for reader in (_marked, _linked, _named):
        for item in reader(outline, dates):
            found.append(item)
            if len(found) >= MAX_FOUND:
                return found
    return found


def _read(dates: Dates, value: str) -> DateFact | None:
    facts = dates.find(clean(value, MAX_VALUE))
    return facts[0] if len(facts) == 1 else None


def _marked(outline: Outline, dates: Dates) -> Iterator[MetaDate]:
    for element in outline.elements:
        if element.tag != "time" and "itemprop" not in element.attributes:
            continue
        role = _PROPERTIES.get(element.get("itemprop").strip().lower(), "")
        if not role and element.tag != "time":
            continue
        text = outline.text(element, MAX_VALUE)
        fact = _read(dates, element.get("datetime") or element.get("content") or text) or _read(dates, text)
        if fact is None:
            continue
        if role:
            yield MetaDate(fact, role, "microdata", "" if element.hidden else text, element)
        else:
            yield MetaDate(fact, _role_of_time(element), "time", "" if element.hidden else text, element)


def _role_of_time(element: Element) -> str:
    if "pubdate" in element.attributes:
        return POSTED
    names = element.get("class").lower().split()
    return next((_CLASSES[name] for name in names if name in _CLASSES), "")


def _linked(outline: Outline, dates: Dates) -> Iterator[MetaDate]:
    for script in outline.by_tag.get("script", ()):
        if script.get("type").strip().lower() != "application/ld+json":
            continue
        text = script.node.text()
        if len(text) > MAX_JSON or '"date' not in text:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for key, value in _pairs(data):
            fact = _read(dates, value)
            if fact is not None:
                yield MetaDate(fact, _PROPERTIES[key.lower()], "json-ld", "", None)


def _pairs(data: Any) -> Iterator[tuple[str, str]]:
    waiting = [data]
    for _ in range(MAX_STEPS):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:200]
        elif isinstance(item, dict):
            for key, value in item.items():
                if isinstance(value, str) and key.lower() in _PROPERTIES:
                    yield key, value
                elif isinstance(value, (dict, list)):
                    waiting.append(value)


def _named(outline: Outline, dates: Dates) -> Iterator[MetaDate]:
    for element in outline.by_tag.get("meta", ()):
        name = (element.get("property") or element.get("name") or element.get("http-equiv")).strip().lower()
        role = _META.get(name)
        if role is None or "itemprop" in element.attributes:
            continue
        fact = _read(dates, element.get("content"))
        if fact is not None:
            yield MetaDate(fact, role, "meta", "", None)
