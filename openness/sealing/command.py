"""One configured command run over one file: without a shell, for so long and with so much to show for it, and gone afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections import deque
from pathlib import Path
from typing import IO

from openness.faults import WrongUse
from openness.sealing.settings import GIVEN, MADE, Command
from store.told import N_
from store.visible import line

LAST = 4096
# How often it is looked at how much was made.
_LOOK = 0.1
NOT_RUN = N_("the command under «{key}» cannot be run ({command}); write the whole path of a program that this user may run")
FAILED = N_("the command under «{key}» ended with {code} and told: {said}")
TOO_LONG = N_("the command under «{key}» took more than {most} s and was ended; see what it waits for, or raise max_seconds")
TOO_MUCH = N_("the command under «{key}» wrote more than {most} bytes; no signature or time stamp is that large")
NOTHING = N_("the command under «{key}» wrote nothing into {place}; let it write its answer there")


def made_by(key: str, command: Command, content: bytes) -> bytes:
    """What ``command`` makes over ``content``.

    :param key: under which it stands in the file of commands, for people.
    :raises WrongUse: it cannot be run, fails, takes too long, or makes nothing or too much.
    """
    with tempfile.TemporaryDirectory(prefix="openness-seal-") as room:
        given, made = Path(room) / "given", Path(room) / "made"
        given.write_bytes(content)
        words = [word.replace(GIVEN, str(given)).replace(MADE, str(made)) for word in command.command]
        _run(key, words, command, made)
        if not made.is_file() or made.is_symlink() or not made.stat().st_size:
            raise WrongUse(NOTHING, key=key, place=MADE)
        _refuse_much(key, command, made)
        return made.read_bytes()


def _run(key: str, words: list[str], command: Command, made: Path) -> None:
    try:
        child = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except (OSError, ValueError) as fault:
        raise WrongUse(NOT_RUN, key=key, command=line(words[0])) from fault
    said: deque[bytes] = deque(maxlen=LAST)
    listener = threading.Thread(target=_listen, args=(child.stderr, said), daemon=True)
    listener.start()
    try:
        _wait(key, child, command, made)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        listener.join(timeout=10)
    if child.returncode:
        raise WrongUse(FAILED, key=key, code=child.returncode, said=_last_line(said) or "–")


def _wait(key: str, child: subprocess.Popen[bytes], command: Command, made: Path) -> None:
    """Waits in short looks; their number, not a clock, bounds the time."""
    for _ in range(round(command.max_seconds / _LOOK)):
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=_LOOK)
            return
        if made.is_file():
            _refuse_much(key, command, made)
    raise WrongUse(TOO_LONG, key=key, most=command.max_seconds)


def _refuse_much(key: str, command: Command, made: Path) -> None:
    if made.stat().st_size > command.max_bytes:
        raise WrongUse(TOO_MUCH, key=key, most=command.max_bytes)


def _listen(stream: IO[bytes] | None, said: deque[bytes]) -> None:
    """Keeps the end of what the command tells of its failure; whatever it writes, it never waits for us."""
    if stream is not None:
        with stream:
            while block := os.read(stream.fileno(), LAST):
                said.extend(bytes((one,)) for one in block)


def _last_line(said: deque[bytes]) -> str:
    lines = b"".join(said).decode("utf-8", "replace").strip().splitlines()
    return line(lines[-1], 300) if lines else ""
