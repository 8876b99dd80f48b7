"""The functions that probes run in a page: one JavaScript function a file, in ``js/``.

A comment such as ``/*path*/`` in a function is replaced by the shared piece of that name (``js/_path.js``).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "js"
PIECE = re.compile(r"/\*([a-z]+)\*/")


@cache
def script(name: str) -> str:
    """The source of one function with its shared pieces. Raises FileNotFoundError for a name that has no file."""
    source = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    return PIECE.sub(lambda found: (FOLDER / f"_{found.group(1)}.js").read_text(encoding="utf-8"), source)
