"""What pages and documents are called, by whom, and where: links by their targets, titles, headings, trails, addresses, captions, lines.

A link that at least two fifths of a version's pages bear belongs to its menus, wherever the markup puts it; a line of text that they share
belongs to its frame and is no text of any page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from checks.derived import derived, derived_by
from checks.entries import entries
from checks.frequent import frequent
from checks.leads import LONGEST, Key, Leads
from checks.measured import states
from checks.pictured import pictured
from checks.sweep import CLICKED, FRAMES
from checks.targets import judge
from store.asked import asked
from store.base import Language
from store.records import DocumentRecord, ImageRecord, PageRecord
from store.snapshot import Snapshot

OPENS_ANEW = asked(__name__, "content-marks", "opens-anew")
# Of fewer pages nobody can say what they share.
FEWEST = 4
SHARE = (2, 5)
# Written so, a link leads to the very place where it stands: an entry that nobody gave an address.
NOWHERE = frozenset({"", "#", "#!", "?"})
# The name of a document stands in its first lines.
NAMING_LINES = 12
# The first sentences of a page's own text; shorter lines are trails and headings.
LEADS, LEAD = 3, 60
DOCUMENT_TEXT = 60_000
# Lines of data are values and name nothing.
SHEETS = frozenset({"csv", "xlsx", "xls", "ods", "json", "xml"})
_SEPARATORS = re.compile(r"[-_+.~/%=&?\s]+")
_TITLE = re.compile(r"\s[-–—|:/•·»]\s|\s?(?:\||::|»|•)\s?")
# Where a title quotes, the closing mark sets nothing off.
_QUOTING = re.compile(r"\s[-–—|:/•·]\s|\s?(?:\||::|•)\s?")
_INDEX = re.compile(
    r"^(?:index|default|home|main|page|show|view|node|item|content|html?|php|aspx?|jsp|kk|kz|kaz|qaz|ru|rus|en|eng)$"
)
_DRAWN = re.compile(r'^\s*- (?:link|heading|tab|button|menuitem|treeitem) "((?:[^"\\]|\\.)*)"', re.MULTILINE)


class Sighting(NamedTuple):
    """A label of something: ``url`` and ``fragment`` are what it names, ``page`` where it stands.

    ``field`` is one of the fields of indicators, ``drawn`` for what only the browser saw, ``first`` for the first lines of a document and
    ``lead`` for the first sentences of a page; ``pages`` is on how many pages the label
    names it; ``part`` is the heading whose section it names where that is no whole page.
    """

    text: str
    field: str
    url: str
    page: Key
    fragment: str = ""
    xpath: str = ""
    pages: int = 1
    part: str = ""


class Shared(NamedTuple):
    """What pages of one version share: addresses that links lead to, lines of text, pictures, contact data, persons."""

    targets: frozenset[tuple[str, str]]
    lines: frozenset[str]
    images: frozenset[str]
    contacts: frozenset[str]
    persons: frozenset[str]


def most(number: int, pages: int) -> bool:
    """Whether so many of a version's pages are enough to call what they share its frame."""
    return pages >= FEWEST and number * SHARE[1] >= pages * SHARE[0]


@derived
def _links(snapshot: Snapshot) -> dict[Language | None, Leads]:
    """One pass over all links that a reader follows, by the language of their pages; switches of language are none."""
    found: dict[Language | None, Leads] = {}
    for link in snapshot.links():
        if link.target and link.switch is None and link.tag in CLICKED | FRAMES and link.raw.strip() not in NOWHERE:
            links = found.get(link.language)
            if links is None:
                links = found[link.language] = Leads(snapshot.spelled)
            links.add(link)
    for language, links in found.items():
        pages = len(snapshot.addresses(language)) if language is not None else 0
        links.close(partial(most, pages=pages))
    return found


