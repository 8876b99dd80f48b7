"""What every process of the harvest does first: ends with the one that started it, and writes its log."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TextIO, cast

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15


def die_with_parent() -> None:
    """Asks Linux to end this process when the one that started it is gone, so that two never write one run."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:
            sys.exit(3)


def be_called(name: str) -> None:
    """Tells Linux what lists of processes shall call this one; 15 letters at most."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())


class Patient:
    """A log file whose faults are nobody's business: a full disk is told by what needs the room, not by the log."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Writes as far as it goes."""
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Brings it to the disk as far as it goes."""
        with suppress(OSError):
            self._file.flush()


def log_to(path: Path) -> None:
    """Structured logs, one JSON object a line, appended to a file of the run."""
    # Loaded where a log is written: whoever only starts, ends or names processes does without it.
    import structlog

    path.parent.mkdir(parents=True, exist_ok=True)
    file = Patient(path.open("a", encoding="utf-8"))
    # Else a line that cannot be written comes out on standard error with the whole call stack.
    logging.raiseExceptions = False
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, file)),
    )
    logging.basicConfig(stream=file, level=logging.WARNING, format="%(name)s %(levelname)s %(message)s")
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.WARNING)
