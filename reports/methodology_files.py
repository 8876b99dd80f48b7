"""The files of an edition of the law as they go into a package, and their one digest (the same that closes an edition)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reports.errors import ReportError
from reports.manifest import digest

LOCK = "LOCK"
MAPPING = "mapping.yaml"


def edition_files(folder: Path) -> list[Path]:
    """The YAML files of an edition and its LOCK, by name."""
    return [*sorted(folder.glob("*.yaml")), *(path for path in [folder / LOCK] if path.is_file())]


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and digests of the YAML files of the law, by name. Raises ReportError where there are none."""
    total = hashlib.sha256()
    mapping = _mapping(folder)
    names = [path for path in sorted(folder.glob("*.yaml")) if path not in mapping]
    if not names:
        raise ReportError(folder, "no YAML file of a methodology lies here; give --config the folder config/")
    for path in names:
        total.update(f"{path.name}\0{digest(path)}\n".encode())
    return total.hexdigest()


def mapping_digest_of(folder: Path) -> str:
    """SHA-256 of the mapping from rows to checks, over all its files where it has several; that of no bytes where the edition has none."""
    files = _mapping(folder)
    if len(files) > 1:
        return hashlib.sha256("".join(f"{path.name}\0{digest(path)}\n" for path in files).encode()).hexdigest()
    return digest(files[0]) if files else hashlib.sha256(b"").hexdigest()


def _mapping(folder: Path) -> list[Path]:
    whole = folder / MAPPING
    return [*([whole] if whole.is_file() else []), *sorted(folder.glob("mapping-*.yaml"))]


def lock_of(folder: Path) -> str | None:
    """The digest that LOCK states; None for an edition that was not closed."""
    path = folder / LOCK
    if not path.is_file():
        return None
    return path.read_text(encoding="ascii", errors="replace").strip().removeprefix("sha256:")