@derived_by
def shared(snapshot: Snapshot, language: Language) -> Shared:
    """What the pages of a version share."""
    pages = {(page.url, page.lane) for page in snapshot.pages(language)}
    links = _links(snapshot).get(language, Leads())

    def of_pages(told: Iterable[tuple[Key, str]]) -> Iterator[set[str]]:
        """What each page of the version tells; records come page by page."""
        return ({one for _, one in some} for key, some in groupby(told, itemgetter(0)) if key in pages)

    def lines() -> Iterator[list[str]]:
        return (text.text.split("\n") for text in snapshot.texts() if (text.url, text.lane) in pages)

    def images() -> Iterator[set[str]]:
        return of_pages(((one.url, one.lane), one.src) for one in snapshot.images() if one.src)

    def contacts() -> Iterator[set[str]]:
        return of_pages(((one.url, one.lane), one.value) for one in snapshot.contacts(language))

    def persons() -> Iterator[set[str]]:
        return of_pages(((one.url, one.lane), one.name) for one in snapshot.persons(language))

    # Of fewer pages nothing is on enough of them.
    least = -(-len(pages) * SHARE[0] // SHARE[1]) if len(pages) >= FEWEST else len(pages) + 1
    return Shared(links.shared, *(frequent(one, least) for one in (lines, images, contacts, persons)))


def _common(counted: Counter, pages: int) -> frozenset:  # type: ignore[type-arg]
    return frozenset(one for one, number in counted.items() if most(number, pages))


def sightings(snapshot: Snapshot, language: Language) -> Iterator[Sighting]:
    """Every label of a version and every line of its own text, in a fixed order."""
    yield from _of_links(snapshot, language)
    for page in snapshot.pages(language):
        yield from _of_page(snapshot, page)
        yield from _of_entries(snapshot, page)
    yield from _of_pictures(snapshot, language)
    yield from _of_documents(snapshot, language)
    yield from _of_texts(snapshot, language)
    yield from _of_scans(snapshot, language)


def _of_links(snapshot: Snapshot, language: Language) -> Iterator[Sighting]:
    links, frame = _links(snapshot).get(language, Leads()), shared(snapshot, language).targets
    noted = snapshot.lexicon("content-marks").pattern(OPENS_ANEW)
    for offer, key, xpath, pages in links.first():
        field = "menu" if offer.menu or (offer.target, offer.fragment) in frame else "link"
        # What tells of the link alone says nothing of what it leads to.
        text = noted.sub("", offer.text) or offer.text
        yield Sighting(text, field, end_of(snapshot, offer.target), key, offer.fragment, xpath, pages)


def _of_entries(snapshot: Snapshot, page: PageRecord) -> Iterator[Sighting]:
    """What the text beside them calls links that say nothing themselves."""
    for name, link in entries(snapshot, page):
        yield Sighting(name[:LONGEST], "link", end_of(snapshot, link.target), (page.url, page.lane), link.fragment, link.xpath)


def end_of(snapshot: Snapshot, target: str) -> str:
    """Where an address ends after redirects; one that nobody asked is its own end."""
    return judge(snapshot, target).end


def _of_page(snapshot: Snapshot, page: PageRecord) -> Iterator[Sighting]:
    key = (page.url, page.lane)
    # The name of the site at the head of a page names no thing: «Аппарат акима района».
    site = _titles(snapshot, page.language)
    for part in own_titles(snapshot, page):
        if part not in site:
            yield Sighting(part, "title", page.url, key)
    named = naming_heading(snapshot, page)
    for heading in dict.fromkeys(page.headings):
        if heading in site:
            continue
        yield Sighting(heading, "heading", page.url, key, part="" if heading == named else heading)
    if page.breadcrumb:
        yield Sighting(page.breadcrumb[-1][0], "breadcrumb", page.url, key)
    for segment in slugs(page.url)[-1:]:
        yield Sighting(segment, "address", page.url, key)
    state = states(snapshot).get(page.url)
    for name in dict.fromkeys(_DRAWN.findall(state.names)) if state is not None else ():
        yield Sighting(name[:LONGEST], "drawn", page.url, key)


def naming_heading(snapshot: Snapshot, page: PageRecord) -> str:
    """The heading that names a whole page: its ``h1``, else or where the pages share that one the first that they do not share; none of a
    home page. What stands in a menu too is no less the page's own name."""
    if page.is_home or page.language is None or (page.h1 and page.h1 not in _first_headings(snapshot, page.language)):
        return page.h1
    frame = shared(snapshot, page.language).lines
    return next((heading for heading in page.headings if heading not in frame), page.h1)


@derived_by
def _first_headings(snapshot: Snapshot, language: Language) -> frozenset[str]:
    """First headings that the pages of a version share: the name of the site."""
    pages = list(snapshot.pages(language))
    return _common(Counter(page.h1 for page in pages), len(pages))


def own_titles(snapshot: Snapshot, page: PageRecord) -> list[str]:
    """What a page's title calls it, without the site's name."""
    frame = _titles(snapshot, page.language)
    found = [part for part in _parts(page.title) if part not in frame] or list(filter(None, [page.title]))
    heads = ((part, *part.partition(": ")[::2]) for part in found)
    return [tail if tail and head in frame else part for part, head, tail in heads]


def _parts(title: str) -> list[str]:
    """A title apart at the marks that set the site's name off from the page's."""
    marks = _QUOTING if "«" in title else _TITLE
    return [part.strip() for part in marks.split(title) if part.strip()]


@derived_by
def _titles(snapshot: Snapshot, language: Language | None) -> frozenset[str]:
    """Parts that the titles of a version share: the name of the site."""
    counted: Counter[str] = Counter()
    pages = list(snapshot.pages(language)) if language is not None else []
    for page in pages:
        # «Акимат района: Новости» sets the site's name off by a colon.
        counted.update({*_parts(page.title), page.title.partition(": ")[0]})
    return _common(counted, len(pages))


def slugs(url: str) -> list[str]:
    """Parts of an address that are words, from the first folder to the last."""
    path = unquote(urlsplit(url).path)
    found = []
    for part in path.split("/"):
        said = " ".join(word for word in _SEPARATORS.split(part) if not _INDEX.match(word.casefold()))
        if any(letter.isalpha() for letter in said):
            found.append(said)
    return found


def _of_pictures(snapshot: Snapshot, language: Language) -> Iterator[Sighting]:
    frame = shared(snapshot, language).images
    for image in snapshot.records(ImageRecord, language=language):
        said = image.alt or image.label
        if said and not image.in_link and image.src not in frame:
            yield Sighting(said[:LONGEST], "caption", image.url, (image.url, image.lane), xpath=image.xpath)


@derived
def documents(snapshot: Snapshot) -> dict[str, DocumentRecord]:
    """Files that were read, by address."""
    return {item.url: item for item in reversed(list(snapshot.documents()))}


@derived
def _carriers(snapshot: Snapshot) -> dict[str, dict[Language | None, Key]]:
    """Files → the first page of each version that leads to them."""
    known = documents(snapshot)
    found: dict[str, dict[Language | None, Key]] = {}
    for language, links in _links(snapshot).items():
        for offer, key, _, _ in links.first():
            end = end_of(snapshot, offer.target)
            if end in known:
                found.setdefault(end, {}).setdefault(language, key)
    return found


def _of_documents(snapshot: Snapshot, language: Language) -> Iterator[Sighting]:
    carriers = _carriers(snapshot)
    for url, item in sorted(documents(snapshot).items()):
        key = carriers.get(url, {}).get(language)
        if key is None:
            continue
        if item.title:
            yield Sighting(item.title[:LONGEST], "file", url, key)
        for name in slugs(url)[-1:]:
            yield Sighting(name, "file", url, key)
            yield Sighting(name, "address", url, key)


def _of_texts(snapshot: Snapshot, language: Language) -> Iterator[Sighting]:
    frame, carriers = shared(snapshot, language).lines, _carriers(snapshot)
    pages = {(page.url, page.lane) for page in snapshot.pages(language)}
    for text in snapshot.texts():
        key = (text.url, text.lane)
        if key in pages:
            lines = [line for line in dict.fromkeys(text.text.split("\n")) if line not in frame]
            leading = [line for line in lines if len(line) > LEAD][:LEADS]
            yield from (Sighting(line, "lead", text.url, key) for line in leading)
            yield from (Sighting(line, "body", text.url, key) for line in lines)
        elif language in carriers.get(text.url, {}):
            if documents(snapshot)[text.url].kind in SHEETS:
                continue
            lines = list(dict.fromkeys(text.text[:DOCUMENT_TEXT].split("\n")))
            place = carriers[text.url][language]
            for number, line in enumerate(lines):
                yield Sighting(line, "body" if number >= NAMING_LINES else "first", text.url, place)


def _of_scans(snapshot: Snapshot, language: Language) -> Iterator[Sighting]:
    """Lines that were read on pictures of pages: they stand on the page that shows the picture."""
    for one in pictured(snapshot):
        if one.page.language == language:
            for line in dict.fromkeys(one.text.split("\n")):
                yield Sighting(line, "pictured", one.page.url, (one.page.url, one.page.lane))
