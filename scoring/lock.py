"""Digests of an edition: the law, closed by LOCK, and the mapping of its rows to checks, which is no part of the law."""

from __future__ import annotations

import hashlib
from pathlib import Path

LOCK = "LOCK"
MAPPING = "mapping.yaml"
# Files beside it, each of which says what one more check serves.
PARTS = "mapping-*.yaml"


def digest(folder: str | Path) -> str:
    """SHA-256 over the names and bytes of the YAML files of an edition, by name; the mapping is left out."""
    total, mapping = hashlib.sha256(), mapping_files(folder)
    for path in sorted(Path(folder).glob("*.yaml")):
        if path not in mapping:
            total.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def mapping_digest(folder: str | Path) -> str:
    """SHA-256 of the mapping of an edition, over all its files where it has several; that of no bytes where it has none."""
    files = mapping_files(folder)
    if len(files) > 1:
        return hashlib.sha256("".join(f"{path.name}\0{_digest(path)}\n" for path in files).encode()).hexdigest()
    return _digest(files[0]) if files else hashlib.sha256(b"").hexdigest()


def mapping_files(folder: str | Path) -> list[Path]:
    """The files of the mapping of an edition: mapping.yaml, then those of single checks, by name."""
    whole = Path(folder) / MAPPING
    return [*([whole] if whole.is_file() else []), *sorted(Path(folder).glob(PARTS))]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lock_state(folder: Path, sha256: str) -> str:
    """Whether the files are those that were closed: ``matches``, ``differs`` or ``absent``."""
    try:
        text = (folder / LOCK).read_text(encoding="ascii")
    except FileNotFoundError:
        return "absent"
    except (OSError, UnicodeDecodeError):
        return "differs"
    return "matches" if text.split() == [f"sha256:{sha256}"] else "differs"
