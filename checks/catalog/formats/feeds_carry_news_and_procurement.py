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
    the only entry on tenders is a headline of news («Министр рассказал о тендерах»), a feed's address or a page that may
    name a feed could not be read, the crawl was cut short, or a feed of announcements of every kind holds no tender and no
    page of the site does at present.

Assumptions
    Words are matched as beginnings, in Kazakh, Russian and English. Short words count in titles, not in entries.

Law and standard
    Methodology of 2017, appendix 14, row 4.3. RSS 2.0; RFC 4287 (Atom).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from checks.feeds import Offer, fault_of, mentions, of_other_kind, offers, posted, sign_of, unread_why
from checks.ladder import somewhere
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, examples, guarded, on_site
from checks.targets import proof
from checks.unread import silent
from checks.words import holds
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot


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


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the content asked for, or one for each faulty feed."""
    content, offered = options.content, offers(snapshot)
    usable = [offer for offer in offered if offer.feed is not None and offer.feed.valid and offer.feed.entries]
    signs = [(offer, sign) for offer in usable if (sign := sign_of(snapshot, offer, content))]
    yield from somewhere(
        snapshot,
        met=lambda: _met(snapshot, content, *signs[0]) if signs else None,
        wrong=lambda: [
            _told(snapshot, Outcome.DEFICIENCY, "faulty", content, {"feed": offer.address, "fault": fault_of(offer)}, offer)
            for offer in offered
            if fault_of(offer) and not of_other_kind(snapshot, offer, content)
        ],
        unread=lambda: _unread(snapshot, content, offered) or _hidden(snapshot, content),
        unclear=lambda: _general(snapshot, content, usable),
        missing=lambda: _missing(snapshot, content, offered),
        part=content,
        facts={"content": content},
    )


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


def _general(snapshot: Snapshot, content: str, usable: list[Offer]) -> Observation | None:
    spoken = next((one for one in usable if mentions(snapshot, one, content)), None)
    if spoken is not None:
        said = {"reason": "may-be-it", "feed": spoken.address, "content": content}
        return _told(snapshot, Outcome.UNVERIFIED, "mentioned", content, said, spoken, review=True)
    words = snapshot.lexicon("announcements").phrases("any")
    offer = next((one for one in usable if holds(one.words, words)), None)
    if offer is None or posted(snapshot, content):
        return None
    facts = {"reason": "no-entry-at-present", "feed": offer.address, "content": content}
    return _told(snapshot, Outcome.UNVERIFIED, "general", content, facts, offer, review=True)


def _unread(snapshot: Snapshot, content: str, offered: tuple[Offer, ...]) -> Observation | None:
    unread = [offer for offer in offered if unread_why(offer) is not None]
    if not unread:
        return None
    urls = [offer.address for offer in unread]
    reasons = sorted({unread_why(offer) or "" for offer in unread})
    facts = {"reason": "feeds-unread", "content": content, "feeds": examples(urls), "reasons": reasons}
    basis = [{"feed": offer.address, "reason": offer.feed.fault if offer.feed else offer.verdict.reason} for offer in unread]
    return on_site(snapshot, Outcome.UNVERIFIED, "unread", subject=f"{content} unread", facts=facts, basis=basis)


def _hidden(snapshot: Snapshot, content: str) -> Observation | None:
    urls = list(silent(snapshot))
    if not urls:
        return None
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
