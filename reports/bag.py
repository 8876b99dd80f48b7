"""A BagIt bag that may come from anybody: every file listed, none missing, none added, none changed (RFC 8493)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import bagit

from reports.manifest import digest
from store.told import N_

TAGS = "tagmanifest-sha256.txt"
# The bag's own files are read whole; a line of the list of files takes some 150 bytes.
MAX_LIST = 128 * 1024 * 1024
MAX_INFO = 1024 * 1024
# What this program writes: any other version or writing of the letters is another one's bag.
DECLARED = re.compile(rb"BagIt-Version: (0\.97|1\.0)\nTag-File-Character-Encoding: UTF-8\n")
CHANGED = N_("{file}: changed; its SHA-256 is not the one in the manifest.")
ABSENT = N_("{file}: listed in the manifest, but not in the package.")
ADDED = N_("{file}: in the package, but not in the manifest.")
NO_BAG = N_("{file}: the lists of files cannot be read; the package was changed or made by another program.")
NOT_DECLARED = N_("bagit.txt: it does not say what this program writes there; the package was changed or made by another one.")
TOO_LONG = N_("{file}: larger than {most} bytes; no file of this kind is.")
OTHER_SIZE = N_("{file}: size or number of files differ from those stated.")


class Problem(NamedTuple):
    """A text of the catalogues with its fields."""

    key: str
    values: dict[str, object]


def proved(folder: Path, counts: dict[str, int], apart: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Proves the bag in ``folder`` and yields what is wrong with it; notes the number of files in ``counts``.

    :param apart: files that no list can hold, for they are made over it: signatures, which are proved by themselves.
    :raises ReportError: a file that cannot be read.
    """
    problem = _unfit(folder)
    if problem is not None:
        yield problem
        return
    try:
        bag = bagit.Bag(str(folder))
        absent, added = bag.compare_manifests_with_fs()
    except (bagit.BagError, OSError, UnicodeError, ValueError, TypeError, AttributeError):
        yield Problem(NO_BAG, {"file": folder.name})
        return
    yield from (Problem(ABSENT, {"file": name}) for name in sorted(absent))
    yield from (Problem(ADDED, {"file": name}) for name in sorted([*added, *_unlisted(folder, bag, apart)]))
    sums = {name: digest(folder / name) for name in sorted(bag.entries) if name not in absent}
    wrong = [name for name, found in sums.items() if bag.entries[name].get("sha256", "").lower() != found]
    yield from (Problem(CHANGED, {"file": name}) for name in wrong)
    counts["files"] = len(sums)
    if not _tags_as_made(folder, sums):
        yield Problem(CHANGED, {"file": TAGS})
    elif not absent and not added and not wrong and not _as_stated(bag):
        yield Problem(OTHER_SIZE, {"file": "bag-info.txt"})


def _unlisted(folder: Path, bag: bagit.Bag, apart: frozenset[str]) -> Iterator[str]:
    """Files beside the payload that no list holds; the reader of bags looks for such ones in the payload only.

    Where their list itself is gone, that is told, and not of each file that it would have held.
    """
    for path in folder.rglob("*") if (folder / TAGS).is_file() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("data/") and name not in bag.entries and name not in apart | {TAGS}:
            yield name


def _unfit(folder: Path) -> Problem | None:
    """What must not be given to the reader of bags at all."""
    for path in sorted(folder.glob("*.txt")):
        most = MAX_LIST if "manifest" in path.name else MAX_INFO
        if path.is_file() and path.stat().st_size > most:
            return Problem(TOO_LONG, {"file": path.name, "most": most})
    declared = folder / "bagit.txt"
    if not declared.is_file() or DECLARED.fullmatch(declared.read_bytes()) is None:
        return Problem(NOT_DECLARED, {})
    return None


def _tags_as_made(folder: Path, sums: dict[str, str]) -> bool:
    """The list of BagIt's own files is the one file that nothing else lists: it must read exactly as it is made."""
    lines = [f"{found} {name}\n" for name, found in sums.items() if not name.startswith("data/")]
    path = folder / TAGS
    return path.is_file() and path.read_bytes() == "".join(lines).encode()


def _as_stated(bag: bagit.Bag) -> bool:
    try:
        return bool(bag.is_valid(fast=True))
    except (ValueError, AttributeError, OSError):
        return False
