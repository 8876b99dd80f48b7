"""The stand-in on a socket: language by cookie and Kazakh without one, five drafts a page, filters, and the troubles that were seen."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from urllib.parse import parse_qs, urlsplit

from tests.portals import ailing
from tests.portals.ailing import FAULTS
from tests.portals.opennpa.content import ARCHIVE, CONSULTATIVE, OPEN, REGULATORY, Bulk, Draft, drafts
from tests.portals.opennpa.night import Cards
from tests.portals.opennpa.pages import card_page, list_page, page, report_page

CLOSED = (
    "User-agent: *\nDisallow: /npa/view\nDisallow: /application\nDisallow: /report\nDisallow: /security/\nDisallow: /captcha/\n"
)
# What an operator who agreed to the cards being read would leave of it.
AGREED = "User-agent: *\nDisallow: /application\nDisallow: /security/\nDisallow: /captcha/\n"
CAPTCHA = '<html><head><title>Captcha</title></head><body><form action="/captcha/"><p>Подтвердите, что Вы не робот</p></form></body></html>'
FORBIDDEN = "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected.</body></html>"


class Site(ThreadingHTTPServer):
    """``fault`` is one of FAULTS or empty; ``closed`` keeps robots from the cards, as the portal does; ``bulk`` are further
    cards of the archive, ``active`` of the list of what is under discussion."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        port: int = 0,
        fault: str = "",
        closed: bool = False,
        bulk: Bulk | Cards | None = None,
        host: str = "127.0.0.1",
        active: Bulk | Cards | None = None,
    ) -> None:
        super().__init__((host, port), Handler)
        self.fault, self.closed, self.bulk, self.active = fault, closed, bulk, active
        self.drafts = drafts()
        self.by_id = {draft.id: draft for draft in self.drafts}
        self.asked: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.under_way = self.most_under_way = 0
        self.arrivals: list[float] = []

    @property
    def root(self) -> str:
        """The address of the stand-in."""
        return f"http://{self.server_address[0]}:{self.server_address[1]}"

    def card(self, number: int) -> Draft | None:
        """The draft of this number."""
        large = (bulk.find(number) for bulk in (self.bulk, self.active) if bulk is not None)
        return self.by_id.get(number) or next((draft for draft in large if draft is not None), None)

    def found(self, path: str, query: dict[str, str], language: str) -> Sequence[Draft]:
        """The drafts of a list."""
        if self.fault == "empty":
            return []
        status, body = query.get("status", ""), query.get("governmentId", "")
        kinds = tuple(value for name, value in query.items() if name.startswith("types["))
        first, last = (_day(query.get(name, "")) for name in ("createBeginDate", "createEndDate"))
        large = self.bulk if status == ARCHIVE else self.active
        if large is not None and path == "/list" and not body and not kinds:
            return large.between(first, last)
        return [
            draft
            for draft in self.drafts
            if language in draft.title
            and (draft.status == ARCHIVE if status == ARCHIVE else draft.status == OPEN)
            and (draft.type in REGULATORY) == (path == "/Arvlist")
            and (not kinds or draft.type in kinds)
            and (not body or draft.body == body)
            and (first is None or draft.created >= first)
            and (last is None or draft.created <= last)
        ]


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%d.%m.%Y").date() if text else None  # noqa: DTZ007 - a day of the form


class Handler(BaseHTTPRequestHandler):
    """Answers as the portal does."""

    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Every address but robots.txt may be out of order."""
        site, parts = self.server, urlsplit(self.path)
        with site.lock:
            site.asked[self.path] += 1
            site.arrivals.append(monotonic())
            site.under_way += 1
            site.most_under_way = max(site.most_under_way, site.under_way)
        try:
            if parts.path == "/robots.txt":
                self._send(200, CLOSED if site.closed else AGREED, "text/plain")
            elif not self._out_of_order():
                self._answer(
                    parts.path, {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
                )
        finally:
            with site.lock:
                site.under_way -= 1

    def _out_of_order(self) -> bool:
        fault = self.server.fault
        if fault == "down":
            self._send(503, "<h1>503</h1>")
        elif fault == "blocked":
            self._send(403, FORBIDDEN)
        elif fault == "captcha":
            self._send(200, CAPTCHA)
        elif fault == "half" and sum(self.path.encode()) % 2:
            self._send(502, "<h1>502 Bad Gateway</h1>")
        else:
            return False
        return True

    def _answer(self, path: str, query: dict[str, str]) -> None:
        language, changed = self._language(), self.server.fault == "changed"
        if path == "/application/changelang":
            self._switch(query)
        elif path in ("/list", "/Arvlist"):
            extra = "".join(f"&{name}={value}" for name, value in query.items() if name != "page")
            found = self.server.found(path, query, language)
            self._send(200, list_page(language, found, _number(query.get("page", "")) or 1, extra, changed))
        elif path == "/npa/view":
            draft = self.server.card(_number(query.get("id", "")) or 0)
            self._send(404, page(language, "<h1>404</h1>")) if draft is None else self._send(
                200, card_page(language, draft, query.get("typeComment", ""), changed)
            )
        elif path == "/report":
            draft = self.server.card(_number(query.get("id", "")) or 0)
            over = draft is not None and draft.status == ARCHIVE
            self._send(200, report_page(language, draft, changed)) if draft is not None and over else self._send(
                404, page(language, "")
            )
        else:
            self._send(200 if path == "/" else 404, page(language, "<p>…</p>"))

    def _language(self) -> str:
        if self.server.fault == "language":
            return "kk"
        cookie = SimpleCookie(self.headers.get("Cookie", ""))
        return "ru" if "egovLang" in cookie and cookie["egovLang"].value == "ru" else "kk"

    def _switch(self, query: dict[str, str]) -> None:
        self.send_response(302)
        self.send_header("Set-Cookie", f"egovLang={'ru' if query.get('lang') == 'ru' else 'kk'}; Path=/")
        self.send_header("Location", "/list")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, text: str, media: str = "text/html; charset=utf-8") -> None:
        body = (text if media == "text/plain" else ailing.html(self.server.fault, text)).encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


@contextmanager
def serve(
    port: int = 0, fault: str = "", closed: bool = False, bulk: Bulk | Cards | None = None, active: Bulk | Cards | None = None
) -> Iterator[Site]:
    """The stand-in in a thread, for tests."""
    site = Site(port, fault, closed, bulk, active=active)
    thread = threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


__all__ = ["CONSULTATIVE", "FAULTS", "Site", "serve"]
