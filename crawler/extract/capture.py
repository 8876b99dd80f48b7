"""One stored capture in, its typed records out: a page with all it holds, a document, or a feed."""

from __future__ import annotations

from datetime import date
from typing import Any

from crawler.addresses.links import Scope, scope_of
from crawler.extract.facts.contacts import read_contacts
from crawler.extract.facts.persons import read_persons
from crawler.extract.facts.posting import PageDate, heading_place, posting, read_dates
from crawler.extract.files.documents import read_document
from crawler.extract.files.feeds import read_feed
from crawler.extract.files.sniff import DOCUMENTS, kind_of
from crawler.extract.page.breadcrumb import read_breadcrumb
from crawler.extract.page.forms import read_forms
from crawler.extract.page.head import alternates, meta, refresh, title_of
from crawler.extract.page.heads import read_heads
from crawler.extract.page.images import read_images
from crawler.extract.page.lines import lines_of
from crawler.extract.page.links import LinkFact, read_links
from crawler.extract.page.menus import SCRIPTED_MENU, scripted_menu
from crawler.extract.page.mixture import mixture
from crawler.extract.page.naming import content_name
from crawler.extract.page.template import template_of, template_of_outline
from crawler.extract.page.tree import HEADINGS, Outline, parse
from crawler.extract.text.clean import clean, clean_lines
from crawler.extract.text.decode import Decoded, decode
from crawler.extract.text.language import page_language
from crawler.extract.text.words import Words, words_of
from store.harvest import Capture, CrawlPlan, Device, LedgerEntry
from store.lexicon import Lexicon
from store.records import (
    ContactRecord,
    DateRecord,
    FormRecord,
    ImageRecord,
    LinkRecord,
    PageRecord,
    PersonRecord,
    Record,
    TextRecord,
)
from store.zone import ASTANA

__all__ = ["extract_page", "template_of"]

EXCERPT = 500
MAX_TEXT = 100_000
MAX_BESIDE = 20_000
MAX_HEADINGS = 100
MAX_ANCHOR = 200
_MAIN = frozenset({"main"})
# Menus come last, for they may be longer than all that is kept.
_BESIDE = (frozenset({"header", "aside", "footer"}), frozenset({"nav"}))
_LANDMARK_TAGS = {"nav": "navigation", "main": "main", "aside": "complementary", "search": "search"}
_LANDMARK_ROLES = frozenset({"banner", "navigation", "main", "contentinfo", "complementary", "search", "form", "region"})


def extract_page(
    capture: Capture,
    body: bytes,
    plan: CrawlPlan,
    lexicons: dict[str, Lexicon],
    entry: LedgerEntry,
    scope: Scope | None = None,
) -> list[Record]:
    """Records of one capture.

    :param capture: what came back; a device other than ``http`` means that ``body`` is the browser's DOM.
    :param body: the stored bytes.
    :param plan: gives the audited sites and the bound of links on a page.
    :param lexicons: ``navigation``, ``language-switch`` and ``contacts`` are used; KeyError names a missing one.
    :param entry: the capture's line of the ledger: address, lane and depth of all its records.
    :param scope: the audited sites where they are known already; else they are taken from the plan.
    :returns: a PageRecord followed by its text, dates, links, pictures, forms, contacts and persons; or a DocumentRecord with its text
        and dates; or one FeedRecord; or nothing.
    """
    rendered = capture.device is not Device.HTTP
    kind = "page" if rendered else kind_of(body, capture.media_type)
    if kind == "feed":
        return [read_feed(capture, body, entry)]
    if kind in DOCUMENTS:
        return read_document(capture, body, kind, entry, words_of(lexicons))
    if kind != "page":
        return []
    decoded = decode(body, capture.headers)
    text = decoded.text if not rendered else body.decode("utf-8-sig", "replace")
    tree, note = parse(text)
    reading = _Reading(capture, entry, Outline(tree), decoded, words_of(lexicons), plan.limits.max_links_per_page)
    return reading.records(scope or scope_of(plan), rendered, note)


