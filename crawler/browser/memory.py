"""Keeps a browser within its memory: a page's process that outgrows the bound is ended, and its visit says ``crashed``."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

STEP = 0.5
RENDERER = b"--type=renderer"
_PAGE = os.sysconf("SC_PAGE_SIZE")


def descendants(roots: set[int]) -> dict[int, int]:
    """Resident bytes of every process below these, by number; what is gone is left out."""
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                fields = Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()
                parents[int(entry.name)], resident[int(entry.name)] = int(fields[1]), int(fields[21]) * _PAGE
    members, grown = set(roots), True
    while grown:
        more = {process for process, parent in parents.items() if parent in members and process not in members}
        members |= more
        grown = bool(more)
    return {process: resident[process] for process in members - roots if process in resident}


def marked(mark: str) -> set[int]:
    """Numbers of the processes that were started with this argument."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                if mark.encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                    found.add(int(entry.name))
    return found


async def guard(mark: str, limit: int) -> None:
    """Watches the browser that bears the mark until cancelled; ends each page process of more than ``limit`` bytes."""
    roots = marked(mark)
    while True:
        for process, size in descendants(roots).items():
            if size > limit:
                with suppress(OSError):
                    if RENDERER in Path(f"/proc/{process}/cmdline").read_bytes():
                        os.kill(process, signal.SIGKILL)
        await asyncio.sleep(STEP)
