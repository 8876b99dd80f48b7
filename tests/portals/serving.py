"""What stand-ins of portals share: the command line, and a server that fails once at one address."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit


class OnceFailing(ThreadingHTTPServer):
    """``fault`` is what ails the portal, empty for nothing; ``asked`` are the paths that were asked for; ``FLAKY`` is the path that fails once.

    ``slow`` is an address, as it is asked for, whose first answer takes longer than anybody waits: it comes once the address is asked for again.
    Where ``mute`` is set no answer comes there at all.
    """

    daemon_threads = True
    request_queue_size = 64
    FLAKY = ""

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], fault: str = "") -> None:
        super().__init__(address, handler)
        self.fault = fault
        self.asked: list[str] = []
        self.slow = ""
        self.mute = False
        self._lock = threading.Lock()
        self._failed = self._held = False
        self._woken = threading.Event()
        self._ended = threading.Event()

    def hold(self, path: str) -> None:
        """Keeps whoever asks for the slow address waiting."""
        with self._lock:
            mine = bool(self.slow) and path == self.slow
            first, self._held = mine and not self._held, self._held or mine
        if mine and self.mute:
            self._ended.wait()
        elif first:
            self._woken.wait()
        elif mine:
            self._woken.set()

    def shutdown(self) -> None:
        """Lets everybody go who waits for an answer."""
        self._woken.set()
        self._ended.set()
        super().shutdown()

    def handle_error(self, *_: object) -> None:
        """Whoever waits no longer has gone in the middle of an answer."""

    def fails_now(self, path: str) -> bool:
        """Whether this request meets the short failure; only the first one at the flaky path does."""
        with self._lock:
            self.asked.append(path)
            if self._failed or urlsplit(path).path != self.FLAKY:
                return False
            self._failed = True
            return True


def parser_of(name: str, faults: Sequence[str]) -> argparse.ArgumentParser:
    """The options that every stand-in of a portal takes."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.portals.{name}")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument("--port-file", type=Path, help="the port is written here once the portal answers")
    parser.add_argument("--fault", choices=faults, default="", help="what ails the portal")
    return parser


def serve(parser: argparse.ArgumentParser, start: Callable[[argparse.Namespace], ThreadingHTTPServer]) -> int:
    """Serves until SIGTERM or Ctrl-C; exit status 0 after a stop, 2 for wrong use or a port that cannot be had.

    :param start: makes the server of what was asked for.
    """
    wanted = parser.parse_args()
    try:
        server = start(wanted)
    except OSError as fault:
        parser.error(f"cannot listen on port {wanted.port}: {fault.strerror}")

    def stop(*_: object) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"http://127.0.0.1:{server.server_address[1]}/", flush=True)
    if wanted.port_file:
        part = wanted.port_file.with_name(f"{wanted.port_file.name}.part")
        part.write_text(f"{server.server_address[1]}\n", encoding="utf-8")
        os.replace(part, wanted.port_file)
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    return 0
