"""Files made to fill the memory, to hang or to break a reader: each ends with a reason in its record."""

from __future__ import annotations

import random
import zipfile
import zlib
from collections.abc import Callable

import pytest

from store.records import DocumentRecord, Record
from tests.crawler.extract.filemaker import (
    CELL,
    bombs,
    deflated,
    doc,
    overlapping,
    packed,
    packed_by,
    pdf_of_stream,
    ppt,
    swollen,
)

pytestmark = pytest.mark.costs(20)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"lol") for n in range(10))
SHEETS = ["[Content_Types].xml", *(f"xl/worksheets/sheet{number}.xml" for number in range(100))]
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
LOCKED_ODT = {
    "mimetype": b"application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": b"<m:file-entry><m:encryption-data/></m:file-entry>",
    "content.xml": b"\x93\x01",
}


def reading_of(read: Callable[..., list[Record]], body: bytes, content_type: str = "application/octet-stream") -> DocumentRecord:
    record = read(body, url="http://mam.example.kz/file/1", content_type=content_type)[0]
    assert isinstance(record, DocumentRecord)
    return record


@pytest.mark.parametrize(
    ("body", "kind", "note"),
    [
        (lambda: swollen("bomb.bin", 300, b"\x00"), "zip", "1 files: bomb.bin"),
        (lambda: packed({f"{n}.txt": b"" for n in range(20_001)}), "zip", "zip not read: more than 20000 members"),
        (lambda: b"PK\x03\x04" + b"\xff" * 500, "zip", "broken zip: BadZipFile"),
        (lambda: swollen("xl/worksheets/sheet1.xml", 1_000, CELL, **{"[Content_Types].xml": b"x"}), "xlsx",
         "read up to 20971520 bytes unpacked"),
        (lambda: swollen("word/document.xml", 60, b"<w:br ", **{"[Content_Types].xml": b"x"}), "docx",
         "read up to 20971520 bytes unpacked"),
        (lambda: overlapping(SHEETS, CELL * 20_000), "xlsx", "xlsx not read: members that lie over each other"),
        (lambda: overlapping(["a.txt", "b.txt"], b"abc" * 9), "zip", "zip not read: members that lie over each other"),
        (lambda: packed_by(zipfile.ZIP_BZIP2, {"[Content_Types].xml": b"x", "word/document.xml": b"<w:p>" * 9_000_000}), "docx",
         "docx not read: NotImplementedError"),
        (lambda: packed_by(zipfile.ZIP_LZMA, {"mimetype": ODS, "content.xml": b"<w:p>" * 9_000_000}), "zip", "2 files: content.xml, mimetype"),
        (lambda: packed(LOCKED_ODT), "odt", "needs a password"),
        (lambda: pdf_of_stream(deflated(400, b"q ")), "pdf", "text on 0 of 0 pages read, of 1; 1 pages could not be read"),
        (lambda: pdf_of_stream(zlib.compress(deflated(200, b"q "), 9), "/FlateDecode/FlateDecode"), "pdf",
         "text on 0 of 0 pages read, of 1; 1 pages could not be read"),
        (lambda: pdf_of_stream(zlib.compress(b"0 0 m 1 1 l " * 130_000)), "pdf",
         "text on 0 of 0 pages read, of 1; 1 pages could not be read"),
        (lambda: b"%PDF-1.4\n1 0 obj" + b"[" * 300_000, "pdf", "broken PDF: PdfStreamError"),
        (lambda: OLE + "WordDocument".encode("utf-16-le") + random.Random(1).randbytes(50_000), "doc", "broken doc: ValueError"),
        (lambda: doc("Жоспар")[:3_000], "doc", "broken doc:"),
        (lambda: doc("Жоспар", flags=0x100), "doc", "needs a password"),
        (lambda: ppt("Жоспар", token=0xF3D1C4DF), "ppt", "needs a password"),
        (lambda: b"{\\rtf1" + b"{\\b x" * 100_000, "rtf", "ends before its groups are closed"),
        (lambda: b"{\\rtf1" + b"{}" * 9_000_000, "rtf", "read in part"),
        (lambda: b"{\\rtf1 \\bin99999999999 ", "rtf", "ends before its groups are closed"),
    ],
    ids=["bomb", "members", "broken-zip", "sheet-of-a-gigabyte", "markup", "overlap-xlsx", "overlap-zip", "bzip2", "lzma",
         "locked-odt", "pdf-bomb", "pdf-bomb-twice", "pdf-map", "pdf-brackets",
         "noise-doc", "cut-doc", "locked-doc", "locked-ppt", "rtf-open", "rtf-empty-groups", "rtf-bin"],
)  # fmt: skip
def test_hostile_file_ends_with_a_reason(
    read: Callable[..., list[Record]], body: Callable[[], bytes], kind: str, note: str
) -> None:
    record = reading_of(read, body())
    assert record.kind == kind
    assert record.note.startswith(note)


