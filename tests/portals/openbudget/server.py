"""The stand-in's server: languages by header, parameter or cookie, Kazakh without any; a 502 now and then; and faults on purpose."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit
from zlib import crc32

from tests.portals import ailing
from tests.portals.ailing import FAULTS
from tests.portals.openbudget import pages
from tests.portals.openbudget.content import Content
from tests.portals.serving import OnceFailing

# The first request of this address meets a gateway that is not there yet; the next one is answered.
FLAKY = "/budgetreport/list"
CAPTCHA = '<html><body><div class="modal"><input type="checkbox"> Я не робот <button id="captchaSuccess">Готово</button></div></body></html>'
CHANGED = {
    'id="tab-': 'id="pane-',
    'id="document-card"': 'id="card"',
    'id="documentlist"': 'id="papers"',
    'id="govAgencyId"': 'id="agency"',
}
Answer = tuple[int, str]


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
        """Answers a page."""
        path = urlsplit(self.path).path
        status, text = (200, "User-agent: *\nDisallow: /admin/\n") if path == "/robots.txt" else self._faulty()
        plain = path == "/robots.txt"
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"text/{'plain' if plain else 'html'}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Language, Cookie")
        self.end_headers()
        self.wfile.write(body)

    def _faulty(self) -> Answer:
        fault = self.server.fault
        if fault == "down":
            return 503, "<h1>503 Service Unavailable</h1>"
        if fault == "blocked":
            return 403, "<h1>403 Forbidden</h1>"
        if fault == "captcha":
            return 200, CAPTCHA
        if self.server.fails_now(self.path) or (fault == "half" and crc32(self.path.encode()) % 2):
            return 502, "<h1>502 Bad Gateway</h1>"
        status, text = self._page()
        for mark, other in CHANGED.items() if fault == "changed" else ():
            text = text.replace(mark, other)
        return status, ailing.html(fault, text)

    def _language(self, query: dict[str, str]) -> str:
        cookie: str | None = None
        if self.server.fault == "language":
            return "kk"
        try:
            morsel = SimpleCookie(self.headers.get("Cookie", "")).get("egovLang")
            cookie = morsel.value if morsel else None
        except CookieError:
            cookie = None
        wish = self.headers.get("Accept-Language", "")[:2]
        return next((one for one in (query.get("lang"), cookie, wish) if one in ("kk", "ru")), "kk")

    def _page(self) -> Answer:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        lang, content = self._language(query), self.server.content
        key, page = query.get("govAgencyId", ""), int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
        body, bare = content.entities.get(key), self.server.fault == "empty"
        form = pages.bodies(lang, list(content.entities.values()), key)
        if parts.path == "/application/search":
            entries = [
                (f"/budgetprogram/budgetprogram?budgetId={one['id']}&govAgencyId={key}",
                 f"{one['code']} {one['title'][lang]}", one.get("changed", "2026-11-02"))
                for one in (body.programmes if body and not bare else [])
            ]  # fmt: skip
            return 200, pages.frame(lang, pages.WORDS["programmes"][lang], pages.listing(lang, entries, page, form, ""))
        if parts.path == "/budgetreport/list" and body:
            entries = [
                (f"/budgetreport/view?id={one['id']}&govAgencyId={key}", pages.title_of(lang, one), one.get("placed", ""))
                for one in body.documents
                if not bare and lang in one.get("languages", ("kk", "ru"))
            ]
            return 200, pages.frame(
                lang, body.name[lang], pages.listing(lang, entries, page, '<div id="documentlist">', "</div>")
            )
        programme = content.programme(key, query.get("budgetId", "")) if parts.path == "/budgetprogram/budgetprogram" else None
        if body and programme:
            return 200, pages.frame(lang, programme["title"][lang], pages.passport(lang, body, programme))
        document = content.document(key, query.get("id", "")) if parts.path == "/budgetreport/view" else None
        if body and document and lang in document.get("languages", ("kk", "ru")):
            return 200, pages.frame(lang, body.name[lang], pages.card(lang, document))
        return 404, pages.frame(lang, "404", "<h1>404</h1>")

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def serve(port: int = 0, fault: str = "") -> Server:
    """A server bound to loopback (port 0: a free one), ready for ``serve_forever``.

    :param fault: one of FAULTS, or none.
    """
    if fault and fault not in FAULTS:
        raise ValueError(f"unknown fault {fault}; known are {', '.join(FAULTS)}")
    return Server(("127.0.0.1", port), fault)
