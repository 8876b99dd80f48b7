"""A version for telephones at addresses of its own: where it begins, which pages it has, and these pages as a site of their own.

That it is one must be told: a telephone was led to it, a link on a home page calls it so, or a home page names it as its form for narrow
screens. A link without such words, to an address that only looks like one, tells where it may lie and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from checks.derived import derived
from checks.measured import reports
from checks.source import markup
from checks.words import holds
from store.base import OFFICIAL
from store.harvest import ArtifactKind
from store.mobile import Root, is_mobile_address, root_of
from store.part import Part
from store.records import PageRecord
from store.snapshot import Snapshot

WORDS = "mobile"
_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|media|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_NARROW = re.compile(r"handheld|max-(?:device-)?width", re.IGNORECASE)


class Aside(NamedTuple):
    """Where a version of its own begins, whether that it is one was told (``sure``), and an address by which it is entered."""

    roots: tuple[Root, ...]
    sure: bool
    entry: str = ""

    def holds(self, url: str) -> bool:
        """Whether an address lies in the version."""
        return any(root.holds(url) for root in self.roots)


@derived
def aside(snapshot: Snapshot) -> Aside:
    """Where the site keeps a version for telephones; no roots where nothing tells of one."""
    homes = [home for home in snapshot.homes() if not is_mobile_address(home.url)]
    told = {(target, home.url) for home in homes for target in (*named(snapshot, home), *alternates(snapshot, home))}
    loads = [data for item, data, _ in reports(snapshot, ArtifactKind.PHONE) if item.ok and data.get("ok")]
    told |= {(str(data.get("final_url") or ""), str(data.get("url") or "")) for data in loads if data.get("redirected_to_mobile")}
    offered = {(str(data["mobile_link"]), str(data.get("url") or "")) for data in loads if data.get("mobile_link")}
    mains = [home.url for home in homes]
    for sure, found in ((True, told), (False, offered)):
        given = {root_of(target, main or mains[0]) for target, main in found if mains and of_site(target, main or mains[0])}
        roots = {root for root in given if root is not None and not any(root.holds(main) for main in mains)}
        if roots:
            entered = sorted(target for target, _ in found if any(root.holds(target) for root in roots))
            return Aside(tuple(sorted(roots)), sure, entered[0])
    return Aside((), False)


def of_site(target: str, main: str) -> bool:
    """Whether an address lies on the site's host or one above or below it: a shop of applications holds no version of the site."""
    there, here = (urlsplit(url).hostname or "" for url in (target, main))
    there, here = there.removeprefix("www."), here.removeprefix("www.")
    return bool(there) and (there == here or there.endswith(f".{here}") or here.endswith(f".{there}"))


def named(snapshot: Snapshot, page: PageRecord, concept: str = "mobile-version") -> Iterator[str]:
    """Targets of links of a page whose words say that the other version lies there."""
    words = snapshot.lexicon(WORDS).phrases(concept)
    return (link.target for link in snapshot.links(page) if link.tag == "a" and holds(f"{link.text}\n{link.label}", words))


def alternates(snapshot: Snapshot, page: PageRecord) -> Iterator[str]:
    """Addresses that a page names as its own form for narrow screens (rel="alternate" media="…")."""
    for tag in _LINK.findall(markup(snapshot, page)):
        given = {name.lower(): first or second or third for name, first, second, third in _ATTRIBUTE.findall(tag)}
        narrow = _NARROW.search(given.get("media", "")) is not None
        if narrow and "alternate" in given.get("rel", "").lower().split() and given.get("href"):
            yield urljoin(page.url, given["href"])


@derived
def own_version(snapshot: Snapshot) -> Part | None:
    """The pages of the version as a site of their own; None where none was told of for certain or none of its pages was read."""
    there = aside(snapshot)
    pages = [page for page in snapshot.pages() if there.sure and there.holds(page.url)]
    if not pages:
        return None
    return Part(snapshot, frozenset(page.url for page in pages), frozenset(_entries(pages)))


def _entries(pages: list[PageRecord]) -> Iterator[tuple[str, str]]:
    """The page of each language by which the version is entered: the one highest up."""
    for language in OFFICIAL:
        own = [page for page in pages if page.language == language]
        if own:
            first = min(own, key=lambda page: (urlsplit(page.url).path.strip("/").count("/"), page.depth, page.url, page.lane))
            yield first.url, first.lane
