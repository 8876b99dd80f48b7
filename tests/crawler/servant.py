"""A small real HTTP server with bad manners, for tests of the harvest: each path misbehaves in one way."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = "<!doctype html><html lang=ru><title>{title}</title><body><h1>{title}</h1>{links}</body></html>"
Page = str | Callable[[Any, bool], None]


class Servant(BaseHTTPRequestHandler):
    """Answers by path; ``server.asked`` counts requests, ``server.pages`` are plain pages or functions that answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_HEAD(self) -> None:
        self.answer(body=False)

    def do_GET(self) -> None:
        self.answer(body=True)

    def answer(self, body: bool) -> None:
        server = self.server
        server.asked[self.path] += 1
        server.methods[self.command, self.path] += 1
        server.headers_seen.append((self.path, dict(self.headers)))
        page = server.pages.get(self.path)
        if callable(page):
            return page(self, body)
        if page is not None:
            return self.send(200, page, body)
        behaviour = getattr(self, "do_" + self.path.strip("/").replace("-", "_").split("/")[0], None)
        if behaviour is None:
            return self.send(404, "<h1>404</h1>", body)
        return behaviour(body)

    def send(self, status: int, text: str | bytes, body: bool = True, **headers: str) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.send_response(status)
        headers = {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def do_heals(self, body: bool) -> None:
        first = self.server.asked[self.path] == 1
        self.send(503 if first else 200, "busy" if first else PAGE.format(title="healed", links=""), body)

    def do_broken(self, body: bool) -> None:
        self.send(500, "always", body)

    def do_closed(self, body: bool) -> None:
        self.send(403, "no", body)

    def do_loop(self, body: bool) -> None:
        self.send(302, "", body, Location="/loop/" + "x" * self.server.asked["loops"])
        self.server.asked["loops"] += 1

    def do_moved(self, body: bool) -> None:
        self.send(301, "", body, Location="/kept")

    def do_inward(self, body: bool) -> None:
        self.send(302, "", body, Location="http://10.0.0.1/secret")

    def do_huge(self, body: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf")
        self.end_headers()
        for _ in range(60):
            self.wfile.write(b"%" * 100_000)
        self.close_connection = True

    def do_bomb(self, body: bool) -> None:
        self.send(200, gzip.compress(b"\0" * 40_000_000), body, Content_Encoding="gzip")

    def do_trickle(self, body: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        # Longer than any visitor of a test waits; who leaves ends it.
        for _ in range(900):
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.5)

    def do_reset(self, body: bool) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def do_challenge(self, body: bool) -> None:
        self.send(200, "<html><script src=/cdn-cgi/challenge-platform/x.js></script>Just a moment</html>", body)

    def do_cached(self, body: bool) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.send(304, "", False, ETag='"v1"')
        else:
            self.send(200, PAGE.format(title="cached", links=""), body, ETag='"v1"')

    def log_message(self, *_: object) -> None:
        """Silence."""


class Server(ThreadingHTTPServer):
    """Visitors may leave in the middle of an answer."""

    def handle_error(self, *_: object) -> None:
        """Nothing is said of it."""


@contextmanager
def serving(pages: Mapping[str, Page], host: str = "127.0.0.1") -> Iterator[ThreadingHTTPServer]:
    """The server on a free port of this machine, on the loopback as a rule; ``server.url`` is its address."""
    server = Server((host, 0), Servant)
    server.daemon_threads = True
    server.pages = pages
    server.asked = Counter()
    server.headers_seen = []
    server.methods = Counter()
    server.url = f"http://{host}:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def home(*paths: str) -> dict[str, str]:
    """A site whose home page leads to these paths."""
    links = "".join(f'<a href="{path}">{path}</a> ' for path in paths)
    return {"/": PAGE.format(title="Главная страница министерства", links=links + "<p>" + "Официальный сайт. " * 20 + "</p>")}
