"""Which program judged: its sources and libraries, and the word lists and registers that it judges by, without the law and its mapping."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from openness.rejudging.build import build
from reports.files import canonical
from store import course

LAW = "methodology"
# How the work is shared out, who is told of it and what is kept: nothing that is found or counted rests on these.
AROUND = frozenset({"engine.yaml", "nights.yaml", "retention.yaml"})


def program_of(config: Path) -> str:
    """The digest (SHA-256) of this program with everything of ``config`` but the folder of the law and ``AROUND``."""
    total = hashlib.sha256(_built().encode())
    for path in sorted(config.rglob("*")):
        place = path.relative_to(config)
        if path.is_file() and place.parts[0] not in {LAW, *AROUND} and not any(part.startswith(".") for part in place.parts):
            total.update(f"{place.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def sign(db: Connection, run_id: str, stage: str, config: Path) -> None:
    """Notes by which program a stage of a run was done: so a comparison of two runs can tell it from a change of the site."""
    noted = course.read_coverage(db, run_id).programs
    course.note_coverage(db, run_id, programs={**noted, stage: program_of(config)})


def ready() -> None:
    """Reads the sources that this process has loaded, for those that are forked from it later."""
    _built()


@cache
def _built() -> str:
    """The sources do not change under a process that has loaded them."""
    return canonical(build())
