"""What reading one file gives, whatever its format."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from crawler.extract.files.container import TooMuch

# As much of a document's text as is kept and judged.
MAX_TEXT = 200_000
# So many cells hold something to search, be it only figures.
ENOUGH_CELLS = 25
_STAMP = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T[0-2]\d:[0-5]\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
# What a file cannot be blamed for: a bound of this reader, a form it does not know.
_OURS = (MemoryError, RecursionError, NotImplementedError, ImportError, TooMuch)


class Reading(NamedTuple):
    """Text of a file and what the file tells of itself. ``text`` is None where it could not be read; ``note`` says why or what was cut.

    ``created`` and ``modified`` are ISO 8601; ``tables`` are (name, rows, columns); ``members`` are (path, kind, size) of an archive.
    ``readable`` is what the format itself tells of its text layer; None leaves that to the text. ``text_pages`` of ``pages_read`` pages,
    of ``pages``, have text.
    """

    text: str | None = None
    complete: bool = True
    note: str = ""
    encrypted: bool = False
    broken: bool = False
    title: str = ""
    created: str = ""
    modified: str = ""
    pages: int | None = None
    pages_read: int | None = None
    text_pages: int | None = None
    letters: int | None = None
    readable: bool | None = None
    delimiter: str = ""
    tables: tuple[tuple[str, int, int], ...] = ()
    members: tuple[tuple[str, str, int], ...] = ()


LOCKED = Reading(encrypted=True, note="needs a password")


def broken(kind: str, fault: Exception) -> Reading:
    """The reading of a file that is not what its first bytes promise, or that this reader cannot follow."""
    if isinstance(fault, _OURS):
        told = f": {fault}" if isinstance(fault, TooMuch) else f": {type(fault).__name__}"
        return Reading(complete=False, note=f"{kind} not read{told}")
    return Reading(broken=True, complete=False, note=f"broken {kind}: {type(fault).__name__}")


def bounded(text: str) -> tuple[str, bool]:
    """The text as far as it is kept, and whether that is all of it."""
    return text[:MAX_TEXT], len(text) <= MAX_TEXT


def stamp(value: object) -> str:
    """A date of a file's metadata in ISO 8601 to the second, ``""`` where it is none. A naive time of a container is in UTC."""
    if isinstance(value, datetime):
        if not 1980 <= value.year <= 2099:
            return ""
        return value.replace(microsecond=0, tzinfo=value.tzinfo or UTC).isoformat()
    match = _STAMP.fullmatch(str(value or "").strip()[:40])
    if match is None:
        return ""
    try:
        return datetime.fromisoformat(match.group()).replace(microsecond=0).isoformat() if "T" in match.group() else match.group()
    except ValueError:
        return ""
