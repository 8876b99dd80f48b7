"""What opens at a registered address: the way over redirects, the page at its end, and what that page lets a visitor click."""

from __future__ import annotations

from urllib.parse import urlsplit

from checks.support import home_page
from checks.targets import HOPS, judge
from checks.words import names
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

# A page of content has more links and more text than this; an intro has a picture and a way in.
FEW_LINKS = 5
LITTLE_TEXT = 400


def opened(snapshot: Snapshot, address: str) -> PageRecord | None:
    """The page that a visitor gets at a registered address."""
    return snapshot.page(judge(snapshot, address).end) or snapshot.page(address) or home_page(snapshot)


def entries(snapshot: Snapshot, page: PageRecord) -> dict[str, LinkRecord]:
    """Distinct addresses that the page lets a visitor click, with the first link to each."""
    found: dict[str, LinkRecord] = {}
    for link in snapshot.links(page):
        if link.tag in ("a", "area") and link.target and link.target != page.url:
            found.setdefault(link.target, link)
    return found


def bare(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page has too few links and words to be one of content."""
    return len(entries(snapshot, page)) <= FEW_LINKS and page.text_length <= LITTLE_TEXT


def way_in(snapshot: Snapshot, page: PageRecord) -> LinkRecord | None:
    """The first link of a page that bids to enter the site; None where none does."""
    words = snapshot.lexicon("splash").phrases("enter")
    return next((one for one in entries(snapshot, page).values() if names(one.text, words) or names(one.label, words)), None)


def way(snapshot: Snapshot, address: str) -> list[tuple[str, str]]:
    """Addresses passed on the way to the home page, with the digest of each stored answer."""
    passed: list[tuple[str, str]] = []
    here: str | None = address
    while here and len(passed) < HOPS and here not in [url for url, _ in passed]:
        entry = snapshot.ledger_entry(here)
        capture = snapshot.capture(entry.capture_id) if entry and entry.capture_id else None
        passed.append((here, capture.object_sha256 if capture else ""))
        here = entry.redirect_to if entry else None
    return passed


def hosts(passed: list[tuple[str, str]]) -> list[str]:
    """Hosts on a way in their order, each once."""
    names_met = [(urlsplit(url).hostname or "").removeprefix("www.") for url, _ in passed]
    return list(dict.fromkeys(names_met))


def opens_home(snapshot: Snapshot, address: str) -> bool:
    """Whether a home page that was read lies at the end of an address."""
    page = snapshot.page(judge(snapshot, address).end)
    return page is not None and page.is_home
