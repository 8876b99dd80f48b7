"""Which audits are at a site at each moment, told by the processes that hold the other ends of its connections."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Guest(NamedTuple):
    """Whose connection it is: the audit, and its process, lane or browser that holds it."""

    audit: int
    holder: int
    socket: str

    @property
    def stays(self) -> bool:
        """Whether the connection is still held: of one that was killed the site finishes the answer all the same."""
        return self.socket in _sockets(self.holder)


@dataclass
class Watch:
    """Who asks a site at each moment, and how often two audits were there at once."""

    overlaps: int = 0
    here: list[Guest] = field(default_factory=list)
    changing: threading.Lock = field(default_factory=threading.Lock)

    def watched(self, page: Callable[[Any, bool], None]) -> Callable[[Any, bool], None]:
        """The page, with a look at which audit asks for it."""

        def answer(servant: Any, body: bool) -> None:
            guest = owner(servant.client_address[1])
            with self.changing:
                self.here.append(guest)
                self.overlaps += guest.stays and any(one.audit != guest.audit and one.stays for one in self.here)
            try:
                page(servant, body)
            finally:
                with self.changing:
                    self.here.remove(guest)

        return answer


def owner(port: int) -> Guest:
    """Who holds a port of this machine; nobody's number where it is gone."""
    name = ""
    with suppress(OSError):
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
            parts = line.split()
            if int(parts[1].rpartition(":")[2], 16) == port:
                name = f"socket:[{parts[9]}]"
    for folder in Path("/proc").glob("[0-9]*") if name else ():
        if name in _sockets(int(folder.name)) and (audit := _audit_of(int(folder.name))):
            return Guest(audit, int(folder.name), name)
    return Guest(0, 0, "")


def _sockets(process: int) -> frozenset[str]:
    return frozenset(_links(Path(f"/proc/{process}/fd")))


def _links(folder: Path) -> Iterator[str]:
    with suppress(OSError):
        for link in folder.iterdir():
            with suppress(OSError):
                yield os.readlink(link)


def _audit_of(process: int) -> int:
    """The process of an audit above this one; a browser has a group of its own."""
    with suppress(OSError):
        while process > 1:
            if Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip() == "openness-work":
                return process
            process = int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
    return 0
