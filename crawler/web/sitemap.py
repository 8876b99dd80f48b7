"""Addresses that site maps (sitemaps.org 0.9, their indexes, packed or not) and feeds (RSS, Atom) name. Pure and bounded."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]
from scrapy.utils.sitemap import Sitemap

from crawler.extract.files.xmlform import declares_entities
from crawler.web.tolerant import links_of, map_of, well_formed

MAX_BYTES = 50 * 1024 * 1024
_GZIP = b"\x1f\x8b"


class Listed(NamedTuple):
    """One address of a site map. ``changed`` is the end of the time at which it says the page last changed."""

    url: str
    changed: datetime | None
    of_index: bool


def unpacked(body: bytes, most: int = MAX_BYTES) -> bytes:
    """The content of a file that may be packed with gzip, at most ``most`` bytes of it; empty where it is damaged."""
    if not body.startswith(_GZIP):
        return body[:most]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(body, most)
    except zlib.error:
        return b""


def read_sitemap(body: bytes, most: int) -> Iterator[Listed]:
    """Addresses of a site map or an index of site maps, at most ``most``; nothing where the bytes are neither.

    :param body: the file as it came, packed or not.
    :param most: bound of addresses.
    """
    content = unpacked(body)
    if declares_entities(content):
        return
    broken = None if well_formed(content) else map_of(content)
    if broken is not None:
        index, named = broken
        yield from (Listed(one.url, _end_of(one.changed), index and not one.other) for one in islice(named, most))
        return
    try:
        found = Sitemap(content)
        index = found.type == "sitemapindex"
        if found.type not in ("sitemapindex", "urlset"):
            return
        for count, item in enumerate(found):
            if count >= most:
                return
            yield Listed(item["loc"].strip(), _end_of(item.get("lastmod", "")), index)
            for other in item.get("alternate", [])[:10]:
                yield Listed(other, None, False)
    except (etree.LxmlError, StopIteration, ValueError):
        return


def _end_of(written: str) -> datetime | None:
    """The last moment that a W3C date (a day, a minute or a second) may mean; None for anything else."""
    text = written.strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-11-20"):
        at = datetime.combine(at.date(), time.max)
    # A day without a zone is somewhere's day: it may end half a day later than in Greenwich.
    return at.replace(tzinfo=UTC) + timedelta(hours=12) if at.tzinfo is None else at


def read_feed_links(body: bytes, most: int) -> list[str]:
    """Addresses of the entries of an RSS or Atom feed as written, at most ``most``; empty for anything else."""
    found: list[str] = []
    if len(body) > MAX_BYTES or declares_entities(body):
        return found
    if not well_formed(body):
        return list(islice(links_of(body), most))
    try:
        for _, node in etree.iterparse(BytesIO(body), events=("end",), recover=True, resolve_entities=False):
            name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
            parent = node.getparent()
            around = parent.tag.rpartition("}")[2] if parent is not None and isinstance(parent.tag, str) else ""
            if name == "link" and around in ("item", "entry"):
                link = (node.get("href") or node.text or "").strip()
                if link and node.get("rel", "alternate") == "alternate":
                    found.append(link)
            elif name in ("item", "entry"):
                node.clear()
            if len(found) >= most:
                break
    except etree.LxmlError:
        pass
    return found
