"""The one coroutine that asks, as everybody who asks is given it: an answer not yet stored, or why there is none."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from crawler.books.frontier import Target
from crawler.books.lanes import Lane
from crawler.hosts.answer import Answer

# What the answer of an ordinary request serves.
CRAWL = "crawl"


class Silence(NamedTuple):
    """A request that brought nothing and is stored as a failure; ``reason`` is a ``FailureReason`` or ``Reason.TOO_LARGE``."""

    reason: str


class Ask(Protocol):
    """Puts one request to a host when the engine finds time."""

    async def __call__(
        self, target: Target, method: str, purpose: str = CRAWL, lane: Lane | None = None, most: int | None = None
    ) -> Answer | Silence:
        """Asks once.

        :param target: the address.
        :param method: GET or HEAD.
        :param purpose: what the answer serves, as captures are marked with it.
        :param lane: how the language is asked for; that of the target without it.
        :param most: bytes that are enough of the answer; more are not waited for.
        """
        ...
