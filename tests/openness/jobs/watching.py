"""Which audits are at a site at each moment, told by the processes that hold the other ends of its connections."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Watch:
    """Who asks a site at each moment, and how often two audits were there at once."""

    overlaps: int = 0
    here: Counter[int] = field(default_factory=Counter)
    changing: threading.Lock = field(default_factory=threading.Lock)

    def watched(self, page: Callable[[Any, bool], None]) -> Callable[[Any, bool], None]:
        """The page, with a look at which audit asks for it."""

        def answer(servant: Any, body: bool) -> None:
            audit = owner(servant.client_address[1])
            with self.changing:
                self.here[audit] += 1
                self.overlaps += len([one for one, count in self.here.items() if count and one]) > 1
            try:
                page(servant, body)
            finally:
                with self.changing:
                    self.here[audit] -= 1

        return answer


def owner(port: int) -> int:
    """The audit whose process, lane or browser holds a port of this machine; 0 where it is gone."""
    inode = ""
    with suppress(OSError):
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
            parts = line.split()
            if int(parts[1].rpartition(":")[2], 16) == port:
                inode = parts[9]
    for folder in Path("/proc").glob("[0-9]*") if inode else ():
        with suppress(OSError):
            if any(os.readlink(link) == f"socket:[{inode}]" for link in (folder / "fd").iterdir()):
                return _audit_of(int(folder.name))
    return 0


def _audit_of(process: int) -> int:
    """The process of an audit above this one; a browser has a group of its own."""
    with suppress(OSError):
        while process > 1:
            if Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip() == "openness-work":
                return process
            process = int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
    return 0
