"""The gate through which other engines reach the network: an HTTP proxy on loopback that knows vetted addresses only.

Plain requests pass when they only read; of encrypted ones the gate sees the host alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

MAX_HEAD = 65_536
CHUNK = 65_536
IDLE = 30.0
MAX_BYTES = 100_000_000
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
UNREACHED = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
READING = ("GET", "HEAD", "OPTIONS")
# What concerns the way between engine and gate alone.
OWN = ("proxy-connection", "connection", "keep-alive", "proxy-authorization")


class Gate:
    """A running gate; ``address`` is ``host:port``. ``places`` are vetted addresses by host, ``allows`` is robots.txt."""

    def __init__(self, places: Mapping[str, str], allows: Callable[[str], bool] = lambda _url: True) -> None:
        self._places = {host.lower(): address for host, address in places.items()}
        self._allows = allows
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.refused = 0
        self.address = ""

    async def __aenter__(self) -> Gate:
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", 0, limit=MAX_HEAD)
        self.address = f"127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._open):
            task.cancel()

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Whatever goes wrong on one connection ends that connection and nothing else.
        with suppress(Exception):
            async with asyncio.timeout(IDLE):
                head = await reader.readuntil(b"\r\n\r\n")
            await self._answer(head, reader, writer)
        with suppress(Exception):
            writer.close()

    async def _answer(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *rest = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if tunnel else target)
        place = self._places.get((parts.hostname or "").lower())
        if place is None or (not tunnel and (method not in READING or not self._allows(target))):
            self.refused += 1
            writer.write(REFUSED)
            return
        try:
            async with asyncio.timeout(IDLE):
                inward, outward = await asyncio.open_connection(place, parts.port or (443 if tunnel else 80))
        except (OSError, TimeoutError):
            writer.write(UNREACHED)
            return
        if tunnel:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            path = parts.path or "/"
            kept = [line for line in rest if line and line.partition(":")[0].strip().lower() not in OWN]
            asked = f"{method} {path}{'?' + parts.query if parts.query else ''} HTTP/1.1"
            outward.write("\r\n".join([asked, *kept, "Connection: close", "", ""]).encode("latin-1"))
        await _both(reader, writer, inward, outward, tunnel)


async def _both(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    inward: asyncio.StreamReader,
    outward: asyncio.StreamWriter,
    tunnel: bool,
) -> None:
    """Passes bytes on; a plain request has no more to say, so only its answer is passed."""
    upward = asyncio.ensure_future(_pass(reader, outward)) if tunnel else None
    try:
        await _pass(inward, writer)
    finally:
        if upward is not None:
            upward.cancel()
        outward.close()


async def _pass(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    passed = 0
    while passed < MAX_BYTES:
        async with asyncio.timeout(IDLE):
            data = await source.read(CHUNK)
        if not data:
            return
        passed += len(data)
        sink.write(data)
        await sink.drain()
