"""Language lanes: how one address is asked for in Kazakh, in Russian, in English.

Most sites give each language its own addresses; then one plain lane reads them all. Where one address serves several
languages by the header Accept-Language or by a cookie that a switch link sets, each address is asked once in each lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from crawler.addresses.links import Scope, resolve
from crawler.books.frontier import Frontier, Target
from crawler.books.lanes import PLAIN, Lane
from crawler.books.recorder import Recorder
from crawler.extract.decode import decode
from crawler.extract.language import language_of_address
from crawler.extract.links import read_links
from crawler.extract.tree import Outline, parse
from crawler.extract.words import words_of
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Ask, Silence
from store.base import Language
from store.harvest import Capture, CrawlPlan, Ledger, LedgerEntry
from store.lexicon import Lexicon
from store.records import LinkRecord, PageRecord, Record

PURPOSE = "language-probe"
HOPS = 5


class Seen(NamedTuple):
    """What a probe brought: where it ended, what the page says, which cookies were set on the way."""

    url: str
    page: PageRecord | None
    links: tuple[LinkRecord, ...]
    cookie: str


class Languages:
    """Learns how a site tells its languages apart.

    :param answers: what the home pages gave, by address.
    """

    def __init__(
        self,
        plan: CrawlPlan,
        lexicons: dict[str, Lexicon],
        sites: Scope,
        frontier: Frontier,
        answers: Mapping[str, Answer],
        ask: Ask,
        recorder: Recorder,
    ) -> None:
        self._plan = plan
        self._lexicons = lexicons
        self._sites = sites
        self._frontier = frontier
        self._answers = answers
        self._ask = ask
        self._recorder = recorder

    async def find(self, homes: list[str], take_in: Callable[[str], None]) -> dict[str, Lane]:
        """The lanes of a site, learnt on its home pages with a few stored requests; the plain lane alone where addresses tell.

        A body that names an address for each language needs no probing.

        :param take_in: is told start addresses of versions that lie on hosts of their own.
        """
        if any(site.language for site in self._plan.body.sites):
            return {"*": PLAIN}
        for home in homes:
            address, switches = self._switches(home)
            for sister in self._sisters(address, switches):
                take_in(sister)
            if any(_own_address(target, language, address) for target, language in switches):
                break
            lanes = await self._by_header(home) or await self._by_cookie(home)
            if lanes:
                return {"*": PLAIN, **lanes}
        return {"*": PLAIN}

    def _switches(self, home: str) -> tuple[str, list[tuple[str, Language]]]:
        """Where the home page lies after redirects, and where its language switches lead, with the language they name."""
        entry = self._frontier.entries.get((home, "*"))
        for _ in range(HOPS):
            if entry is None or entry.redirect_to is None:
                break
            entry = self._frontier.entries.get((entry.redirect_to, "*"))
        answer = self._answers.get(entry.url) if entry is not None else None
        if entry is None or answer is None:
            return home, []
        tree, _note = parse(decode(answer.body, tuple(answer.exchange.response_headers)).text)
        limit = self._plan.limits.max_links_per_page
        found = read_links(Outline(tree), entry.url, limit, self._sites, words_of(self._lexicons))
        return entry.url, [(fact.reference.target, fact.switch) for fact in found if fact.switch and fact.reference.target]

    def _sisters(self, home: str, switches: list[tuple[str, Language]]) -> list[str]:
        """Start addresses of versions that lie on hosts of their own below the site's domain, such as kk.example.kz."""
        beyond = [
            target for target, language in switches if target not in self._sites and language_of_address(target) == language
        ]
        if not beyond:
            return []
        own = _domain(home)
        return sorted({target for target in beyond if own and _domain(target) == own})

    async def _by_header(self, home: str) -> dict[str, Lane]:
        seen: dict[str, Seen] = {}
        for language in ("kk", "ru"):
            found = await self._probe(home, Lane(language, language))
            if found.page is None or found.page.text_language != language:
                return {}
            seen[language] = found
        if seen["kk"].url != seen["ru"].url:
            return {}
        lanes: dict[str, Lane] = {language: Lane(language, language) for language in seen}
        english = await self._probe(home, Lane("en", "en"))
        if english.page is not None and english.page.text_language == "en" and english.url == seen["kk"].url:
            lanes["en"] = Lane("en", "en")
        return lanes

    async def _by_cookie(self, home: str) -> dict[str, Lane]:
        plain = await self._probe(home, PLAIN)
        own = plain.page.text_language if plain.page else None
        if own is None:
            return {}
        lanes: dict[str, Lane] = {}
        for link in plain.links:
            language = link.switch
            if language is None or language == own or language in lanes or not link.target or link.scope != "internal":
                continue
            switched = await self._probe(link.target, PLAIN)
            if not switched.cookie or switched.url != plain.url:
                continue
            again = await self._probe(plain.url, Lane(language, PLAIN.accept, switched.cookie))
            if again.url == plain.url and again.page is not None and again.page.text_language == language:
                lanes[language] = Lane(language, PLAIN.accept, switched.cookie)
        return {own: Lane(own, PLAIN.accept), **lanes} if lanes else {}

    async def _probe(self, url: str, lane: Lane) -> Seen:
        cookies: dict[str, str] = {}
        for part in filter(None, lane.cookie.split("; ")):
            name, _, value = part.partition("=")
            cookies[name] = value
        given = dict(cookies)
        for _ in range(HOPS):
            target = Target(url, lane.name, 0, None)
            sent = lane._replace(cookie="; ".join(f"{name}={value}" for name, value in cookies.items()))
            answer = await self._ask(target, "GET", PURPOSE, sent)
            if isinstance(answer, Silence):
                break
            capture = self._recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
            for key, value in answer.exchange.response_headers:
                if key.lower() == "set-cookie":
                    name, _, rest = value.partition("=")
                    cookies[name.strip()] = rest.partition(";")[0].strip()
            location = answer.header("location")
            if 300 <= answer.exchange.status < 400 and location:
                url = resolve(url, location)[0]
                if url not in self._sites:
                    break
                continue
            page, links = self._read(capture, answer.body) if answer.html and answer.exchange.status == 200 else (None, ())
            changed = {name: value for name, value in cookies.items() if given.get(name) != value}
            return Seen(url, page, links, "; ".join(f"{name}={value}" for name, value in cookies.items()) if changed else "")
        return Seen(url, None, (), "")

    def _read(self, capture: Capture, body: bytes) -> tuple[PageRecord | None, tuple[LinkRecord, ...]]:
        # Few sites need this, and it takes its time to load.
        from crawler.extract.page import extract_page

        entry = LedgerEntry(url=capture.url, lane="*", ledger=Ledger.FETCHED, status=200, capture_id=capture.id)
        plain = capture.model_copy(update={"lane": "*"})
        found: list[Record] = extract_page(plain, body, self._plan, self._lexicons, entry)
        page = next((record for record in found if isinstance(record, PageRecord)), None)
        return page, tuple(record for record in found if isinstance(record, LinkRecord))


def _domain(url: str) -> str:
    """The domain that a registrant owns, by the list of public suffixes as the library ships it; empty where there is none."""
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=())(url).top_domain_under_public_suffix


def _own_address(target: str, language: str, home: str) -> bool:
    """Whether a language switch leads to a version's own address, not to an action such as /setlang?lang=kk&back=/."""
    parts = urlsplit(target)
    if target == home or language_of_address(target) != language:
        return False
    return language_of_address(target.partition("?")[0]) == language or parts.path == urlsplit(home).path
