"""An empty database with the newest schema: the migrations are run once in a process, and their file is copied.

That migrations run, one after another and together, is proved in ``tests/store``; elsewhere an empty database is only a place to begin.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from store.db import open_database


@cache
def _made() -> Path:
    path = Path(tempfile.mkdtemp(prefix="openness-empty-")) / "empty.db"
    # The last connection that is closed takes the log of what is written ahead into the file.
    open_database(f"sqlite:///{path}").dispose()
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    return path


def empty(path: Path) -> str:
    """The address of a database of SQLite that is made at ``path`` unless one is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_made(), path)
    return f"sqlite:///{path}"
