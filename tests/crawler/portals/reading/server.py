"""The portal of minutes on loopback: two languages by cookie, Kazakh by default, and every way in which it can refuse."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

PAGE = 3
NAMES = {"kk": {"7": "Дала мекемесі", "8": "Тау мекемесі"}, "ru": {"7": "Степное учреждение", "8": "Горное учреждение"}}
TITLE = {"kk": "Хаттама", "ru": "Протокол"}
SITE = "<!doctype html><html lang=kk><title>Мекеме</title><h1>Дала мекемесі</h1><p>Хабарландыру</p></html>"

SICK = {
    "closed": (403, "text/html", b"<h1>Forbidden</h1>"),
    "captcha": (200, "text/html", b"<p>Please prove that you are no machine</p>"),
    "repairs": (503, "text/html", b"<p>The portal is under repair</p>"),
    "broken": (500, "text/html", b"<p>Oops</p>"),
    "gone": (410, "text/html", b'<b id="present">0</b>'),
}


class Minutes:
    """What the portal holds, what it was asked, and how it is out of order: ``faults`` by the beginning of an address, behind its language."""

    def __init__(self, per_body: int = 4, robots: str = "") -> None:
        self.ids = {body: [f"{body}{number:03}" for number in range(1, per_body + 1)] for body in NAMES["kk"]}
        self.robots = robots
        self.faults: dict[str, str] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.times: list[float] = []
        self.here = self.most = 0
        self.root = ""
        self.sick: Counter[str] = Counter()
        self.lock = Lock()

    def answer(self, method: str, url: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
        """Status, media type and content."""
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return (200, "text/plain", self.robots.encode()) if self.robots else (404, "text/plain", b"")
        language = "ru" if "lang=ru" in headers.get("cookie", "") else "kk"
        fault = next((name for where, name in self.faults.items() if f"{language}{url}".startswith(where)), "")
        told = self._sick(fault, url, language)
        if told is not None:
            return told
        language = "kk" if fault == "tongue" else language
        if parts.path == "/":
            return 200, "text/html; charset=utf-8", SITE.encode()
        fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/bodies":
            items = [{"id": key, "name": name} for key, name in NAMES[language].items()]
            return self._json({"lang": language, "whole": headers.get("x-one") is None, "items": items})
        if parts.path == "/minutes" and method == "POST" and headers.get("x-asked") == "minutes":
            return self._json(self._list(fields["body"], int(fields["page"]), language))
        if parts.path == "/minute":
            mark = "here" if fault == "changed" else "present"
            return 200, "text/html; charset=utf-8", f'<html lang="{language}"><b id="{mark}">{len(fields["id"])}</b>'.encode()
        return 404, "text/plain", b"no such page"

    def _list(self, body: str, page: int, language: str) -> dict[str, Any]:
        ids = self.ids.get(body, [])
        some = ids[(page - 1) * PAGE : page * PAGE]
        items = [{"id": key, "title": f"{TITLE[language]} {key}", "day": "2026-03-01", "place": "зал"} for key in some]
        return {"lang": language, "total": len(ids), "pages": -(-len(ids) // PAGE), "items": items}

    def _sick(self, fault: str, url: str, language: str) -> tuple[int, str, bytes] | None:
        if fault == "once":
            self.sick[url + language] += 1
            return (502, "text/html", b"Bad Gateway") if self.sick[url + language] == 1 else None
        return SICK.get(fault)

    @staticmethod
    def _json(value: Any) -> tuple[int, str, bytes]:
        return 200, "application/json", json.dumps(value, ensure_ascii=False).encode()


class Handler(BaseHTTPRequestHandler):
    minutes: ClassVar[Minutes]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        with self.minutes.lock:
            self.minutes.times.append(monotonic())
            self.minutes.here += 1
            self.minutes.most = max(self.minutes.most, self.minutes.here)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.minutes.lock:
            status, media, body = self.minutes.answer(self.command, self.path, headers)
            self.minutes.asked.append((self.command, self.path, headers))
            self.minutes.here -= 1
        tag = f'"{hash(body)}"'
        if status == 200 and headers.get("if-none-match") == tag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        if self.command == "GET":
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def serving(minutes: Minutes) -> Iterator[Minutes]:
    """Serves on a free port; ``root`` is where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Mood", (Handler,), {"minutes": minutes}))
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    minutes.root = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield minutes
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
