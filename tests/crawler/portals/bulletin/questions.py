"""The persons of a board, asked with the word that it wants to hear."""

from __future__ import annotations

from typing import Any

from crawler.portals.bulletin.place import Place

from crawler.books.frontier import Target
from crawler.hosts.ask import Silence
from crawler.portals import seam
from store.harvest import Kind, Ledger

NOBODY = "tellNobody"


class Questions(seam.Questions):
    """The one question of a board."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def seed(self, desk: seam.Desk) -> None:
        """Queues it."""
        desk.frontier.add(Target(self._place.question, "*", 1, None))

    def owns(self, target: Target) -> bool:
        """Whether it is this one."""
        return target.url == self._place.question

    def dress(self, request: Any, target: Target) -> Any:
        """Says the word."""
        if self.owns(target):
            request.headers["X-Word"] = self._place.rules.word
        return request

    async def handle(self, target: Target, desk: seam.Desk) -> None:
        """Asks it once."""
        got = await desk.ask(target, "GET")
        if isinstance(got, Silence):
            desk.silent(target, got)
            return
        capture = desk.recorder.exchange(target, got.exchange, got.body)
        if got.status == 200:
            desk.put(target, Ledger.FETCHED, "", 200, capture, kind=Kind.INTERFACE)
        else:
            desk.put(target, Ledger.BLOCKED, NOBODY, got.status, capture)
