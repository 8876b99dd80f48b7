"""A tool of the machine that is given a hostile file: without rights, within bounds of time, memory and output."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from functools import partial
from pathlib import Path
from typing import NamedTuple

NOBODY = 65534
MAX_OUTPUT = 64 * 1024 * 1024


class Bounds(NamedTuple):
    """Seconds of processor time and bytes of memory that one call may take. The call ends after four times its seconds in any case."""

    seconds: int
    memory: int


def run(command: list[str], given: bytes, bounds: Bounds) -> bytes | None:
    """What a tool writes to its standard output; None where it failed, hung, or took more than it may.

    :param command: the tool and its arguments; it reads ``given`` from its standard input.
    """
    program = shutil.which(command[0])
    if program is None:
        return None
    as_user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        done = subprocess.run(
            [program, *command[1:]],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path("/"),
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
            timeout=bounds.seconds * 4,
            preexec_fn=partial(_confine, bounds),
            check=False,
            **as_user,  # type: ignore[call-overload]
        )
    except (OSError, subprocess.SubprocessError):
        return None
    output: bytes = done.stdout
    return output if done.returncode == 0 and len(output) <= MAX_OUTPUT else None


def _confine(bounds: Bounds) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
