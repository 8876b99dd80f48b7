"""The side that asks for processes: a worker asks for those of its jobs, the process of an audit for its lanes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from crawler.process import be_called, die_with_parent
from openness.warm.serving import LONGEST, NAME, REFUSED, served

# Seconds that the number of a new process is waited for: as long as a slow machine takes to load the program.
PATIENCE = 300.0
KILLED = -signal.SIGKILL


class WarmDied(OSError):
    """The process that forks others is gone, or does not answer."""


class Warm:
    """A process that has the program loaded."""

    def __init__(self, control: socket.socket, process: subprocess.Popen[bytes] | None = None) -> None:
        self._control, self._process = control, process

    @classmethod
    def started(cls, address: str, config: Path) -> Warm:
        """A new one, which ends with this process. To be asked for by the first thread: what a thread started ends with the thread.

        :param address: of the database, by which the list of processes tells one from another. :param config: what it reads beforehand.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-m", "openness.warm", str(number), address, str(config)]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=(number,), start_new_session=True)
        return cls(ours, process)

    @classmethod
    def beside(cls) -> Warm:
        """One that is forked from this process, which has the program loaded and no second thread; it ends with this process."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if not os.fork():
            ours.close()
            die_with_parent()
            be_called(NAME)
            sys.exit(served(theirs))
        theirs.close()
        return cls(ours)

    def fork(self, task: str, words: list[str], streams: tuple[int, ...]) -> tuple[int, socket.socket]:
        """Asks for a process.

        :param task: one of ``serving.TASKS``. :param words: for its ``main``.
        :param streams: its standard input and output and, where they are not to be those of this one, errors; then what it keeps open.
        :returns: its number, and the line on which its exit status will come; it ends without a word when the one that forks dies.
        :raises WarmDied: there is nobody who forks. OSError: the system gives no more processes.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                told = json.dumps({"task": task, "words": words}).encode()
                socket.send_fds(self._control, [told], [theirs.fileno(), *streams])
            ours.settimeout(PATIENCE)
            said = ours.recv(LONGEST).decode()
        except OSError as fault:
            ours.close()
            raise WarmDied(f"the process that forks is lost: {fault}") from fault
        if not said.isdecimal():
            ours.close()
            raise OSError(said.removeprefix(REFUSED)) if said else WarmDied("the process that forks has ended")
        ours.settimeout(None)
        return int(said), ours

    def begin(self, task: str, words: list[str], kept: tuple[int, ...] = ()) -> Forked:
        """The same with pipes for standard input, output and errors.

        :param kept: descriptors that the new process keeps open as long as it lives, ``serving.KEPT`` at most.
        """
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        ours_err, theirs_err = os.pipe()
        try:
            number, line = self.fork(task, words, (theirs_in, theirs_out, theirs_err, *kept))
        except OSError:
            for stream in (ours_in, ours_out, ours_err):
                os.close(stream)
            raise
        finally:
            for stream in (theirs_in, theirs_out, theirs_err):
                os.close(stream)
        return Forked(number, line, os.fdopen(ours_in, "w"), os.fdopen(ours_out), os.fdopen(ours_err))

    @property
    def number(self) -> int | None:
        """Of its process, where that was started anew."""
        return None if self._process is None else self._process.pid

    def close(self) -> None:
        """Ends it, and with it whatever it forked."""
        self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Forked:
    """Of a process that another one forked, what ``subprocess.Popen`` is of one of our own, as far as a lane needs it."""

    def __init__(self, number: int, line: socket.socket, stdin: IO[str], stdout: IO[str], stderr: IO[str]) -> None:
        self.pid, self._line = number, line
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.returncode: int | None = None

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        for stream in (self.stdin, self.stdout, self.stderr):
            with suppress(OSError):
                stream.close()
        self.wait()

    def wait(self) -> int:
        """Its exit status, or the signal that ended it as a negative number."""
        if self.returncode is None:
            self.returncode = int(self._line.recv(64) or KILLED)
            self._line.close()
        return self.returncode

    def communicate(self) -> tuple[str, str]:
        """What it still says, once it has ended."""
        with suppress(OSError):
            self.stdin.close()
        told = self.stdout.read(), self.stderr.read()
        self.wait()
        return told

    def kill(self) -> None:
        """Ends it at once."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
