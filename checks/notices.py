"""Where a body's own site may announce something: its pages, its documents, and what was read on scans; and the scans that nobody could read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from checks.derived import derived_by
from checks.letters import words
from checks.newsitems import news_lists
from checks.scans import language_of, read_surely
from checks.sweep import CLICKED
from checks.words import holds
from store.base import Language
from store.records import DocumentRecord, LinkRecord
from store.snapshot import Snapshot
from store.zone import day_told

LEXICON = "discussions"
MOST_FIELDS = 40
# Files that hold words a reader could see, were they legible.
LEGIBLE = frozenset({"pdf", "doc", "docx", "odt", "rtf", "djvu", "ole", "ooxml-encrypted"})


class Place(NamedTuple):
    """A page or document that speaks of a discussion: its words in one line, each of them once, its text, its day (None where it tells
    none), and whether it is a page that could announce something by itself: no document, no home page, no list of such pages."""

    url: str
    lane: str
    line: str
    words: frozenset[str]
    text: str
    day: date | None
    alone: bool


class Scan(NamedTuple):
    """A document whose words nobody could read and which is called an announcement or stands beside words of a discussion; ``latest`` is the last
    day that it or its page bears, empty where none."""

    url: str
    latest: str


@derived_by
def places(snapshot: Snapshot, language: Language) -> tuple[Place, ...]:
    """Pages and documents of one language that speak of a discussion, scans among them whose words were read for sure."""
    asked = snapshot.lexicon(LEXICON).phrases("discussion", language)
    speaking = [one for one in _said_on(snapshot, language) if holds(one.text, asked)]
    pages = {one.url for one in speaking if one.page}
    return tuple(_place(snapshot, one, pages) for one in speaking)


class _Said(NamedTuple):
    """What a page or document says; ``page`` is whether it is a page and not the home page."""

    url: str
    lane: str
    text: str
    day: date | None
    page: bool


def _said_on(snapshot: Snapshot, language: Language) -> Iterator[_Said]:
    texts = {(text.url, text.lane): text for text in snapshot.texts()}
    for page in snapshot.pages(language):
        text = texts.get((page.url, page.lane))
        said = f"{page.title}\n{page.h1}\n{text.text if text is not None else ''}"
        yield _Said(page.url, page.lane, said, _day(page.published), not page.is_home)
    for item in snapshot.documents():
        text = texts.get((item.url, item.lane))
        if text is not None and text.text and text.language in (None, language):
            yield _Said(item.url, item.lane, text.text, None, False)
        elif language_of(snapshot, item) in (None, language):
            yield _Said(item.url, item.lane, read_surely(snapshot, item), None, False)


def _place(snapshot: Snapshot, one: _Said, others: set[str]) -> Place:
    line = words(one.text)
    alone = one.page and one.url not in news_lists(snapshot) and not _leads_to(snapshot, one, others)
    return Place(one.url, one.lane, f" {' '.join(line)} ", frozenset(line), one.text, one.day, alone)


def _leads_to(snapshot: Snapshot, one: _Said, others: set[str]) -> bool:
    """Whether a page is a list: its own part links to several of the others, or it has no day and links to one."""
    page = snapshot.page(one.url, one.lane)
    inside = (link for link in snapshot.links(page) if link.place in ("main", "aside")) if page is not None else ()
    own = ({link.target for link in inside} & others) - {one.url}
    return len(own) > 1 or (bool(own) and one.day is None)


class Cards(NamedTuple):
    """Cards of a portal, whose addresses name them by ``field``; under other names of the portal's host they bear the same ``path``."""

    portal: str
    field: str
    path: str


@derived_by
def linking(snapshot: Snapshot, cards: Cards) -> dict[tuple[str, Language], tuple[tuple[str, str], ...]]:
    """Pages that link to cards of a portal: name of the card and language of the page → address and lane of the page."""
    view = snapshot.portal(cards.portal)
    hosts = {urlsplit(site.url).netloc for site in view.plan.body.sites} if view is not None else set()
    hosts |= {urlsplit(portal.url).netloc for portal in snapshot.plan.portals if portal.name == cards.portal}
    spoken = {(page.url, page.lane): page.language for page in snapshot.pages()}
    found: dict[tuple[str, Language], dict[tuple[str, str], None]] = {}
    for link in snapshot.links():
        parts, language = urlsplit(link.target), spoken.get((link.url, link.lane))
        if language is None or (parts.netloc not in hosts and parts.path != cards.path):
            continue
        number = dict(parse_qsl(parts.query, max_num_fields=MOST_FIELDS)).get(cards.field, "")
        if number:
            found.setdefault((number, language), {})[link.url, link.lane] = None
    return {key: tuple(pages) for key, pages in found.items()}


@derived_by
def unread_scans(snapshot: Snapshot, language: Language) -> tuple[Scan, ...]:
    """Documents without legible words that pages of one language call an announcement, or link to from where they speak of a discussion."""
    asked = snapshot.lexicon(LEXICON)
    names = (*asked.phrases("notice", language), *asked.phrases("discussion", language))
    speaking = {(place.url, place.lane) for place in places(snapshot, language)}
    pages = {(page.url, page.lane): page for page in snapshot.pages(language)}
    found: dict[str, str] = {}
    dark = {item.url: item for item in snapshot.documents() if _dark(snapshot, item)}
    for link in snapshot.links() if dark else ():
        page, item = pages.get((link.url, link.lane)), dark.get(link.target)
        if page is None or item is None or link.tag not in CLICKED or not _is_of(snapshot, item, language):
            continue
        if (link.url, link.lane) in speaking or holds(f"{page.title}\n{page.h1}\n{_said(link)}\n{item.title}", names):
            days = (*map(day_told, (page.published, item.created, item.modified)), found.get(item.url, ""))
            found[item.url] = max(days)
    return tuple(Scan(url, found[url]) for url in sorted(found))


def _dark(snapshot: Snapshot, item: DocumentRecord) -> bool:
    """Whether a document has words that were not read, or not all of them for sure."""
    if item.kind not in LEGIBLE:
        return False
    scan = snapshot.scan(item.url, item.lane)
    return not item.text_length and not (scan is not None and scan.complete and read_surely(snapshot, item))


def _is_of(snapshot: Snapshot, item: DocumentRecord, language: Language) -> bool:
    return (item.text_language or language_of(snapshot, item)) in (None, language)


def _said(link: LinkRecord) -> str:
    return f"{link.text} {link.label}"


def _day(published: str) -> date | None:
    return date.fromisoformat(day_told(published)) if len(published) >= len("2026-01-01") else None
