"""Typed facts that extraction draws from captures. One record, one fact, with the capture it came from."""

from __future__ import annotations

from datetime import datetime

from store.base import Frozen, Language


class Record(Frozen):
    """A fact of one page or document. ``capture_id`` names the capture it was read from; never empty."""

    capture_id: str
    url: str
    lane: str = "*"
    language: Language | None = None


class PageRecord(Record):
    """One HTML page that was read with status 200.

    ``language`` is the language of the page as judged by its text and address; ``lang_attr`` what the page says of itself.
    ``text_language`` is the language of its text alone: a Kazakh version filled with Russian text is told by the two.
    ``text_length`` counts all visible characters; ``note`` says what of the page could not be read and why ("" where all was).
    ``depth`` is the number of clicks at which the crawl met it; ``template`` the cluster id of its DOM skeleton.
    ``anchors`` are ids and names a fragment can lead to. ``rendered`` is true when the facts come from the browser's DOM.
    """

    captured_at: datetime
    object_sha256: str
    final_url: str
    is_home: bool = False
    depth: int = 0
    title: str = ""
    lang_attr: str = ""
    language_method: str = ""
    text_language: Language | None = None
    text_length: int = 0
    text_excerpt: str = ""
    headings: tuple[str, ...] = ()
    h1: str = ""
    anchors: tuple[str, ...] = ()
    template: str = ""
    viewport: str = ""
    charset_header: str = ""
    charset_meta: str = ""
    charset_bytes: str = ""
    charset_valid: bool = True
    meta_refresh: str = ""
    frames: int = 0
    scripts: int = 0
    landmarks: tuple[str, ...] = ()
    nav_links: int = 0
    breadcrumb: tuple[tuple[str, str], ...] = ()
    breadcrumb_method: str = ""
    hreflang: tuple[tuple[str, str], ...] = ()
    feeds: tuple[str, ...] = ()
    rendered: bool = False
    note: str = ""


class LinkRecord(Record):
    """One reference of a page: ``url`` is the page, ``target`` the absolute address without fragment.

    ``scope`` is ``internal``, ``external`` or ``other`` (mailto, tel, javascript…); ``place`` one of nav, header, footer,
    breadcrumb, aside, main; ``switch`` the language to which a language-switch link claims to lead.
    """

    seq: int
    raw: str
    target: str
    fragment: str = ""
    scope: str
    tag: str
    attr: str
    text: str = ""
    label: str = ""
    place: str = "main"
    xpath: str = ""
    rel: str = ""
    window: str = ""
    switch: Language | None = None
    image_only: bool = False


class ImageRecord(Record):
    """One picture-like element (img, input image, area, svg, object, video, audio) with what names it."""

    seq: int
    tag: str
    src: str = ""
    alt: str | None = None
    label: str = ""
    role: str = ""
    hidden: bool = False
    in_link: bool = False
    link_text: str = ""
    link_target: str = ""
    xpath: str = ""
    html: str = ""
    tracks: int = 0
    width: int | None = None
    height: int | None = None


class FormRecord(Record):
    """One form: where it sends, how, which fields, and whether it looks like a search by role, name or words."""

    seq: int
    action: str
    method: str
    fields: tuple[tuple[str, str], ...] = ()
    label: str = ""
    role: str = ""
    search: bool = False
    place: str = "main"
    xpath: str = ""


class DocumentRecord(Record):
    """One fetched file that is not a page: its kind by content, its text layer, and how links announce it."""

    captured_at: datetime
    object_sha256: str
    media_type: str
    kind: str
    declared_type: str = ""
    size: int = 0
    pages: int | None = None
    text_length: int | None = None
    encoding: str = ""
    encrypted: bool = False
    readable: bool | None = None
    note: str = ""
    depth: int = 0


class FeedRecord(Record):
    """One RSS or Atom feed that was fetched: whether it parses and what it holds. ``entries`` are (title, link, published)."""

    captured_at: datetime
    object_sha256: str
    kind: str = ""
    valid: bool = False
    fault: str = ""
    title: str = ""
    entries: tuple[tuple[str, str, str], ...] = ()


class ContactRecord(Record):
    """One contact datum on a page: kind ``postal``, ``email`` or ``phone``; ``quote`` is the text it stands in."""

    seq: int
    kind: str
    value: str
    quote: str
    place: str = "main"
    xpath: str = ""


class PairRecord(Record):
    """The language switch of one page: ``url`` in ``language`` offers ``target`` as its version in ``target_language``.

    ``final`` is where the target ended after redirects, ``counterpart`` the page of that language that is the true
    counterpart as far as other signs tell (address pattern, hreflang, mutual switch), ``signs`` names those signs.
    """

    target_language: Language
    target: str
    final: str
    final_language: Language | None = None
    status: int | None = None
    ledger: str = ""
    counterpart: str = ""
    signs: tuple[str, ...] = ()
    method: str = "switch"
    xpath: str = ""
    text: str = ""
