"""Feeds that a site offers: which they are, whether they can be read, and what they carry."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from checks.derived import derived
from checks.headlines import tells
from checks.targets import Standing, Verdict, judge
from checks.words import found, holds
from store.records import UNREAD, FeedRecord
from store.snapshot import Snapshot

SHORTEST = 5
# A bound of our reader, not a fault of the feed.
OWN_BOUND = "own-bound"


class Offer(NamedTuple):
    """A feed that the site offers: its address, how it answered, its records (one a lane), the words that lead to it."""

    address: str
    verdict: Verdict
    read: tuple[FeedRecord, ...]
    words: str

    @property
    def feed(self) -> FeedRecord | None:
        """The record that says most: a valid one with entries before others."""
        return max(self.read, key=lambda feed: (feed.valid, len(feed.entries)), default=None)

    @property
    def titles(self) -> list[str]:
        """Titles of all entries."""
        return [title for feed in self.read if feed.valid for title, _, _ in feed.entries]


def posted(snapshot: Snapshot, content: str) -> bool:
    """Whether pages of the site hold such content at present, so that a feed without it does not carry it."""
    words = _telling(snapshot, content)
    return any(holds(page.h1, words) or holds(page.title, words) for page in snapshot.pages())


def _telling(snapshot: Snapshot, content: str) -> tuple[str, ...]:
    return tuple(word for word in snapshot.lexicon("feeds").phrases(content) if len(word) >= SHORTEST)


@derived
def offers(snapshot: Snapshot) -> tuple[Offer, ...]:
    """Feeds that pages name in their head or link to, by the address where they end."""
    feeds: dict[str, list[FeedRecord]] = {}
    for feed in snapshot.feeds():
        feeds.setdefault(feed.url, []).append(feed)
    named = {address for page in snapshot.pages() for address in page.feeds}
    labels: dict[str, set[str]] = {address: set() for address in sorted(named | set(feeds))}
    leading = {entry.url for entry in snapshot.ledger() if entry.redirect_to and judge(snapshot, entry.url).end in labels}
    for target in sorted(leading | set(labels)):
        end = target if target in labels else judge(snapshot, target).end
        for link in snapshot.links_to(target):
            labels[end] |= {link.text, link.label}
    out: dict[str, Offer] = {}
    for address, said in labels.items():
        verdict = judge(snapshot, address)
        read = tuple(feeds.get(verdict.end) or feeds.get(address) or ())
        path = (
            unquote(urlsplit(address).path + " " + urlsplit(address).query).replace("-", " ").replace("_", " ").replace("/", " ")
        )
        words = [*sorted(said), *(feed.title for feed in read), path]
        out.setdefault(verdict.end, Offer(address, verdict, read, " · ".join(word for word in words if word.strip())))
    return tuple(out.values())


def sign_of(snapshot: Snapshot, offer: Offer, content: str) -> str:
    """Why a feed counts as carrying the content; empty where nothing speaks for it."""
    words = snapshot.lexicon("feeds").phrases(content)
    named = found(offer.words, words)
    if named:
        return named
    telling = _telling(snapshot, content)
    # A headline that tells of tenders is news: «Министр рассказал о тендерах».
    entries = (title for title in offer.titles if content == "news" or not tells(snapshot, title))
    said = next((word for title in entries if (word := found(title, telling))), "")
    if said:
        return said
    return "untitled" if content == "news" and not of_other_kind(snapshot, offer, content) else ""


def of_other_kind(snapshot: Snapshot, offer: Offer, content: str) -> bool:
    """Whether a feed names the other content and not this one."""
    lexicon = snapshot.lexicon("feeds")
    others = (*lexicon.phrases("procurement" if content == "news" else "news"), *lexicon.phrases("comments"))
    return holds(offer.words, others) and not holds(offer.words, lexicon.phrases(content))


def mentions(snapshot: Snapshot, offer: Offer, content: str) -> bool:
    """Whether an entry of a feed speaks of the content, if only as news do."""
    return any(holds(title, _telling(snapshot, content)) for title in offer.titles)


def fault_of(offer: Offer) -> str:
    """Why a feed cannot be used; empty where it can, or where nobody read it."""
    if offer.verdict.standing is Standing.DEAD:
        return offer.verdict.reason
    if offer.feed is None:
        return ""
    if unread_why(offer) is not None:
        return ""
    if not offer.feed.valid:
        return offer.feed.fault or "not a feed"
    return "" if offer.feed.entries else "no entries"


def unread_why(offer: Offer) -> str | None:
    """Why nothing can be said of a feed that is there: how it answered, or a bound of our reading; None where it was read or is dead."""
    if offer.feed is None:
        return None if offer.verdict.standing is Standing.DEAD else offer.verdict.reason
    return OWN_BOUND if offer.feed.fault.startswith(UNREAD) else None
