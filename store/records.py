"""Typed facts that extraction draws from captures. One record, one fact, with the capture it came from."""

from __future__ import annotations

from datetime import datetime

from store.base import Language
from store.items import ItemRecord, SourceRecord
from store.record import SEQUENCE
from store.record import Record as Record  # noqa: PLC0414 - others take it from here

# How notes begin of what was not read, so that nothing may be concluded from it.
UNREAD = "not read"


class PageRecord(Record):
    """One HTML page that was read with status 200.

    ``language`` is the language of the page as judged by its text and address; ``lang_attr`` what the page says of itself.
    ``text_language`` is the language of its text alone: a Kazakh version filled with Russian text is told by the two.
    ``text_length`` counts all visible characters; ``note`` says what of the page could not be read and why ("" where all was).
    ``depth`` is the number of clicks at which the crawl met it; ``template`` the cluster id of its DOM skeleton.
    ``landmarks`` are the roles of its parts, and ``scripted-menu`` where entries of a menu are no links.
    ``heads`` are lines that markup sets off though they are no headings: bold paragraphs, what folded parts are opened by.
    ``anchors`` are ids and names a fragment can lead to. ``rendered`` is true when the facts come from the browser's DOM.
    ``published`` and ``modified`` are ISO 8601, exactly as precise as the page ("" where it tells none); their ``…_method`` says how each
    was told (label, plain, microdata, time, near-title – seen by readers – or json-ld, meta), ``…_text`` the words.
    ``mixed_script`` lists words of Cyrillic and Latin letters mixed; ``foreign_text`` quotes main text in the other official language than
    ``language``, ``foreign_share`` is its percentage of the main text's letters; ``numbers`` are figures by which translations are told.
    """

    TABLE = "pages"

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
    heads: tuple[str, ...] = ()
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
    published: str = ""
    published_method: str = ""
    published_text: str = ""
    modified: str = ""
    modified_method: str = ""
    modified_text: str = ""
    mixed_script: tuple[str, ...] = ()
    foreign_text: tuple[str, ...] = ()
    foreign_share: int = 0
    numbers: tuple[str, ...] = ()


class TextRecord(Record):
    """The main text of a page, line by line, or the text of a document; ``complete`` is false where it was cut.

    ``beside`` is what a reader sees of a page's head, side bars and foot, then of its menus, line by line, cut without a word where it is long.
    """

    TABLE = "texts"

    text: str
    complete: bool = True
    beside: str = ""


class DateRecord(Record):
    """One complete date on a page or in a document.

    ``value`` is ISO 8601 as precise as written (``2015-08-25``, ``2015-08-25T14:30``, an offset only where one is written). ``role`` is
    ``posted``, ``changed``, ``act`` (of a numbered act) or ``""``; ``method`` says how it was told: label, plain («Дата:»), near-title, text,
    number, relative, microdata, time, json-ld, meta, metadata (of a document).
    """

    TABLE = "dates"
    KEY = SEQUENCE

    seq: int
    value: str
    role: str = ""
    method: str = ""
    quote: str = ""
    place: str = "main"
    xpath: str = ""


class LinkRecord(Record):
    """One reference of a page: ``url`` is the page, ``target`` the absolute address without fragment.

    ``scope`` is ``internal``, ``external`` or ``other`` (mailto, tel, javascript…); ``place`` one of nav, header, footer,
    breadcrumb, aside, main; ``switch`` the language to which a language-switch link claims to lead.
    """

    TABLE = "links"
    KEY = SEQUENCE
    INDEXES = (("target",),)

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

    TABLE = "images"
    KEY = SEQUENCE

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

    TABLE = "forms"
    KEY = SEQUENCE

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
    """One fetched file that is not a page: its kind by content, its text layer, and how links announce it.

    ``text_pages`` of ``pages_read`` pages have a text layer (PDF); ``created`` and ``modified`` come from the file's own metadata;
    ``tables`` are (name, rows, columns) of sheets; ``members`` are (path, kind, size) of what an archive holds, archives in it opened once.
    """

    TABLE = "documents"
    OF_PAGE = False

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
    broken: bool = False
    title: str = ""
    created: str = ""
    modified: str = ""
    text_language: Language | None = None
    pages_read: int | None = None
    text_pages: int | None = None
    delimiter: str = ""
    tables: tuple[tuple[str, int, int], ...] = ()
    members: tuple[tuple[str, str, int], ...] = ()


class ScanRecord(Record):
    """What was read on the pictures of a document without a text of its own, or on a picture of a page, whose address ``url`` then is: by an
    engine that errs, so it proves that something stands there and never that it does not. ``confidence`` is that of its words on average,
    in percent; ``complete`` where every page was read."""

    TABLE = "scans"
    OF_PAGE = False

    text: str
    confidence: int
    pages: int
    complete: bool = False


class FeedRecord(Record):
    """One RSS or Atom feed that was fetched: whether it parses and what it holds. ``entries`` are (title, link, published).

    A ``fault`` that begins with ``UNREAD`` is a bound of ours and says nothing of the feed.
    """

    TABLE = "feeds"
    OF_PAGE = False

    captured_at: datetime
    object_sha256: str
    kind: str = ""
    valid: bool = False
    fault: str = ""
    title: str = ""
    entries: tuple[tuple[str, str, str], ...] = ()


class ContactRecord(Record):
    """One contact datum on a page; ``quote`` is the text it stands in.

    Kinds: ``postal``, ``email``, ``phone`` (international form, or as written where a word announces a local number), ``short-phone`` (1414),
    ``social`` (an account's address) and ``hours`` (of work or reception). ``detail`` is the extension of a telephone, the network of an
    account, ``reception`` or ``work`` of hours, ``obfuscated`` of an e-mail that only people can read. ``trace`` is a place that looks like
    contact data where none could be read: ``value`` is the kind that may stand there, ``detail`` the sign (``label``, ``block``, ``mark``, …).
    """

    TABLE = "contacts"
    KEY = SEQUENCE

    seq: int
    kind: str
    value: str
    quote: str
    place: str = "main"
    xpath: str = ""
    detail: str = ""


class PersonRecord(Record):
    """One person named with a post: telephones and e-mail addresses that stand with the name, and the text it stands in."""

    TABLE = "persons"
    KEY = SEQUENCE

    seq: int
    name: str
    post: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    hours: str = ""
    quote: str = ""
    place: str = "main"
    xpath: str = ""


class PairRecord(Record):
    """The language switch of one page: ``url`` in ``language`` offers ``target`` as its version in ``target_language``.

    ``final`` is where the target ended after redirects, ``counterpart`` the page of that language that is the true
    counterpart as far as other signs tell (address pattern, hreflang, mutual switch), ``signs`` names those signs.
    ``method`` says what offers the version: ``switch`` (a link), ``hreflang`` (the head), or – where neither does – how the counterpart
    was found: ``lane``, ``address``, ``content`` (one template, the same rare figures, dates and pictures).
    """

    TABLE = "pairs"
    KEY = ("url", "lane", "target_language", "target")
    OF_PAGE = False

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


# Every kind of record, in the order in which they are written: tables, the snapshot, deletion and copies follow from it.
RECORDS: tuple[type[Record], ...] = (
    PageRecord,
    TextRecord,
    DateRecord,
    LinkRecord,
    ImageRecord,
    FormRecord,
    DocumentRecord,
    ScanRecord,
    FeedRecord,
    ContactRecord,
    PersonRecord,
    PairRecord,
    ItemRecord,
    SourceRecord,
)
