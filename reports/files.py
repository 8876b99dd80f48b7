"""Writing of files: canonical JSON, whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reports.errors import ReportError
from store.faults import is_full, no_room
from store.told import N_

UNWRITABLE = N_("cannot be written ({reason}); give --out a folder that this user may write to")


def canonical(value: Any, indent: int | None = None) -> str:
    """JSON with sorted keys and letters as they are; equal values give equal text. Refuses what JSON cannot hold."""
    separators = (",", ": ") if indent else (",", ":")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent, separators=separators, allow_nan=False)


def write_whole(path: Path, parts: Iterable[str]) -> None:
    """Writes text in UTF-8 so that the file appears complete or not at all. Raises ReportError or NoRoom with one clear line."""
    write_bytes(path, (part.encode() for part in parts))


def write_bytes(path: Path, parts: Iterable[bytes]) -> None:
    """Writes a file so that it appears complete or not at all. Raises ReportError or NoRoom with one clear line."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as fault:
        if is_full(fault):
            raise no_room(path, fault.errno) from fault
        raise ReportError(path, UNWRITABLE, reason=fault.strerror or type(fault).__name__) from fault
