"""evidence/manifest.json: every object and WARC file of a run with digest and size."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from reports.errors import ReportError
from reports.files import canonical, write_whole

MANIFEST_FILE = "manifest.json"
SCHEMA = "openness/evidence/1"
_OBJECT = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20


def write_manifest(evidence: Path) -> Path:
    """Lists objects (``ab/<sha256>``) and WARC files (``warc/*.warc.gz``) of ``evidence``, sorted, with sha256 and size.

    :returns: the path of the manifest.
    :raises ReportError: the folder cannot be read or written, or an object's bytes do not match its name.
    """
    target = evidence / MANIFEST_FILE
    write_whole(target, (canonical(build(evidence), indent=1), "\n"))
    return target


def build(evidence: Path) -> dict[str, Any]:
    """The value of the manifest."""
    objects = [_entry(evidence, path) for path in object_files(evidence)]
    for entry in objects:
        if entry["path"].rpartition("/")[2] != entry["sha256"]:
            raise ReportError(evidence / entry["path"], "the stored object no longer matches its name; harvest again")
    return {"schema": SCHEMA, "objects": objects, "warc": [_entry(evidence, path) for path in warc_files(evidence)]}


def object_files(evidence: Path) -> list[Path]:
    """Files that are named as stored objects are, sorted; drafts that a kill left behind are none."""
    return sorted(path for path in evidence.glob("??/*") if _OBJECT.fullmatch(path.name) and path.name[:2] == path.parent.name)


def warc_files(evidence: Path) -> list[Path]:
    """The WARC files of the harvest, sorted."""
    return sorted((evidence / "warc").glob("*.warc.gz"))


def digest(path: Path) -> str:
    """SHA-256 of a file in lower-case hex. Raises ReportError when it cannot be read."""
    summed = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                summed.update(block)
    except OSError as fault:
        raise ReportError(path, "cannot be read ({reason}); check its rights", reason=fault.strerror) from fault
    return summed.hexdigest()


def _entry(evidence: Path, path: Path) -> dict[str, Any]:
    return {"path": path.relative_to(evidence).as_posix(), "sha256": digest(path), "size": path.stat().st_size}
