"""A walk over the stand-in by the portal's own reading, and what it gave in the form in which cases tell of a portal."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from crawler.portals.openbudget.portal import Portal
from crawler.portals.openbudget.rules import Rules
from crawler.portals.reading.seam import Question, Reading
from crawler.portals.reading.whole import Place, Verdict
from store.strictyaml import validate
from tests.portals.openbudget.server import Server, serve

ROOT = Path(__file__).parents[3]
GATEWAY = 502


def rules() -> Rules:
    """The rules of the product."""
    return validate(ROOT / "config" / "portals" / "openbudget.yaml", Rules)


@contextmanager
def served(fault: str = "") -> Iterator[tuple[Server, str]]:
    """A stand-in on loopback and its address."""
    server = serve(0, fault)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask(question: Question) -> tuple[int, bytes]:
    """An answer of the stand-in; a gateway's short failure is asked again once."""
    parts = urlsplit(question.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        for _ in range(2):
            connection.request(question.method, f"{parts.path}?{parts.query}", headers=dict(question.headers))
            answer = connection.getresponse()
            status, content = answer.status, answer.read()
            if status != GATEWAY:
                break
        return status, content
    finally:
        connection.close()


class Walk:
    """Everything that a reading of the portal asks for one body (or all), each address once."""

    def __init__(self, root: str, bodies: tuple[str, ...]) -> None:
        self.portal = Portal(rules(), root)
        place = Place(self.portal, rules(), root, bodies)
        waiting, known = list(place.first()), set[tuple[str, str]]()
        self.answers: list[tuple[Question, Verdict, bytes]] = []
        while waiting:
            question = waiting.pop(0)
            if (question.url, question.lane) in known:
                continue
            known.add((question.url, question.lane))
            assert self.portal.at(question.url, question.lane) == question
            status, content = ask(question)
            verdict = place.verdict(question, status, content)
            self.answers.append((question, verdict, content))
            waiting += [one for one in verdict.reading.more if place.follows(one)]

    @property
    def readings(self) -> list[tuple[Question, Reading]]:
        """Answers that were read."""
        return [(question, verdict.reading) for question, verdict, _ in self.answers if verdict.read]

    def told(self, body: str) -> dict[str, Any]:
        """The walk as a case tells of a portal."""
        items = []
        for question, verdict, content in self.answers:
            for item in verdict.reading.items:
                said = {"kind": item.kind, "key": item.key, "title": item.title, "body": item.body, "day": item.day}
                items.append({**said, "facts": dict(item.facts), "url": question.url, "lane": question.lane, "language": question.lane,
                              "source": question.source, "answer": content.decode()})  # fmt: skip
        sources: dict[tuple[str, str, str], dict[str, Any]] = {}
        for question, verdict, _ in self.answers:
            key = (question.source, question.lane, question.body)
            one = sources.setdefault(key, {"source": key[0], "language": key[1], "body": key[2], "state": "read"})
            if not verdict.read and one["state"] == "read":
                one |= {
                    "state": "refused" if verdict.ledger.value == "blocked" else "failed",
                    "why": verdict.reason,
                    "url": question.url,
                }
        return {"body": body, "items": items, "sources": list(sources.values())}
