"""The stand-in on a socket, with faults on purpose."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.portals import ailing
from tests.portals.adilet import pages

# The new site answers with a shell to whoever runs no scripts.
FAULTS = (*ailing.FAULTS, "shell")
HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /login\n"
CAPTCHA = "<!DOCTYPE html><html><body><h1>Я не робот</h1><form><div class='captcha'></div></form></body></html>"
CHANGED = {
    "slogan": "headline",
    "post_holder": "hit",
    "onlyprint": "x",
    "Найдено:": "Всего:",
    "Табылды:": "Барлығы:",
}
_DOCS = re.compile(r"/(rus|kaz)/docs/([A-Z0-9_]+)(/info)?")
_COUNT = re.compile(r"<strong>\d+</strong>")
_LIST = re.compile(r"/(rus|kaz)/search/docs/([^/]*)")


class Database(ThreadingHTTPServer):
    """``fault`` is one of ``FAULTS`` or empty; ``asked`` are the paths in the order in which they were asked."""

    daemon_threads = True

    def __init__(self, port: int = 0, fault: str = "") -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.fault = fault
        self.asked: list[str] = []

    @property
    def root(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: Any) -> None:
        """Visitors may leave in the middle of an answer."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Database
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answers, or fails as it was told to."""
        path = unquote(urlsplit(self.path).path)
        self.server.asked.append(path)
        if path == "/robots.txt":
            self._send(200, ROBOTS, "text/plain")
            return
        fault = self.server.fault
        if fault == "down":
            self._send(503, "<h1>503</h1>")
        elif fault == "blocked":
            self._send(403, "<h1>403 Forbidden</h1>")
        elif fault == "captcha":
            self._send(200, CAPTCHA)
        elif fault == "shell":
            self._send(200, pages.spa())
        elif fault == "half" and zlib.crc32(path.encode()) % 2:
            self._send(502, "<h1>502 Bad Gateway</h1>")
        else:
            self._send(*ailed(fault, path))

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _send(self, status: int, text: str, media: str = HTML) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def ailed(fault: str, path: str) -> tuple[int, str]:
    """Status and page of an address as a fault leaves them that comes with the status of a good answer."""
    status, text = answer(path.replace("/rus/", "/kaz/") if fault == "language" else path, empty=fault == "empty")
    if fault == "changed":
        for mark, other in CHANGED.items():
            text = text.replace(mark, other)
    return (200 if fault == "error-page" else status), ailing.html(fault, _COUNT.sub("көп", text) if fault == "types" else text)


def answer(path: str, empty: bool = False) -> tuple[int, str]:
    """Status and page of an address; ``empty`` where every list says that it holds nothing."""
    docs, listed = _DOCS.fullmatch(path), _LIST.fullmatch(path)
    if docs is not None and docs[2] in pages.ACTS:
        return 200, (pages.information if docs[3] else pages.text)(pages.ACTS[docs[2]], docs[1])
    if listed is not None:
        fields = dict(part.split("=", 1) for part in listed[2].split("&") if "=" in part)
        forms = fields.get("va", "").split("|")
        acts = [
            one
            for one in pages.ACTS.values()
            if not empty and one["day"].startswith(fields.get("dt", "")) and (forms == [""] or one["form"] in forms)
        ]
        return 200, pages.found(acts, listed[1], int(fields.get("page", "1")), int(fields.get("pagesize", "10")))
    return 404, "<!DOCTYPE html><html><body><h1>404</h1></body></html>"


@contextmanager
def serve(port: int = 0, fault: str = "") -> Iterator[Database]:
    """The stand-in in a thread."""
    server = Database(port, fault)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
