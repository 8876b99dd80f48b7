"""Language lanes: how one address is asked for in Kazakh, in Russian, in English.

Most sites give each language its own addresses; then one plain lane reads them all. Where one address serves several
languages by the header Accept-Language or by a cookie that a switch link sets, each address is asked once in each lane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from crawler.extract.decode import decode
from crawler.extract.language import language_of_address
from crawler.extract.links import read_links
from crawler.extract.page import extract_page
from crawler.extract.tree import Outline, parse
from crawler.extract.words import words_of
from crawler.frontier import Target
from crawler.links import normalise
from store.harvest import Capture, Ledger, LedgerEntry
from store.records import LinkRecord, PageRecord, Record

if TYPE_CHECKING:
    from crawler.campaign import Campaign

PURPOSE = "language-probe"
HOPS = 5


class Lane(NamedTuple):
    """How a language is asked for: the header's value and, where the site remembers by cookie, the cookie."""

    name: str
    accept: str
    cookie: str = ""


PLAIN = Lane("*", "kk, ru;q=0.9, en;q=0.5")


class Seen(NamedTuple):
    """What a probe brought: where it ended, what the page says, which cookies were set on the way."""

    url: str
    page: PageRecord | None
    links: tuple[LinkRecord, ...]
    cookie: str


async def find_lanes(campaign: Campaign, homes: list[str]) -> dict[str, Lane]:
    """The lanes of a site, learnt on its home page with a few stored requests; the plain lane alone where addresses tell.

    A body that names an address for each language needs no probing.
    """
    if any(site.language for site in campaign.plan.body.sites):
        return {"*": PLAIN}
    for home in homes:
        if _switches_by_address(campaign, home):
            break
        lanes = await _by_header(campaign, home) or await _by_cookie(campaign, home)
        if lanes:
            return {"*": PLAIN, **lanes}
    return {"*": PLAIN}


def _switches_by_address(campaign: Campaign, home: str) -> bool:
    """Whether the home page itself leads to another language at an address that names it: then no probe is needed."""
    entry = campaign.frontier.entries.get((home, "*"))
    for _ in range(HOPS):
        if entry is None or entry.redirect_to is None:
            break
        entry = campaign.frontier.entries.get((entry.redirect_to, "*"))
    answer = campaign.first_pages.get(entry.url) if entry is not None else None
    if entry is None or answer is None:
        return False
    tree, _note = parse(decode(answer.body, tuple(answer.exchange.response_headers)).text)
    limit = campaign.limits.max_links_per_page
    found = read_links(Outline(tree), entry.url, limit, campaign.sites, words_of(campaign.lexicons))
    return any(fact.switch and _own_address(fact.reference.target, fact.switch, entry.url) for fact in found)


def _own_address(target: str, language: str, home: str) -> bool:
    """Whether a language switch leads to a version's own address, not to an action such as /setlang?lang=kk&back=/."""
    parts = urlsplit(target)
    if target == home or language_of_address(target) != language:
        return False
    return language_of_address(target.partition("?")[0]) == language or parts.path == urlsplit(home).path


async def _by_header(campaign: Campaign, home: str) -> dict[str, Lane]:
    seen: dict[str, Seen] = {}
    for language in ("kk", "ru"):
        found = await _probe(campaign, home, Lane(language, language))
        if found.page is None or found.page.text_language != language:
            return {}
        seen[language] = found
    if seen["kk"].url != seen["ru"].url:
        return {}
    lanes: dict[str, Lane] = {language: Lane(language, language) for language in seen}
    english = await _probe(campaign, home, Lane("en", "en"))
    if english.page is not None and english.page.text_language == "en" and english.url == seen["kk"].url:
        lanes["en"] = Lane("en", "en")
    return lanes


async def _by_cookie(campaign: Campaign, home: str) -> dict[str, Lane]:
    plain = await _probe(campaign, home, PLAIN)
    own = plain.page.text_language if plain.page else None
    if own is None:
        return {}
    lanes: dict[str, Lane] = {}
    for link in plain.links:
        language = link.switch
        if language is None or language == own or language in lanes or not link.target or link.scope != "internal":
            continue
        switched = await _probe(campaign, link.target, PLAIN)
        if not switched.cookie or switched.url != plain.url:
            continue
        again = await _probe(campaign, plain.url, Lane(language, PLAIN.accept, switched.cookie))
        if again.url == plain.url and again.page is not None and again.page.text_language == language:
            lanes[language] = Lane(language, PLAIN.accept, switched.cookie)
    return {own: Lane(own, PLAIN.accept), **lanes} if lanes else {}


async def _probe(campaign: Campaign, url: str, lane: Lane) -> Seen:
    cookies: dict[str, str] = {}
    for part in filter(None, lane.cookie.split("; ")):
        name, _, value = part.partition("=")
        cookies[name] = value
    given = dict(cookies)
    for _ in range(HOPS):
        target = Target(url, lane.name, 0, None)
        sent = lane._replace(cookie="; ".join(f"{name}={value}" for name, value in cookies.items()))
        answer = await campaign.ask(target, "GET", PURPOSE, sent)
        if answer is None:
            break
        capture = campaign.recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
        for key, value in answer.exchange.response_headers:
            if key.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                cookies[name.strip()] = rest.partition(";")[0].strip()
        location = answer.header("location")
        if 300 <= answer.exchange.status < 400 and location:
            url = normalise(urljoin(url, location))
            if url not in campaign.sites:
                break
            continue
        page, links = _read(campaign, capture, answer.body) if answer.html and answer.exchange.status == 200 else (None, ())
        changed = {name: value for name, value in cookies.items() if given.get(name) != value}
        return Seen(url, page, links, "; ".join(f"{name}={value}" for name, value in cookies.items()) if changed else "")
    return Seen(url, None, (), "")


def _read(campaign: Campaign, capture: Capture, body: bytes) -> tuple[PageRecord | None, tuple[LinkRecord, ...]]:
    entry = LedgerEntry(url=capture.url, lane="*", ledger=Ledger.FETCHED, status=200, capture_id=capture.id)
    plain = capture.model_copy(update={"lane": "*"})
    found: list[Record] = extract_page(plain, body, campaign.plan, campaign.lexicons, entry)
    page = next((record for record in found if isinstance(record, PageRecord)), None)
    return page, tuple(record for record in found if isinstance(record, LinkRecord))
