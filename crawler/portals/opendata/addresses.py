"""Addresses of the portal made of the templates in its file, and read back: an address alone tells the source it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Template
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from crawler.addresses.links import normalise
from crawler.portals.opendata.rules import Rules

_FIELD = re.compile(r"\$([a-z]+)")
SAFE = "-._~"
LONGEST = 300


class Found(NamedTuple):
    """What an address says: its source and the fields of its template."""

    source: str
    fields: Mapping[str, str]


class Addresses:
    """Addresses below ``root`` (no slash at its end)."""

    def __init__(self, rules: Rules, root: str) -> None:
        self._root = root
        self._given = {"size": str(rules.page_size), "rows": str(rules.rows)}
        self._templates = {name: one.address for name, one in rules.sources.items()}
        self._shapes = {name: _Shape(Template(text).safe_substitute(self._given)) for name, text in self._templates.items()}

    def make(self, source: str, **fields: str) -> str:
        """The normalised address of a source with these fields; ``""`` where it has none."""
        given = {**self._given, **{name: quote(value, safe=SAFE) for name, value in fields.items()}}
        return normalise(self._root + Template(self._templates[source]).substitute(given))

    def find(self, url: str) -> Found | None:
        """The source and fields of an address; None for one that is none of the portal's."""
        if not url.startswith(f"{self._root}/"):
            return None
        for name, shape in self._shapes.items():
            fields = shape.match(url)
            if fields is not None:
                return Found(name, fields)
        return None


class _Shape:
    """One template, taken apart once."""

    def __init__(self, template: str) -> None:
        path, _, query = template.partition("?")
        parts = _FIELD.split(path)
        self._path = re.compile("".join(f"(?P<{one}>[^/]*)" if odd % 2 else re.escape(one) for odd, one in enumerate(parts)))
        self._query = dict(parse_qsl(query, keep_blank_values=True))

    def match(self, url: str) -> dict[str, str] | None:
        parts = urlsplit(url)
        found = self._path.fullmatch(parts.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if found is None or set(query) != set(self._query):
            return None
        fields = {name: unquote(value) for name, value in found.groupdict().items()}
        for name, wanted in self._query.items():
            if wanted.startswith("$"):
                fields[wanted[1:]] = query[name]
            elif query[name] != wanted:
                return None
        return fields if all(len(value) <= LONGEST for value in fields.values()) else None
