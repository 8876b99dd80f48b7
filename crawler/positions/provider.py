"""What every client of a search system gives: requests for a query, and addresses out of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from store.base import Language


class Request(NamedTuple):
    """One request. ``told`` is its address without the key, as it is kept."""

    method: str
    address: str
    headers: Mapping[str, str]
    body: bytes | None
    told: str


class Unreadable(ValueError):
    """An answer that is not what the interface promises."""


class Client(Protocol):
    """A client of one search system."""

    def requests(self, query: str, language: Language, depth: int) -> tuple[Request, ...]:
        """Requests that together bring the first ``depth`` results."""

    def results(self, body: bytes) -> tuple[str, ...]:
        """Addresses of the results in their order. Raises Unreadable."""
