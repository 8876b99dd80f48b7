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

from tests.portals.adilet import pages

FAULTS = ("down", "blocked", "captcha", "half", "changed", "shell")
HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /login\n"
CAPTCHA = "<!DOCTYPE html><html><body><h1>Я не робот</h1><form><div class='captcha'></div></form></body></html>"
_DOCS = re.compile(r"/(rus|kaz)/docs/([A-Z0-9_]+)(/info)?")
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
            status, text = answer(path)
            self._send(status, text.replace("slogan", "headline").replace("post_holder", "hit").replace("onlyprint", "x").replace(
                "Найдено:", "Всего:").replace("Табылды:", "Барлығы:") if fault == "changed" else text)  # fmt: skip

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _send(self, status: int, text: str, media: str = HTML) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def answer(path: str) -> tuple[int, str]:
    """Status and page of an address."""
    docs, listed = _DOCS.fullmatch(path), _LIST.fullmatch(path)
    if docs is not None and docs[2] in pages.ACTS:
        return 200, (pages.information if docs[3] else pages.text)(pages.ACTS[docs[2]], docs[1])
    if listed is not None:
        fields = dict(part.split("=", 1) for part in listed[2].split("&") if "=" in part)
        forms = fields.get("va", "").split("|")
        acts = [
            one
            for one in pages.ACTS.values()
            if one["day"].startswith(fields.get("dt", "")) and (forms == [""] or one["form"] in forms)
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
