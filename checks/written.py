"""Texts written down in the order in which they come and read by their number: the lines of a large site fill a file, not the memory."""

from __future__ import annotations

import os
import tempfile
from array import array
from hashlib import blake2b
from typing import IO
from weakref import finalize

from store.faults import no_room, room

# Bytes that stay in memory: a site of a few thousand pages never meets the disk.
IN_MEMORY = 1 << 22
# Bytes beyond which a text is recognised by its digest, which has one more: none is taken for the other.
SHORT = 15
DIGEST = 16


class Written:
    """Texts by their numbers, each kept once."""

    def __init__(self) -> None:
        self._tail, self._starts = bytearray(), array("Q", [0])
        # Where the tail begins: what stands before it is in the file.
        self._begins = 0
        self._file: IO[bytes] | None = None
        self._numbers: tuple[dict[bytes, int], dict[bytes, int]] = ({}, {})

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        start, end = self._starts[number], self._starts[number + 1]
        if start >= self._begins:
            raw = bytes(self._tail[start - self._begins : end - self._begins])
        else:
            assert self._file is not None  # noqa: S101 - something was put there
            raw = os.pread(self._file.fileno(), end - start, start)
        return raw.decode("utf-8", "surrogatepass")

    def number(self, text: str, apart: bool = False) -> tuple[int, bool]:
        """The number of a text, and whether it is new.

        :param apart: it is of a second kind; a text that is of both has two numbers.
        """
        raw = text.encode("utf-8", "surrogatepass")
        known = raw if len(raw) <= SHORT else blake2b(raw, digest_size=DIGEST).digest()
        new = len(self)
        found = self._numbers[apart].setdefault(known, new)
        if found < new:
            return found, False
        self._tail += raw
        self._starts.append(self._begins + len(self._tail))
        if len(self._tail) > IN_MEMORY:
            self._put_away()
        return found, True

    def close(self) -> None:
        """Lets go of what only adding needs."""
        self._numbers = ({}, {})

    def _put_away(self) -> None:
        place = os.environ.get("TMPDIR", "/tmp")  # noqa: S108 - told, not opened
        with room(place):
            if self._file is None:
                self._file = _opened(place)
                finalize(self, self._file.close)
            self._file.write(self._tail)
            self._file.flush()
        self._begins += len(self._tail)
        self._tail = bytearray()


def _opened(place: str) -> IO[bytes]:
    try:
        return tempfile.TemporaryFile()
    except FileNotFoundError as fault:
        # No folder for such files took a byte.
        raise no_room(place) from fault
