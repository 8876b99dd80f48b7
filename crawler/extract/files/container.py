"""Zip containers opened within bounds: a directory of a million members would fill the memory before one is read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import IO

from store.zips import Overlapping, refuse_method, refuse_overlapping

MAX_ENTRIES = 20_000
CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"


class TooMuch(Exception):
    """A file larger than what is read of it; its size is no fault of the file."""


def listed_zip(body: bytes) -> zipfile.ZipFile:
    """The archive in these bytes, of which only the directory is to be read.

    :raises zipfile.BadZipFile: when it is none.
    :raises TooMuch: when its directory lists more than twenty thousand members.
    """
    if body.count(_ENTRY) > MAX_ENTRIES:
        raise TooMuch(f"more than {MAX_ENTRIES} members")
    return zipfile.ZipFile(BytesIO(body))


def open_zip(body: bytes) -> zipfile.ZipFile:
    """The archive in these bytes, whose members may be unpacked. Raises as ``listed_zip``, and TooMuch where members share their bytes."""
    archive = listed_zip(body)
    try:
        refuse_overlapping(archive)
    except Overlapping as fault:
        raise TooMuch("members that lie over each other") from fault
    return archive


def member_of(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> IO[bytes]:
    """A member opened for reading. Raises NotImplementedError for a way of packing that cannot be unpacked within bounds."""
    member = name if isinstance(name, zipfile.ZipInfo) else archive.getinfo(name)
    refuse_method(member)
    return archive.open(member)


def unpacked(archive: zipfile.ZipFile, name: str, left: int) -> tuple[bytes, bool]:
    """A member's bytes, at most ``left`` and one chunk of them, and whether that is all."""
    chunks: list[bytes] = []
    size = 0
    with member_of(archive, name) as part:
        while chunk := part.read(CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > left:
                return b"".join(chunks), False
    return b"".join(chunks), True
