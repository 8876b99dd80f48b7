"""What a zip archive holds, each member told by its first bytes; archives inside are opened once, bombs are not unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from crawler.extract.files.container import member_of, open_zip, unpacked
from crawler.extract.files.reading import Reading, broken
from crawler.extract.files.sniff import kind_of_file, zip_kind
from crawler.extract.text.clean import clean

MAX_MEMBERS = 300
MAX_LISTED = 40
MAX_NAME = 200
# Together this much is unpacked to tell what members are.
BUDGET = 24 * 1024 * 1024
MAX_MEMBER = 8 * 1024 * 1024
_HEAD = 4_096

Member = tuple[str, str, int]


class _Budget:
    def __init__(self) -> None:
        self.left = BUDGET
        self.encrypted = False


def read_zip(body: bytes) -> Reading:
    """Members of a zip archive as (path, kind, size unpacked as declared), the first three hundred of them."""
    budget = _Budget()
    try:
        with open_zip(body) as archive:
            count = sum(1 for info in archive.infolist() if not info.is_dir())
            members = tuple(_members(archive, "", budget, nested=True))[:MAX_MEMBERS]
    except Exception as fault:
        return broken("zip", fault)
    names = sorted(path for path, _, _ in members if ".zip/" not in path)
    more = "" if count <= MAX_LISTED else ", …"
    locked = "; needs a password" if budget.encrypted else ""
    note = clean(f"{count} files: {', '.join(names[:MAX_LISTED])}{more}{locked}", 1_000)
    return Reading(note=note, encrypted=budget.encrypted, members=members, complete=count <= MAX_MEMBERS)


def _members(archive: zipfile.ZipFile, prefix: str, budget: _Budget, nested: bool) -> Iterator[Member]:
    for info in sorted(archive.infolist(), key=lambda item: item.filename)[:MAX_MEMBERS]:
        if info.is_dir():
            continue
        path = clean(prefix + _name(info), MAX_NAME)
        if info.flag_bits & 1:
            budget.encrypted = True
            yield path, "", info.file_size
            continue
        kind, inner = _kind(archive, info, budget)
        yield path, kind, info.file_size
        if kind == "zip" and nested and inner:
            yield from _inside(inner, path + "/", budget)


def _inside(body: bytes, prefix: str, budget: _Budget) -> Iterator[Member]:
    try:
        with open_zip(body) as archive:
            yield from _members(archive, prefix, budget, nested=False)
    except Exception:
        return


def _kind(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> tuple[str, bytes]:
    """The member's kind, and its bytes where it is an archive small enough to open; ``""`` where it could not be told."""
    try:
        with member_of(archive, info) as part:
            head = part.read(_HEAD)
        if not head.startswith(b"PK\x03\x04"):
            return kind_of_file(head), b""
        limit = min(MAX_MEMBER, budget.left)
        if info.file_size > limit:
            return "", b""
        body, complete = unpacked(archive, info.filename, limit)
        budget.left -= len(body)
        return (zip_kind(body), body) if complete else ("", b"")
    except Exception:
        return "", b""


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; old Windows archivers write Cyrillic ones in code page 866, which is read as 437."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return info.filename
