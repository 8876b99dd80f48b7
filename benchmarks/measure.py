"""Measures one whole process: wall time, processor time, and the peak memory of it and all its children.

Memory is the proportional set size (PSS) of the process tree, read from /proc/*/smaps_rollup every 50 ms: a page that processes
share counts in equal parts, so the sum is what the tree really takes. Processor time comes from wait4.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from crawler.browser.program.memory import descendants

SAMPLING = 0.05
MEMORY_METHOD = "PSS of the process tree from /proc/*/smaps_rollup, sampled every 50 ms"


@dataclass(frozen=True)
class Measurement:
    """One run. Times in seconds, memory in bytes; ``output`` is standard output, ``errors`` the end of standard error.

    ``peak_memory`` is what all processes took between them, ``largest`` what the largest of them took.
    """

    status: int
    wall: float
    processor: float
    peak_memory: int
    output: str
    errors: str
    largest: int = 0


def tree_memory(root: int) -> int:
    """Bytes that a process and its descendants take between them (PSS); 0 when it is gone."""
    return sum(map(share, members(root)))


def members(root: int) -> set[int]:
    """A process and its descendants."""
    parents: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                fields = Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found and pid not in found}
        found |= more
        grown = bool(more)
    return found


def tree_processor(root: int) -> float:
    """Seconds of processor time (user and system) of a process, of what runs below it and of what ended below it."""
    ticks = 0
    for pid in [root, *descendants({root})]:
        try:
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def share(pid: int) -> int:
    """The proportional set size of one process in bytes; 0 when it is gone or another's."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def run(
    command: list[str], cwd: Path, timeout: float = 1800.0, env: dict[str, str] | None = None, sampling: float = SAMPLING
) -> Measurement:
    """Runs a command to its end and measures it; its memory every ``sampling`` seconds.

    Raises:
        subprocess.TimeoutExpired: it did not end within ``timeout`` seconds; it was killed with its children.
    """
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out,
        tempfile.TemporaryFile("w+", errors="replace") as err,
    ):
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=err, env=env, start_new_session=True)
        peak, largest = [0], [0]
        done = threading.Event()

        def watch() -> None:
            while not done.wait(sampling):
                shares = [share(pid) for pid in members(process.pid)]
                peak[0], largest[0] = max(peak[0], sum(shares)), max(largest[0], *shares)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        ended = _end(process, begun + timeout)
        wall = time.perf_counter() - begun
        done.set()
        watcher.join()
        if ended is None:
            raise subprocess.TimeoutExpired(command, timeout)
        status, usage = ended
        out.seek(0)
        err.seek(0)
        spent = usage.ru_utime + usage.ru_stime
        return Measurement(status, wall, spent, peak[0], out.read(), err.read()[-2000:], largest[0])


def _end(process: subprocess.Popen[bytes], until: float) -> tuple[int, os.struct_rusage] | None:  # type: ignore[name-defined]
    """Waits for the end, with what the process used; kills its whole session and returns None when time is up."""
    while time.perf_counter() < until:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        time.sleep(0.005)
    os.killpg(process.pid, 9)
    process.wait()
    return None
