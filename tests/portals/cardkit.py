"""A server in the manner of the portals of open government: Kazakh by default, a cookie for Russian, ten cards a page, faults on purpose."""

from __future__ import annotations

import hashlib
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tests.portals import ailing
from tests.portals.ailing import FAULTS

PAGE_SIZE = 10
HTML = "text/html; charset=utf-8"
EMPTY = {"kk": "Деректер жоқ", "ru": "Нет данных"}
MORE = {"kk": "Толығырақ", "ru": "Подробнее"}
HOME = {"kk": "Басты бет", "ru": "Главная"}
_LISTED = re.compile(r"(<h2>[^<]*</h2></br>).*</div>(?=<div class=\"pagination-container|</body>)", re.DOTALL)
CAPTCHA = '<html lang="kk"><body><div class="modal"><img src="/captcha/1.png"><p>Введите код с картинки</p></div></body></html>'


class Card(NamedTuple):
    """One card: heading, icons with what stands beside them, where «more» leads, and markup that follows the card."""

    title: str
    icons: tuple[tuple[str, str], ...]
    link: str = ""
    body: str = ""
    after: str = ""


Site = Callable[[str, Mapping[str, str], str], str | None]


def listed(cards: Sequence[Card], title: str, language: str, number: int) -> str:
    """One numbered page of a list."""
    shown = cards[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    pages = -(-len(cards) // PAGE_SIZE)
    script = f"$('.pagination-container').twbsPagination({{startPage: {number}, totalPages: {pages}, visiblePages: 7}});"
    inner = "\n".join(_card(card, language) for card in shown) or f"<p>{EMPTY[language]}</p>"
    holder = f'<div class="pagination-container"></div><script>{script}</script>' if pages > 1 or len(cards) == PAGE_SIZE else ""
    return page(f'<div class="tab-pane active"><h2>{escape(title)}</h2></br>{inner}</div>{holder}', title, language)


def _card(card: Card, language: str) -> str:
    icons = "".join(f'<li><i class="fa {icon}"></i> {escape(text)}</li>' for icon, text in card.icons)
    more = f'<a class="readmore" href="{escape(card.link)}">{MORE[language]}</a>' if card.link else ""
    return (
        f'<div class="row"><h3>{escape(card.title)}</h3><ul class="blog-info">{icons}</ul>'
        f"{f'<p>{escape(card.body)}</p>' if card.body else ''}{more}</div>{card.after}"
    )


def page(inner: str, title: str, language: str) -> str:
    """A whole page around its matter."""
    return (
        f'<!DOCTYPE html><html class="" lang="{language}" style="min-width: 1200px;"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'</head><body><header><a href="/application/changelang?lang=kk" data-lang="kk">ҚАЗ</a>'
        f'<a href="/application/changelang?lang=ru" data-lang="ru">РУС</a></header>'
        f'<ul class="breadcrumb"><li><a href="/">{HOME[language]}</a></li></ul>{inner}</body></html>'
    )


class CardServer(ThreadingHTTPServer):
    """Serves a site of cards.

    :param fault: one of ``FAULTS`` or none; ``half`` refuses about half of the addresses, always the same ones.
    :param robots: the text of robots.txt.
    :param changed: a word of the markup, and what stands for it under the fault ``changed``.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, site: Site, fault: str, robots: str, changed: tuple[str, str]) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.site, self.fault, self.robots, self.changed = site, fault, robots, changed
        self.root = f"http://127.0.0.1:{self.server_address[1]}"
        self.asked: list[tuple[str, str]] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up is no fault of the server; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: CardServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answers GET."""
        parts = urlsplit(self.path)
        if parts.path == "/robots.txt":
            self._send(200, self.server.robots, {"Content-Type": "text/plain; charset=utf-8"})
            return
        language = self._language()
        self.server.asked.append((self.path, language))
        if self._refused(self.path):
            return
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path == "/application/changelang":
            cookie = f"egovLang={query.get('lang', 'kk')}; Path=/"
            self._send(302, "", {"Set-Cookie": cookie, "Location": query.get("location", "/")})
            return
        found = self.server.site(parts.path, query, language)
        if found is None:
            self._send(404, page("<h1>404</h1>", "404", language), {"Content-Type": HTML})
            return
        if self.server.fault == "changed":
            found = found.replace(*self.server.changed)
        if self.server.fault == "empty":
            found = _LISTED.sub(rf"\1<p>{EMPTY[language]}</p></div>", found)
        found = ailing.html(self.server.fault, found)
        tag = f'"{hashlib.sha256(found.encode()).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(304, "", {"ETag": tag})
            return
        self._send(200, found, {"Content-Type": HTML, "ETag": tag})

    def _refused(self, path: str) -> bool:
        fault = self.server.fault
        if fault == "half" and hashlib.sha256(path.encode()).digest()[0] % 2:
            self._send(502, "<html><h1>502 Bad Gateway</h1></html>", {"Content-Type": HTML})
        elif fault == "down":
            self._send(503, "<html><h1>503 Service Unavailable</h1></html>", {"Content-Type": HTML})
        elif fault == "blocked":
            self._send(403, "<html><h1>403 Forbidden</h1></html>", {"Content-Type": HTML})
        elif fault == "captcha":
            self._send(200, CAPTCHA, {"Content-Type": HTML})
        else:
            return False
        return True

    def _language(self) -> str:
        if self.server.fault == "language":
            return "kk"
        try:
            morsel = SimpleCookie(self.headers.get("Cookie", "")).get("egovLang")
        except CookieError:
            morsel = None
        return "ru" if morsel is not None and morsel.value == "ru" else "kk"

    def _send(self, status: int, text: str, headers: dict[str, str]) -> None:
        data = text.encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silence."""


@contextmanager
def running(server: CardServer) -> Iterator[CardServer]:
    """The server in a thread, for tests."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


__all__ = ["FAULTS", "Card", "CardServer", "listed", "page", "running"]
