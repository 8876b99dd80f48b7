"""Which build of the program this is: the digest of its own sources, the versions of Python and of the libraries it rests on."""

from __future__ import annotations

import hashlib
import platform
import re
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("checks", "crawler", "openness", "reports", "scoring", "store")
SOURCES = frozenset({".py", ".yaml", ".txt", ".html", ".css", ".js", ".po"})
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def build() -> dict[str, object]:
    """``program``: SHA-256 over the sources of all packages; ``python`` and ``libraries``: their versions."""
    summed = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                summed.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return {"program": summed.hexdigest(), "python": platform.python_version(), "libraries": dict(_libraries())}


def _libraries() -> list[tuple[str, str]]:
    try:
        wanted = requires("openness") or []
    except PackageNotFoundError:
        return []
    found = []
    for line in wanted:
        name = _NAME.match(line)
        if name is None or "extra ==" in line:
            continue
        try:
            found.append((name.group(), version(name.group())))
        except PackageNotFoundError:
            continue
    return sorted(found)
