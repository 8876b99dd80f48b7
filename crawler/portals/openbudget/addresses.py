"""Addresses of the portal by the templates of its file: made of values, and told apart again."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template
from urllib.parse import parse_qsl, urlsplit

from crawler.portals.openbudget.rules import Rules
from crawler.portals.reading.seam import Question
from store.base import Language

MOST = 64


class Addresses:
    """The portal's addresses at one root."""

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules = rules
        self._root = root.rstrip("/")
        self._forms = [(name, *_form(source.address)) for name, source in rules.sources.items()]

    def ask(self, source: str, lane: str, **values: str) -> Question:
        """The question of a source in one language; ``values`` fill the fields of its address."""
        path = Template(self._rules.sources[source].address).substitute(lang=lane, **values)
        return Question(self._root + path, source, lane, headers=self._headers(lane), body=values.get("body", ""))

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address is; None for one that belongs to no source."""
        told = self.told(url)
        if told is None:
            return None
        source, values = told
        return Question(url, source, lane, headers=self._headers(lane), body=values.get("body", ""))

    def told(self, url: str) -> tuple[str, dict[str, str]] | None:
        """The source of an address and the values in it; None for one of no source, or with values that are no names of the portal."""
        if not url.startswith(f"{self._root}/"):
            return None
        parts = urlsplit(url[len(self._root) :])
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        for name, path, fixed, fields in self._forms:
            if parts.path != path or set(query) != set(fixed) | set(fields):
                continue
            values = {field: query[key] for key, field in fields.items()}
            if all(query[key] == value for key, value in fixed.items()) and all(map(_plain, values.values())):
                return name, values
        return None

    def languages(self) -> Iterator[Language]:
        """The languages that the portal is asked in."""
        yield from self._rules.languages

    def _headers(self, lane: str) -> tuple[tuple[str, str], ...]:
        wanted = self._rules.header.get(lane)
        return (("Accept-Language", wanted),) if wanted else ()


def _plain(value: str) -> bool:
    return 0 < len(value) <= MOST and value.isascii() and value.replace("-", "").replace("_", "").isalnum()


def _form(address: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """Path, fixed fields and open fields (key → name) of a template."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    fixed = {key: value for key, value in pairs if not value.startswith("$")}
    return parts.path, fixed, {key: value[1:] for key, value in pairs if value.startswith("$")}
