"""A small walker for the tests of the stand-ins: follows every reference of one host, with nothing but the standard library."""

from __future__ import annotations

import http.client
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

_REFERENCES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action", "iframe": "src", "area": "href"}
_REDIRECTS = (301, 302, 303, 307, 308)


class PageParser(HTMLParser):
    """References, ids and what the tests ask of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.references: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append((tag, values))
        if values.get("id"):
            self.ids.add(str(values["id"]))
        reference = values.get(_REFERENCES.get(tag, ""))
        if reference is not None:
            self.references.append((tag, reference))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@dataclass
class Answer:
    """One answer: status, headers with lower-case names, body, and the parsed page if it is one."""

    status: int
    headers: dict[str, str]
    body: bytes
    page: PageParser | None = None


@dataclass
class Walk:
    """All answers by address (without host and fragment), who links where, and fragments that lead nowhere."""

    answers: dict[str, Answer] = field(default_factory=dict)
    linked_from: dict[str, set[str]] = field(default_factory=dict)
    fragments: set[tuple[str, str, str]] = field(default_factory=set)
    external: set[str] = field(default_factory=set)
    depth: dict[str, int] = field(default_factory=dict)

    def failing(self) -> dict[str, int]:
        """Addresses that answered with an error, with the status."""
        return {address: answer.status for address, answer in sorted(self.answers.items()) if answer.status >= 400}

    def dead_fragments(self) -> set[tuple[str, str, str]]:
        """(page, target, fragment) for which the target has no such id; ``top`` always exists."""
        return {
            (page, target, name)
            for page, target, name in self.fragments
            if name != "top" and (parsed := self.answers[target].page) is not None and unquote(name) not in parsed.ids
        }


class Client:
    """One kept-alive connection; asks again once where an answer is 503."""

    def __init__(self, port: int, headers: dict[str, str] | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1500)
        self._headers = headers or {}

    def ask(self, address: str, method: str = "GET", body: str | None = None, headers: dict[str, str] | None = None) -> Answer:
        """One request, one answer."""
        self._connection.request(method, quote(address, safe="/?=&%:#+,;@"), body, {**self._headers, **(headers or {})})
        response = self._connection.getresponse()
        found = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        kind = found.headers.get("content-type", "")
        if kind.startswith("text/html") and "content-encoding" not in found.headers:
            found.page = PageParser()
            found.page.feed(found.body.decode(kind.partition("charset=")[2] or "utf-8"))
        return found

    def walk(self, start: str = "/") -> Walk:
        """Every address that can be reached, breadth first; redirects are followed as links without a click."""
        done = Walk(depth={start: 0})
        queue = deque([start])
        while queue:
            address = queue.popleft()
            answer = self.ask(address)
            if answer.status == 503:
                answer = self.ask(address)
            done.answers[address] = answer
            for target, step in _targets(done, address, answer):
                done.linked_from.setdefault(target, set()).add(address)
                if target not in done.depth:
                    done.depth[target] = done.depth[address] + step
                    (queue.append if step else queue.appendleft)(target)
        return done

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()


def _targets(done: Walk, address: str, answer: Answer) -> list[tuple[str, int]]:
    if answer.status in _REDIRECTS:
        return [(answer.headers["location"], 0)]
    if answer.page is None or answer.status != 200:
        return []
    targets = []
    for _, written in answer.page.references:
        absolute, fragment = urldefrag(urljoin(f"http://here{address}", written))
        parts = urlsplit(absolute)
        if parts.scheme not in ("http", "https"):
            continue
        if parts.netloc != "here":
            done.external.add(parts.netloc)
            continue
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        if fragment:
            done.fragments.add((address, target, fragment))
        targets.append((target, 1))
    return targets
