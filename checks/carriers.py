"""Distinct addresses that pages of the site refer to, each with the first place that carries it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from checks.support import EXAMPLES, clip, picture
from store.findings import Locator
from store.kept import Spelled
from store.records import LinkRecord, PageRecord
from store.rows import reader_of
from store.snapshot import Snapshot

K = TypeVar("K")


class Carrier:
    """The first reference to an address, how many pages carry it, the first few of these pages, a picture of one, and whether any reference is
    other than a form, which sends more than its address."""

    __slots__ = ("_last", "_link", "examples", "followed", "pages", "picture")

    def __init__(
        self, link: LinkRecord, pages: int = 0, picture: str = "", examples: Iterable[str] = (), spelled: Spelled | None = None
    ) -> None:
        # A large site has as many carriers as pages; values alone take a third of what a record takes, texts that others bear nothing.
        values = vars(link).values()
        self._link = tuple(values if spelled is None else map(spelled.once, values))
        self.pages, self.picture, self.examples = pages, picture, list(examples)
        self._last = ""
        self.followed = False

    @property
    def link(self) -> LinkRecord:
        """The first reference."""
        link: LinkRecord = reader_of(LinkRecord).made(self._link)
        return link

    def add(self, page: str) -> None:
        """Counts one more page; references come page by page, so a repeated page is the last one."""
        if page == self._last:
            return
        self._last = page
        self.pages += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(page)

    def page(self, snapshot: Snapshot) -> PageRecord:
        """The page that bears the first reference. Raises LookupError where it has no record."""
        page = snapshot.page(self.link.url, self.link.lane)
        if page is None:
            raise LookupError("a reference without its page")
        return page

    @property
    def pictures(self) -> tuple[str, ...]:
        """Digest of a picture of the reference on whichever page the browser took one."""
        return (self.picture,) if self.picture else ()

    @property
    def locator(self) -> Locator:
        """Where the first reference stands, with the words a reader sees there."""
        link = self.link
        return Locator(xpath=link.xpath, quote=clip(link.text or link.label or link.raw))


class References(NamedTuple):
    """Carriers by (address, lane) and by (address, fragment, lane), in the order in which the references come."""

    addresses: dict[tuple[str, str], Carrier]
    fragments: dict[tuple[str, str, str], Carrier]

    def add(self, snapshot: Snapshot, link: LinkRecord, target: str, leads: bool = True, spelled: Spelled | None = None) -> None:
        """Takes one more reference; references have to come page by page.

        :param leads: its fragment names a place to go to.
        :param spelled: keeps texts that several references bear once.
        """
        shown = next(iter(picture(snapshot, link.url, (link.xpath,))), "")
        _carry(self.addresses, (target, link.lane), link, shown, spelled)
        if leads and link.fragment:
            _carry(self.fragments, (target, link.fragment, link.lane), link, shown, spelled)


def gather(snapshot: Snapshot, links: Iterable[LinkRecord]) -> References:
    """Distinct addresses and fragments of references that come page by page."""
    found = References({}, {})
    for link in links:
        found.add(snapshot, link, link.target)
    return found


def merged(carriers: Sequence[Carrier]) -> Carrier:
    """One carrier for several lanes of an address: the pages of each language version are pages of their own."""
    first = carriers[0]
    examples = list(dict.fromkeys(url for carrier in carriers for url in carrier.examples))
    picture_of = next((carrier.picture for carrier in carriers if carrier.picture), "")
    whole = Carrier(first.link, sum(carrier.pages for carrier in carriers), picture_of, examples[:EXAMPLES])
    whole.followed = any(carrier.followed for carrier in carriers)
    return whole


def _carry(carriers: dict[K, Carrier], key: K, link: LinkRecord, shown: str, spelled: Spelled | None) -> None:
    carrier = carriers.get(key)
    if carrier is None:
        carrier = carriers[key] = Carrier(link, spelled=spelled)
    carrier.add(link.url if spelled is None else spelled.text(link.url))
    carrier.picture = carrier.picture or shown
    carrier.followed = carrier.followed or link.tag != "form"