class _Reading:
    """All that is read from one page, while its language is being found out."""

    def __init__(
        self, capture: Capture, entry: LedgerEntry, outline: Outline, decoded: Decoded, words: Words, limit: int
    ) -> None:
        self.capture = capture
        self.entry = entry
        self.outline = outline
        self.decoded = decoded
        self.words = words
        self.limit = limit
        self.lines = lines_of(outline)
        self.title = title_of(outline)

    def records(self, scope: Scope, rendered: bool, note: str) -> list[Record]:
        """The page's record and those of everything on it."""
        outline, url = self.outline, self.entry.url
        whole = outline.visible()
        main = outline.visible(_MAIN)
        lang_attr = clean(self._root("lang"), 40)
        language, method, text_language = page_language(url, self.entry.lane, lang_attr, main, whole)
        own: dict[str, Any] = {"capture_id": self.capture.id, "url": url, "lane": self.entry.lane, "language": language}
        links = list(read_links(outline, url, self.limit, scope, self.words))
        dates = read_dates(outline, self.lines, self.title, self.words, self._seen())
        text, beside = clean_lines(main), clean_lines("\n".join(outline.visible(places, MAX_BESIDE) for places in _BESIDE))
        page = PageRecord(
            **own,
            lang_attr=lang_attr,
            language_method=method,
            text_language=text_language,
            text_length=len(clean(whole, 0)),
            text_excerpt=clean(main, EXCERPT) or clean(whole, EXCERPT),
            rendered=rendered,
            note=note,
            **self._head(url),
            **self._structure(links),
            **mixture(language, self.lines, main),
            **posting(dates, heading_place(outline, self.title)),
        )
        return [
            page,
            TextRecord(**own, text=text[:MAX_TEXT], complete=len(text) <= MAX_TEXT, beside=beside[:MAX_BESIDE]),
            *_date_records(own, dates),
            *(LinkRecord(**own, seq=seq, **fact.fields()) for seq, fact in enumerate(links)),
            *(ImageRecord(**own, seq=seq, **fields) for seq, fields in enumerate(read_images(outline, url, self.limit))),
            *(
                FormRecord(**own, seq=seq, **fields)
                for seq, fields in enumerate(read_forms(outline, url, self.limit, self.words))
            ),
            *self._contacts(own),
            *self._persons(own),
        ]

    def _seen(self) -> date:
        return self.capture.requested_at.astimezone(ASTANA).date()

    def _root(self, attribute: str) -> str:
        element = next(self.outline.all("html"), None)
        return "" if element is None else element.get(attribute) or element.get(f"xml:{attribute}")

    def _head(self, url: str) -> dict[str, Any]:
        outline, decoded = self.outline, self.decoded
        versions, feeds = alternates(outline, url)
        return {
            "captured_at": self.capture.requested_at,
            "object_sha256": self.capture.object_sha256,
            "final_url": self.capture.url,
            "depth": self.entry.depth,
            "title": self.title,
            "viewport": meta(outline, "viewport"),
            "charset_header": decoded.charset_header,
            "charset_meta": decoded.charset_meta,
            "charset_bytes": decoded.charset_bytes,
            "charset_valid": decoded.valid,
            "meta_refresh": refresh(outline),
            "hreflang": versions,
            "feeds": feeds,
        }

    def _structure(self, links: list[LinkFact]) -> dict[str, Any]:
        outline = self.outline
        headings = [element for element in outline.elements if element.tag in HEADINGS and not element.hidden][:MAX_HEADINGS]
        h1 = next((element for element in headings if element.tag == "h1"), None)
        title = content_name(outline, h1) if h1 is not None else ""
        trail, method = read_breadcrumb(outline, self.entry.url, self.title, title, self.words)
        return {
            "headings": tuple(filter(None, (outline.text(element) for element in headings))),
            "heads": read_heads(outline, MAX_HEADINGS),
            "h1": title,
            "anchors": self._anchors(),
            "template": template_of_outline(outline),
            "frames": sum(1 for _ in outline.all("iframe", "frame")),
            "scripts": sum(1 for element in outline.all("script") if "json" not in element.get("type")),
            "landmarks": self._landmarks(),
            "nav_links": sum(1 for link in links if link.reference.tag == "a" and link.element.place == "nav"),
            "breadcrumb": trail,
            "breadcrumb_method": method,
        }

    def _anchors(self) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for element in self.outline.elements:
            for name in (element.attributes.get("id"), element.attributes.get("name") if element.tag == "a" else None):
                if name and len(name) <= MAX_ANCHOR:
                    names[clean(name, MAX_ANCHOR)] = None
            if len(names) >= self.limit:
                break
        return tuple(names)

    def _landmarks(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for element in self.outline.elements:
            role = element.get("role").strip().lower() if "role" in element.attributes else ""
            name = role if role in _LANDMARK_ROLES else _LANDMARK_TAGS.get(element.tag, "")
            # A header or footer of an article is none of the page; its place tells.
            if not name and element.tag in ("header", "footer") and element.place == element.tag:
                name = "banner" if element.tag == "header" else "contentinfo"
            if name:
                found[name] = None
        if scripted_menu(self.outline, self.words):
            found[SCRIPTED_MENU] = None
        return tuple(found)

    def _contacts(self, own: dict[str, Any]) -> list[Record]:
        return [
            ContactRecord(
                **own,
                seq=seq,
                kind=fact.kind,
                value=fact.value,
                detail=fact.detail,
                quote=fact.quote,
                place=fact.element.place,
                xpath=fact.element.xpath,
            )
            for seq, fact in enumerate(read_contacts(self.outline, self.lines, self.words))
        ]

    def _persons(self, own: dict[str, Any]) -> list[Record]:
        return [
            PersonRecord(
                **own,
                seq=seq,
                name=fact.name,
                post=fact.post,
                phones=fact.phones,
                emails=fact.emails,
                hours=fact.hours,
                quote=fact.quote,
                place=fact.element.place,
                xpath=fact.element.xpath,
            )
            for seq, fact in enumerate(read_persons(self.lines, self.words))
        ]


def _date_records(own: dict[str, Any], dates: list[PageDate]) -> list[Record]:
    return [
        DateRecord(
            **own,
            seq=seq,
            value=item.value,
            role=item.role,
            method=item.method,
            quote=item.quote,
            place="" if item.element is None else item.element.place,
            xpath="" if item.element is None else item.element.xpath,
        )
        for seq, item in enumerate(dates)
    ]
