"""A small server beside a worker: ``/metrics`` for Prometheus and ``/health`` for whoever restarts it."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from openness.faults import WrongUse
from openness.watch.metrics import Metrics
from reports.i18n import N_

NO_PLACE = N_("--metrics «{given}»: HOST:PORT was expected, for example 127.0.0.1:9464")
TAKEN = N_("--metrics {given}: {reason}; name another address")
# Whether the worker is well, and what is told of it.
Health = Callable[[], tuple[bool, dict[str, Any]]]


def parted(given: str) -> tuple[str, int]:
    """Host and port of «HOST:PORT»; without a host this machine's loopback. Raises WrongUse."""
    host, mark, port = given.rpartition(":")
    if not mark or not port.isdigit() or int(port) > 65535:
        raise WrongUse(NO_PLACE, given=given)
    return host.strip("[]") or "127.0.0.1", int(port)


class Endpoint:
    """The server, in a thread of its own; ``port`` is the one that it got."""

    def __init__(self, given: str, metrics: Metrics, health: Health) -> None:
        try:
            self._server = ThreadingHTTPServer(parted(given), _handler(metrics, health))
        except OSError as fault:
            raise WrongUse(TAKEN, given=given, reason=fault.strerror or str(fault)) from fault
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> Endpoint:
        Thread(target=self._server.serve_forever, name="metrics", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(metrics: Metrics, health: Health) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers the two addresses."""

        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._send(HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest(metrics.registry))
            elif self.path == "/health":
                well, told = health()
                status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
                self._send(status, "application/json", json.dumps(told).encode())
            else:
                self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"/metrics, /health\n")

        def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is said of it."""

    return Handler
