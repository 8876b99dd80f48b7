"""Files told by their content, and whether their text can be searched and copied."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pypdf
import pytest

from crawler.extract.files.office import MAX_UNPACKED
from store.records import DocumentRecord, Record

KAZAKH = "Министрлік азаматтарды жеке мәселелері бойынша қабылдау кестесін бекітті және жариялады"


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with one line of Latin text on each page; an empty line gives a page without a text layer."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET" if text else "0 0 100 100 re f"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        font = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {len(objects)} 0 R/Resources<<{font}>>>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj{content}endobj\n".encode())
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    if not password:
        return out.getvalue()
    writer = pypdf.PdfWriter(clone_from=out)
    writer.encrypt(password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet(*cells: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(cells))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


LINE = "The plan of work of the ministry for the year"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (pdf(LINE, LINE), "application/pdf", ("pdf", 2, 72, False, True, "text on 2 of 2 pages read, of 2")),
        (pdf("", ""), "application/octet-stream", ("pdf", 2, 0, False, False, "text on 0 of 2 pages read, of 2")),
        (pdf(LINE, "", "", ""), "text/html", ("pdf", 4, 36, False, None, "text on 1 of 4 pages read, of 4")),
        (pdf(LINE, password=LINE), "application/pdf", ("pdf", None, None, True, None, "needs a password")),
        (pdf(*([LINE] * 40)), "application/pdf", ("pdf", 40, 216, False, True, "text on 6 of 6 pages read, of 40")),
        (b"%PDF-1.4 broken", "application/pdf", ("pdf", None, None, False, None, "broken PDF: PdfStreamError")),
        (word(KAZAKH), "application/msword", ("docx", None, 78, False, True, "")),
        (word(), "application/msword", ("docx", None, 0, False, False, "")),
        (sheet("Атауы", "Мекенжайы", "Телефон нөмірі"), "", ("xlsx", None, 27, False, True, "")),
        (OLE + "WordDocument".encode("utf-16-le"), "application/msword", ("doc", None, None, False, None, "broken doc: ValueError")),
        (OLE + "Workbook".encode("utf-16-le"), "", ("xls", None, None, False, None, "broken xls: ValueError")),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "", ("ole", None, None, True, None, "needs a password")),
        (packed({"b.pdf": b"x", "a.docx": b"y"}), "application/zip", ("zip", None, None, False, None, "2 files: a.docx, b.pdf")),
        (b"PK\x03\x04broken", "application/zip", ("zip", None, None, False, None, "broken zip: BadZipFile")),
        (rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\u1178?\u1072?\u1079?\u1072?\u1179? \'d2\'e5\'ea\'f1\'f2 and some more words}", "",
         ("rtf", None, 26, False, True, "")),
        (KAZAKH.encode(), "text/plain; charset=utf-8", ("txt", None, 78, False, True, "")),
        (b"a;b\n1;2\n3;4\n5;6\n", "application/octet-stream", ("csv", None, 2, False, True, "")),
        (b'{"a": [1]}', "application/json", ("json", None, 1, False, True, "")),
        (b"<?xml version='1.0'?><urlset><url>a</url></urlset>", "text/xml", ("xml", None, 1, False, True, "")),
        ("Жоспар".encode("cp1251", "replace"), "text/plain; charset=utf-8",
         ("txt", None, 0, False, False, "bytes are not in the declared encoding")),
    ],
    ids=[
        "pdf", "scan", "part-scan", "locked-pdf", "long-pdf", "broken-pdf", "docx", "empty-docx", "xlsx", "doc", "xls", "locked-office",
        "zip", "broken-zip", "rtf", "txt", "csv", "json", "xml", "wrong-encoding",
    ],
)  # fmt: skip
def test_document(read: Callable[..., list[Record]], body: bytes, content_type: str, expected: tuple[object, ...]) -> None:
    record = read(body, url="http://mam.example.kz/file/1", content_type=content_type)[0]
    assert isinstance(record, DocumentRecord)
    assert (record.kind, record.pages, record.text_length, record.encrypted, record.readable, record.note) == expected
    assert (record.size, record.declared_type, record.depth) == (len(body), content_type, 2)


def test_language_of_a_file_by_address_then_text(read: Callable[..., list[Record]]) -> None:
    texts = [
        read(word(KAZAKH), url="http://mam.example.kz/file/1", content_type="")[0].language,
        read(word(KAZAKH), url="http://mam.example.kz/ru/plan.docx", content_type="")[0].language,
        read(pdf(""), url="http://mam.example.kz/file/2", content_type="")[0].language,
    ]
    assert texts == ["kk", "ru", None]


def test_unpacking_is_bounded(read: Callable[..., list[Record]]) -> None:
    bomb = packed({"[Content_Types].xml": b"x", "word/document.xml": b"<w:t>a</w:t>" * (MAX_UNPACKED // 6)})
    assert len(bomb) < 200_000
    record = read(bomb, url="http://mam.example.kz/file/1", content_type="")[0]
    assert isinstance(record, DocumentRecord)
    assert (record.kind, record.readable, record.note) == ("docx", True, f"read up to {MAX_UNPACKED} bytes unpacked")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image/png"),
        (b"body{}", "text/css"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"", ""),
    ],
    ids=["picture", "style", "unknown", "empty"],
)
def test_what_holds_nothing_to_read_gives_no_record(read: Callable[..., list[Record]], body: bytes, content_type: str) -> None:
    assert read(body, content_type=content_type) == []
