"""The matter of an item as a small page, so that the one reader of pages reads it: title, body, files. Nothing is added to what was given."""

from __future__ import annotations

from html import escape
from urllib.parse import unquote, urlsplit

from crawler.portals.govkz.items import Item
from store.base import Language


def document_of(item: Item, language: Language) -> str:
    """HTML of an item; the body is markup already, everything else is escaped."""
    texts = item.texts
    posted = [("article:published_time", texts.get("posted")), ("article:modified_time", texts.get("changed"))]
    metas = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in posted if value)
    parts = [f"<h1>{escape(texts.get('title', ''))}</h1>"]
    if texts.get("summary") and texts["summary"] not in texts.get("body", ""):
        parts.append(f"<p>{escape(texts['summary'])}</p>")
    parts.append(f"<div>{texts.get('body', '')}</div>")
    parts += [f'<p><a href="{escape(url)}">{escape(_name(url))}</a></p>' for url in item.files]
    title = escape(texts.get("title", ""))
    body = f"<main><article>{''.join(parts)}</article></main>"
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{metas}</head><body>{body}</body></html>'


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])
