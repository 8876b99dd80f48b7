"""Stand-ins that the tests of a file share, started once each, and walks over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.portals.standin import served, walk_of
from tests.portals.walker import Client, Walk


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., int]]:
    running: dict[tuple[str, ...], int] = {}
    with ExitStack() as stack:

        def port(*options: str) -> int:
            if options not in running:
                running[options] = stack.enter_context(served(*options))
            return running[options]

        yield port


@pytest.fixture(scope="module")
def walk(serve: Callable[..., int]) -> Walk:
    return walk_of(serve())


@pytest.fixture(scope="module")
def flawless(serve: Callable[..., int]) -> Walk:
    return walk_of(serve("--flawless"))


@pytest.fixture
def client(serve: Callable[..., int]) -> Iterator[Client]:
    found = Client(serve())
    yield found
    found.close()
