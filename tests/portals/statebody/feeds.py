"""RSS, sitemap.xml and robots.txt."""

from __future__ import annotations

from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.portals.statebody.content import Page
from tests.portals.statebody.resources import Resource, resource

if TYPE_CHECKING:
    from tests.portals.statebody.site import Site

RSS = "application/rss+xml; charset=utf-8"


def robots(site: Site) -> str:
    """robots.txt: a short delay, and one folder that robots shall not enter."""
    return f"User-agent: *\nCrawl-delay: 0.02\nDisallow: /internal/\n\nSitemap: {site.origin}/sitemap.xml\n"


def rss(site: Site, path: str, lang: str) -> Resource | None:
    """The feed at ``rss/news.xml`` or, unless its lack is planted, ``rss/procurement.xml``; None for another path."""
    pages = [page for page in site.content.pages.values() if lang in page.languages]
    if path == "rss/news.xml":
        chosen = [page for page in pages if page.data.get("template") == "article"]
    elif path == "rss/procurement.xml" and "feed-without-procurement" not in site.planted and lang != "en":
        chosen = [page for page in pages if page.data.get("tender")]
    else:
        return None
    words = site.content.ui["rss_news" if path == "rss/news.xml" else "rss_procurement"][lang]
    chosen.sort(key=lambda page: (page.posted, page.path), reverse=True)
    title = f"{site.content.body['short'][lang]}: {words}"
    head = f"<title>{escape(title)}</title><link>{site.origin}{site.address('', lang)}</link><description>{escape(words)}</description>"
    items = "".join(_item(site, page, lang) for page in chosen)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{head}<language>{lang}</language>{items}</channel></rss>\n'
    return resource(text.encode(), RSS)


def _item(site: Site, page: Page, lang: str) -> str:
    link = site.origin + site.address(page.path, lang)
    return (
        f"<item><title>{escape(page.data['title'][lang])}</title><link>{link}</link>"
        f'<guid isPermaLink="false">{link}</guid><pubDate>{format_datetime(page.posted)}</pubDate>'
        f"<description>{escape(page.data['summary'][lang])}</description></item>"
    )


def sitemap(site: Site) -> str:
    """sitemap.xml with every page in every language."""
    pages = site.content.pages.values()
    addresses = sorted({(site.origin + site.address(page.path, lang), page.updated) for page in pages for lang in page.languages})
    rows = "".join(
        f"<url><loc>{where}</loc><lastmod>{when.astimezone(UTC):%Y-%m-%d}</lastmod></url>\n" for where, when in addresses
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
