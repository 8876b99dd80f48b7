"""WARC files read for proof: each record, its digest, and the SHA-256 of the answer as it was stored."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from store.told import N_

_BLOCK = 1 << 20
# An answer that unpacks to more than this is not what the harvest stores (its own bound is far lower).
MAX_BODY = 1 << 30
# Texts of websites pack to a tenth; what unpacks to more than this is made to fill the reader's time.
MAX_RATIO = 200
SMALL = 64 * 1024 * 1024
# What is wrong with a file or record, in words of the catalogues: what libraries say is English and tells nobody the mend.
BOMB = N_("it unpacks to far more than its size; no WARC file of this program does")
TORN = N_("the file is cut off or damaged there; copy or fetch the package anew")
LARGE = N_("the answer is larger than any that this program stores")
OTHER_DIGEST = N_("the bytes do not match the digest in the record; the record was changed")


class Record(NamedTuple):
    """One record: where it begins, its id, its kind, the digest of its content-decoded answer, what is wrong with it, the status and
    the time that it tells, its address, the media type and the digest that it names, how many bytes of the file it takes, the headers of
    the answer; of a request its method and the id of the record that answers it."""

    offset: int
    id: str
    kind: str
    body_sha256: str = ""
    fault: str = ""
    status: str = ""
    date: str = ""
    url: str = ""
    media_type: str = ""
    payload_digest: str = ""
    length: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    method: str = ""
    answered_by: str = ""


def records(path: Path) -> Iterator[Record]:
    """All records of a WARC file in order; where the file cannot be read on, the last one tells the fault."""
    if fault := _torn(path):
        yield Record(0, "", "damaged", fault=fault)
        if fault == BOMB or not path.is_file():
            return
    with path.open("rb") as file:
        iterator = ArchiveIterator(file, check_digests=True)
        last = 0
        try:
            for record in iterator:
                read = _read(record)
                # Asking for the place reads the record to its end, so it is asked last.
                last = iterator.get_record_offset()
                yield read._replace(offset=last, length=iterator.get_record_length())
        except (ArchiveLoadFailed, EOFError, ValueError, OSError, zlib.error, AttributeError, KeyError):
            yield Record(last, "", "damaged", fault=TORN)


def _torn(path: Path) -> str:
    """What is wrong with the packing of the file; warcio takes a file that was cut off for its end."""
    read = 0
    try:
        most = max(SMALL, path.stat().st_size * MAX_RATIO)
        with gzip.open(path) as file:
            while block := file.read(_BLOCK):
                read += len(block)
                if read > most:
                    return BOMB
    except (EOFError, OSError, zlib.error):
        return TORN
    return ""


def _read(record: Any) -> Record:
    identity = record.rec_headers.get_header("WARC-Record-ID") or ""
    summed = hashlib.sha256()
    size = 0
    stream = record.content_stream() if record.rec_type == "response" else record.raw_stream
    while block := stream.read(_BLOCK):
        summed.update(block)
        size += len(block)
        if size > MAX_BODY:
            return Record(0, identity, record.rec_type, fault=LARGE)
    # warcio compares the digests when the raw stream has been read to its end.
    while record.raw_stream.read(_BLOCK):
        pass
    checker = record.digest_checker
    told, http = record.rec_headers.get_header, record.http_headers
    return Record(
        0,
        identity,
        record.rec_type,
        summed.hexdigest(),
        OTHER_DIGEST if checker.passed is False else "",
        status=http.get_statuscode() if http is not None else "",
        date=told("WARC-Date") or "",
        url=told("WARC-Target-URI") or "",
        media_type=(http.get_header("Content-Type") or "").partition(";")[0].strip().lower() if http is not None else "",
        payload_digest=told("WARC-Payload-Digest") or "",
        headers=tuple((name, value) for name, value in http.headers) if http is not None else (),
        method=http.protocol if http is not None and record.rec_type == "request" else "",
        answered_by=told("WARC-Concurrent-To") or "",
    )
