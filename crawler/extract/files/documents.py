"""Records of fetched files that are no pages: told by their content, with their text, their dates and what they tell of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.extract.files.archive import read_zip
from crawler.extract.files.delimited import read_csv
from crawler.extract.files.office import read_office
from crawler.extract.files.ole import read_ole
from crawler.extract.files.pdf import read_pdf
from crawler.extract.files.reading import LOCKED, MAX_TEXT, Reading
from crawler.extract.files.rtf import read_rtf
from crawler.extract.files.xmltext import read_markup, read_xml
from crawler.extract.text.clean import clean, clean_lines
from crawler.extract.text.datewords import CHANGED, DateWords
from crawler.extract.text.decode import decode, header
from crawler.extract.text.language import language_of, language_of_address
from crawler.extract.text.words import Words
from store.harvest import Capture, LedgerEntry
from store.records import DateRecord, DocumentRecord, Record, TextRecord

SAMPLE = 4_000
ENOUGH_LETTERS = 25
MAX_DATES = 200
MAX_LINES = 3_000
QUOTE = 200
_OFFICE = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"})
_OLE = frozenset({"doc", "xls", "ppt"})
_TEXTUAL = frozenset({"txt", "csv", "xml", "json", "html"})
_NAMES = {"ooxml-encrypted": "ole"}


def read_document(capture: Capture, body: bytes, kind: str, entry: LedgerEntry, words: Words) -> list[Record]:
    """The records of one file: what it is, its text where it has any, and the dates in it.

    ``readable`` is True when its text can be searched and copied, False for a scan, None where that was not seen.
    """
    if kind in _TEXTUAL:
        reading, facts = _text(capture, body, kind)
    else:
        reading = _read(body, kind)
        facts = {"readable": reading.readable if reading.readable is not None else _readable(reading)}
    text = clean_lines(reading.text or "")
    text_language = language_of(clean(text, SAMPLE))[0] if text else None
    own: dict[str, Any] = {
        "capture_id": capture.id,
        "url": entry.url,
        "lane": entry.lane,
        "language": language_of_address(entry.url) or text_language,
    }
    record = DocumentRecord(
        **own,
        captured_at=capture.requested_at,
        object_sha256=capture.object_sha256,
        media_type=capture.media_type,
        kind=_NAMES.get(kind, kind),
        declared_type=clean(header(capture.headers, "content-type"), 200),
        size=len(body),
        depth=entry.depth,
        text_language=text_language,
        **facts,
        **_told(reading),
    )
    if reading.text is None:
        return [record, *_dates(own, reading, "", words)]
    return [record, TextRecord(**own, text=text[:MAX_TEXT], complete=reading.complete), *_dates(own, reading, text, words)]


def _read(body: bytes, kind: str) -> Reading:
    if kind == "pdf":
        return read_pdf(body)
    if kind in _OFFICE:
        return read_office(body, kind)
    if kind in _OLE:
        return read_ole(body, kind)
    if kind == "rtf":
        return read_rtf(body)
    if kind == "zip":
        return read_zip(body)
    return LOCKED if kind == "ooxml-encrypted" else Reading()


def _readable(reading: Reading) -> bool | None:
    if reading.text is None or reading.pages_read is not None:
        return None
    return _letters(reading.text) + sum(map(str.isdigit, reading.text)) >= ENOUGH_LETTERS


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _text(capture: Capture, body: bytes, kind: str) -> tuple[Reading, dict[str, Any]]:
    decoded = decode(body, capture.headers)
    if kind == "csv":
        reading = read_csv(decoded.text)
    elif kind == "xml":
        reading = read_xml(body, decoded.text)
    else:
        text = read_markup(decoded.text) if kind == "html" else decoded.text
        reading = Reading(text[:MAX_TEXT], len(text) <= MAX_TEXT)
    notes = [reading.note, "" if decoded.valid else "bytes are not in the declared encoding"]
    reading = reading._replace(note="; ".join(filter(None, notes)))
    return reading, {"encoding": decoded.charset_bytes, "readable": decoded.valid and bool((reading.text or "").strip())}


def _told(reading: Reading) -> dict[str, Any]:
    letters = reading.letters
    if letters is None and reading.text is not None:
        letters = _letters(reading.text)
    return {
        "pages": reading.pages,
        "pages_read": reading.pages_read,
        "text_pages": reading.text_pages,
        "text_length": letters,
        "encrypted": reading.encrypted,
        "broken": reading.broken,
        "note": clean(reading.note, 1_000),
        "title": reading.title,
        "created": reading.created,
        "modified": reading.modified,
        "delimiter": reading.delimiter,
        "tables": reading.tables,
        "members": reading.members,
    }


def _dates(own: dict[str, Any], reading: Reading, text: str, words: Words) -> Iterator[DateRecord]:
    """What the file's metadata tells of its making and change, then the complete dates in its text, at most two hundred."""
    seq = 0
    for value, role in ((reading.created, ""), (reading.modified, CHANGED)):
        if value:
            yield DateRecord(**own, seq=seq, value=value, role=role, method="metadata", place="")
            seq += 1
    reader = DateWords.of(words)
    above = ""
    for line in text.split("\n", MAX_LINES)[:MAX_LINES]:
        short = line[:1_500]
        for fact in reader.read(short, above) if reader.may_date(short) else ():
            if seq >= MAX_DATES:
                return
            start = max(0, min(fact.date.start - 60, len(short) - QUOTE))
            quote = clean(short[start : start + QUOTE])
            yield DateRecord(
                **own, seq=seq, value=fact.date.value, role=fact.role, method=fact.sign or "text", quote=quote, place=""
            )
            seq += 1
        above = short[-60:]
