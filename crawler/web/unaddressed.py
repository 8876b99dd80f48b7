"""Versions of a site that a switch offers without an address, because only a script knows where it leads.

Such a version mostly lies where the site's own addresses say: beside ``/ru/about.html`` there is ``/kz/about.html``. A few such addresses
are asked; one that gives a page in the language offered is that version's first page. Nothing is concluded where none does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.addresses.links import Scope
from crawler.books.lanes import PLAIN
from crawler.extract.text.language import SPELLINGS, language_of, language_of_address, other_addresses
from crawler.extract.text.words import Words
from crawler.web.prober import Prober
from crawler.web.refusals import Refusals
from store.base import Language

# Requests for a version, and elements of a page that are looked at.
TRIED = 12
LOOKED_AT = 20_000
# Pages of the site whose addresses name a language, by which those of another one are made.
MODELS = 2
# Spellings of a language's code that sites use.
SPELT = 4
_PRESSED = frozenset({"a", "button", "option", "label"})
_MUTE = frozenset({"script", "style", "title", "noscript", "template"})
_LONGEST = 40


class Unaddressed:
    """Looks for versions whose switch bears no address.

    :param words: names of languages on switches.
    """

    def __init__(self, words: Words, sites: Scope, prober: Prober, refusals: Refusals) -> None:
        self._words = words
        self._sites = sites
        self._prober = prober
        self._refusals = refusals

    async def find(self, home: str, tree: LexborHTMLParser, led: Sequence[str]) -> list[str]:
        """First pages of versions that the home page offers and leads to by no link.

        :param home: where the home page lies.
        :param tree: the home page.
        :param led: addresses of the site that the home page links to.
        """
        linked = {language_of_address(target) for target in led} | {language_of_address(home)}
        spoken = language_of(tree.body.text(separator="\n"))[0] if tree.body is not None else None
        found = []
        for language in sorted(self._offered(tree)):
            if language not in linked and language != spoken:
                first = await self._first_page(home, led, language)
                if first:
                    found.append(first)
        return found

    async def _first_page(self, home: str, led: Sequence[str], language: Language) -> str:
        for address in islice(self._likely(home, led, language), TRIED):
            if await self._refusals.of_site(address) is not None:
                continue
            seen = await self._prober.see(address, PLAIN)
            if seen.page is not None and seen.page.text_language == language and language_of_address(seen.url) == language:
                return seen.url
        return ""

    def _likely(self, home: str, led: Sequence[str], language: Language) -> Iterator[str]:
        """Addresses of the version, the likeliest first: of its home page, then of pages like those that the site links to."""
        models = [home, *islice((target for target in led if language_of_address(target)), MODELS)]
        spelt = [_in_usual_spelling(model, language) for model in models]
        # The first spellings of each page before the last ones of any.
        near = [address for addresses in spelt for address in addresses[:SPELT]]
        far = [address for addresses in spelt for address in addresses[SPELT:]]
        yield from (address for address in dict.fromkeys([*near, *far]) if address in self._sites)

    def _offered(self, tree: LexborHTMLParser) -> set[Language]:
        """Languages named by what a visitor presses, or named side by side."""
        found: set[Language] = set()
        before: Language | None = None
        for node in islice(tree.css("body *"), LOOKED_AT):
            if node.tag in _MUTE or node.parent is None:
                continue
            label = _label(node)
            if not label:
                continue
            language = self._words.switch_to(label)
            if language is not None:
                beside = before if before != language else None
                found.update(one for one in (language if node.tag in _PRESSED or beside else None, beside) if one is not None)
            before = language
        return found


def _label(node: LexborNode) -> str:
    """The words of an element that holds nothing else, or of a thing to press with whatever it holds."""
    if node.tag not in _PRESSED and any(True for _ in node.iter()):
        return ""
    text = " ".join((node.text() or "").split())
    return text if len(text) <= _LONGEST else ""


def _in_usual_spelling(model: str, language: Language) -> list[str]:
    """Where the page may lie in another language; what ends like its model comes first, as a folder or a file does."""
    rare = tuple(code.lower() for code in SPELLINGS[language][SPELT:])
    found = [
        address
        for address in other_addresses(model, language)
        if language_of_address(address) == language and not any(code in address.lower() for code in rare)
    ]
    return sorted(found, key=lambda address: address[-1] != model[-1])
