"""Judging an unpacked package again in a process of its own with a bound of time: nothing in it holds up who asked."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, ClassVar

from reports.i18n import N_, t
from store.place import EVIDENCE, ROOT

# Judging 2,000 pages takes three minutes.
MOST_SECONDS = 3600
# Nothing of the folder that it is called in is taken for a part of the program.
PROGRAM = (sys.executable, "-P", "-m", "openness.rejudging")
TOO_LONG = N_("data/judging: judging again took more than {most} s and was ended; give --max-time for a larger package")
DIED = N_("data/judging: judging again ended by itself ({reason}); what the package holds cannot be judged")


@dataclass
class Rejudging:
    """Judges the payload of a package again; ``notes`` and ``findings`` hold what it told besides problems.

    :param config: the folder of registers and methodologies that this program came with.
    :param most: seconds it may take.
    :param begin: called when it begins: a package whose hashes are wrong is not judged at all.
    """

    program: ClassVar[tuple[str, ...]] = PROGRAM

    config: Path
    language: str
    most: int = MOST_SECONDS
    begin: Callable[[], None] = lambda: None
    notes: list[str] = field(default_factory=list)
    findings: int | None = None

    def __call__(self, data: Path) -> Iterator[str]:
        """Problems of the payload ``data`` in the reader's language."""
        self.begin()
        # A package may not write where this machine keeps its own runs.
        surroundings = {name: value for name, value in os.environ.items() if name not in (ROOT, EVIDENCE)}
        command = [*self.program, str(data), str(self.config.absolute()), self.language]
        with tempfile.TemporaryFile() as errors:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, env=surroundings, start_new_session=True
            )
            try:
                told, _ = child.communicate(timeout=self.most)
            except subprocess.TimeoutExpired:
                yield t(TOO_LONG, self.language, most=self.most)
                return
            finally:
                _end(child)
            if child.returncode != 0:
                yield t(DIED, self.language, reason=_last_line(errors) or str(child.returncode))
                return
        value = json.loads(told.splitlines()[-1])
        self.findings = value["findings"]
        self.notes = [t(key, self.language, **fields) for key, fields in value["notes"]]
        yield from (t(key, self.language, **fields) for key, fields in value["problems"])


def _end(child: subprocess.Popen[bytes]) -> None:
    """The process and those that it began."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else ""
