"""What a page holds of its own, apart from the menus, lines, pictures and contact data that the pages of its version share.

A place is a whole page, the part of a page below one heading, or a document. ``below`` are places one click further.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from checks.derived import derived, derived_few
from checks.heads import below
from checks.labels import documents, end_of, naming_heading, shared
from checks.leads import Key
from checks.letters import words
from checks.support import unseen
from checks.sweep import CLICKED, FRAMES
from checks.targets import Standing, judge
from checks.words import fold, holds
from store.asked import asked
from store.base import Language
from store.harvest import Kind
from store.kept import spelled_once
from store.records import ContactRecord, DateRecord, DocumentRecord, FormRecord, ImageRecord, LinkRecord, PageRecord, PersonRecord
from store.snapshot import Snapshot

MARKS = "content-marks"
NOTHING = asked(__name__, MARKS, "nothing")
# So few words fill a cell: «уточняется», «нет данных».
CELL = 2
# A picture smaller than this is an icon.
ICON = 48
# A line that says that content is to come is short.
PLACEHOLDER = 120
# What a page says so often over is a mould that nobody filled, or a button.
REPEATED = 3
# As many words may stand before the page's name: «Главная / О нас /», «Перейти к основному содержанию».
TRAIL = 6
# Folders of an address that lead no further than a first page.
FIRST = frozenset({"rus", "kaz", "eng", "ru", "kk", "kz", "en", "home", "index.html"})
FRAME_PLACES = frozenset({"nav", "header", "footer", "breadcrumb"})
# Pages of a section that are looked into; longer lists are of one kind.
MOST_BELOW = 40
# Letters of a place that says something.
SAYING = 100
# Places that are kept in memory; a large site has more, and each is looked at by few checks.
MOST_KEPT = 4000


class Spot(NamedTuple):
    """A place that may hold information: a page or document, or the part of a page below a heading, or below a line of its text up to
    another one (``until``)."""

    url: str
    lane: str = "*"
    part: str = ""
    fragment: str = ""
    until: str = ""


@dataclass
class Own:
    """What stands at a place.

    ``links`` lead elsewhere, none of them where nothing is; ``files`` are documents that they lead to, ``unread`` addresses that gave no
    answer; ``blanks`` lines that say that there is nothing yet, which are none of ``lines``, ``gaps``
    those of them and dashes that fill a cell.
    """

    page: PageRecord | None = None
    document: DocumentRecord | None = None
    lines: list[str] = field(default_factory=list)
    complete: bool = True
    links: list[LinkRecord] = field(default_factory=list)
    files: list[DocumentRecord] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    pictures: list[ImageRecord] = field(default_factory=list)
    forms: list[FormRecord] = field(default_factory=list)
    contacts: list[ContactRecord] = field(default_factory=list)
    persons: list[PersonRecord] = field(default_factory=list)
    dates: list[DateRecord] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    @cached_property
    def letters(self) -> int:
        """Letters and figures of the text; a line that stands there again says nothing new. Counted once the place is read."""
        return sum(sum(map(str.isalnum, line)) for line in dict.fromkeys(self.lines))

    def says_much(self, lines: Iterable[str]) -> bool:
        """Whether lines of it say something themselves: those of a page that only leads to others are its links."""
        linked = {link.text for link in self.links}
        said = sum(sum(map(str.isalnum, line)) for line in lines if line not in linked)
        return said >= SAYING or bool(self.files or self.forms)

    @property
    def shell(self) -> bool:
        """Whether only scripts would fill it and no browser drew it."""
        return self.page is not None and unseen(self.page)


@derived_few(MOST_KEPT)
def own(snapshot: Snapshot, spot: Spot) -> Own:
    """What stands at a place, worked out once."""
    item = documents(snapshot).get(spot.url)
    if item is not None and snapshot.page(spot.url) is None:
        text = snapshot.text(spot.url, item.lane)
        lines = text.text.split("\n") if text is not None else []
        return Own(document=item, lines=lines, complete=text is not None and text.complete, files=[item])
    page = snapshot.page(spot.url, spot.lane) or snapshot.page(spot.url)
    return _of_page(snapshot, page, spot) if page is not None else Own()


def _of_page(snapshot: Snapshot, page: PageRecord, spot: Spot) -> Own:
    text = snapshot.text(page.url, page.lane)
    frame = shared(snapshot, page.language) if page.language is not None else None
    lines = text.text.split("\n") if text is not None else []
    known = frame.lines if frame is not None else frozenset()
    kept = _lines(page, lines, known, spot, naming_heading(snapshot, page))
    often = {line for line, times in Counter(kept).items() if times >= REPEATED}
    blanks = [line for line in kept if _says(snapshot, line, "states")]
    nothing = snapshot.lexicon(MARKS).pattern(NOTHING)
    gaps = [line for line in kept if nothing.fullmatch(line) or (line in blanks and len(line.split()) <= CELL)]
    empty = {line for line in kept if line in often or fold(line) in _buttons(snapshot) or _says(snapshot, line, "holds")}
    kept = [line for line in kept if line not in empty and line not in blanks]
    # What a side bar or foot holds below its heading is not kept with the text.
    whole = kept or blanks or not spot.part or any(tuple(words(line)) == tuple(words(spot.part)) for line in lines)
    found = Own(page=page, lines=kept, blanks=blanks, gaps=gaps, complete=bool(whole) and (text is None or text.complete))
    links = list(snapshot.links(page))
    if spot.part:
        spoken = "\n".join(found.lines)
        found.links = _links_of_part(_links(snapshot, page, links), found.lines)
        found.contacts = [one for one in _contacts(snapshot, page, found.lines) if one.quote and one.quote[:60] in spoken]
        found.persons = [one for one in _persons(snapshot, page) if one.name in spoken]
        found.dates = [one for one in snapshot.dates(page.url, page.lane) if one.quote and one.quote[:40] in spoken]
    else:
        found.links = _links(snapshot, page, links)
        found.contacts, found.persons = list(_contacts(snapshot, page, found.lines)), list(_persons(snapshot, page))
        found.dates = _dates(snapshot, page)
        found.forms = [form for form in snapshot.forms(page) if not form.search and form.place not in FRAME_PLACES]
    # Which part of a page a picture or frame belongs to is not stored: it may be any.
    found.pictures = list(_pictures(snapshot, page))
    _frames(snapshot, page, links, found)
    _follow(snapshot, found)
    return found


def _dates(snapshot: Snapshot, page: PageRecord) -> list[DateRecord]:
    """Days that a page tells; when it was posted or changed itself only where it tells no other: it says nothing of what it lists."""
    told = [one for one in snapshot.dates(page.url, page.lane) if one.place not in FRAME_PLACES]
    stamps = [stamp for stamp in (page.published_text, page.modified_text) if stamp]
    others = [one for one in told if not any(stamp in one.quote or one.quote in stamp for stamp in stamps)]
    return others or told


def _says(snapshot: Snapshot, line: str, what: str) -> bool:
    """Whether a line only stands where content is to come."""
    return holds(line[:PLACEHOLDER], snapshot.lexicon("placeholders").phrases(what))


@derived
def _buttons(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in snapshot.lexicon("placeholders").phrases("whole"))


def _lines(page: PageRecord, lines: list[str], known: frozenset[str], spot: Spot, name: str) -> list[str]:
    """Lines of the page's own; of a part those below its heading, up to the next one, or below the line that heads them; the heading itself
    is none."""
    trail = (text for text, _ in page.breadcrumb)
    named = {tuple(words(text)) for text in (page.title, page.h1, name, *page.headings[:1], *trail)}
    stamps = [stamp for stamp in (page.published_text, page.modified_text) if stamp]
    lines = [line for line in lines if len(line) > PLACEHOLDER or not any(stamp in line for stamp in stamps)]
    part = spot.part
    if not part:
        return [line for line in lines if line not in known and not _names(tuple(words(line)), named)]
    if part not in page.headings and part in lines:
        return below([line for line in lines if line not in known], part, spot.until)
    headings, wanted = {tuple(words(text)) for text in page.headings}, tuple(words(part))
    found: list[str] = []
    inside = False
    for line in lines:
        said = tuple(words(line))
        if said in headings:
            inside = said == wanted
        elif inside:
            found.append(line)
    # The last part of a page without landmarks would run on into the foot of the site; a part that all pages bear has nothing else.
    return [line for line in found if line not in known] or found


def _names(line: tuple[str, ...], named: set[tuple[str, ...]]) -> bool:
    """Whether a line is the page's name, perhaps behind its trail or a link that skips to it."""
    return any(name and line[-len(name) :] == name and len(line) - len(name) <= TRAIL for name in named)


