"""What a body is, by its content first and by what the server says of it second."""

from __future__ import annotations

import json
import re

import filetype

from crawler.extract.files.container import listed_zip, unpacked

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
# Kinds that hold something to read; pictures, sounds, styles and scripts are no documents.
DOCUMENTS = frozenset({
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv", "xml", "json", "zip", "rar", "7z",
    "djvu", "epub", "html", "gz", "tar", "ole", "ooxml-encrypted",
})  # fmt: skip
_HEAD = 4_096
_MARKUP = re.compile(
    rb"<(?:!doctype html|html|head|body|script|style|title|meta|div|p|table|a|h1|br|iframe)[\s>/]", re.IGNORECASE
)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_OFFICE_XML = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/epub+zip": "epub",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "ooxml-encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
MAX_MEMBERS = 5_000
MAX_NAME = 200
MAX_JSON = 10_000_000


def skipped(media_type: str) -> bool:
    """Whether a media type is of something that extraction has no records for: pictures, sounds, fonts, styles, scripts."""
    name = media_type.lower()
    return name.startswith(("image/", "audio/", "video/", "font/")) or name in (
        "text/css",
        "text/javascript",
        "application/javascript",
        "application/x-javascript",
        "application/font-woff",
        "application/vnd.ms-fontobject",
    )


def kind_of(body: bytes, media_type: str) -> str:
    """``page``, ``feed``, a document kind such as ``pdf``, or ``other`` for what has no records."""
    media = media_type.split(";", maxsplit=1)[0].strip().lower()
    binary = _binary(body)
    if binary:
        return binary
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _looks_like_feed(head):
        return "feed"
    if media in PAGE_TYPES:
        return "page"
    if media in FEED_TYPES:
        return "feed"
    if not media and _MARKUP.search(head[:1024]):
        return "page"
    if skipped(media):
        return "other"
    return _textual(body, head, media)


def kind_of_file(head: bytes) -> str:
    """The kind of a file inside an archive by its first bytes alone; containers of office files are told by ``zip_kind``."""
    return _binary(head) or _textual(head, head.lstrip(b"\xef\xbb\xbf \t\r\n"), "")


def _looks_like_feed(head: bytes) -> bool:
    if head.startswith((b"<rss", b"<feed", b"<rdf:RDF")):
        return True
    return head.startswith(b"<?xml") and _FEED.search(head) is not None and not _MARKUP.search(head.partition(b"<rss")[0])


def _binary(body: bytes) -> str:
    if body.lstrip(b"\x00\t\r\n\x0c ")[:5] == b"%PDF-" or b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith(_OLE):
        return _ole_kind(body)
    if body.startswith(b"PK\x03\x04") or body.startswith(b"PK\x05\x06"):
        return zip_kind(body)
    if body.startswith(b"{\\rtf"):
        return "rtf"
    if body.startswith(b"AT&TFORM"):
        return "djvu"
    guess = filetype.guess(body[:_HEAD])
    if guess is None:
        return ""
    extension = str(guess.extension)
    return extension if extension in DOCUMENTS else "other"


def _ole_kind(body: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in body:
            return kind
    return "ole"


def zip_kind(body: bytes) -> str:
    """The kind of a zip container: an office document by what it holds, else ``zip``."""
    try:
        with listed_zip(body) as archive:
            names = archive.namelist()[:MAX_MEMBERS]
            if names and names[0] == "mimetype":
                return _OPEN_DOCUMENT.get(unpacked(archive, "mimetype", MAX_NAME)[0].strip(), "zip")
    except Exception:
        return "zip"
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE_XML:
            if any(name.startswith(folder) for name in names):
                return kind
    return "zip"


def _textual(body: bytes, head: bytes, media: str) -> str:
    if head.startswith(b"<?xml") or media.endswith(("/xml", "+xml")):
        return "xml"
    if media.endswith(("/json", "+json")) or (media != "text/plain" and _is_json(body, head)):
        return "json"
    if media == "text/csv" or (media.startswith("text/") and _is_csv(body)):
        return "csv"
    if media.startswith("text/"):
        return "txt"
    if _MARKUP.search(head[:1024]):
        return "html"
    if not body or b"\x00" in body[:_HEAD]:
        return "other"
    return "csv" if _is_csv(body) else "txt"


def _is_json(body: bytes, head: bytes) -> bool:
    if head[:1] not in (b"{", b"[") or len(body) > MAX_JSON:
        return False
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _is_csv(body: bytes) -> bool:
    """Whether the first lines hold the same number of one separator: a table, not a text."""
    lines = [line for line in body[:_HEAD].splitlines()[:-1][:6] if line.strip()]
    if len(lines) < 3:
        return False
    return any(
        counts == {lines[0].count(mark)} != {0}
        for mark in (b";", b"\t", b",")
        for counts in ({line.count(mark) for line in lines},)
    )
