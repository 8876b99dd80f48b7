"""Questions to the programming interface, each with an address of its own, from which the question can be read back.

The ledger names a question by its address. What is sent by POST has the same address whatever is asked, so its name and language
follow as a fragment, which is never sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from string import Template
from typing import NamedTuple, cast
from urllib.parse import parse_qsl, quote, urldefrag, urlsplit

from crawler.addresses.links import normalise
from crawler.portals.govkz.place import Place
from crawler.portals.govkz.rules import Interface
from store.base import Language

FIRST = 1
_SAFE = ":,"


class Call(NamedTuple):
    """One question: which interface, in which language, which page of the list."""

    interface: Interface
    language: Language
    number: int = FIRST

    def values(self, place: Place) -> dict[str, str]:
        """What stands for the placeholders."""
        return {"code": place.code, "lang": self.language, "number": str(self.number)}

    def address(self, place: Place) -> str:
        """The address under which the question stands in the ledger."""
        asked = self.interface
        path = Template(asked.address).safe_substitute(self.values(place))
        if asked.method == "POST":
            return f"{place.absolute(path)}#{asked.name}-{self.language}-{self.number}"
        fields = [f"{name}={quote(_filled(text, self.values(place)), safe=_SAFE)}" for name, text in asked.query.items()]
        return place.absolute(f"{path}?{'&'.join(fields)}" if fields else path)

    def content(self, place: Place) -> bytes:
        """The body of a POST; empty for a GET. Values are escaped, for they stand inside a text of JSON."""
        if self.interface.method != "POST":
            return b""
        values = {name: json.dumps(value)[1:-1] for name, value in self.values(place).items()}
        return " ".join(_filled(self.interface.content, values).split()).encode()

    def next(self) -> Call:
        """The same question for the next page of the list."""
        return self._replace(number=self.number + 1)


def _filled(text: str, values: dict[str, str]) -> str:
    return Template(text).safe_substitute(values)


def first_calls(place: Place) -> Iterator[Call]:
    """Every interface in every language, first pages."""
    for language in place.platform.languages:
        for interface in place.platform.interfaces:
            yield Call(interface, language)


def call_at(place: Place, url: str) -> Call | None:
    """The question that stands under an address of the ledger; None for an address that is none."""
    bare, fragment = urldefrag(url)
    if not place.here(bare):
        return None
    if fragment:
        return _of_fragment(place, bare, fragment)
    fields = dict(parse_qsl(urlsplit(bare).query))
    for interface in place.platform.interfaces:
        call = _of_query(interface, fields)
        if interface.method == "GET" and call is not None and call.address(place) == normalise(bare):
            return call
    return None


def _of_query(interface: Interface, fields: dict[str, str]) -> Call | None:
    found: dict[str, str] = {"lang": "kk", "number": str(FIRST)}
    for name, text in interface.query.items():
        for key in ("lang", "number"):
            if text == f"${key}":
                found[key] = fields.get(name, "")
    if found["lang"] not in ("kk", "ru", "en") or not found["number"].isdecimal() or len(found["number"]) > 6:
        return None
    return Call(interface, cast(Language, found["lang"]), int(found["number"]))


def _of_fragment(place: Place, bare: str, fragment: str) -> Call | None:
    name, _, rest = fragment.partition("-")
    language, _, number = rest.partition("-")
    for interface in place.platform.interfaces:
        if interface.name == name and language in place.platform.languages and number.isdecimal() and len(number) < 7:
            call = Call(interface, language, int(number))
            return call if urldefrag(call.address(place))[0] == bare else None
    return None
