"""What keeps us from storing: no room, a database that another process holds. Told in one line, never taken for a fault of a page."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.told import N_, Told

# No space, over the quota, over the size that a limit of the system allows one file.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_ROOM = N_(
    "{path}: no room left on the disk {disk} ({free} MB free); free some and give the same command again: what was gathered is kept"
)
NO_QUOTA = N_(
    "{path}: the quota on the disk {disk} is used up; free some and give the same command again: what was gathered is kept"
)
TOO_LARGE = N_(
    "{path}: the system lets no file on the disk {disk} grow that large; raise the limit (ulimit -f) and give the same command "
    "again: what was gathered is kept"
)
_WORDS = {errno.ENOSPC: NO_ROOM, errno.EDQUOT: NO_QUOTA, errno.EFBIG: TOO_LARGE}
_MEGABYTE = 1_000_000


class StorageFault(Told):
    """Nothing more can be stored or read now. It says nothing about a page, so no check and no visit may swallow it."""


class NoRoom(StorageFault):
    """A disk is full, a quota used up, or a file grew to its limit."""


def is_full(fault: BaseException) -> bool:
    """Whether the system refused to write for lack of room."""
    return isinstance(fault, OSError) and fault.errno in FULL


def no_room(path: Path | str, number: int | None = errno.ENOSPC) -> NoRoom:
    """The fault for what could not be written at ``path``: it names the place and its disk."""
    place = standing(Path(path).absolute())
    try:
        free = shutil.disk_usage(place).free // _MEGABYTE
    except OSError:
        free = 0
    return NoRoom(_WORDS.get(number or 0, NO_ROOM), path=path, disk=disk_of(place), free=free)


def standing(path: Path) -> Path:
    """The path itself, or the nearest folder above it that is there."""
    return next((place for place in (path, *path.parents) if place.exists()), Path("/"))


def disk_of(path: Path) -> str:
    """Where the file system of a path is mounted, with its device where the system tells it."""
    place = next((folder for folder in (path, *path.parents) if os.path.ismount(folder)), Path("/"))
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return str(place)
    known = {fields[1]: fields[0] for fields in (line.split() for line in lines) if len(fields) > 1}
    device = known.get(str(place), "")
    return f"{place} ({device})" if device.startswith("/") else str(place)


@contextmanager
def room(path: Path | str) -> Iterator[None]:
    """Turns the system's «no space left» into NoRoom that names ``path``; every other fault passes as it is."""
    try:
        yield
    except OSError as fault:
        if is_full(fault):
            raise no_room(path, fault.errno) from fault
        raise


def within(fault: BaseException) -> Told | None:
    """The fault that a user is told, found inside groups of faults and among causes; None where there is none."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [fault]
    while waiting:
        one = waiting.pop(0)
        if one is None or one in seen:
            continue
        if isinstance(one, StorageFault):
            return one
        if is_full(one):
            return no_room(getattr(one, "filename", None) or ".", getattr(one, "errno", None))
        seen.append(one)
        waiting += [*(one.exceptions if isinstance(one, BaseExceptionGroup) else ()), one.__cause__, one.__context__]
    return None
