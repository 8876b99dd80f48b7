"""How a site drawn by scripts shows an address that cannot exist: its server answers 200 to everything, so only its words tell."""

from __future__ import annotations

import random
import string
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit, urlunsplit

from crawler.books.frontier import Target
from crawler.browser.look.visit import Visit
from crawler.extract.page.tree import parse
from crawler.extract.text.language import language_of_address
from crawler.web.likeness import Shingles, alike, shingles, text_of

WHY = "absent-probe"
NAME = 18
Key = tuple[str, str]


class Absent:
    """What the site's own page for absent addresses says, learnt once for each language and lane.

    ``look`` visits an address; ``root`` is the path below which the site's pages lie; ``seed`` draws the random name.
    """

    def __init__(
        self, look: Callable[[str, str, str, bool], Awaitable[Visit]], allows: Callable[[str], bool], root: str, seed: int
    ) -> None:
        self._look = look
        self._allows = allows
        self._root = root.rstrip("/")
        self._name = "".join(random.Random(seed).choices(string.ascii_lowercase, k=NAME))  # noqa: S311 - anyone may draw it again
        self._learnt: dict[Key, Shingles | None] = {}
        self._homes: dict[Key, Shingles] = {}

    def home(self, target: Target, html: str) -> None:
        """Notes a home page, whose menu and footer every page shares."""
        self._homes.setdefault(_key(target), _shingles(html))

    async def resembles(self, target: Target, html: str) -> bool:
        """Whether a page says what the site says of addresses that do not exist; never where that is what its home page says."""
        key = _key(target)
        if key not in self._learnt:
            self._learnt[key] = await self._learn(target)
        absent, home = self._learnt[key], self._homes.get(key, frozenset())
        return absent is not None and bool(absent - home) and alike(_shingles(html), absent, home)

    async def _learn(self, target: Target) -> Shingles | None:
        parts = urlsplit(target.url)
        url = urlunsplit(parts._replace(path=f"{self._root}/{self._name}"))
        if not self._allows(url):
            return None
        seen = await self._look(url, target.lane, WHY, True)
        return _shingles(seen.html) if not seen.fault and (seen.status or 200) < 300 and seen.html else None


def _key(target: Target) -> Key:
    return language_of_address(target.url) or "", target.lane


def _shingles(html: str) -> Shingles:
    tree, _ = parse(html)
    return shingles(text_of(tree))
