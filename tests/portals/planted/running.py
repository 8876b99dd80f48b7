"""The planted site on loopback, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.portals.planted.site import PlantedSite
from tests.portals.statebody.server import StateBodyServer


@contextmanager
def serving(
    seed: int,
    kind: str,
    planted: frozenset[str] = frozenset(),
    delivery: str = "static",
    design: int | None = None,
    without: frozenset[str] = frozenset(),
    hand: int = 0,
    newer: bool = False,
) -> Iterator[str]:
    """Gives the address of the site's start."""
    server = StateBodyServer(("127.0.0.1", 0))
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    server.site = PlantedSite(seed, kind, planted, delivery, origin, design, without, hand, newer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"{origin}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
