"""Digests of an edition: the law, closed by LOCK, and the mapping of its rows to checks, which is no part of the law."""

from __future__ import annotations

import hashlib
from pathlib import Path

LOCK = "LOCK"
MAPPING = "mapping.yaml"


def digest(folder: str | Path) -> str:
    """SHA-256 over the names and bytes of the YAML files of an edition, by name; the mapping is left out."""
    total = hashlib.sha256()
    for path in sorted(Path(folder).glob("*.yaml")):
        if path.name != MAPPING:
            total.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def mapping_digest(folder: str | Path) -> str:
    """SHA-256 of the mapping of an edition; that of no bytes where it has none."""
    path = Path(folder) / MAPPING
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()


def lock_state(folder: Path, sha256: str) -> str:
    """Whether the files are those that were closed: ``matches``, ``differs`` or ``absent``."""
    try:
        text = (folder / LOCK).read_text(encoding="ascii")
    except FileNotFoundError:
        return "absent"
    except (OSError, UnicodeDecodeError):
        return "differs"
    return "matches" if text.split() == [f"sha256:{sha256}"] else "differs"
