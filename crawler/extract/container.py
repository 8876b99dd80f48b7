"""Zip containers opened within bounds: a directory of a million members would fill the memory before one is read."""

from __future__ import annotations

import zipfile
from io import BytesIO

MAX_ENTRIES = 20_000
CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"


class TooMuch(Exception):
    """A file larger than what is read of it; its size is no fault of the file."""


def open_zip(body: bytes) -> zipfile.ZipFile:
    """The archive in these bytes.

    :raises zipfile.BadZipFile: when it is none.
    :raises TooMuch: when its directory lists more than twenty thousand members.
    """
    if body.count(_ENTRY) > MAX_ENTRIES:
        raise TooMuch(f"more than {MAX_ENTRIES} members")
    return zipfile.ZipFile(BytesIO(body))


def unpacked(archive: zipfile.ZipFile, name: str, left: int) -> tuple[bytes, bool]:
    """A member's bytes, at most ``left`` and one chunk of them, and whether that is all."""
    chunks: list[bytes] = []
    size = 0
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > left:
                return b"".join(chunks), False
    return b"".join(chunks), True