@pytest.mark.parametrize(
    ("body", "media", "note", "broken"),
    [
        (b"<?xml version='1.0'?><!DOCTYPE l [" + LAUGHS + b"]><l>&a9;</l>", "text/xml",
         "declares entities of its own, which are not expanded: form not judged", False),
        (b"<?xml version='1.0'?><!DOCTYPE l SYSTEM 'file:///etc/passwd'><l>x</l>", "text/xml", "", False),
        (b"<?xml version='1.0'?>" + b"<a>" * 300_000, "text/xml", "form not judged: Excessive depth", False),
        (b"<?xml version='1.0'?><a><b></a>", "text/xml", "not well-formed: Opening and ending tag mismatch", True),
        (b"a;b\x00;c\n" * 50_000, "text/csv", "holds NUL bytes", False),
        (b'a;"b\n' * 500_000, "text/csv", "rows counted up to 200000", False),
        (b"ab;" * 4_000_000 + b"\n", "text/csv", "rows counted in the first 10000000 characters", False),
        (b"a;b\n1;2\n3\n4;5\n6;7\n", "text/csv", "1 of 5 rows have another number of cells than the first", False),
    ],
    ids=["entities", "outer-entity", "depth", "mismatch", "nul", "quotes", "one-line", "ragged"],
)  # fmt: skip
def test_hostile_text_ends_with_a_reason(
    read: Callable[..., list[Record]], body: bytes, media: str, note: str, broken: bool
) -> None:
    record = reading_of(read, body, media)
    assert record.note.startswith(note)
    assert bool(record.note) is bool(note)
    assert record.broken is broken
    assert "root:" not in str(record)


def test_archives_are_opened_to_the_second_level_only(read: Callable[..., list[Record]]) -> None:
    inner = packed({"c.zip": packed({"bomb.bin": b"x"}), "d.pdf": b"%PDF-1.4", "../../e.txt": b"abc"})
    record = reading_of(read, packed({"a.zip": inner, "план.rtf": b"{\\rtf1}"}))
    assert [(path, kind) for path, kind, _ in record.members] == [
        ("a.zip", "zip"), ("a.zip/../../e.txt", "txt"), ("a.zip/c.zip", "zip"), ("a.zip/d.pdf", "pdf"), ("план.rtf", "rtf"),
    ]  # fmt: skip


def test_what_a_file_claims_is_not_unpacked() -> None:
    """Five files that claim more than a gigabyte: each gives a reason. What they take of memory is told by ``benchmarks.bounds``."""
    notes = [reader(*arguments).note for reader, arguments in bombs()]
    assert [note.split(":")[0] for note in notes] == [
        "read up to 20971520 bytes unpacked", "read up to 20971520 bytes unpacked", "1 files",
        "text on 0 of 0 pages read, of 1; 1 pages could not be read", "read in part",
    ]  # fmt: skip
