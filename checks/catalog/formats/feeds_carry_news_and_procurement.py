"""A feed of the site carries news and announcements, and tenders of state procurement.

What it checks
    One kind of content for each order (``content``): ``news`` or ``procurement``; in every RSS or Atom feed that pages name
    or link to.

Applicability
    Every site whose home page was read.

Met when
    a feed that parses and is not empty carries the content: its title, address or the links to it say so, or an entry
    does. A feed of the site that says nothing of itself counts as one of news.

Deficiency when
    a feed for the content is offered but does not parse, is empty, or its address is dead. Where the crawl is complete and
    no feed carries the content the outcome is ``missing``.

Left to a person when
    a feed's address or a page that may name a feed could not be read, the crawl was cut short, or a feed of announcements
    of every kind holds no tender and no page of the site does at present.

Assumptions
    Words are matched as beginnings, in Kazakh, Russian and English. Short words count in titles, not in entries.

Law and standard
    Methodology of 2017, appendix 14, row 4.3. RSS 2.0; RFC 4287 (Atom).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from checks.derived import derived
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, cut, examples, guarded, on_site, truncated
from checks.targets import Standing, Verdict, judge, proof
from checks.unread import silent
from checks.words import found, holds
from store.findings import Message, Observation, Outcome
from store.records import UNREAD, FeedRecord
from store.snapshot import Snapshot

SHORTEST = 5


class Wanted(Options):
    """``content``: which content a feed has to carry."""

    content: Literal["news", "procurement"]


META = CheckMeta(
    id="feeds-carry-news-and-procurement",
    version="1",
    title=Message(
        kk="Сайттың RSS арнасы жаңалықтарды және мемлекеттік сатып алу хабарландыруларын таратады",
        ru="RSS-канал сайта передаёт новости и объявления о государственных закупках",
        en="A feed of the site carries news and announcements of state procurement",
    ),
    scope="site",
    needs=("pages", "links", "feeds", "ledger"),
    options=Wanted,
    messages=messages_of("feeds-carry-news-and-procurement"),
    standards=("RSS 2.0", "RFC 4287"),
)


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


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the content asked for, or one for each faulty feed."""
    offered = offers(snapshot)
    usable = [offer for offer in offered if offer.feed is not None and offer.feed.valid and offer.feed.entries]
    signs = [(offer, sign) for offer in usable if (sign := _sign(snapshot, offer, options.content))]
    faulty = [offer for offer in offered if _fault(offer) and not _of_other_kind(snapshot, offer, options.content)]
    unread = [offer for offer in offered if _unread_why(offer) is not None]
    general = [offer for offer in usable if holds(offer.words, snapshot.lexicon("announcements").phrases("any"))]
    if signs:
        yield _met(snapshot, options.content, *signs[0])
    elif faulty:
        yield from (_faulty(snapshot, options.content, offer) for offer in faulty)
    elif unread:
        yield _unread(snapshot, options.content, unread)
    elif silent(snapshot):
        yield _hidden(snapshot, options.content)
    elif truncated(snapshot):
        yield cut(snapshot, options.content, {"content": options.content})
    elif general and not _posted(snapshot, options.content):
        facts = {"reason": "no-entry-at-present", "feed": general[0].address, "content": options.content}
        yield _told(snapshot, Outcome.UNVERIFIED, "general", options.content, facts, general[0], review=True)
    else:
        yield _missing(snapshot, options.content, offered)


def _posted(snapshot: Snapshot, content: str) -> bool:
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
    for link in snapshot.links() if labels else ():
        if link.target in labels or link.target in leading:
            end = link.target if link.target in labels else judge(snapshot, link.target).end
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


def _sign(snapshot: Snapshot, offer: Offer, content: str) -> str:
    """Why a feed counts as carrying the content; empty where nothing speaks for it."""
    words = snapshot.lexicon("feeds").phrases(content)
    named = found(offer.words, words)
    if named:
        return named
    telling = _telling(snapshot, content)
    said = next((word for title in offer.titles if (word := found(title, telling))), "")
    if said:
        return said
    return "untitled" if content == "news" and not _of_other_kind(snapshot, offer, content) else ""


