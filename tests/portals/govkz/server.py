"""The stand-in on a socket: one shell for every page, its script, the interface with its tickets and its moods, robots.txt, files."""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections import Counter
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.portals import ailing
from tests.portals.govkz.interface import Fault, graphql, language_of, listed, public_data

HERE = Path(__file__).parent
FILES = HERE.parent / "statebody" / "files"
BUNDLE = "/static/js/main.5a1e0c77.js"
SHELL_SIZE = 836
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /service/\n"
JSON, HTML = "application/json; charset=utf-8", "text/html; charset=utf-8"
# Where the page's own script fetches its tickets, and the cookie that each sets.
TICKETS = {"/api/v1/public/_/c/k6": "k6", "/api/v2/_/c/q2": "q2"}
MOODS = ("504", "words")
# What ails the platform all the time, with the status of a good answer; see ``tests.portals.ailing``.
FAULTS = ("empty", "error-page", "types", "language")


_TONGUE = re.compile(rb'((?:_lang: ?\\?"|"lang": ?"))\w\w(\\?")')


def _emptied(value: Any) -> Any:
    """The same answer with nothing in its lists."""
    if isinstance(value, dict):
        return {name: _emptied(one) for name, one in value.items()}
    return [] if isinstance(value, list) else value


def shell() -> str:
    """What any page of the platform answers: 836 bytes without a word of content."""
    head = '<!doctype html><html><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width,initial-scale=1"/><title>gov</title>'
    tail = f'</head><body><div id="root"></div><script src="{BUNDLE}"></script></body></html>'
    return head + f"<!--{'-' * (SHELL_SIZE - len(head) - len(tail) - 7)}-->" + tail


class Platform(ThreadingHTTPServer):
    """``closed`` names types that refuse everybody; ``tired`` makes every n-th question fail, by turns with 504 and with words or
    always as ``moods`` says; ``uploads`` opens files to robots; ``fault`` is one of ``FAULTS`` or empty."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        port: int = 0,
        closed: frozenset[str] = frozenset(),
        tired: int = 0,
        uploads: bool = True,
        moods: tuple[str, ...] = MOODS,
        fault: str = "",
    ) -> None:
        if fault and fault not in FAULTS:
            raise ValueError(f"unknown fault {fault}; known are {', '.join(FAULTS)}")
        super().__init__(("127.0.0.1", port), Handler)
        self.fault = fault
        self.closed, self.tired, self.uploads, self.moods = closed, tired, uploads, moods
        self.tickets: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.headers_seen: list[tuple[str, dict[str, str]]] = []
        self.lock = threading.Lock()
        self.questions = 0

    def mood(self) -> str:
        """Now and then the platform is out of breath: a 504, or a page of words where JSON was asked for."""
        with self.lock:
            self.questions += 1
            if not self.tired or self.questions % self.tired:
                return ""
            return self.moods[(self.questions // self.tired - 1) % len(self.moods)]

    def handle_error(self, *_: Any) -> None:
        """Visitors may leave in the middle of an answer."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Platform
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Pages, script, files, content types."""
        self._answer(b"")

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Tickets, GraphQL, questions."""
        self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _answer(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        with self.server.lock:
            self.server.asked[f"{self.command} {self.path}"] += 1
            self.server.headers_seen.append((self.path, dict(self.headers)))
        try:
            if parts.path in TICKETS:
                self._ticket(parts.path)
            elif parts.path.startswith(("/api/", "/graphql")):
                self._interface(parts.path, dict(parse_qsl(parts.query)), body)
            else:
                self._page(parts.path)
        except Fault as fault:
            self._send(fault.status, fault.body, JSON)

    def _page(self, path: str) -> None:
        if path == "/robots.txt":
            self._send(200, ROBOTS + ("" if self.server.uploads else "Disallow: /uploads\n"), "text/plain")
        elif path == "/sitemap.xml":
            self._send(
                200,
                '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
                "application/xml",
            )
        elif self.server.fault == "error-page":
            self._send(200, ailing.ERROR, HTML)
        elif path == BUNDLE:
            self._send(200, (HERE / "bundle.js").read_text(), "application/javascript; charset=utf-8")
        elif path.startswith("/uploads/"):
            self._file(path)
        elif path == "/" or path.startswith("/memleket/"):
            self._send(200, shell(), HTML)
        else:
            self._send(404, "<h1>404</h1>", HTML)

    def _file(self, path: str) -> None:
        if path.endswith(".docx"):
            name = "order-27-kk.docx" if "-kk" in path else "order-27-ru.docx"
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            self._send(200, (FILES / name).read_bytes(), kind)
        else:
            self._send(404, "<h1>404</h1>", HTML)

    def _ticket(self, path: str) -> None:
        """A ticket is for sessions that come from a page: an empty JSON object posted with Origin and Referer."""
        own = f"http://{self.headers.get('Host')}"
        if self.command != "POST" or self.headers.get("Origin") != own or not (self.headers.get("Referer") or "").startswith(own):
            raise Fault(400, '{"error":"notAllowed"}')
        value = secrets.token_hex(8)
        self.server.tickets.add(value)
        self._send(200, "{}", JSON, {"Set-Cookie": f"{TICKETS[path]}={value}; Path=/; HttpOnly"})

    def _has_ticket(self, name: str) -> bool:
        morsel = SimpleCookie(self.headers.get("Cookie") or "").get(name)
        return morsel is not None and morsel.value in self.server.tickets

    def _interface(self, path: str, query: dict[str, str], body: bytes) -> None:
        mood = self.server.mood()
        if mood == "504":
            raise Fault(504, "<html><h1>504 Gateway Time-out</h1></html>")
        if mood == "words":
            self._send(200, "<html><body>Технические работы</body></html>", HTML)
            return
        if self.server.fault == "error-page":
            self._send(200, ailing.ERROR, HTML)
            return
        kind = path.rpartition("/")[2]
        if kind in self.server.closed or (kind == "news" and not self._has_ticket("k6")):
            raise Fault(400, '{"error":"notAllowed"}')
        if path == "/graphql":
            self._json(graphql(self._spoken(body)))
        elif path == "/api/v2/public-data":
            if not self._has_ticket("q2"):
                raise Fault(400, '{"error":"browserTicketMissing"}')
            self._json(public_data(self._spoken(body)))
        elif path.startswith("/api/v1/public/content-manager/"):
            asked = language_of(query, self.headers.get("Accept-Language") or "")
            self._json(listed(kind, query, "kk" if self.server.fault == "language" else asked))
        else:
            raise Fault(404, '{"error":"notFound"}')

    def _spoken(self, body: bytes) -> bytes:
        """A question, put in Kazakh whatever it asked for where that is the platform's fault."""
        return _TONGUE.sub(rb"\1kk\2", body) if self.server.fault == "language" else body

    def _json(self, value: Any) -> None:
        text = json.dumps(_emptied(value) if self.server.fault == "empty" else value, ensure_ascii=False)
        self._send(200, ailing.answer(self.server.fault, text), JSON)

    def _send(self, status: int, text: str | bytes, kind: str, more: dict[str, str] | None = None) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silence."""
