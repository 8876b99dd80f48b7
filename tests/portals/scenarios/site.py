"""A tiny website of a body: a home page in each official language, and the pages that its scenarios name."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from tests.portals.scenarios.files import Page

WORDS = {
    "kk": ("Қазақша", "Мемлекеттік органның сайты. Азаматтардың өтініштері белгіленген мерзімде қаралады, нәтижесі жарияланады."),
    "ru": (
        "Русский",
        "Сайт государственного органа. Обращения граждан рассматриваются в установленный срок, результат публикуется.",
    ),
}
MONTHS = {
    "kk": ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"),
}


def laid(name: Mapping[str, str], pages: Iterable[Page], portals: Mapping[str, str]) -> dict[str, str]:
    """Pages by path.

    :param name: the body's names by language.
    :param portals: addresses of the stand-ins by the portal's name: ``open-npa:/npa/view?id=1`` in a link stands for one of them.
    """
    given = tuple(pages)
    found = {
        "/": _page("ru", name["ru"], "", _list([("/kk/", WORDS["kk"][0]), ("/ru/", WORDS["ru"][0])])),
        "/robots.txt": "User-agent: *\nAllow: /\n",
    }
    for language in ("kk", "ru"):
        other = "ru" if language == "kk" else "kk"
        links = [(f"/{other}/", WORDS[other][0]), *((page.path, page.title) for page in given if page.language == language)]
        found[f"/{language}/"] = _page(language, name[language], WORDS[language][1], _list(links))
    for page in given:
        links = [(_resolved(link, portals), link.rpartition("/")[2]) for link in page.links]
        stated = f'<time datetime="{page.day}">{_spoken(page.day, page.language)}</time>' if page.day else ""
        inner = (
            f"<main>{stated}<p>{escape(page.text)}</p></main>{_list([(f'/{page.language}/', WORDS[page.language][0]), *links])}"
        )
        found[unquote(page.path)] = _page(page.language, page.title, "", inner)
    return found


def _page(language: str, title: str, text: str, inner: str) -> str:
    told = f"<p>{escape(text)}</p>" if text else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{told}{inner}</body></html>"
    )


def _list(links: Iterable[tuple[str, str]]) -> str:
    return "<ul>" + "".join(f'<li><a href="{escape(url)}">{escape(text)}</a></li>' for url, text in links) + "</ul>"


def _resolved(link: str, portals: Mapping[str, str]) -> str:
    name, colon, path = link.partition(":")
    return portals[name] + path if colon and name in portals else quote(link, safe="/:?&=#%")


def _spoken(day: str, language: str) -> str:
    year, month, number = day.split("-")
    word = MONTHS[language][int(month) - 1]
    return f"{year} жылғы {int(number)} {word}" if language == "kk" else f"{int(number)} {word} {year} года"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        text = self.server.pages.get(unquote(urlsplit(self.path).path))
        body = (text if text is not None else "<!doctype html><title>404</title><h1>404</h1>").encode()
        media = "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8"
        self.send_response(200 if text is not None else 404)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def serving(pages: Mapping[str, str]) -> Iterator[str]:
    """The address of a website of these pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.pages = pages  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
