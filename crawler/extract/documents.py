"""Document records: fetched files that are no pages, told by their content, with their text layer."""

from __future__ import annotations

import re
from typing import Any

from crawler.extract.decode import decode, header
from crawler.extract.language import language_of, language_of_address
from crawler.extract.office import listed, read_office, read_rtf
from crawler.extract.pdf import read_pdf
from crawler.extract.text import clean
from store.harvest import Capture, LedgerEntry
from store.records import DocumentRecord

SAMPLE = 4_000
ENOUGH_LETTERS = 25
_OFFICE = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"})
_TEXTUAL = frozenset({"txt", "csv", "xml", "json", "html"})
_NAMES = {"ole": "ole", "ooxml-encrypted": "ole"}
_MARKUP = re.compile(r"<[^<>]*>")


def read_document(capture: Capture, body: bytes, kind: str, entry: LedgerEntry) -> DocumentRecord:
    """The record of one file.

    ``readable`` is True when its text can be searched and copied, False for a scan, None where that was not seen.
    """
    facts, sample = _facts(capture, body, kind)
    language = language_of_address(entry.url)
    if language is None and sample:
        language = language_of(clean(sample, SAMPLE))[0]
    return DocumentRecord(
        capture_id=capture.id,
        url=entry.url,
        lane=entry.lane,
        language=language,
        captured_at=capture.requested_at,
        object_sha256=capture.object_sha256,
        media_type=capture.media_type,
        kind=_NAMES.get(kind, kind),
        declared_type=clean(header(capture.headers, "content-type"), 200),
        size=len(body),
        depth=entry.depth,
        **facts,
    )


def _facts(capture: Capture, body: bytes, kind: str) -> tuple[dict[str, Any], str]:
    if kind == "pdf":
        found = read_pdf(body)
        return {
            "pages": found.pages,
            "text_length": found.letters,
            "encrypted": found.encrypted,
            "readable": found.readable,
            "note": found.note,
        }, found.sample
    if kind in _OFFICE:
        return _office(body, kind)
    if kind == "rtf":
        return _told(read_rtf(body), "")
    if kind in _TEXTUAL:
        return _text(capture, body, kind)
    if kind == "zip":
        return {"note": clean(listed(body), 1_000)}, ""
    if kind == "ooxml-encrypted":
        return {"encrypted": True, "note": "needs a password"}, ""
    return {}, ""


def _office(body: bytes, kind: str) -> tuple[dict[str, Any], str]:
    found = read_office(body, kind)
    if found.text is None:
        return {"note": found.note}, ""
    facts, sample = _told(found.text, found.note)
    return {**facts, "pages": found.parts if kind == "pptx" else None}, sample


def _told(text: str, note: str) -> tuple[dict[str, Any], str]:
    letters = sum(map(str.isalpha, text))
    digits = sum(map(str.isdigit, text))
    return {"text_length": letters, "readable": letters + digits >= ENOUGH_LETTERS, "note": note}, text[:SAMPLE]


def _text(capture: Capture, body: bytes, kind: str) -> tuple[dict[str, Any], str]:
    decoded = decode(body, capture.headers)
    text = _MARKUP.sub(" ", decoded.text) if kind in ("xml", "html") else decoded.text
    note = "" if decoded.valid else "bytes are not in the declared encoding"
    letters = sum(map(str.isalpha, text))
    return {
        "text_length": letters,
        "encoding": decoded.charset_bytes,
        "readable": decoded.valid and bool(text.strip()),
        "note": note,
    }, text[:SAMPLE]
