"""evidence/manifest.json: every object and WARC file of a run with digest and size."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from fsspec.implementations.local import LocalFileSystem

from reports.errors import ReportError
from reports.files import canonical, write_whole
from store.objects import opened

MANIFEST_FILE = "manifest.json"
SCHEMA = "openness/evidence/1"
_OBJECT = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")
_WARC = re.compile(r"warc/[^/]*\.warc\.gz")
_BLOCK = 1 << 20


def write_manifest(evidence: Path, stored: str = "") -> Path:
    """Lists objects (``ab/<sha256>``) and WARC files (``warc/*.warc.gz``) of a run, sorted, with sha256 and size.

    :param evidence: the folder for the manifest.
    :param stored: the address under which objects and WARC files lie, where that is another one.
    :returns: the path of the manifest.
    :raises ReportError: the folder cannot be read or written, or an object's bytes do not match its name.
    """
    target = evidence / MANIFEST_FILE
    write_whole(target, (canonical(build(stored or evidence), indent=1), "\n"))
    return target


def build(evidence: Path | str) -> dict[str, Any]:
    """The value of the manifest."""
    stock = Stock(evidence)
    objects = [stock.entry(name) for name in stock.objects()]
    for entry in objects:
        if entry["path"].rpartition("/")[2] != entry["sha256"]:
            raise ReportError(Path(stock.place(entry["path"])), "the stored object no longer matches its name; harvest again")
    return {"schema": SCHEMA, "objects": objects, "warc": [stock.entry(name) for name in stock.warcs()]}


class Stock:
    """Objects and WARC files of one run, by their names below ``evidence``, a folder or an fsspec address."""

    def __init__(self, evidence: Path | str) -> None:
        self._fs, self._root = opened(str(evidence))
        self._fs.invalidate_cache()
        self._names = [path[len(self._root) :].lstrip("/") for path in self._fs.find(self._root)]

    def objects(self) -> list[str]:
        """Files that are named as stored objects are, sorted; drafts that a kill left behind are none."""
        return sorted(name for name in self._names if _OBJECT.fullmatch(name) and name[:2] == name[3:5])

    def warcs(self) -> list[str]:
        """The WARC files of the harvest, sorted."""
        return sorted(name for name in self._names if _WARC.fullmatch(name))

    def place(self, name: str) -> str:
        """Where a file lies."""
        return f"{self._root}/{name}"

    def digest(self, name: str) -> str:
        """SHA-256 of a file. Raises ReportError when it cannot be read."""
        return _summed(Path(self.place(name)), partial(self._fs.open, self.place(name), "rb"))

    def entry(self, name: str) -> dict[str, Any]:
        """A file with its digest and size, as the manifest tells it."""
        return {"path": name, "sha256": self.digest(name), "size": self._fs.size(self.place(name))}

    def bring(self, name: str, target: Path) -> None:
        """Puts a file under a path of this machine: by a hard link where the file system allows one, else a copy."""
        if isinstance(self._fs, LocalFileSystem):
            linked(Path(self.place(name)), target)
        else:
            self._fs.get_file(self.place(name), str(target))


def linked(source: Path, target: Path) -> None:
    """A hard link where the file system allows one, so that gigabytes are not copied twice; else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def digest(path: Path) -> str:
    """SHA-256 of a file in lower-case hex. Raises ReportError when it cannot be read."""
    return _summed(path, partial(path.open, "rb"))


def _summed(path: Path, opened: Callable[[], Any]) -> str:
    summed = hashlib.sha256()
    try:
        with opened() as file:
            while block := file.read(_BLOCK):
                summed.update(block)
    except OSError as fault:
        raise ReportError(path, "cannot be read ({reason}); check its rights", reason=fault.strerror) from fault
    return summed.hexdigest()
