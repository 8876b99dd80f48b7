"""An edition whose files hold the same bytes is read once in a process: commands that tests call in theirs read it a thousand times.

What is read is frozen, and nothing but the folder's files and the checks' catalogue goes into it; a file that a test changes is read anew,
and a copy of the folder holds what the folder holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from store.methodology import Methodology

Load = Callable[..., Methodology]


def remembering(load: Load) -> Load:
    """``scoring.methodology.load`` that gives what it gave for the same bytes under the same names; a fault is found anew each time."""
    known: dict[tuple[str, int], tuple[Methodology, Any]] = {}

    def loaded(folder: str | Path, known_checks: Mapping[str, Any] | None = None) -> Methodology:
        place = Path(folder)
        files = sorted(path for path in place.rglob("*") if path.is_file())
        told = hashlib.sha256("/".join(place.parts[-2:]).encode())
        for path in files:
            told.update(b"\0" + str(path.relative_to(place)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        key = told.hexdigest(), id(known_checks)
        if key not in known:
            # The catalogue is kept, so that no other one can come to bear its number.
            known[key] = load(folder, known_checks), known_checks
        return known[key][0]

    return loaded
