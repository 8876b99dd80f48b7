"""Addresses found without links, and references that only an HTML reader of the old school follows."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from store.harvest import Ledger
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving

pytestmark = pytest.mark.costs(10)

INDEX = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</sitemapindex>"
URLS = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"
FEED = "<rss version='2.0'><channel><title>Новости</title><item><title>1</title><link>{}</link></item></channel></rss>"


def text(content: str | bytes, media: str) -> Any:
    return lambda page, body: page.send(200, content, body, Content_Type=media)


def located(*paths: str) -> str:
    return "".join(f"<url><loc>{path}</loc></url>" for path in paths)


def test_site_maps_and_feeds_are_read_for_addresses(tmp_path: Path) -> None:
    page = PAGE.format(title="Страница", links="<p>Приём граждан</p>")
    index = INDEX.format("<sitemap><loc>/maps/packed.xml.gz</loc></sitemap><sitemap><loc>/maps/none.xml</loc></sitemap>")
    packed = gzip.compress(URLS.format(located("/orphan", "/hidden/x", "/linked", "http://else.kz/")).encode())
    pages = {
        **home("/linked"),
        "/linked": PAGE.format(title="Новости", links='<link rel="alternate" type="application/rss+xml" href="/feed">'),
        "/robots.txt": text("User-agent: *\nDisallow: /hidden\nSitemap: /maps/index.xml", "text/plain"),
        "/maps/index.xml": text(index, "text/xml"),
        "/maps/packed.xml.gz": text(packed, "application/gzip"),
        "/sitemap.xml": text(URLS.format(located("/a/b/deep")), "application/xml"),
        "/feed": text(FEED.format("/from-feed"), "application/rss+xml"),
        "/orphan": page,
        "/a/b/deep": page,
        "/from-feed": page,
        "/hidden/x": page,
    }
    with serving(pages) as server:
        found = Harvest(tmp_path, server.url).run()
    assert {
        path: (found[path].ledger, found[path].depth) for path in ("linked", "orphan", "a/b/deep", "from-feed", "hidden/x")
    } == {
        "linked": (Ledger.FETCHED, 1),
        "orphan": (Ledger.FETCHED, 1),
        "a/b/deep": (Ledger.FETCHED, 3),
        "from-feed": (Ledger.FETCHED, 1),
        "hidden/x": (Ledger.ROBOTS, 2),
    }
    assert found["orphan"].parent == f"{server.url}maps/packed.xml.gz"
    assert "http://else.kz/" not in found


def test_old_ways_of_linking_are_followed(tmp_path: Path) -> None:
    old = "<html><head><base href='/inner/'><title>Басты бет</title></head><body><p>Министрлік</p><a href='бет.html'>Бет</a></body></html>"
    plain = PAGE.format(title="Страница", links="<p>Приём граждан</p>")
    pages = {
        "/": "<html><title>Портал</title><frameset cols='20%,80%'><frame src='/menu'><frame src='/content'></frameset></html>",
        "/menu": text(old.encode("cp1251", "replace"), "text/html; charset=windows-1251"),
        "/content": PAGE.format(title="Содержание", links="<meta http-equiv=refresh content='5; URL=/moved-on'>"),
        "/moved-on": plain,
        "/inner/%D0%B1%D0%B5%D1%82.html": plain,
    }
    with serving(pages) as server:
        found = Harvest(tmp_path, server.url).run()
    wanted = ("", "menu", "content", "moved-on", "inner/%D0%B1%D0%B5%D1%82.html")
    assert {path: (found[path].ledger, found[path].said) for path in wanted} == dict.fromkeys(wanted, (Ledger.FETCHED, "page"))
