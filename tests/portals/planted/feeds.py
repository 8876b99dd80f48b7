"""Feeds and the map for robots of a planted site."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.portals.statebody.feeds import RSS
from tests.portals.statebody.resources import Resource, resource

if TYPE_CHECKING:
    from tests.portals.planted.site import PlantedSite


def feed(site: PlantedSite, lang: str, address: str) -> Resource:
    """News, or contests of state procurement."""
    tenders = "tenders" in address
    words = (
        {"kk": "Мемлекеттік сатып алу конкурстары", "ru": "Конкурсы государственных закупок"}
        if tenders
        else {"kk": "Жаңалықтар", "ru": "Новости", "en": "News"}
    )
    title = f"{site.body.name[lang]}: {words[lang]}"
    items = []
    for place, node in enumerate(node for node in site.pages.values() if node.kind == "item" and lang in node.titles):
        lot = {
            "kk": f"Сатып алу конкурсы № {place + 1}: кеңсе тауарлары",
            "ru": f"Конкурс закупок № {place + 1}: канцелярские товары",
        }
        words_ = lot[lang] if tenders else node.titles[lang]
        link = f"{site.origin}/{lang}/"
        items.append(
            f'<item><title>{escape(words_)}</title><link>{link}</link><guid isPermaLink="false">{node.key}-{lang}</guid>'
            f"<pubDate>{format_datetime(node.posted)}</pubDate><description>{escape(words_)}</description></item>"
        )
    head = f"<title>{escape(title)}</title><link>{site.origin}/</link><description>{escape(words[lang])}</description>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{head}<language>{lang}</language>{"".join(items)}</channel></rss>\n'
    return resource(text.encode(), RSS)


def site_map(site: PlantedSite) -> str:
    """Every page with the day of its last change."""
    rows = "".join(
        f"<url><loc>{site.origin}{site.address(node.key, lang)}</loc><lastmod>{node.changed:%Y-%m-%d}</lastmod></url>\n"
        for node in site.pages.values()
        for lang in node.languages
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