def _links(snapshot: Snapshot, page: PageRecord, links: list[LinkRecord]) -> list[LinkRecord]:
    """Links of the page's own main part, each address once."""
    frame = shared(snapshot, page.language).targets if page.language is not None else frozenset()
    found: dict[tuple[str, str], LinkRecord] = {}
    for link in links:
        goal = (link.target, link.fragment)
        aside = link.place in FRAME_PLACES or link.switch is not None or goal in frame
        if link.tag in CLICKED and link.target and not aside and link.target != page.url:
            found.setdefault(goal, link)
    # Links of one page bear mostly the same texts; places are kept by the thousand.
    return list(spelled_once(found.values()))


def _links_of_part(links: list[LinkRecord], lines: list[str]) -> list[LinkRecord]:
    """Links whose words stand in the lines of a part; words that several links of the page bear tell no place."""
    borne = Counter(link.text for link in links)
    return [link for link in links if link.text and borne[link.text] == 1 and any(link.text in line for line in lines)]


def _frames(snapshot: Snapshot, page: PageRecord, links: list[LinkRecord], found: Own) -> None:
    """Frames that only this page shows: pages of the site are read with it, maps and films hold no text, others are named."""
    common = shared(snapshot, page.language).targets if page.language is not None else frozenset()
    hosts = snapshot.lexicon("hosts")
    without, kept = hosts.phrases("no-text"), hosts.phrases("files")
    for link in links:
        if link.tag not in FRAMES or not link.target or (link.target, link.fragment) in common:
            continue
        end = end_of(snapshot, link.target)
        if snapshot.page(end) is not None:
            found.below.append(end)
        elif on_host(link.target, kept) or not on_host(link.target, without):
            found.frames.append(link.target)


