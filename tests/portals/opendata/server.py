"""The stand-in's server: ten sets a page however many are asked for, Kazakh without the cookie, 403 without a key, a 502 now and then."""

from __future__ import annotations

import json
import re
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit
from zlib import crc32

from tests.portals import ailing
from tests.portals.ailing import FAULTS
from tests.portals.opendata import pages
from tests.portals.opendata.content import GROUPS, Content
from tests.portals.serving import OnceFailing

PAGE = 10
# The first rows that anybody asks for meet a gateway that is not there yet; asked again they come.
FLAKY = "/datasets/exportjson"
CAPTCHA = '<html><body><div class="modal"><input type="checkbox"> Я не робот <button id="captchaSuccess">Готово</button></div></body></html>'
CHANGED = {'"datasets"': '"items"', "versionName": "setName", "placedDatasetsCount": "placedSetsCount", '"fields"': '"columns"'}
Answer = tuple[int, str, str]
_META = re.compile(r"/meta/([^/]+)/(v\d+|data)")


class Server(OnceFailing):
    """Serves the content; ``fault`` is one of FAULTS or empty."""

    FLAKY = FLAKY

    def __init__(self, address: tuple[str, int], fault: str = "") -> None:
        super().__init__(address, Handler, fault)
        self.content = Content()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answers an address."""
        self._send(*self._answer())

    def do_POST(self) -> None:
        """The catalogue takes its fields by POST as well; those of the address count."""
        self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 65536))
        self._send(*self._answer())

    def _send(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "OPENDATA_PORTAL_SESSION=stand-in; Path=/")
        self.send_header("Vary", "Cookie")
        self.end_headers()
        self.wfile.write(body)

    def _answer(self) -> Answer:
        fault = self.server.fault
        self.server.hold(self.path)
        if urlsplit(self.path).path == "/robots.txt":
            return 200, "text/plain", "User-agent: *\nDisallow: /admin/\n"
        if fault == "down":
            return 503, "text/html", "<h1>503 Service Unavailable</h1>"
        if fault == "blocked":
            return 403, "text/html", "<h1>403 Forbidden</h1>"
        if fault == "captcha":
            return 200, "text/html", CAPTCHA
        if self.server.fails_now(self.path) or (fault == "half" and crc32(self.path.encode()) % 2):
            return 502, "text/html", "<h1>502 Bad Gateway</h1>"
        status, kind, text = self._page()
        for mark, other in CHANGED.items() if fault == "changed" else ():
            text = text.replace(mark, other)
        ailed = ailing.html(fault, text) if kind == "text/html" or not text.startswith(("[", "{")) else ailing.answer(fault, text)
        return status, "text/html" if ailed == ailing.ERROR else kind, ailed

    def _language(self) -> str:
        if self.server.fault == "language":
            return "kk"
        try:
            morsel = SimpleCookie(self.headers.get("Cookie", "")).get("egovLang")
        except CookieError:
            morsel = None
        return morsel.value if morsel is not None and morsel.value in ("kk", "ru") else "kk"

    def _page(self) -> Answer:
        parts, content = urlsplit(self.path), self.server.content
        query = dict(parse_qsl(parts.query))
        name = parts.path.removeprefix("/datasets/")
        for group, statistics in GROUPS.items():
            if name == statistics:
                return _json(content.statistics[group])
        sets = [] if self.server.fault == "empty" else content.of(query.get("byGovAgencyId", ""))
        if name == "getdatasetsrecount":
            return _json({"totalCount": len(sets)})
        if name == "getdatasetsre":
            count, page = _number(query, "count", PAGE), _number(query, "page", 1)
            size = min(count, PAGE)
            return _json({"datasets": [pages.dataset(one) for one in sets[(page - 1) * size : page * size]]})
        meta = _META.fullmatch(parts.path)
        one = content.at(meta[1] if meta else query.get("index", ""))
        if parts.path.startswith("/api/"):
            return 403, "application/json", json.dumps({"error": "apiKey"})
        if one is None:
            return 404, "text/html", "<h1>404</h1>"
        if meta:
            return _json(pages.description(one))
        if name == "view":
            return 200, "text/html", pages.passport(one, self._language())
        if name == "exportjson":
            return 200, "application/json", pages.rows(one, _number(query, "count", PAGE))
        return 404, "text/html", "<h1>404</h1>"

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def _json(value: object) -> Answer:
    return 200, "application/json", json.dumps(value, ensure_ascii=False)


def _number(query: dict[str, str], name: str, usual: int) -> int:
    given = query.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given) < 10**6 else usual


def serve(port: int = 0, fault: str = "") -> Server:
    """A server bound to loopback (port 0: a free one), ready for ``serve_forever``.

    :param fault: one of FAULTS, or none.
    """
    if fault and fault not in FAULTS:
        raise ValueError(f"unknown fault {fault}; known are {', '.join(FAULTS)}")
    return Server(("127.0.0.1", port), fault)
