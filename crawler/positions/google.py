"""Google Programmable Search by its Custom Search JSON API: at most ten results a request, a hundred in all."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from crawler.positions.provider import Request, Unreadable
from store.base import Language

PAGE = 10


class Google:
    """Asks a search engine (``place``, parameter cx) that searches the whole web."""

    def __init__(self, address: str, key: str, place: str) -> None:
        self._address, self._key, self._place = address, key, place

    def requests(self, query: str, language: Language, depth: int) -> tuple[Request, ...]:
        """One GET a page of ten."""
        return tuple(self._page(query, language, start) for start in range(1, depth + 1, PAGE))

    def results(self, body: bytes) -> tuple[str, ...]:
        """``items[].link``; an answer without items has no results."""
        try:
            data: Any = json.loads(body)
            items = data.get("items", []) if isinstance(data, dict) and "kind" in data else None
            links = tuple(item["link"] for item in items)  # type: ignore[union-attr]
        except (ValueError, TypeError, KeyError) as fault:
            raise Unreadable("no answer of customsearch#search") from fault
        if not all(isinstance(link, str) for link in links):
            raise Unreadable("a result without an address")
        return links

    def _page(self, query: str, language: Language, start: int) -> Request:
        asked = {"cx": self._place, "q": query, "hl": language, "num": str(PAGE), "start": str(start)}
        told = f"{self._address}?{urlencode(asked)}"
        return Request("GET", f"{self._address}?{urlencode({'key': self._key, **asked})}", {}, None, told)
