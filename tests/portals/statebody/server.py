"""A threaded HTTP/1.1 server for the site: keep-alive, conditional requests, gzip, and failures on purpose."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.portals.statebody.resources import Resource
from tests.portals.statebody.site import Site

LARGEST_FORM = 64 * 1024
FLAKY = "/files/weather-posts.csv"


class Answers(Protocol):
    """A site: what it answers, and which of the stand-in's failures are planted in it."""

    origin: str

    @property
    def planted(self) -> frozenset[str]:
        """Switches of the stand-in that are on."""

    def get(self, path: str, query: Mapping[str, str], cookie: str | None = None, accept: str = "") -> Resource:
        """The answer to a GET or HEAD request."""

    def post(self, path: str, form: Mapping[str, str], cookie: str | None = None, accept: str = "") -> Resource:
        """The answer to a sent form."""

    def error(self, status: int, lang: str) -> Resource:
        """A page for a failure."""


class StateBodyServer(ThreadingHTTPServer):
    """Serves a ``Site``; ``site`` is set once the port is known. The flaky address fails once in a server's life."""

    daemon_threads = True
    request_queue_size = 128
    site: Answers
    quiet = True

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, Handler)
        self._flaky_lock = threading.Lock()
        self._flaky_asked = False

    def fails_now(self, path: str) -> bool:
        """Whether this request must meet the short failure: only the first one at the flaky address does."""
        if path != FLAKY or "heals-on-retry" not in self.site.planted:
            return False
        with self._flaky_lock:
            first, self._flaky_asked = not self._flaky_asked, True
        return first

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up is no fault of the server; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: StateBodyServer
    protocol_version = "HTTP/1.1"
    timeout = 60
    wbufsize = 64 * 1024
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answers GET, and HEAD without the body."""
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if self.server.fails_now(path):
            self._answer(self.server.site.error(503, "ru"), {"Retry-After": "1"})
            return
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        answer = self.server.site.get(path, query, self._cookie(), self.headers.get("Accept-Language", ""))
        more = {}
        if path == "/setlang" and answer.language:
            more["Set-Cookie"] = f"lang={answer.language}; Path=/; Max-Age=31536000; SameSite=Lax"
        self._answer(answer, more)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answers a sent form."""
        try:
            size = int(self.headers.get("Content-Length", "0"))
        except ValueError:
            size = -1
        if not 0 <= size <= LARGEST_FORM:
            self.close_connection = True
            self._answer(Resource(b"", "text/plain; charset=utf-8", status=413), {"Connection": "close"})
            return
        form = dict(parse_qsl(self.rfile.read(size).decode("utf-8", "replace"), keep_blank_values=True))
        path = unquote(urlsplit(self.path).path)
        self._answer(self.server.site.post(path, form, self._cookie(), self.headers.get("Accept-Language", "")), {})

    def _cookie(self) -> str | None:
        try:
            lang = SimpleCookie(self.headers.get("Cookie", "")).get("lang")
        except CookieError:
            return None
        return lang.value if lang else None

    def _answer(self, found: Resource, more: dict[str, str]) -> None:
        packed = found.packed is not None and "gzip" in self.headers.get("Accept-Encoding", "")
        body = found.packed if packed and found.packed is not None else found.body
        tag = f'"{found.etag}{"-gz" if packed else ""}"'
        headers = dict(more)
        if found.etag:
            headers |= {"ETag": tag, "Last-Modified": format_datetime(found.modified.replace(microsecond=0), usegmt=True)}
            headers["Cache-Control"] = "no-cache"
        vary = [word for word in ("Accept-Encoding" if found.packed else "", found.vary) if word]
        if vary:
            headers["Vary"] = ", ".join(vary)
        if found.status == 200 and found.etag and self._unchanged(tag, found):
            self._send(304, headers, b"")
            return
        if found.location:
            headers["Location"] = found.location
        else:
            headers["Content-Type"] = found.media_type
        if packed:
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        self._send(found.status, headers, b"" if self.command == "HEAD" else body)

    def _unchanged(self, tag: str, found: Resource) -> bool:
        asked = self.headers.get("If-None-Match")
        if asked is not None:
            return tag in [one.strip().removeprefix("W/") for one in asked.split(",")] or asked.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            moment = parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
        return found.modified.replace(microsecond=0) <= (moment if moment.tzinfo else moment.replace(tzinfo=UTC))

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        """What the Server header says."""
        return "statebody"

    def log_message(self, format: str, *args: Any) -> None:
        """One line a request on stderr, only when asked for."""
        if not self.server.quiet:
            super().log_message(format, *args)


def start(host: str, port: int, mode: str, planted: frozenset[str], news: Path | None = None) -> StateBodyServer:
    """A server bound to host and port (0: a free one), ready for ``serve_forever``.

    Raises:
        OSError: the port is taken or the host is not of this machine.
    """
    server = StateBodyServer((host, port))
    server.site = Site(mode, planted, f"http://{host}:{server.server_address[1]}", news)
    return server
