"""One pass over all references of a site, for everything that checks want to know of them. A large site has millions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.derived import derived
from checks.offers import Bits, Entry, Offered
from checks.words import Naming, fold, holds, names
from store.base import Language
from store.kept import Spelled
from store.records import LinkRecord
from store.snapshot import Snapshot

Key = tuple[str, str]
CLICKED = frozenset({"a", "area"})
FRAMES = frozenset({"iframe", "frame", "object", "embed"})
MEDIA = frozenset({"img", "image", "use", "input", "source", "audio", "video", "track"})
# What a reader follows, is led to, or sees missing. A script is none: one that is missing shows in the browser's look.
MET = CLICKED | FRAMES | MEDIA | {"form", "meta"}
# Only where a reader is led does a fragment name a place that can be missing.
LEADING = CLICKED | FRAMES | {"form"}
LONGEST_LABEL = 60
# The frame of a page, as against its own part.
FRAME_PLACES = frozenset({"nav", "header", "footer", "breadcrumb"})
# What a block of navigation holds beside sections: the way back and up, the next page, search, settings.
ASIDES = ("back", "up", "pager", "skip", "search", "site-map", "utility")
# «Назад к новостям» is a way back too, while «Поиск работы» is no search.
CONTINUED = ("back", "skip", "utility")
FEWEST_LETTERS = 2
# Addresses that one statement may name.
MOST_ASKED = 5000
# Where a page holds a link to an address, as bits: anywhere, outside its footer, in a part marked as navigation, in its header, and as
# what it is: more than a switch to another language.
ANYWHERE, BODY, MENU, HEAD, PLAIN = 1, 2, 4, 8, 16


@dataclass(slots=True)
class _Page:
    """The page whose links are read: numbers of addresses and of links named like sections, with bits of their places."""

    key: Key = ("", "")
    met: bool = False
    places: dict[int, int] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    frames: dict[str, None] = field(default_factory=dict)
    map_link: bool = False


@dataclass
class Sweep:
    """Everything that the pass gathers.

    ``pages`` is what each page offers; ``clicked`` and ``framed`` addresses that links or frames lead to, ``led_to`` those that links of other pages
    do; ``menus`` those that stand in the frame of a page; ``labels`` short labels of addresses of the site; ``maps`` the
    first link to each (address, lane) that is named a site map; ``contacts`` links named contacts as
    (address, lane) with the languages of the pages they stand on; ``switches`` where language switches to each language
    lead, also to other sites.
    """

    pages: dict[Key, Offered] = field(default_factory=dict)
    clicked: set[str] = field(default_factory=set)
    led_to: set[str] = field(default_factory=set)
    framed: set[str] = field(default_factory=set)
    menus: set[str] = field(default_factory=set)
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    maps: dict[Key, LinkRecord] = field(default_factory=dict)
    contacts: dict[Key, dict[Language | None, None]] = field(default_factory=dict)
    switches: dict[Language, set[str]] = field(default_factory=dict)


@derived
def sweep(snapshot: Snapshot) -> Sweep:
    """Reads every reference once."""
    return _Sweeper(snapshot).run()


def clicked_to(snapshot: Snapshot, targets: set[str]) -> Iterator[LinkRecord]:
    """Links inside the site to any of these addresses, in page order; the database is asked for them alone while it takes so many."""
    if not targets:
        return
    few = {"target": frozenset(targets)} if len(targets) <= MOST_ASKED else {}
    for link in snapshot.records(LinkRecord, tag=CLICKED, scope="internal", **few):
        if link.target in targets:
            yield link


def met(link: LinkRecord) -> bool:
    """Whether a reader follows a reference, is led by it, or sees what is missing at its end."""
    return link.tag in MET or (link.tag == "link" and "stylesheet" in link.rel.split())


class _Sweeper:
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.seen = Sweep()
        self.map_words = snapshot.lexicon("navigation").phrases("site-map")
        self.home_words, self.homes = snapshot.lexicon("navigation").phrases("home"), dict[str, bool]()
        self.contacts = Naming.contacts(snapshot)
        self.sections: dict[str, bool] = {}
        # Each address is one string in memory, however many links lead to it.
        self.places, self.named = Bits[str](), Bits[Entry]()
        self.targets, self.entries = self.places.table, self.named.table
        self.spelled = Spelled(snapshot.spelled)
        self.labels: dict[str, dict[str, None]] = {}
        self.page = _Page()

    def run(self) -> Sweep:
        for link in self.snapshot.links():
            if not link.target:
                continue
            if (link.url, link.lane) != self.page.key:
                self._close()
                self.page = _Page((self.spelled.text(link.url), link.lane))
            target = self.targets.values[self.targets.number(self.spelled.text(link.target))]
            # What leads to its own page, or to the page in another language, makes no menu entry of it.
            if link.place in FRAME_PLACES and target != link.url and link.switch is None:
                self.seen.menus.add(target)
            if link.switch is not None:
                self.seen.switches.setdefault(link.switch, set()).add(target)
            if link.scope == "internal":
                self._inside(link, target)
        self._close()
        self.targets.close()
        self.entries.close()
        self.seen.labels = {target: tuple(said) for target, said in self.labels.items()}
        return self.seen

    def _close(self) -> None:
        """Puts what the page offers where it is kept, once its last link was read."""
        one = self.page
        if one.met:
            place = self.places.add(one.places)
            self.named.add(one.entries)
            self.seen.pages[one.key] = Offered(self.places, self.named, place, tuple(one.frames), one.map_link)

    def _inside(self, link: LinkRecord, target: str) -> None:
        if link.tag in FRAMES:
            self.seen.framed.add(target)
            self.page.met = True
            self.page.frames[target] = None
        elif link.tag in CLICKED:
            self._click(link, target)

    def _click(self, link: LinkRecord, target: str) -> None:
        page = self.page
        page.met = True
        for label in (link.text, link.label):
            if label and len(label) <= LONGEST_LABEL:
                self.labels.setdefault(target, {})[self.spelled.text(label)] = None
        self.seen.clicked.add(target)
        if target != link.url:
            self.seen.led_to.add(target)
        places = _places(link) | (PLAIN if link.switch is None or self._names_home(link) else 0)
        number = self.targets.number(target)
        page.places[number] = page.places.get(number, 0) | places
        if places & BODY and self._names_section(link.text or link.label):
            goal = self.spelled.text(f"{target}#{link.fragment}") if link.fragment else target
            entry = Entry(goal, self.spelled.text(tail_of(link.raw)), link.image_only)
            number = self.entries.number(entry)
            page.entries[number] = page.entries.get(number, 0) | places
        if self._names_map(link):
            page.map_link = True
            self.seen.maps.setdefault((target, link.lane), link)
        if link.tag == "a" and not link.fragment and (self.contacts(link.text) or self.contacts(link.label)):
            self.seen.contacts.setdefault((target, link.lane), {})[link.language] = None

    def _names_section(self, label: str) -> bool:
        """Whether a label is words, and none of those that stand in every block of navigation."""
        if label not in self.sections:
            self.sections[label] = names_section(self.snapshot, label)
        return self.sections[label]

    def _names_home(self, link: LinkRecord) -> bool:
        """Whether a switch says that it leads home: «Главная (русская версия)»."""
        label = link.text or link.label
        if label not in self.homes:
            self.homes[label] = names(label, self.home_words)
        return self.homes[label]

    def _names_map(self, link: LinkRecord) -> bool:
        labels = [label for label in (link.text, link.label) if label and len(label) <= LONGEST_LABEL]
        named = any(holds(label, self.map_words) for label in labels)
        return named and not link.target.lower().partition("?")[0].endswith((".xml", ".xml.gz"))


def names_section(snapshot: Snapshot, label: str) -> bool:
    """Whether a label is words, and none of those that stand in every block of navigation."""
    if sum(letter.isalpha() for letter in label) < FEWEST_LETTERS:
        return False
    return fold(label) not in _asides(snapshot)[0] and not names(label, _asides(snapshot)[1])


@derived
def _asides(snapshot: Snapshot) -> tuple[frozenset[str], tuple[str, ...]]:
    navigation = snapshot.lexicon("navigation")
    whole = frozenset(fold(word) for name in ASIDES for word in navigation.phrases(name))
    return whole, tuple(word for name in CONTINUED for word in navigation.phrases(name))


def tail_of(raw: str) -> str:
    """An address as written, without the way from the page's folder up to the root."""
    text = raw.strip()
    while text.startswith(("../", "./", "/")):
        text = text.partition("/")[2]
    return text or raw.strip()


def _places(link: LinkRecord) -> int:
    if link.switch is not None or link.place in ("footer", "breadcrumb"):
        return ANYWHERE
    return ANYWHERE | BODY | (MENU if link.place == "nav" else 0) | (HEAD if link.place == "header" else 0)
