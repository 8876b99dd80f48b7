"""The hostile server: one plain origin and three with bad certificates, all on loopback."""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile import pages, scripts, wire  # noqa: F401 - they enter their faults in the list
from tests.hostile.certificates import write_certificate
from tests.hostile.faults import FAULTS, SERVED

ROBOTS = "User-agent: *\nDisallow: /secret\nSitemap: /sitemap-index.xml\n"
INDEX = '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
URLS = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/from-sitemap</loc></url>{}</urlset>'
TLS = {"self-signed": "selfsigned", "expired": "expired", "wrong-name": "wrongname"}


class Page(BaseHTTPRequestHandler):
    """One request; the behaviour is found by the first part of the path."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_HEAD(self) -> None:
        """Heads are answered as wrongly as bodies."""
        self.do_GET()

    def do_GET(self) -> None:
        """Misbehaves."""
        self.server.asked[self.path] += 1
        with suppress(OSError):
            self.behave()

    def behave(self) -> None:
        """Finds what the path stands for."""
        first = self.path.partition("?")[0].strip("/").partition("/")[0]
        if self.path == "/":
            self.send(200, self.text("Главная страница", self.server.menu))
        elif self.path == "/robots.txt":
            self.send(200, ROBOTS, Content_Type="text/plain")
        elif first.startswith("sitemap"):
            self.site_map()
        elif first == "from-sitemap":
            self.send(200, self.text("Только в карте сайта"))
        elif first == "pixel.png":
            self.send(200, pages.PNG, Content_Type="image/png")
        elif first in SERVED:
            SERVED[first](self)
        elif first.startswith("deeper"):
            wire.deeper(self)
        else:
            self.send(404, "<h1>404</h1>")

    def site_map(self) -> None:
        """An index that names itself, a bomb, gibberish and one good file."""
        if self.path == "/sitemap-index.xml":
            names = ("sitemap-index.xml", "sitemap-bomb.xml.gz", "sitemap-bad.xml", "sitemap-good.xml")
            self.send(
                200, INDEX.format("".join(f"<sitemap><loc>/{name}</loc></sitemap>" for name in names)), Content_Type="text/xml"
            )
        elif "bomb" in self.path:
            self.send(200, wire.gzip_bomb(), Content_Type="application/gzip")
        elif "good" in self.path:
            self.send(200, URLS.format(""), Content_Type="text/xml")
        else:
            self.send(200, "<urlset><url><loc>http://[/</loc><url>" + "&bomb;" * 100, Content_Type="text/xml")

    def text(self, title: str, more: str = "") -> str:
        """A page with a title and the words that every page of the site has."""
        return (
            f"<!doctype html><html lang=ru><head><title>{title}</title></head><body><nav><a href='/'>Главная</a> Контакты Новости"
            f"</nav><h1>{title}</h1>{more}<footer>Официальный сайт министерства</footer></body></html>"
        )

    def begin(self, status: int, **headers: str) -> None:
        """Status and headers; underscores in names stand for hyphens."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, status: int, body: str | bytes, **headers: str) -> None:
        """A whole answer."""
        data = body.encode() if isinstance(body, str) else body
        headers.setdefault("Content_Type", "text/html; charset=utf-8")
        self.begin(status, Content_Length=str(len(data)), **headers)
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silence."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Whoever is hostile to others is used to broken connections."""


@dataclass
class Hostile:
    """A running hostile site: ``url`` of the plain origin, ``origins`` of all by the hosts that faults name, requests counted."""

    url: str
    origins: dict[str, str]
    asked: Counter[str] = field(default_factory=Counter)


@contextmanager
def hostile(name: str = "127.0.0.1", sub: str = "") -> Iterator[Hostile]:
    """Serves on free ports of the loopback.

    :param name: the host that addresses name; whoever uses another than 127.0.0.1 sees to its resolving.
    :param sub: domain of the origins with bad certificates and of the name that resolves privately; without it all are ``name``.
    """
    asked: Counter[str] = Counter()
    servers: list[_Server] = []
    with TemporaryDirectory() as folder:
        plain = _Server(("127.0.0.1", 0), Page)
        servers.append(plain)
        port = plain.server_address[1]
        origins = {"main": f"http://{name}:{port}/", "inward": f"http://inward.{sub or 'localhost'}:{port}/"}
        for kind, label in TLS.items():
            server = _Server(("127.0.0.1", 0), Page)
            host = f"{label}.{sub}" if sub else name
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(write_certificate(Path(folder), kind, host))
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            servers.append(server)
            origins[kind] = f"https://{host}:{server.server_address[1]}/"
        paths = [one.path for one in FAULTS if one.linked and one.host == "main"] + [f"/storm/{number}" for number in range(40)]
        menu = "".join(f'<a href="{path}">{path[:40]}</a> ' for path in dict.fromkeys(paths))
        for server in servers:
            server.asked, server.menu = asked, menu
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield Hostile(origins["main"], origins, asked)
        finally:
            for server in servers:
                server.shutdown()
                server.server_close()
