"""WARC 1.1 files of a harvest: appended record by record, cut back after a kill to what was committed (``store.shelf``)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import fsspec
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from store.faults import NoRoom, is_full, room
from store.shelf import shelf_at

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
# gzip level: 6 costs a third of the harvest's time on a 20 KB page, 1 leaves files about a fifth larger.
LEVEL = 1

Headers = list[tuple[str, str]]


class Exchange(NamedTuple):
    """One request and its answer as they went over the wire, but for transfer coding, which the HTTP library undoes."""

    url: str
    at: datetime
    method: str
    request_headers: Headers
    status: int
    reason: str
    response_headers: Headers
    body: bytes
    remote_addr: str | None


class Revisit(NamedTuple):
    """The earlier record whose payload this answer repeats, and why we know."""

    profile: str
    url: str
    at: datetime
    record_id: str | None
    payload_digest: str


class Position(NamedTuple):
    """Where a response record lies: file name, offset in bytes, record id and payload digest."""

    file: str
    offset: int
    record_id: str
    payload_digest: str


class _Builder(WARCWriter):  # type: ignore[misc]
    """warcio's writer with SHA-256 digests."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def _utc(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class WarcWriter:
    """Appends to ``folder/harvest-NNNNN.warc.gz``, a path or an fsspec address; ``lengths`` are the committed lengths known to the
    database.

    Opening cuts each file back to its committed length, so what a kill left half-written or uncommitted is gone. ``every`` says after
    how many seconds a commit is due.
    """

    def __init__(self, folder: Path | str, lengths: dict[str, int], software: str) -> None:
        self._shelf = shelf_at(str(folder))
        self._shelf.cut_back(lengths)
        self.every, self._rotate_at = self._shelf.every, self._shelf.rotate_at
        self._software = software
        self._finished: dict[str, int] = {}
        self.full: NoRoom | None = None
        self._number = max((int(name[8:13]) for name in lengths), default=0) + (bool(lengths) and not self._shelf.grows)
        self._open()

    def _open(self) -> None:
        self.name = f"harvest-{self._number:05d}.warc.gz"
        self._file = self._shelf.begin(self.name)
        if self._file.tell() == 0:
            buffer = BytesIO()
            builder = _Builder(buffer, gzip=False, warc_version="1.1")
            facts = {"software": self._software, "format": "WARC File Format 1.1"}
            builder.write_record(builder.create_warcinfo_record(self.name, facts))
            self._append(buffer.getvalue())
        self._begun = int(self._file.tell())

    def _next(self) -> None:
        """Puts the present file away whole and begins another one."""
        with self._room():
            self._shelf.settle(self.name, self._file)
        self._finished[self.name] = int(self._file.tell())
        self._file.close()
        self._number += 1
        self._open()

    def _append(self, record: bytes) -> int:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        with self._room():
            offset = int(self._file.tell())
            self._file.write(packer.compress(record) + packer.flush())
        return offset

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Where a disk filled up a record may stand there by half: nothing of the file is committed any more after that."""
        if self.full is not None:
            raise self.full
        try:
            with room(self._shelf.place(self.name)):
                yield
        except NoRoom as fault:
            self.full = fault
            raise

    def write(self, exchange: Exchange, revisit: Revisit | None = None) -> Position:
        """Writes response (or revisit) and request records and returns where the response lies."""
        if self._file.tell() > max(self._rotate_at, self._begun):
            self._next()
        buffer = BytesIO()
        builder = _Builder(buffer, gzip=False, warc_version="1.1")
        answer = self._response(builder, exchange, revisit)
        builder.write_record(answer)
        offset = self._append(buffer.getvalue())
        record_id = str(answer.rec_headers.get_header("WARC-Record-ID"))
        self._write_request(exchange, record_id)
        return Position(self.name, offset, record_id, str(answer.rec_headers.get_header("WARC-Payload-Digest")))

    def _response(self, builder: _Builder, exchange: Exchange, revisit: Revisit | None) -> Any:
        headers = [
            (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
            for name, value in exchange.response_headers
        ]
        http = StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")
        fields = {"WARC-Date": _utc(exchange.at)}
        if exchange.remote_addr:
            fields["WARC-IP-Address"] = exchange.remote_addr
        if revisit is None:
            return builder.create_warc_record(
                exchange.url,
                "response",
                payload=BytesIO(exchange.body),
                length=len(exchange.body),
                http_headers=http,
                warc_headers_dict=fields,
            )
        fields |= {
            "WARC-Profile": revisit.profile,
            "WARC-Refers-To-Target-URI": revisit.url,
            "WARC-Refers-To-Date": _utc(revisit.at),
            "WARC-Payload-Digest": revisit.payload_digest,
        }
        if revisit.record_id:
            fields["WARC-Refers-To"] = revisit.record_id
        return builder.create_warc_record(exchange.url, "revisit", http_headers=http, warc_headers_dict=fields)

    def _write_request(self, exchange: Exchange, response_id: str) -> None:
        buffer = BytesIO()
        builder = _Builder(buffer, gzip=False, warc_version="1.1")
        path = exchange.url.split("://", 1)[-1]
        path = "/" + path.split("/", 1)[1] if "/" in path else "/"
        http = StatusAndHeaders(f"{exchange.method} {path} HTTP/1.1", exchange.request_headers, is_http_request=True)
        fields = {"WARC-Date": _utc(exchange.at), "WARC-Concurrent-To": response_id}
        builder.write_record(builder.create_warc_record(exchange.url, "request", http_headers=http, warc_headers_dict=fields))
        self._append(buffer.getvalue())

    def flush(self) -> dict[str, int]:
        """Brings everything to where it stays; returns the lengths of files that changed, to be committed with the rows. Raises NoRoom."""
        if self._shelf.grows:
            with self._room():
                self._shelf.settle(self.name, self._file)
            self._finished[self.name] = int(self._file.tell())
        elif self._file.tell() > self._begun:
            self._next()
        changed, self._finished = self._finished, {}
        return changed

    def close(self) -> None:
        """Closes the current file; what a full disk did not take is cut off when it is opened again."""
        try:
            self._file.close()
        except OSError as fault:
            if not is_full(fault):
                raise


def read_record(path: Path | str, offset: int) -> tuple[dict[str, str], int, Headers, bytes]:
    """One response record: WARC headers, HTTP status, HTTP headers and content-decoded body.

    Raises ValueError where no response record stands at ``offset``.
    """
    with fsspec.open(str(path), "rb") as file:
        file.seek(offset)
        for record in ArchiveIterator(file, check_digests="raise"):
            if record.rec_type not in ("response", "revisit"):
                break
            headers = dict(record.rec_headers.headers)
            status = int(record.http_headers.get_statuscode())
            return headers, status, list(record.http_headers.headers), record.content_stream().read()
    raise ValueError(f"{path}: no response record at offset {offset}")


def records(path: Path | str) -> Iterator[Any]:
    """All records of one WARC file in order, their digests verified while they are read."""
    with fsspec.open(str(path), "rb") as file:
        yield from ArchiveIterator(file, check_digests="raise")
