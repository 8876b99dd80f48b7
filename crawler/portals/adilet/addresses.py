"""What the legal database is asked: the list of one day's acts of one form, the page of information of an act, its text.

An act to look up is named by its code (``Z1500000401``) or by day, kind and number (``2015-11-16/law/401-V``); a number may be lacking, and
so may the kind. The search takes its fields in the path: ``/rus/search/docs/dt=2015-11-16&va=ЗАК&pagesize=100&page=1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from string import Template
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from crawler.addresses.links import normalise
from crawler.portals.adilet.place import Rules
from crawler.portals.reading.seam import Question
from store.acts import plain_number
from store.base import Language

DAYS, ACTS, TEXTS = "days", "acts", "texts"
CODE = re.compile(r"[A-Z][0-9A-Z]{5,13}_?")
_DOCS = re.compile(r"/(?P<tongue>[a-z]{3})/docs/(?P<code>[A-Z][0-9A-Z]{5,13}_?)(?P<info>/info)?/?")
_LIST = re.compile(r"/(?P<tongue>[a-z]{3})/search/docs/dt=(?P<day>\d{4}-\d{2}-\d{2})(?P<fields>(?:&[a-z]+=[^&/]*)*)")
_WANTED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})/(?P<kind>[a-z]*)/(?P<number>[^/]*)")
# Letters that a path keeps as they are.
_SAFE = "/=&|"
_DIGITS = {7: 7, 8: 8}


class Listed(NamedTuple):
    """A page of the list of one day: the day, the forms asked for as the address has them, and the number of the page."""

    day: str
    forms: str
    page: int


class Addresses:
    """The addresses of the legal database at one root."""

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules = rules
        self._root = root
        self._lanes = {tongue: lane for lane, tongue in rules.tongues.items()}

    def wanted(self, name: str) -> Iterator[Question]:
        """The questions that look up one act, in every language of the rules; none for a name that is none."""
        for lane in self._rules.languages:
            if CODE.fullmatch(name):
                yield self.act(name, lane)
            elif (found := _WANTED.fullmatch(name)) and _is_day(found["day"]):
                yield self.day(Listed(found["day"], "|".join(self._rules.forms.get(found["kind"], ())), 1), lane)
                yield from (self.act(code, lane) for code in self._codes(found["kind"], found["day"], found["number"]))

    def day(self, listed: Listed, lane: Language) -> Question:
        """A page of the list of a day's acts."""
        address = Template(self._rules.sources[DAYS].address).substitute(
            tongue=self._rules.tongues[lane], day=listed.day, forms=listed.forms, page=str(listed.page)
        )
        return self._question(address.replace("&va=&", "&"), DAYS, lane)

    def act(self, code: str, lane: Language) -> Question:
        """The page of information of an act."""
        return self._of_code(ACTS, code, lane)

    def text(self, code: str, lane: Language) -> Question:
        """The text of an act."""
        return self._of_code(TEXTS, code, lane)

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address is; None for one of another place, language or source."""
        own = urlsplit(self._root)
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc) or parts.query:
            return None
        path = unquote(parts.path)[len(own.path) :] if unquote(parts.path).startswith(own.path) else ""
        source = self._source(path)
        spoken = self._lanes.get(path[1:4])
        return Question(url, source, spoken) if source and spoken is not None and spoken == lane else None

    def code(self, url: str) -> str:
        """The code of the act whose page an address is; empty for a list."""
        found = _DOCS.search(unquote(urlsplit(url).path))
        return found["code"] if found else ""

    def listed(self, url: str) -> Listed | None:
        """The page of a list that an address is."""
        found = _LIST.search(unquote(urlsplit(url).path))
        if found is None:
            return None
        fields = dict(part.split("=", 1) for part in found["fields"].split("&") if part)
        page = fields.get("page", "1")
        return Listed(found["day"], fields.get("va", ""), int(page) if page.isdecimal() and len(page) < len("1000") else 1)

    def kind(self, listed: Listed) -> str:
        """The kind of act that a list was asked for; empty for all."""
        return next((kind for kind, forms in self._rules.forms.items() if "|".join(forms) == listed.forms), "")

    def _source(self, path: str) -> str:
        docs = _DOCS.fullmatch(path)
        if docs is not None:
            return ACTS if docs["info"] else TEXTS
        return DAYS if _LIST.fullmatch(path) else ""

    def _of_code(self, source: str, code: str, lane: Language) -> Question:
        address = Template(self._rules.sources[source].address).substitute(tongue=self._rules.tongues[lane], code=code)
        return self._question(address, source, lane)

    def _question(self, address: str, source: str, lane: Language) -> Question:
        return Question(normalise(self._root + quote(address, safe=_SAFE)), source, lane)

    def _codes(self, kind: str, day: str, number: str) -> Iterator[str]:
        digits = re.match(r"\d{1,7}", plain_number(number))
        if digits is None:
            return
        year = int(day[:4])
        for shape in self._rules.codes:
            if shape.kind == kind and shape.since <= year <= shape.until:
                filled = {f"number{width}": digits[0].zfill(width) for width in _DIGITS}
                yield from (Template(text).substitute(yy=day[2:4], **filled) for text in shape.shapes)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
