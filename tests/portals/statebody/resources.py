"""What the server holds ready: bytes with their type, age, tag and compressed form."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".rtf": "application/rtf",
    ".zip": "application/zip",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
_FILES_DATED = datetime(2026, 11, 3, 4, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Resource:
    """One answer: ``status``, ``body`` with its type, and what caches ask for. ``packed`` is the gzip form of texts."""

    body: bytes
    media_type: str
    modified: datetime = _FILES_DATED
    status: int = 200
    location: str = ""
    vary: str = ""
    language: str = ""
    packed: bytes | None = None
    etag: str = ""


def resource(body: bytes, media_type: str, **more: object) -> Resource:
    """A resource with its tag, and with a gzip form if it is text. The bytes are the same at every start."""
    texts = media_type.startswith("text/") or "xml" in media_type
    packed = gzip.compress(body, 6, mtime=0) if texts and len(body) > 256 else None
    etag = hashlib.sha256(body).hexdigest()[:20]
    return Resource(body, media_type, packed=packed, etag=etag, **more)  # type: ignore[arg-type]


def file_type(name: str) -> str:
    """Content type by the extension of a file of the site."""
    return _TYPES[PurePosixPath(name).suffix]
