"""Site maps and feeds give addresses; whatever else they are gives nothing."""

import gzip
from datetime import UTC, datetime

import pytest

from crawler.web import sitemap
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


HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
ONE, TWO = "<url><loc>http://a.kz/1</loc></url>", "<url><loc>http://a.kz/2</loc></url>"
BOTH = ["http://a.kz/1", "http://a.kz/2"]
# What the first parser makes of each is not what stands there: another address, or nothing.
BROKEN = {
    "ampersands": (HEAD + ONE + "<url><loc>http://a.kz/?a=1&b=2</loc></url><url><loc>http://a.kz/?a=1&amp;copy=2</loc></url></urlset>",
                   ["http://a.kz/1", "http://a.kz/?a=1&b=2", "http://a.kz/?a=1&copy=2"]),
    "named like a sign": (HEAD + "<url><loc>http://a.kz/?x=1&copy=2</loc></url></urlset>", ["http://a.kz/?x=1&copy=2"]),
    "a warning ahead": (f"<br />\n<b>Warning</b>: fopen() in <b>x.php</b><br />\n{HEAD}{ONE}{TWO}</urlset>", BOTH),
    "a script ahead": (f"<script>var a;{HEAD}{ONE}{TWO}</urlset>", BOTH),
    "an entry left open": (f"{HEAD}<url><loc>http://a.kz/1</loc>{TWO}</urlset>", BOTH),
    "an address left open": (f"{HEAD}<url><loc>http://a.kz/1</url>{TWO}</urlset>", BOTH),
    "two maps in one file": (f"{HEAD}{ONE}</urlset>{HEAD}{TWO}</urlset>", BOTH),
    "a stray sign": (f"{HEAD}{ONE}<image:title>a < b</image:title>{TWO}</urlset>", BOTH),
    "a comment": (f"{HEAD}{ONE}<!-- <url><loc>http://a.kz/old?a&b</loc></url> -->{TWO}&</urlset>", BOTH),
    "a comment left open": (f"{HEAD}{ONE}{TWO}<!-- <url><loc>http://a.kz/old</loc></url>", BOTH),
    "a quoted section": (f"{HEAD}<url><loc><![CDATA[http://a.kz/?a&b]]></loc></url>{TWO}&</urlset>", ["http://a.kz/?a&b", "http://a.kz/2"]),
    "cut within an address": (f"{HEAD}{ONE}{TWO}<url><loc>http://a.kz/new", BOTH),
    "a picture's address": (f"{HEAD}{ONE}<url><loc>http://a.kz/2</loc><image:loc>http://a.kz/i?a&b</image:loc></url></urlset>", BOTH),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_map_gives_the_addresses_that_stand_in_it(name: str) -> None:
    text, wanted = BROKEN[name]
    assert [item.url for item in read_sitemap(text.encode(), 100)] == wanted
    assert [item.url for item in read_sitemap(text.encode(), 1)] == wanted[:1]


def test_dates_versions_and_further_maps_of_a_broken_file_are_told_apart() -> None:
    told = HEAD + "<url><loc>http://a.kz/?a&b</loc><lastmod>2026-11-19</lastmod>"
    told += (
        '<xhtml:link rel="alternate" hreflang="kk" href="http://a.kz/kk/?a&b"/></url><url><loc>http://a.kz/2</loc></url></urlset>'
    )
    found = list(read_sitemap(told.encode(), 100))
    assert [(item.url, item.changed is None) for item in found] == [
        ("http://a.kz/?a&b", False),
        ("http://a.kz/kk/?a&b", True),
        ("http://a.kz/2", True),
    ]
    assert not any(item.of_index for item in found)
    index = told.replace("urlset", "sitemapindex").encode()
    assert [item.of_index for item in read_sitemap(index, 100)] == [True, False, True]


def test_sound_files_are_left_to_the_first_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_content: bytes) -> None:
        raise AssertionError("a sound file was read twice")

    monkeypatch.setattr(sitemap, "map_of", refused)
    monkeypatch.setattr(sitemap, "links_of", refused)
    assert len(list(read_sitemap(URLS, 100))) == 4
    assert len(list(read_sitemap(URLS.replace(b"http://a.kz/1", "http://a.kz/жаңалық?a=1&amp;b=2".encode()), 100))) == 4
    rss = b"<rss version='2.0'><channel><item><link>http://a.kz/?a=1&amp;b=2</link></item></channel></rss>"
    assert read_feed_links(rss, 10) == ["http://a.kz/?a=1&b=2"]


ITEMS = "<item><title>1</title><link>http://a.kz/1</link></item><item><link>http://a.kz/?a=1&b=2</link></item>"
FEED = "<rss version='2.0'><channel><link>http://a.kz/</link><image><link>http://a.kz/i</link></image>{}</channel></rss>"
FEEDS = {
    "ampersands": FEED.format(ITEMS),
    "a stray sign": FEED.format("<item><title>a < b</title></item>" + ITEMS),
    "a warning ahead": f"<b>Notice</b>: x<br>\n{FEED.format(ITEMS)}",
    "a title left open": FEED.format("<item><title>0<source><link>http://b.kz/</link></source></item>" + ITEMS),
    "atom": '<feed><link href="http://a.kz/"/><entry><link href="http://a.kz/1"/><link rel="self" href="http://a.kz/s"/></entry>'
    '<entry><link href="http://a.kz/?a=1&b=2" rel="alternate"/></entry></feed>',
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_broken_feed_gives_the_links_of_its_entries(name: str) -> None:
    assert read_feed_links(FEEDS[name].encode(), 10) == ["http://a.kz/1", "http://a.kz/?a=1&b=2"]


# Of these the second parser alone takes time by the square of them.
ENDLESS = ("<!--", "<![CDATA[", "<loc ", '<loc a="', "</loc", "<loc>", "<item>", "&", "<")


@pytest.mark.parametrize("unit", ENDLESS)
def test_hostile_files_give_nothing_and_end(unit: str) -> None:
    body = (f"{HEAD}<url>" + unit * 20_000).encode()
    assert [item.url for item in read_sitemap(body, 10)] == []
    assert read_feed_links(body, 10) == []
