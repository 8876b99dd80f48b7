"""The passport of a set: its page in one language, and its description for machines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.page.guard import tame
from crawler.portals.opendata.catalogue import period
from crawler.portals.opendata.rules import Rules
from crawler.portals.opendata.values import count, day, mapping, text
from crawler.portals.reading.seam import Item
from store.base import Language

MOST_ROWS = 200
MOST_FIELDS = 500
_CURRENT = re.compile(r"currentVersion\s*=\s*['\"]([A-Za-z0-9_.-]{1,40})['\"]")
_NUMBER = re.compile(r"v(\d{1,6})", re.ASCII)


class Page(NamedTuple):
    """What a page of a passport says: its language, the item, the version that is shown; ``lacks`` names the mark it does not bear."""

    item: Item | None = None
    language: Language | None = None
    version: str = ""
    lacks: str = ""


def page(index: str, content: bytes, rules: Rules) -> Page:
    """Reads a page; its language is that whose names of rows it bears most of."""
    tree = LexborHTMLParser(tame(content.decode("utf-8", "replace"))[0])
    name = tree.css_first("#versionName")
    if name is None:
        return Page(lacks="#versionName")
    rows = _rows(tree)
    hits = {language: sum(label in names for label in rows) for language, names in rules.labels.items()}
    language = max(hits, key=lambda one: (hits[one], one))
    if not hits[language] or list(hits.values()).count(hits[language]) > 1:
        return Page(lacks="table tr")
    facts: dict[str, Any] = {
        rules.labels[language][label]: value for label, value in rows.items() if label in rules.labels[language]
    }
    facts["description"] = _of(tree, "#versionDescription") or facts.get("description", "")
    facts["keywords"] = _of(tree, "#Keywords") or facts.get("keywords", "")
    owner = _of(tree, "#versionOwner") or str(facts.get("owner", ""))
    facts["modified"] = day(_of(tree, "#modifiedDate")) or day(facts.get("modified"))
    facts["created"] = day(facts.get("created"))
    if "period" in facts:
        facts["period"] = period(facts["period"], rules)
    version, versions = _versions(tree, content)
    facts |= {"version": version, "versions": versions, "proxied": _proxied(content, index)}
    title = text(name.text()) or str(facts.pop("title", ""))
    item = Item(
        "passport", index, title, "", owner, facts["modified"], {key: value for key, value in facts.items() if key != "title"}
    )
    return Page(item, language, version)


def _rows(tree: LexborHTMLParser) -> dict[str, str]:
    """Two cells of a row: what is named, in lower case, and its value; the first of each name counts."""
    found: dict[str, str] = {}
    for row in tree.css("table tr")[:MOST_ROWS]:
        cells = row.css("td, th")
        if len(cells) == 2:
            found.setdefault(text(cells[0].text()).casefold().rstrip(" :"), text(cells[1].text()))
    return found


def _of(tree: LexborHTMLParser, selector: str) -> str:
    found = tree.css_first(selector)
    return "" if found is None else text(found.text())


def _versions(tree: LexborHTMLParser, content: bytes) -> tuple[str, list[str]]:
    """The version that is shown (as the page's script says, else the greatest of those linked), and all of them."""
    linked = [text(node.attributes.get("type")) or text(node.text()) for node in tree.css("a.version, .version[type]")]
    known = list(dict.fromkeys(name for name in linked if name))[:MOST_ROWS]
    said = _CURRENT.search(content.decode("utf-8", "replace"))
    if said:
        return said[1], known
    numbered = {int(match[1]): name for name in known if (match := _NUMBER.fullmatch(name))}
    return (numbered[max(numbered)] if numbered else "v1"), known


def _proxied(content: bytes, index: str) -> bool:
    """Whether the page gives the set by an interface of the body's own system, through the portal."""
    return f"/proxy/{index}".encode() in content


def description(index: str, value: Any) -> Item | None:
    """The description for machines: item ``description``; None where it names no fields."""
    one = mapping(value)
    fields = one.get("fields")
    if not isinstance(fields, dict):
        return None
    owner = mapping(one.get("owner"))
    facts: dict[str, Any] = {f"title-{language}": text(one.get(f"name{language.capitalize()}")) for language in ("kk", "ru")}
    facts |= {f"description-{language}": text(one.get(f"description{language.capitalize()}")) for language in ("kk", "ru")}
    facts["fields"] = {name: _field(mapping(told)) for told, name in _named(fields)}
    facts |= {"modified": day(one.get("modifiedDate")), "created": day(one.get("createdDate"))}
    total = count(one.get("totalCount"))
    if total is not None:
        facts["rows"] = total
    names = text(owner.get("fullnameRu")) or text(owner.get("nameRu")) or text(one.get("fullnameRu"))
    return Item("description", index, facts["title-ru"] or facts["title-kk"], "", names, facts["modified"], facts)


def _named(fields: Mapping[str, Any]) -> list[tuple[Any, str]]:
    return [(told, text(name)) for name, told in list(fields.items())[:MOST_FIELDS] if text(name)]


def _field(told: Mapping[str, Any]) -> dict[str, str]:
    return {"type": text(told.get("type")), "label-kk": text(told.get("labelKk")), "label-ru": text(told.get("labelRu"))}
