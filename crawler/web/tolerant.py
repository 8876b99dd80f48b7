"""A second reading, by BeautifulSoup, of site maps and feeds that are no well-formed XML.

The first parser mends such a file in its own way: of ``?a=1&b=2`` it makes ``?a=1=2``, an address that nobody wrote; before a warning that a
program printed ahead of the file it gives up, and behind a stray «<» it leaves out the rest. This one takes addresses as they are
written. What is well-formed is never read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from bs4.filter import SoupStrainer
from lxml import etree  # type: ignore[import-untyped]

from crawler.extract.text.decode import decode

# So much of a broken file is read: reading it takes a thousand times as long as of a sound one.
MOST_BYTES = 4 * 1024 * 1024
MOST_TAGS = 100_000
# An ampersand that begins no reference of XML stands for itself; as HTML, «&copy=2» would be a sign of its own.
_LONE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_HIDDEN = re.compile(r"<!--|<!\[CDATA\[")
# Of a script or style left open the parser would make one long text.
_TAG = re.compile(r"</?(?!(?i:script|style)[\s/>])[A-Za-z][\w:.-]{0,60}+(?:[\s/][^<>]{0,4000}+)?>")
_MAP = re.compile(r"<(?:[\w-]+:)?(urlset|sitemapindex)[\s>]")
_OF_MAP = ("loc", "lastmod", "xhtml:link")
# Versions in other languages that one entry may name.
MOST_OTHERS = 10
_ENTRIES = ("item", "entry")
# Links inside these lead elsewhere than to the entry.
_OTHERS = ("source", "author", "image", "channel", "feed")


class Named(NamedTuple):
    """An address of a site map with its date as written; ``other`` for that of the page in another language."""

    url: str
    changed: str
    other: bool = False


class _Nothing:
    """Takes in what a parser tells, and keeps none of it."""

    def close(self) -> None:
        """The end of the file."""


# In XML no element is empty by its name (``link`` holds the address of an entry), and none has spaces or strings of its own kind.
_PLAIN: dict[str, Any] = {
    "empty_element_tags": set(),
    "preserve_whitespace_tags": set(),
    "string_containers": {},
    "multi_valued_attributes": None,
}


def well_formed(content: bytes) -> bool:
    """Whether the bytes are XML without a fault; nothing of them is kept."""
    try:
        etree.fromstring(content, etree.XMLParser(target=_Nothing(), resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.LxmlError, ValueError):
        return False
    return True


def map_of(content: bytes) -> tuple[bool, Iterator[Named]] | None:
    """Whether a broken site map is an index of others, and what it names; None for what is no site map."""
    text = _text(content)
    kind = _MAP.search(text)
    return None if kind is None else (kind[1] == "sitemapindex", _named(text))


def _named(text: str) -> Iterator[Named]:
    entry: list[Named] = []
    for tag in _soup(text, _OF_MAP).find_all(_OF_MAP):
        said = _own(tag)
        if tag.name == "lastmod" and entry:
            entry[0] = entry[0]._replace(changed=entry[0].changed or said)
        elif tag.name == "loc":
            yield from entry
            entry = [Named(said, "")] if said else []
        elif tag.name == "xhtml:link" and entry and len(entry) <= MOST_OTHERS:
            entry.append(Named(str(tag.get("href") or "").strip(), "", other=True))
    # What stands at the very end was cut off, perhaps within the address.
    if entry and not text.rstrip().endswith(entry[0].url):
        yield from entry


def links_of(content: bytes) -> Iterator[str]:
    """Addresses of the entries of a broken feed, as written."""
    text = _text(content)
    for tag in _soup(text, _ENTRIES).find_all("link"):
        around = tag.find_parent((*_ENTRIES, *_OTHERS))
        link = str(tag.get("href") or "").strip() or _own(tag)
        own = around is not None and around.name in _ENTRIES and str(tag.get("rel") or "alternate") == "alternate"
        if own and link and not text.rstrip().endswith(link):
            yield link


def _text(content: bytes) -> str:
    return _LONE.sub("&amp;", _written(decode(content[:MOST_BYTES], ()).text))


def _written(text: str) -> str:
    """The file without its comments, and with what its CDATA sections hold as text; what is left open goes on to the end."""
    parts: list[str] = []
    position = 0
    while True:
        found = _HIDDEN.search(text, position)
        parts.append(text[position : found.start() if found else len(text)])
        if found is None:
            return "".join(parts)
        end = text.find("]]>" if found[0] != "<!--" else "-->", found.end())
        if found[0] != "<!--":
            parts.append(escape(text[found.end() : end if end >= 0 else len(text)], quote=False))
        if end < 0:
            return "".join(parts)
        position = end + 3


def _soup(text: str, names: tuple[str, ...]) -> BeautifulSoup:
    """The elements of these names and all in them. Only whole tags reach the parser: what begins one and never ends costs it the square."""
    parts: list[str] = []
    position = 0
    for tag in islice(_TAG.finditer(text), MOST_TAGS):
        parts += (text[position : tag.start()].replace("<", "&lt;"), tag[0])
        position = tag.end()
    return BeautifulSoup("".join(parts), "html.parser", parse_only=SoupStrainer(list(names)), **_PLAIN)


def _own(tag: Tag) -> str:
    """The first text of an element itself; where it was left open, the next one lies inside."""
    found = (str(one).strip() for one in tag.children if isinstance(one, NavigableString))
    return next((one for one in found if one), "")
