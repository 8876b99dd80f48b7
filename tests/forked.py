"""A process that a warm one forks, held as one of our own would be by ``subprocess.Popen``."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
from contextlib import suppress

STREAMS = 3


class Process:
    """Asks for it, tells its number, sends it signals and waits for its end; with who holds it, it ends.

    :param door: the socket of the warm process. :param module: one of ``tests.warm.MODULES``; ``words``: its arguments.
    :param streams: descriptors of its standard streams; one more is handed over and named as its first argument.
    :param leads: whether it begins a session of its own.
    """

    def __init__(
        self,
        door: str,
        module: str,
        words: list[str],
        streams: tuple[int, ...],
        folder: str | None = None,
        environment: dict[str, str] | None = None,
        leads: bool = False,
    ) -> None:
        order = {
            "module": module,
            "arguments": words,
            "folder": folder or os.getcwd(),
            "environment": dict(os.environ) if environment is None else environment,
            "file_size": resource.getrlimit(resource.RLIMIT_FSIZE),
            "leads": leads,
        }
        self.returncode: int | None = None
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line.connect(door)
        socket.send_fds(self._line, [json.dumps(order).encode()], streams)
        self.pid = int(self._line.recv(64))

    def poll(self) -> int | None:
        """Its exit status, where it has ended."""
        if self.returncode is None:
            with suppress(BlockingIOError):
                self._heard(socket.MSG_DONTWAIT)
        return self.returncode

    def wait(self) -> int:
        """Its exit status, or the signal that ended it as a negative number."""
        if self.returncode is None:
            self._heard()
        assert self.returncode is not None
        return self.returncode

    def _heard(self, how: int = 0) -> None:
        self.returncode = int(self._line.recv(64, how) or -signal.SIGKILL)
        self._line.close()

    def send_signal(self, number: int) -> None:
        """Sends it a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)
