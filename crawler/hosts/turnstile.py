"""One request at a time and a least time between two, whatever processes of this machine ask a host.

The turn is a lock of the system on a file, which a process that is killed lets go of; the file tells when the last turn ended. Whoever wants a
turn first takes the place of the next one, a lock too: so who just had a turn stands behind who waits.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import time
from typing import IO

POLL = 0.05
DIGITS = 20


def common_folder() -> Path:
    """Where the processes of one user on this machine keep their turns."""
    return Path(tempfile.gettempdir()) / f"openness-turns-{os.getuid()}"


class Turnstile:
    """Lets one request of all processes through at a time.

    :param apart: seconds between the end of an answer and the next request; 0 lets everybody through.
    :param folder: of the turns; the common one where None.
    """

    def __init__(self, apart: float, folder: Path | None = None) -> None:
        self._apart = apart
        self._folder = folder or common_folder()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits for the turn at a host (``host:port``) and holds it as long as the context lasts."""
        if self._apart <= 0:
            yield
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = hashlib.sha256(host.lower().encode()).hexdigest()[:DIGITS]
        with (
            open(self._folder / name, "a+", encoding="ascii") as file,
            open(self._folder / f"{name}-next", "a", encoding="ascii") as next_,
        ):
            await _locked(next_)
            await _locked(file)
            fcntl.flock(next_, fcntl.LOCK_UN)
            # A clock that was set back must not keep anybody waiting for hours.
            await asyncio.sleep(max(0.0, min(_last(file) + self._apart - time(), self._apart)))
            try:
                yield
            finally:
                _note(file)


async def _locked(file: IO[str]) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(POLL)
        else:
            return


def _last(file: IO[str]) -> float:
    file.seek(0)
    try:
        return float(file.read(32) or 0)
    except ValueError:
        return 0.0


def _note(file: IO[str]) -> None:
    file.seek(0)
    file.truncate()
    file.write(f"{time():.6f}")
    file.flush()
