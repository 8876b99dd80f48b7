"""The portal of minutes: bodies, a list for each body and page, a card for each entry.

Items: ``body`` (key, title); ``minute`` (key, title, day, body; facts: ``place``, from the card ``present``, a number).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from crawler.portals.openminutes.place import Rules

from crawler.portals.reading.seam import Item, Question, Reading

PRESENT = re.compile(r'<b id="present">(\d+)</b>')


class Portal:
    """One portal at one address."""

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules = rules
        self._root = root

    def first(self, bodies: tuple[str, ...]) -> Iterable[Question]:
        for lane in self._rules.languages:
            yield Question(f"{self._root}/bodies", "bodies", lane)
            for body in bodies:
                yield self._list(body, 1, lane)

    def at(self, url: str, lane: str) -> Question | None:
        parts = urlsplit(url)
        if not url.startswith(self._root + "/"):
            return None
        fields = parse_qs(parts.query)
        if parts.path == "/bodies":
            return Question(url, "bodies", lane)
        if parts.path == "/minutes" and "body" in fields:
            return Question(url, "minutes", lane, "POST", b'{"page": 1}', (("X-Asked", "minutes"),), fields["body"][0])
        if parts.path == "/minute":
            return Question(url, "cards", lane)
        return None

    def _list(self, body: str, page: int, lane: str) -> Question:
        found = self.at(f"{self._root}/minutes?body={body}&page={page}", lane)
        assert found is not None
        return found

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        if question.source == "cards":
            return self._card(question, content)
        try:
            told = json.loads(content)
        except ValueError:
            return Reading(lacks="JSON")
        if not isinstance(told, dict) or "items" not in told:
            return Reading(lacks="items")
        if question.source == "bodies":
            items = [Item("body", str(one["id"]), one["name"]) for one in told["items"]]
            more = tuple(self._list(item.key, 1, question.lane) for item in items) if told.get("whole") else ()
            return Reading(tuple(items), more, told.get("lang"))
        items = [
            Item("minute", str(one["id"]), one["title"], question.body, "", one["day"], {"place": one["place"]})
            for one in told["items"]
        ]
        page = int(parse_qs(urlsplit(question.url).query)["page"][0])
        more = [Question(f"{self._root}/minute?id={item.key}", "cards", question.lane) for item in items]
        if page < told["pages"]:
            more.append(self._list(question.body, page + 1, question.lane))
        return Reading(tuple(items), tuple(more), told.get("lang"), total=told["total"])

    def _card(self, question: Question, content: bytes) -> Reading:
        text = content.decode("utf-8", "replace")
        present, spoken = PRESENT.search(text), re.search('lang="(kk|ru)"', text)
        if present is None:
            return Reading(lacks="#present")
        key = parse_qs(urlsplit(question.url).query)["id"][0]
        return Reading((Item("minute", key, facts={"present": int(present[1])}),), (), spoken[1] if spoken else None)

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:
        same = before is not None and (reading.items, reading.total) == (before.items, before.total)
        return same and question.source == "minutes"
