"""Site maps and feeds give addresses; whatever else they are gives nothing."""

import gzip
from datetime import UTC, datetime

import pytest

from crawler.web.sitemap import read_feed_links, read_sitemap, unpacked

URLS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc> http://a.kz/1 </loc><lastmod>2026-11-19</lastmod></url>
<url><loc>http://a.kz/2</loc><lastmod>2026-11-19T10:00:00+05:00</lastmod>
<xhtml:link rel="alternate" hreflang="kk" href="http://a.kz/kk/2"/></url>
<url><loc>http://a.kz/3</loc><lastmod>yesterday</lastmod></url><url><priority>1</priority></url>
</urlset>"""


def test_addresses_and_the_ends_of_their_days() -> None:
    found = list(read_sitemap(URLS, 100))
    assert [(item.url, item.of_index) for item in found] == [
        ("http://a.kz/1", False),
        ("http://a.kz/2", False),
        ("http://a.kz/kk/2", False),
        ("http://a.kz/3", False),
    ]
    assert found[0].changed is not None
    assert found[0].changed > datetime(2026, 11, 20, 11, 59, tzinfo=UTC)
    assert found[1].changed == datetime(2026, 11, 19, 5, tzinfo=UTC)
    assert found[3].changed is None


def test_packed_files_are_read_and_bounded() -> None:
    assert list(read_sitemap(gzip.compress(URLS), 2)) == list(read_sitemap(URLS, 2))
    assert len(unpacked(gzip.compress(b"\0" * 10_000_000), 1000)) == 1000
    assert unpacked(b"\x1f\x8bnothing of the kind") == b""


def test_an_index_names_further_site_maps() -> None:
    index = URLS.replace(b"urlset", b"sitemapindex").replace(b"<url>", b"<sitemap>").replace(b"</url>", b"</sitemap>")
    assert {item.of_index for item in read_sitemap(index, 100) if "kk" not in item.url} == {True}


BOMB = b'<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'


@pytest.mark.parametrize(
    "body",
    [b"", b"\0\1\2", b"<html><a href=/x>x</a></html>", b"<urlset><url><loc", BOMB, b"<urlset/>"],
    ids=["empty", "bytes", "page", "cut", "entities", "none"],
)
def test_anything_else_gives_nothing(body: bytes) -> None:
    assert [item.url for item in read_sitemap(body, 10) if "ha" in item.url] == []
    assert read_feed_links(body, 10) == []


def test_entries_of_feeds() -> None:
    rss = b"""<rss version="2.0"><channel><link>http://a.kz/</link><item><title>1</title><link>http://a.kz/n/1</link></item>
    <item><link> /n/2 </link></item></channel></rss>"""
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://a.kz/"/><entry><link href="http://a.kz/n/3"/>
    <link rel="edit" href="http://a.kz/edit"/></entry></feed>"""
    assert read_feed_links(rss, 10) == ["http://a.kz/n/1", "/n/2"]
    assert read_feed_links(atom, 10) == ["http://a.kz/n/3"]
    assert read_feed_links(rss, 1) == ["http://a.kz/n/1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp037", "utf-32"])
def test_entities_are_expanded_in_no_encoding(encoding: str) -> None:
    """Entities in attributes are put in by the parser whatever it is told; so files that declare any are not read."""
    head = f"""<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "http://a.kz/expanded">]>"""
    feed = f"""{head}<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="&a;"/></entry></feed>"""
    sitemap = f"""{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>&a;</loc></url>
    <url xmlns:xhtml="http://www.w3.org/1999/xhtml"><loc>http://a.kz/1</loc><xhtml:link rel="alternate" href="&a;"/></url></urlset>"""
    assert read_feed_links(feed.encode(encoding), 10) == []
    assert list(read_sitemap(sitemap.encode(encoding), 10)) == []
    assert list(read_sitemap(gzip.compress(sitemap.encode(encoding)), 10)) == []
