"""Language lanes: how one address is asked for in Kazakh, in Russian, in English.

Most sites give each language its own addresses; then one plain lane reads them all. Where one address serves several
languages by the header Accept-Language or by a cookie that a switch link sets, each address is asked once in each lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.addresses.links import Scope
from crawler.books.frontier import Frontier
from crawler.books.lanes import PLAIN, Lane
from crawler.extract.page.links import read_links
from crawler.extract.page.tree import Outline, parse
from crawler.extract.text.decode import decode
from crawler.extract.text.language import language_of_address
from crawler.extract.text.words import words_of
from crawler.hosts.answer import Answer
from crawler.web.discovery import CLICK_TAGS
from crawler.web.prober import Prober, Seen
from crawler.web.unaddressed import Unaddressed
from store.base import Language
from store.harvest import CrawlPlan
from store.lexicon import Lexicon

HOPS = 5


class Front(NamedTuple):
    """A home page: where it lies, its tree, where its language switches lead with the language they name, pages of the site it links to."""

    url: str
    tree: LexborHTMLParser | None
    switches: tuple[tuple[str, Language], ...]
    led: tuple[str, ...]


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
        prober: Prober,
        unaddressed: Unaddressed,
    ) -> None:
        self._plan = plan
        self._lexicons = lexicons
        self._sites = sites
        self._frontier = frontier
        self._answers = answers
        self._prober = prober
        self._unaddressed = unaddressed

    async def find(self, homes: list[str], take_in: Callable[[str], None], enter: Callable[[str], None]) -> dict[str, Lane]:
        """The lanes of a site, learnt on its home pages with a few stored requests; the plain lane alone where addresses tell.

        A body that names an address for each language needs no probing.

        :param take_in: is told start addresses of versions that lie on hosts of their own.
        :param enter: is told first pages of versions that no link leads to.
        """
        if any(site.language for site in self._plan.body.sites):
            return {"*": PLAIN}
        for home in homes:
            front = self._front(home)
            for sister in self._sisters(front):
                take_in(sister)
            addressed = any(_own_address(target, language, front.url) for target, language in front.switches)
            lanes = {} if addressed else await self._by_header(home) or await self._by_cookie(home)
            if lanes:
                return {"*": PLAIN, **lanes}
            if front.tree is not None:
                for first in await self._unaddressed.find(front.url, front.tree, front.led):
                    enter(first)
            if addressed:
                break
        return {"*": PLAIN}

    def _front(self, home: str) -> Front:
        """A home page after its redirects."""
        entry = self._frontier.entries.get((home, "*"))
        for _ in range(HOPS):
            if entry is None or entry.redirect_to is None:
                break
            entry = self._frontier.entries.get((entry.redirect_to, "*"))
        answer = self._answers.get(entry.url) if entry is not None else None
        if entry is None or answer is None:
            return Front(home, None, (), ())
        tree, _note = parse(decode(answer.body, tuple(answer.exchange.response_headers)).text)
        limit = self._plan.limits.max_links_per_page
        found = list(read_links(Outline(tree), entry.url, limit, self._sites, words_of(self._lexicons)))
        switches = ((fact.reference.target, fact.switch) for fact in found if fact.switch and fact.reference.target)
        led = (
            fact.reference.target for fact in found if fact.reference.tag in CLICK_TAGS and fact.reference.target in self._sites
        )
        return Front(entry.url, tree, tuple(switches), tuple(dict.fromkeys(led)))

    def _sisters(self, front: Front) -> list[str]:
        """Start addresses of versions that lie on hosts of their own below the site's domain, such as kk.example.kz."""
        beyond = [
            target for target, language in front.switches if target not in self._sites and language_of_address(target) == language
        ]
        if not beyond:
            return []
        own = _domain(front.url)
        return sorted({target for target in beyond if own and _domain(target) == own})

    async def _by_header(self, home: str) -> dict[str, Lane]:
        seen: dict[str, Seen] = {}
        for language in ("kk", "ru"):
            found = await self._prober.see(home, Lane(language, language))
            if found.page is None or found.page.text_language != language:
                return {}
            seen[language] = found
        if seen["kk"].url != seen["ru"].url:
            return {}
        lanes: dict[str, Lane] = {language: Lane(language, language) for language in seen}
        english = await self._prober.see(home, Lane("en", "en"))
        if english.page is not None and english.page.text_language == "en" and english.url == seen["kk"].url:
            lanes["en"] = Lane("en", "en")
        return lanes

    async def _by_cookie(self, home: str) -> dict[str, Lane]:
        plain = await self._prober.see(home, PLAIN)
        own = plain.page.text_language if plain.page else None
        if own is None:
            return {}
        lanes: dict[str, Lane] = {}
        for link in plain.links:
            language = link.switch
            if language is None or language == own or language in lanes or not link.target or link.scope != "internal":
                continue
            switched = await self._prober.see(link.target, PLAIN)
            if not switched.cookie or switched.url != plain.url:
                continue
            again = await self._prober.see(plain.url, Lane(language, PLAIN.accept, switched.cookie))
            if again.url == plain.url and again.page is not None and again.page.text_language == language:
                lanes[language] = Lane(language, PLAIN.accept, switched.cookie)
        return {own: Lane(own, PLAIN.accept), **lanes} if lanes else {}


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
