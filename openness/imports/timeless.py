"""Office files without the time of their making, so that the same content has the same bytes."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any, Protocol

EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class Saves(Protocol):
    """A workbook or a document that a library made."""

    def save(self, file: Any, /) -> object:
        """Writes itself into a file."""


def packed(made: Saves) -> bytes:
    """The bytes of an office file, its days the first that a ZIP file can tell."""
    first, second = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == CORE:
                data = MODIFIED.sub(rb"\g<1>2026-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(part.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return second.getvalue()


def repack(source: Path, target: Path) -> None:
    """Writes an office file anew without the time of its making, piece by piece: for files that are not to be held in memory.

    :param source: what a library wrote; ``target``: where the same content goes.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, EPOCH)
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, part.file_size
            with old.open(part) as read, new.open(entry, "w") as written:
                if part.filename == CORE:
                    written.write(MODIFIED.sub(rb"\g<1>2026-01-01T00:00:00Z", read.read()))
                else:
                    shutil.copyfileobj(read, written)
