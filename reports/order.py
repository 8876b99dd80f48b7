"""The order in which people read numbered rows: 2.9 before 2.10."""

from __future__ import annotations

import re

_PARTS = re.compile(r"(\d+)")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key that compares the whole numbers inside a name as numbers."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _PARTS.split(name) if part)
