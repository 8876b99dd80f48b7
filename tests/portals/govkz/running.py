"""The stand-in in a thread, for tests; in a process of its own by ``python -m tests.portals.govkz``."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.portals.govkz.content import CODE
from tests.portals.govkz.server import Platform


@contextmanager
def platform(**options: Any) -> Iterator[Platform]:
    """The server on a free loopback port; ``server.root`` is its address, ``server.entity`` that of the entity."""
    server = Platform(**options)
    server.root = f"http://127.0.0.1:{server.server_address[1]}"
    server.entity = f"{server.root}/memleket/entities/{CODE}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
