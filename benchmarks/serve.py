"""Serves the generated site: nginx with a configuration of its own, or the standard library's server where nginx is absent.

The server's log is the neutral meter of every contestant: which pages it fetched, and in how many requests.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_LINE = re.compile(r"^(?P<status>\d{3}) (?P<path>\S+)$")
_START_TIME = 10.0
_SETTLE = "/robots.txt?settle="

NGINX = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log crit;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; text/css css; text/plain txt; image/png png; }}
  charset utf-8;
  log_format meter '$status $request_uri';
  access_log {folder}/access.log meter;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  sendfile on;
  keepalive_requests 1000000;
  add_header LinkChecker allowed;
  server {{ listen 127.0.0.1:{port}; root "{root}"; index index.html; }}
}}
"""


@dataclass
class Server:
    """A running server: where it answers, what it is, and what it logged."""

    url: str
    name: str
    log: Path
    process: subprocess.Popen[bytes]

    def meter(self) -> tuple[int, int]:
        """Distinct pages answered with 200, and requests in all, since the last ``reset``."""
        self._settle()
        lines = [match for line in self.log.read_text().splitlines() if (match := _LINE.match(line))]
        asked = [match for match in lines if not match["path"].startswith(_SETTLE)]
        pages = {match["path"] for match in asked if match["status"] == "200" and match["path"].endswith((".html", "/"))}
        return len(pages), len(asked)

    def reset(self) -> None:
        """Empties the log; the server goes on appending to it."""
        self._settle()
        os.truncate(self.log, 0)

    def _settle(self) -> None:
        """Waits until the log is complete: a line is written after its answer was sent, but before a later request's line."""
        mark = f"{_SETTLE}{time.monotonic_ns()}"
        with urllib.request.urlopen(f"{self.url.rstrip('/')}{mark}", timeout=_START_TIME) as answer:
            answer.read()
        until = time.monotonic() + _START_TIME
        while mark not in self.log.read_text():
            if time.monotonic() > until:
                raise RuntimeError("the server of the benchmark writes no log")
            time.sleep(0.01)

    def wait(self) -> None:
        """Blocks until the server ends."""
        self.process.wait()


def nginx_program() -> str | None:
    """Path of nginx, also where the folder of system programs is not on PATH."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


def free_port() -> int:
    """A port of the loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(root: Path) -> Iterator[Server]:
    """The folder served on a free loopback port as the current user.

    Raises:
        RuntimeError: the server did not answer within ten seconds.
    """
    with tempfile.TemporaryDirectory(prefix="bench-serve-") as temporary:
        folder, port, program = Path(temporary), free_port(), nginx_program()
        log = folder / "access.log"
        if program:
            config = folder / "nginx.conf"
            user = "user root;" if os.geteuid() == 0 else ""
            config.write_text(NGINX.format(folder=folder, port=port, root=root.resolve(), user=user))
            command = [program, "-c", str(config), "-p", str(folder), "-e", str(folder / "error.log")]
            name = f"nginx {_nginx_version(program)}"
        else:
            command = [sys.executable, "-m", "benchmarks.serve", str(port), str(root), str(log)]
            name = "Python http.server (nginx is absent: all figures are lower)"
        cwd = Path(__file__).parents[1]
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _await(port, process)
            yield Server(f"http://127.0.0.1:{port}/", name, log, process)
        finally:
            process.terminate()
            process.wait(10)


def _nginx_version(program: str) -> str:
    told = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)
    return (told.stderr or told.stdout).strip().rsplit("/", 1)[-1]


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_TIME
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server of the benchmark did not answer on port {port} within {_START_TIME:.0f} s")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    log_file: Path
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The same lines that nginx writes."""
        del size
        with self.log_file.open("a") as log:
            log.write(f"{int(code)} {self.path}\n")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing more is logged."""


def _fallback(port: int, root: str, log: str) -> None:
    _Handler.log_file = Path(log)
    _Handler.log_file.touch()

    def handler(*given: object) -> _Handler:
        return _Handler(*given, directory=root)  # type: ignore[arg-type]

    ThreadingHTTPServer(("127.0.0.1", port), handler).serve_forever()


if __name__ == "__main__":
    _fallback(int(sys.argv[1]), sys.argv[2], sys.argv[3])
