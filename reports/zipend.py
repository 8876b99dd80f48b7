"""The end of a ZIP file, where it says how many entries its directory holds: read before the directory itself is.

Format: PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16. The end record is looked for as ``zipfile`` looks for it.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO, NamedTuple

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_COMMENT = 1 << 16
_ENTRY = b"PK\1\2"


class Directory(NamedTuple):
    """The directory of a ZIP file: the number of entries that its end claims, its size in bytes, and where its end begins."""

    claimed: int
    size: int
    end: int

    def entries(self, file: BinaryIO) -> int:
        """How many entries there are at most: an end may claim fewer than the directory holds."""
        file.seek(max(0, self.end - _END64.size - _LOCATOR.size - self.size))
        return max(self.claimed, file.read(self.size + _END64.size + _LOCATOR.size).count(_ENTRY))


def directory(file: BinaryIO) -> Directory | None:
    """What the end of a ZIP file says of its directory; None where there is no such end."""
    length = file.seek(0, os.SEEK_END)
    start = max(0, length - _COMMENT - _END.size)
    file.seek(start)
    tail = file.read()
    place = len(tail) - _END.size
    if place < 0 or tail[place : place + 4] != b"PK\5\6" or tail[-2:] != b"\0\0":
        place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) - place < _END.size:
        return None
    found = _END.unpack_from(tail, place)
    claims = _claims64(file, start + place) or [(found[4], found[5])]
    return Directory(max(number for number, _ in claims), max(min(size, length) for _, size in claims), start + place)


def _claims64(file: BinaryIO, end: int) -> list[tuple[int, int]]:
    """Number of entries and size by the ZIP64 record: where its locator says it is, and just before the locator."""
    place = end - _LOCATOR.size
    if place < 0:
        return []
    file.seek(place)
    signature, _, where, _ = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if signature != b"PK\6\7":
        return []
    claims = []
    for start in (where, place - _END64.size):
        if not 0 <= start <= place - _END64.size:
            continue
        file.seek(start)
        record = _END64.unpack(file.read(_END64.size))
        if record[0] == b"PK\6\6":
            claims.append((record[7], record[8]))
    return claims
