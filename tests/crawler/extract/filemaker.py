"""Files made byte by byte for tests: archives that claim gigabytes, OLE containers with a Word text, PDFs with any stream."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from crawler.extract.files import archive, office, pdf, rtf

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
        for name, data in files.items():
            packing.writestr(name, data)
    return out.getvalue()


def swollen(name: str, megabytes: int, chunk: bytes, **others: bytes) -> bytes:
    """A zip whose one member unpacks to so many megabytes of a repeated chunk."""
    block = (chunk * ((1 << 20) // len(chunk) + 1))[: 1 << 20]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packing:
        for other, data in others.items():
            packing.writestr(other, data)
        with packing.open(name, "w") as member:
            for _ in range(megabytes):
                member.write(block)
    return out.getvalue()


def overlapping(names: list[str], data: bytes) -> bytes:
    """A zip whose members share one packed stream: the header of each takes the headers after it for a field of its own."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(data) + packer.flush()
    sizes = struct.pack("<III", zlib.crc32(data), len(stream), len(data))
    heads: list[bytes] = []
    for name in reversed(names):
        more = sum(map(len, heads))
        heads.insert(
            0, b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", len(name), more) + name.encode()
        )
    directory, at = b"", 0
    for name, head in zip(names, heads, strict=True):
        place = struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, at)
        directory += b"PK\1\2" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes + place + name.encode()
        at += len(head)
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), at + len(stream), 0)
    return b"".join(heads) + stream + directory + b"PK\5\6" + end


def packed_by(method: int, files: dict[str, bytes]) -> bytes:
    """A zip packed in another way than by deflation."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf_of_stream(stream: bytes, filters: str = "/FlateDecode") -> bytes:
    """A PDF of one page whose content is this packed stream."""
    head = b"<</Length %d/Filter[%s]>>stream\n" % (len(stream), filters.encode())
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        head + stream + b"\nendstream",
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def deflated(megabytes: int, chunk: bytes) -> bytes:
    packer = zlib.compressobj(9)
    block = chunk * ((1 << 20) // len(chunk))
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def doc(*pieces: str, flags: int = 0) -> bytes:
    """A Word file of 97–2003: a piece of Latin letters only is stored in single bytes, any other in UTF-16."""
    header = bytearray(0x200)
    struct.pack_into("<HHHHHH", header, 0, 0xA5EC, 0xC1, 0, 0x419, 0, flags)
    struct.pack_into("<I", header, 0x4C, sum(map(len, pieces)))
    body, places, ends = b"", [], [0]
    for text in pieces:
        single = text.isascii()
        at = len(header) + len(body)
        places.append(0x40000000 | at * 2 if single else at)
        body += text.encode("cp1252" if single else "utf-16-le")
        ends.append(ends[-1] + len(text))
    plc = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", header, 0x01A2, 0, len(clx))
    return ole({"WordDocument": bytes(header) + body, "0Table": clx})


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE container of streams, each padded to 4096 bytes so that none lies in the container's small sectors."""
    bodies = {
        name: data.ljust(4096, b"\x00").ljust(-(-max(len(data), 4096) // SECTOR) * SECTOR, b"\x00")
        for name, data in streams.items()
    }
    count = sum(len(data) // SECTOR for data in bodies.values())
    fat: list[int] = [FAT, *range(2, -(-(len(streams) + 1) // 4) + 1), END]
    entries = [_entry("Root Entry", 5, END, 0, child=1 if streams else FREE)]
    for index, (name, data) in enumerate(bodies.items(), 1):
        start, length = len(fat), len(data) // SECTOR
        fat += [*range(start + 1, start + length), END]
        # The directory is a list: each entry has the next one at its right.
        entries.append(_entry(name, 2, start, len(data), right=index + 1 if index < len(bodies) else FREE))
    assert count + 2 <= len(fat) + 2 <= 128
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\x00")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0, 0) + struct.pack("<I", FREE) * 108
    return header + table + directory + b"".join(bodies.values())


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    return text.ljust(64, b"\x00") + struct.pack("<HBBIII16xI8x8xIQ", len(text), kind, 1, FREE, right, child, 0, start, size)


def xls(*rows: tuple[str | float, ...], name: str = "Бет1") -> bytes:
    """An Excel file of 97–2003 with one sheet; texts lie in the shared table."""
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    table = struct.pack("<II", len(texts), len(texts))
    table += b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    bound = struct.pack("<BB", 0, 0) + struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    start = 20 + (4 + 4 + len(bound)) + (4 + len(table)) + 4
    book = _biff(0x809, _bof(5)) + _biff(0x85, struct.pack("<I", start) + bound) + _biff(0xFC, table) + _biff(0x0A, b"")
    sheet = _biff(0x809, _bof(0x10))
    index = 0
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet += _biff(0xFD, struct.pack("<HHHI", row, column, 0, index))
                index += 1
            else:
                sheet += _biff(0x203, struct.pack("<HHHd", row, column, 0, cell))
    return ole({"Workbook": book + sheet + _biff(0x0A, b"")})


def _bof(kind: int) -> bytes:
    return struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6)


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def ppt(*texts: str, token: int = 0xE391C05F) -> bytes:
    """A PowerPoint file of 97–2003: one container of atoms of text; the token says whether it is encrypted."""
    atoms = b"".join(struct.pack("<HHI", 0, 0x0FA0, 2 * len(text)) + text.encode("utf-16-le") for text in texts)
    stream = struct.pack("<HHI", 0x0F, 0x0FF0, len(atoms)) + atoms
    return ole({"PowerPoint Document": stream, "Current User": struct.pack("<HHIII", 0, 0x0FF6, 20, 20, token)})


CELL = b'<row r="7"><c r="C7" t="inlineStr"><is><t>abc</t></is></c></row>'


def bombs() -> tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...]:
    """Five files that claim more than a gigabyte between them, each with its reader."""
    return (
        (office.read_office, (swollen("xl/worksheets/sheet1.xml", 400, CELL), "xlsx")),
        (office.read_office, (swollen("content.xml", 200, b"<w:br "), "odt")),
        (archive.read_zip, (swollen("a.zip", 200, b"PK"),)),
        (pdf.read_pdf, (pdf_of_stream(deflated(300, b"q ")),)),
        (rtf.read_rtf, (b"{\\rtf1" + b"{\\b x" * 3_000_000,)),
    )
