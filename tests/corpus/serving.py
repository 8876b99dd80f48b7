"""A saved site on loopback: its files and nothing else, so that a folder without an index page is no page."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.conftest import CORPUS


class Files(SimpleHTTPRequestHandler):
    """Files of a folder, and pages that a test adds; a folder is only what its index page makes of it, unless it shall be listed."""

    def __init__(self, *args: Any, pages: Mapping[str, str], listed: bool, **more: Any) -> None:
        self.pages, self.listed = pages, listed
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        if page is None:
            super().do_GET()
            return
        body = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: Any) -> Any:
        return super().list_directory(path) if self.listed else self.send_error(404)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path, pages: Mapping[str, str] | None = None, listed: bool = False) -> Iterator[str]:
    """Gives the address under which the folder is served, with these pages by their paths besides."""
    handler = partial(Files, directory=str(folder), pages=pages or {}, listed=listed)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


__all__ = ["CORPUS", "served"]
