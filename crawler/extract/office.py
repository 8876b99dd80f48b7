"""Text inside office files, unpacked within bounds: a few kilobytes can claim to be gigabytes."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from typing import NamedTuple

MAX_UNPACKED = 20 * 1024 * 1024
MAX_PARTS = 200
MAX_LISTED = 40
_CHUNK = 1 << 16
_PARTS = {
    "docx": re.compile(r"word/document\.xml"),
    "xlsx": re.compile(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
    "odp": re.compile(r"content\.xml"),
    "epub": re.compile(r".*\.x?html?"),
}
_MARKUP = re.compile(r"<[^<>]*>")
_RTF_HEX = re.compile(r"\\'[0-9a-f]{2}", re.IGNORECASE)
_RTF_UNICODE = re.compile(r"\\u(-?\d{1,6})\??")
_RTF_GROUPS = re.compile(r"\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_RTF_WORD = re.compile(r"\\[a-z]+-?\d* ?|[{}]|\\.")


class OfficeFacts(NamedTuple):
    """Text of a file (as far as the bounds allow), parts that hold text, and a remark."""

    text: str | None
    parts: int | None
    note: str


def read_office(body: bytes, kind: str) -> OfficeFacts:
    """Text of a DOCX, XLSX, PPTX, ODT, ODS, ODP or EPUB. ``text`` is None when the container is broken."""
    wanted = _PARTS[kind]
    pieces: list[str] = []
    left = MAX_UNPACKED
    parts = 0
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            for name in sorted(info.filename for info in archive.infolist() if wanted.fullmatch(info.filename))[:MAX_PARTS]:
                data, complete = _unpacked(archive, name, left)
                left -= len(data)
                parts += 1
                pieces.append(_words(data))
                if not complete:
                    return OfficeFacts(" ".join(pieces), parts, f"read up to {MAX_UNPACKED} bytes unpacked")
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zipfile.LargeZipFile,
    ) as fault:
        return OfficeFacts(None, None, f"broken {kind}: {type(fault).__name__}")
    except Exception as fault:
        return OfficeFacts(None, None, f"broken {kind}: {type(fault).__name__}")
    return OfficeFacts(" ".join(pieces), parts, "")


def _unpacked(archive: zipfile.ZipFile, name: str, left: int) -> tuple[bytes, bool]:
    chunks: list[bytes] = []
    size = 0
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > left:
                return b"".join(chunks), False
    return b"".join(chunks), True


def _words(data: bytes) -> str:
    return " ".join(unescape(_MARKUP.sub(" ", data.decode("utf-8", "replace"))).split())


def listed(body: bytes) -> str:
    """Names inside a zip archive, the first forty of them."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            protected = any(info.flag_bits & 1 for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as fault:
        return f"broken zip: {type(fault).__name__}"
    more = "" if len(names) <= MAX_LISTED else ", …"
    locked = "; needs a password" if protected else ""
    return f"{len(names)} files: {', '.join(sorted(names)[:MAX_LISTED])}{more}{locked}"


def read_rtf(body: bytes) -> str:
    """Words of an RTF file, without its pictures, fonts and commands."""
    text = body[:MAX_UNPACKED].decode("latin-1")
    text = _RTF_GROUPS.sub(" ", text)
    text = _RTF_UNICODE.sub(lambda match: chr(int(match[1]) % 0x10000), text)
    text = _RTF_HEX.sub(lambda match: bytes([int(match.group()[2:], 16)]).decode("cp1251", "replace"), text)
    return " ".join(_RTF_WORD.sub(" ", text).split())
