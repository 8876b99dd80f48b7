"""Yandex Search API, version 2, in its synchronous form: XML of the results inside an answer in JSON."""

from __future__ import annotations

import base64
import json
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from crawler.positions.provider import Request, Unreadable
from store.base import Language

MOST_GROUPS = 100
# The domain whose results are asked for.
DOMAINS: dict[Language, str] = {"kk": "SEARCH_TYPE_KK", "ru": "SEARCH_TYPE_KK", "en": "SEARCH_TYPE_COM"}
LONGEST = 400


class Yandex:
    """Asks in the name of a folder of the cloud (``place``)."""

    def __init__(self, address: str, key: str, place: str) -> None:
        self._address, self._key, self._place = address, key, place

    def requests(self, query: str, language: Language, depth: int) -> tuple[Request, ...]:
        """One POST: one document a site, as many as are looked through."""
        asked = {
            "query": {
                "searchType": DOMAINS[language],
                "queryText": query[:LONGEST],
                "fixTypoMode": "FIX_TYPO_MODE_OFF",
                "page": "0",
            },
            "groupSpec": {
                "groupMode": "GROUP_MODE_DEEP",
                "groupsOnPage": str(min(depth, MOST_GROUPS)),
                "docsInGroup": "1",
            },
            "folderId": self._place,
            "responseFormat": "FORMAT_XML",
        }
        body = json.dumps(asked, ensure_ascii=False).encode()
        headers = {"Authorization": f"Api-Key {self._key}", "Content-Type": "application/json; charset=utf-8"}
        return (Request("POST", self._address, headers, body, self._address),)

    def results(self, body: bytes) -> tuple[str, ...]:
        """``grouping/group/doc/url`` of the XML; an error of the search in it is no answer, but «nothing found» is one."""
        try:
            data: Any = json.loads(body)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(base64.b64decode(data["rawData"], validate=True), parser)
        except (ValueError, TypeError, KeyError, etree.XMLSyntaxError) as fault:
            raise Unreadable("no XML of a search") from fault
        error = root.find(".//response/error")
        if error is not None and error.get("code") != NOTHING_FOUND:
            raise Unreadable(f"error {error.get('code')}")
        return tuple(str(url.text).strip() for url in root.iterfind(".//grouping/group/doc/url") if url.text)


NOTHING_FOUND = "15"