def _follow(snapshot: Snapshot, found: Own) -> None:
    """Sorts the ends of links: documents, pages below, what gave no answer; links to what is not there are left out."""
    files: dict[str, DocumentRecord] = {}
    alive = []
    for link in found.links:
        if link.scope != "internal":
            alive.append(link)
            continue
        verdict = judge(snapshot, link.target, link.lane)
        item = documents(snapshot).get(verdict.end)
        if item is not None:
            files.setdefault(verdict.end, item)
        elif (page := snapshot.page(verdict.end)) is not None:
            if not page.is_home and len(found.below) < MOST_BELOW and verdict.end not in found.below:
                found.below.append(verdict.end)
        elif verdict.standing is Standing.DEAD:
            continue
        elif verdict.standing is not Standing.LIVE or (verdict.entry is not None and verdict.entry.kind is not Kind.ASSET):
            found.unread.append(verdict.end)
        alive.append(link)
    found.links, found.files = alive, list(files.values())


def _pictures(snapshot: Snapshot, page: PageRecord) -> Iterator[ImageRecord]:
    frame = shared(snapshot, page.language).images if page.language is not None else frozenset()
    for image in snapshot.images(page):
        small = any(side is not None and side < ICON for side in (image.width, image.height))
        if image.src and not image.hidden and not small and image.src not in frame and image.tag in ("img", "svg", "object"):
            yield image


def _contacts(snapshot: Snapshot, page: PageRecord, lines: list[str]) -> Iterator[ContactRecord]:
    """Contact data of the page's own; what the frame bears too is its own where a line of its text says it again."""
    frame = shared(snapshot, page.language).contacts if page.language is not None else frozenset()
    for one in snapshot.records(ContactRecord, url=page.url, lane=page.lane):
        again = bool(one.quote) and any(one.quote in line for line in lines)
        if one.place not in FRAME_PLACES and (again or one.value not in frame):
            yield one


def _persons(snapshot: Snapshot, page: PageRecord) -> Iterator[PersonRecord]:
    frame = shared(snapshot, page.language).persons if page.language is not None else frozenset()
    for one in snapshot.records(PersonRecord, url=page.url, lane=page.lane):
        if one.place not in FRAME_PLACES and one.name not in frame:
            yield one


def leaves(link: LinkRecord, hosts: tuple[str, ...]) -> bool:
    """Whether a link leaves the site for one of these; a site on a subdomain of gov.kz does not prove itself by its own menu."""
    return link.scope == "external" and on_host(link.target, hosts)


def led_to(snapshot: Snapshot, link: LinkRecord, hosts: tuple[str, ...]) -> bool:
    """Whether a link leaves the site for one of these and for more than the first page of a base of laws, at which no act stands."""
    return leaves(link, hosts) and not of_base(snapshot, link.target)


def of_base(snapshot: Snapshot, url: str) -> bool:
    """Whether an address is the first page of a base of laws."""
    said = urlsplit(url)
    first = not said.query and all(part.casefold() in FIRST for part in said.path.split("/") if part)
    return first and on_host(url, snapshot.lexicon("hosts").phrases("bases-of-law"))


def on_host(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address lies on one of these sites or below it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return any(host == name or host.endswith(f".{name}") for name in hosts)


__all__ = ["Key", "Language", "Own", "Spot", "end_of", "leaves", "led_to", "of_base", "on_host", "own"]