def _of_other_kind(snapshot: Snapshot, offer: Offer, content: str) -> bool:
    """Whether a feed names the other content and not this one."""
    other = "procurement" if content == "news" else "news"
    lexicon = snapshot.lexicon("feeds")
    return holds(offer.words, lexicon.phrases(other)) and not holds(offer.words, lexicon.phrases(content))


def _fault(offer: Offer) -> str:
    if offer.verdict.standing is Standing.DEAD:
        return offer.verdict.reason
    if offer.feed is None:
        return ""
    if _unread_why(offer) is not None:
        return ""
    if not offer.feed.valid:
        return offer.feed.fault or "not a feed"
    return "" if offer.feed.entries else "no entries"


def _unread_why(offer: Offer) -> str | None:
    """Why nothing can be said of a feed that is there: how it answered, or a bound of our reading; None where it was read or is dead."""
    if offer.feed is None:
        return None if offer.verdict.standing is Standing.DEAD else offer.verdict.reason
    return OWN_BOUND if offer.feed.fault.startswith(UNREAD) else None


def _told(
    snapshot: Snapshot, outcome: Outcome, message: str, content: str, facts: dict[str, Any], offer: Offer, review: bool = False
) -> Observation:
    shown = (offer.feed.object_sha256,) if offer.feed else proof(snapshot, offer.verdict)
    observation = on_site(
        snapshot,
        outcome,
        message,
        subject=f"{content} {offer.address}",
        facts={"content": content, **facts},
        basis={"content": content, "feed": offer.address, "words": offer.words},
        evidence=shown,
        needs_review=review,
    )
    # The feed itself is the most telling proof, before the home page.
    return observation.model_copy(update={"evidence": tuple(dict.fromkeys((*shown, *observation.evidence)))})


def _met(snapshot: Snapshot, content: str, offer: Offer, sign: str) -> Observation:
    feed = offer.feed
    facts: dict[str, Any] = {"feed": offer.address, "title": clip(feed.title, 200) if feed else "", "sign": sign}
    facts["entries"] = len(feed.entries) if feed else 0
    return _told(snapshot, Outcome.MET, "met", content, facts, offer)


def _faulty(snapshot: Snapshot, content: str, offer: Offer) -> Observation:
    return _told(snapshot, Outcome.DEFICIENCY, "faulty", content, {"feed": offer.address, "fault": _fault(offer)}, offer)


def _unread(snapshot: Snapshot, content: str, unread: list[Offer]) -> Observation:
    urls = [offer.address for offer in unread]
    reasons = sorted({_unread_why(offer) or "" for offer in unread})
    facts = {"reason": "feeds-unread", "content": content, "feeds": examples(urls), "reasons": reasons}
    basis = [{"feed": offer.address, "reason": offer.feed.fault if offer.feed else offer.verdict.reason} for offer in unread]
    return on_site(snapshot, Outcome.UNVERIFIED, "unread", subject=f"{content} unread", facts=facts, basis=basis)


def _hidden(snapshot: Snapshot, content: str) -> Observation:
    urls = list(silent(snapshot))
    facts = {"reason": "pages-unread", "content": content, "targets": examples(urls)}
    basis = {"content": content, "not read": urls}
    return on_site(snapshot, Outcome.UNVERIFIED, "hidden", subject=f"{content} hidden", facts=facts, basis=basis)


def _missing(snapshot: Snapshot, content: str, offered: tuple[Offer, ...]) -> Observation:
    pages = sorted({page.url for page in snapshot.pages()})
    facts = {"content": content, "pages": len(pages), "feeds": len(offered)}
    basis = {
        "pages": pages,
        "feeds": [{"address": offer.address, "words": offer.words} for offer in offered],
        "words": list(snapshot.lexicon("feeds").phrases(content)),
    }
    evidence = [offer.feed.object_sha256 for offer in offered if offer.feed]
    return on_site(snapshot, Outcome.MISSING, f"missing-{content}", subject=content, facts=facts, basis=basis, evidence=evidence)
